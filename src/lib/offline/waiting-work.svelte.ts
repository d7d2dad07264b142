/**
 * The work of one inspection that waits on this device, as the page of what waits sees it. Where the inspection is open
 * that is its store; elsewhere an outbox and a tray of its own, which need no copy of the inspection: it may be gone
 * from the device, or from this person's list.
 */
import type { Conflict } from '#lib/domain/conflict.ts';
import { HIGHEST_POSITION } from '#lib/domain/evidence.ts';
import type { Operation } from '#lib/domain/operation.ts';
import { ok } from '#lib/domain/problems.ts';
import { announcementOf, findAnnouncement } from './announcement.ts';
import { EvidenceTray, type PhotoShelf } from './evidence-tray.svelte.ts';
import type { Refused, Sent } from './operation-queue.ts';
import { fileGivenUp, Outbox, type Link, type OutboxDeps } from './outbox.ts';
import type { Transport } from './transport.ts';

export interface WaitingWork {
	readonly pending: readonly Operation[];
	readonly sent: readonly Sent[];
	readonly refused: readonly Refused[];
	/** What may have arrived has at most this number. */
	readonly triedSeq: number;
	readonly link: Link;
	readonly lockAskedAt: number | null;
	/** Values that met another's, as far as this device knows. */
	readonly conflicts: readonly Conflict[];
	readonly tray: EvidenceTray;
	flush(): Promise<boolean>;
	retry(opId: string): void;
	discard(opId: string, reason: string): Promise<boolean>;
	discardFile(id: string, reason: string): void;
}

export interface LooseDeps extends Omit<
	OutboxDeps,
	'transport' | 'onchange' | 'onaccepted' | 'onconflict' | 'onbehind'
> {
	transport: Pick<Transport, 'send' | 'upload' | 'uploadAddress'>;
	shelf: PhotoShelf;
	/** Makes a photo ready that was put on the shelf and never was. */
	prepare?: (file: File) => Promise<File>;
	/** What the copy on this device knows of. */
	conflicts: readonly Conflict[];
}

/** Work without its inspection. */
export class LooseWork implements WaitingWork {
	pending = $state.raw<readonly Operation[]>([]);
	sent = $state.raw<readonly Sent[]>([]);
	refused = $state.raw<readonly Refused[]>([]);
	triedSeq = $state(0);
	link = $state<Link>('idle');
	lockAskedAt = $state<number | null>(null);
	conflicts = $state.raw<readonly Conflict[]>([]);
	readonly tray: EvidenceTray;
	private readonly outbox: Outbox;

	constructor({ transport, shelf, conflicts, ...deps }: LooseDeps) {
		this.conflicts = conflicts;
		this.outbox = new Outbox({
			...deps,
			transport,
			onchange: () => this.mirror(),
			onaccepted: ({ type }) => {
				if (type === 'evidence.add') void this.tray.send();
			},
			onconflict: (_, { conflict }) => (this.conflicts = [...this.conflicts, conflict]),
			onbehind: () => undefined
		});
		this.mirror();
		this.tray = new EvidenceTray({ ...deps, transport, shelf }, deps.inspectionId, {
			/* Behind whatever else belongs there: what does is not known without the inspection. */
			announce: (id, upload) => ok(this.outbox.add(announcementOf(id, upload, HIGHEST_POSITION - 1))),
			has: (id) => this.announcement(id) !== undefined,
			isAnnounced: (id) => !this.isUntold(id),
			arrived: () => undefined
		});
	}

	async flush(): Promise<boolean> {
		await this.tray.whenReady();
		await this.outbox.flush();
		await this.tray.send();
		return this.pending.length === 0 && this.tray.waiting === 0;
	}

	retry(opId: string): void {
		this.outbox.retry(opId);
	}

	async discard(opId: string, reason: string): Promise<boolean> {
		const isRefused = this.refused.some(({ operation }) => operation.opId === opId);
		if (this.lockAskedAt !== null && !isRefused) return false;
		const given = [...this.refused.map(({ operation }) => operation), ...this.pending].find(
			(operation) => operation.opId === opId
		);
		if (!this.outbox.giveUp(opId, reason)) return false;
		if (given?.type === 'evidence.add') this.tray.drop(given.payload.id);
		return true;
	}

	discardFile(id: string, reason: string): void {
		const announcement = this.isUntold(id) ? this.announcement(id) : undefined;
		this.tray.drop(id);
		if (announcement && this.outbox.giveUp(announcement.opId, reason)) return;
		this.outbox.add({ type: 'evidence.withdraw', payload: { id } });
		this.outbox.add(fileGivenUp(id, reason));
	}

	stop(): void {
		this.outbox.stop();
		this.tray.stop();
	}

	private announcement(id: string): Operation | undefined {
		const { pending, refused, sent } = this.outbox;
		return findAnnouncement([...pending, ...[...refused, ...sent].map(({ operation }) => operation)], id);
	}

	/** Announced here, and the server has not taken it. */
	private isUntold(id: string): boolean {
		const { pending, refused } = this.outbox;
		const waiting = [...pending, ...refused.map(({ operation }) => operation)];
		return findAnnouncement(waiting, id) !== undefined;
	}

	private mirror(): void {
		const { outbox } = this;
		/* The outbox speaks while it is being made. */
		if (!outbox) return;
		this.pending = outbox.pending;
		this.sent = outbox.sent;
		this.refused = outbox.refused;
		this.triedSeq = outbox.triedSeq;
		this.link = outbox.link;
		this.lockAskedAt = outbox.lockAskedAt;
	}
}
