/**
 * The work of one inspection that waits on this device, as the page of what waits sees it. Where the inspection is open
 * that is its store; elsewhere an outbox and a tray of its own, which need no copy of the inspection: it may be gone
 * from the device, or from this person's list.
 */
import type { Conflict } from '#lib/domain/conflict.ts';
import { HIGHEST_POSITION } from '#lib/domain/evidence.ts';
import { ok } from '#lib/domain/problems.ts';
import { announcementOf, findAnnouncement } from './announcement.ts';
import { EvidenceTray, type PhotoShelf } from './evidence-tray.svelte.ts';
import { fileGivenUp, Outbox, type OutboxDeps } from './outbox.svelte.ts';
import type { AtWork } from './one-window.ts';
import { MinutesLock } from './minutes-lock.svelte.ts';
import type { MoveOutcome, Transport } from './transport.ts';

export interface WaitingWork {
	readonly outbox: Outbox;
	/** Values that met another's, as far as this device knows. */
	readonly conflicts: readonly Conflict[];
	readonly tray: EvidenceTray;
	/** Another window of this browser has the inspection open: it is the one that sends. */
	readonly isElsewhere: boolean;
	flush(): Promise<boolean>;
	discard(opId: string, reason: string): Promise<boolean>;
	discardFile(id: string, reason: string): boolean;
}

export interface LooseDeps extends Omit<OutboxDeps, 'transport' | 'onaccepted' | 'onconflict' | 'onbehind'> {
	transport: Pick<Transport, 'send' | 'upload' | 'move'>;
	shelf: PhotoShelf;
	/** Makes a photo ready that was put on the shelf and never was. */
	prepare?: (file: File) => Promise<File>;
	/** What the copy on this device knows of. */
	conflicts: readonly Conflict[];
}

/** Work without its inspection. */
export class LooseWork implements WaitingWork, AtWork {
	conflicts = $state.raw<readonly Conflict[]>([]);
	readonly tray: EvidenceTray;
	readonly outbox: Outbox;
	isElsewhere = $state(false);
	private readonly lock: MinutesLock;
	private isStopped = false;

	constructor({ transport, shelf, conflicts, ...deps }: LooseDeps) {
		this.conflicts = conflicts;
		this.outbox = new Outbox({
			...deps,
			transport,
			onaccepted: ({ type }) => {
				if (type === 'evidence.add') void this.tray.send();
			},
			onconflict: (_, { conflict }) => (this.conflicts = [...this.conflicts, conflict]),
			onbehind: () => undefined
		});
		this.tray = new EvidenceTray({ ...deps, transport, shelf }, deps.inspectionId, {
			/* Behind whatever else belongs there: what does is not known without the inspection. */
			announce: (id, upload) => ok(this.outbox.add(announcementOf(id, upload, HIGHEST_POSITION - 1))),
			has: (id) => this.isAnnouncedHere(id),
			isAnnounced: (id) => this.outbox.announcementOf(id) === undefined,
			arrived: () => undefined
		});
		this.lock = new MinutesLock(this.outbox, () => this.lockThere(transport, deps.inspectionId), deps.now);
	}

	async flush(): Promise<boolean> {
		if (this.isStopped) return false;
		await this.tray.whenReady();
		await this.outbox.flush();
		if (this.outbox.pending.length === 0) await this.lock.tryAgain();
		await this.tray.send();
		return this.outbox.pending.length === 0 && this.tray.waiting === 0;
	}

	async discard(opId: string, reason: string): Promise<boolean> {
		const given = this.outbox.giveUp(opId, reason);
		if (given?.type === 'evidence.add') this.tray.drop(given.payload.id);
		return given !== null;
	}

	discardFile(id: string, reason: string): boolean {
		if (this.outbox.lockAskedAt !== null) return false;
		const announcement = this.outbox.announcementOf(id);
		this.tray.drop(id);
		if (announcement && this.outbox.giveUp(announcement.opId, reason)) return true;
		this.outbox.add({ type: 'evidence.withdraw', payload: { id } });
		this.outbox.add(fileGivenUp(id, reason));
		return true;
	}

	get isKept(): boolean {
		return this.outbox.isKept;
	}

	giveAway(): void {
		this.isElsewhere = true;
		this.stop();
	}

	stop(): void {
		this.isStopped = true;
		this.outbox.stop();
		this.tray.stop();
	}

	/** What the server says no to waits for the inspection to be opened: there is room for its reason, and for a new reading. */
	private async lockThere(transport: LooseDeps['transport'], inspectionId: string): Promise<MoveOutcome> {
		const { version } = this.outbox;
		const outcome = await transport.move(inspectionId, { transition: 'sign_minutes', version });
		return outcome.kind === 'done' ? { kind: 'done' } : { kind: 'unsent' };
	}

	/** Announced here, whatever the server has of it. */
	private isAnnouncedHere(id: string): boolean {
		const sent = this.outbox.sent.map(({ operation }) => operation);
		return (this.outbox.announcementOf(id) ?? findAnnouncement(sent, id)) !== undefined;
	}
}
