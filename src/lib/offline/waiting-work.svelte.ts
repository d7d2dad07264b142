/**
 * The work of one inspection that waits on this device, as the page of what waits sees it. Where the inspection is open
 * that is its store; elsewhere an outbox and a tray of its own, which need no copy of the inspection: it may be gone
 * from the device, or from this person's list.
 */
import type { Conflict } from '#lib/domain/conflict.ts';
import type { Operation } from '#lib/domain/operations.ts';
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
	transport: Pick<Transport, 'send' | 'upload'>;
	shelf: PhotoShelf;
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
	private isStopped = false;

	constructor({ transport, shelf, conflicts, ...deps }: LooseDeps) {
		this.conflicts = conflicts;
		this.outbox = new Outbox({
			...deps,
			transport,
			onchange: () => this.mirror(),
			onaccepted: () => undefined,
			onconflict: (_, { conflict }) => (this.conflicts = [...this.conflicts, conflict]),
			onbehind: () => undefined
		});
		this.mirror();
		this.tray = new EvidenceTray(
			{
				transport: { upload: (...upload) => this.upload(transport, upload) },
				shelf,
				schedule: (ms, work) => (this.isStopped ? () => undefined : deps.schedule(ms, work)),
				newId: deps.newId
			},
			deps.inspectionId,
			() => undefined
		);
	}

	async flush(): Promise<boolean> {
		await Promise.all([this.outbox.flush(), this.tray.send()]);
		return this.pending.length === 0 && this.tray.waiting === 0;
	}

	retry(opId: string): void {
		this.outbox.retry(opId);
	}

	async discard(opId: string, reason: string): Promise<boolean> {
		const isRefused = this.refused.some(({ operation }) => operation.opId === opId);
		if (this.lockAskedAt !== null && !isRefused) return false;
		return this.outbox.giveUp(opId, reason);
	}

	discardFile(id: string, reason: string): void {
		this.tray.drop(id);
		this.outbox.add(fileGivenUp(id, reason));
	}

	stop(): void {
		this.isStopped = true;
		this.outbox.stop();
		this.tray.stop();
	}

	/** A photo of a finding is refused before its finding is there: what was written goes first. */
	private async upload(
		transport: LooseDeps['transport'],
		upload: Parameters<Transport['upload']>
	): ReturnType<Transport['upload']> {
		await this.outbox.flush();
		if (this.isStopped || this.outbox.pending.length > 0) return { kind: 'unreachable' };
		return transport.upload(...upload);
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
