/**
 * Photos and files on their way to the server, one after another. They are put on the device's shelf first, so that a
 * closed page loses none; where the browser keeps nothing, they are held in memory and the page asks before it closes
 * (see `isKept`). Each is announced as an operation as soon as it is ready; its bytes follow once the announcement has
 * arrived, and go on where they were cut.
 */
import type { EvidenceView } from '#lib/contracts/field.ts';
import type { Operation } from '#lib/domain/operation.ts';
import type { Problem, Result } from '#lib/domain/problems.ts';
import { BackOff } from './back-off.ts';
import { hashOfFile } from './photo.ts';
import type { EvidenceUpload, Outcome, Transport } from './transport.ts';

export interface TrayItem {
	id: string;
	upload: EvidenceUpload;
	state: 'preparing' | 'waiting' | 'sending' | 'refused';
	/** Of a picture, to be shown before it is sent. */
	preview: string | null;
	problem: Problem | null;
}

/** Where photos are kept until the server has them. */
export interface PhotoShelf {
	list(): Promise<{ id: string; upload: EvidenceUpload }[]>;
	put(id: string, upload: EvidenceUpload): Promise<boolean>;
	drop(id: string): Promise<unknown>;
}

/** The records that the files belong to. */
export interface ProofRecords {
	/** Announces a file; once more it is the same announcement. */
	announce(id: string, upload: EvidenceUpload): Result<unknown>;
	has(id: string): boolean;
	/** Whether the server has been told, as far as is known here. */
	isAnnounced(id: string): boolean;
	arrived(view: EvidenceView): void;
}

export interface TrayDeps {
	transport: Pick<Transport, 'upload'>;
	shelf?: PhotoShelf;
	/** Makes a photo ready to be kept and sent. */
	prepare?: (file: File) => Promise<File>;
	schedule: (ms: number, work: () => void) => () => void;
	newId: () => string;
	/** From 0 up to 1; spreads what many devices do after one cut. */
	random: () => number;
}

export class EvidenceTray {
	items = $state.raw<TrayItem[]>([]);
	/** How much of the one that is being sent has gone, 0 … 1. */
	share = $state(0);
	isStuck = $state(false);
	/** Whether closing the page would lose nothing that waits. */
	isKept = $state(true);
	readonly waiting = $derived(this.items.filter(({ state }) => state !== 'refused').length);
	readonly isSending = $derived(this.items.some(({ state }) => state === 'sending'));
	readonly refused = $derived(this.items.filter(({ state }) => state === 'refused'));
	private readonly deps: TrayDeps;
	private readonly inspectionId: string;
	private readonly records: ProofRecords;
	private cancelTimer: (() => void) | null = null;
	private preparing: Promise<unknown>;
	private running: Promise<void> = Promise.resolve();
	private isRunning = false;
	private isStopped = false;
	private readonly backOff: BackOff;
	private cut: AbortController | null = null;

	constructor(deps: TrayDeps, inspectionId: string, records: ProofRecords) {
		this.deps = deps;
		this.inspectionId = inspectionId;
		this.records = records;
		this.backOff = new BackOff(deps.random);
		this.preparing = this.restore();
	}

	private async restore(): Promise<void> {
		const kept = (await this.deps.shelf?.list()) ?? [];
		const added = kept
			.filter(({ id }) => !this.items.some((item) => item.id === id))
			.map(({ id, upload }) => newItem(id, upload));
		if (added.length === 0) return;
		this.items = [...added, ...this.items];
		for (const item of added) if (!this.isStopped) await this.makeReady(item);
	}

	of(subjectKind: string, subjectId: string): TrayItem[] {
		return this.items.filter(
			({ upload }) => upload.subjectKind === subjectKind && upload.subjectId === subjectId
		);
	}

	/** `isOriginal`: the photo goes as the camera made it. Returns the id of the proof to be. */
	add(upload: EvidenceUpload, isOriginal = false): string {
		const item = newItem(this.deps.newId(), isOriginal ? { ...upload, isOriginal } : upload);
		this.items = [...this.items, item];
		const shelved = this.shelve(item);
		/* One after another: a tablet has not the memory for ten photos at once, and a copy comes after its original. */
		this.preparing = Promise.all([this.preparing, shelved]).then(() => this.makeReady(item));
		return item.id;
	}

	/** Settles when all that was added has been announced. */
	async whenReady(): Promise<void> {
		await this.preparing;
	}

	/** On the shelf as it is first, so that a tab that is killed while the photo is made ready loses nothing. */
	private async shelve({ id, upload }: TrayItem): Promise<void> {
		this.isKept &&= (await this.deps.shelf?.put(id, upload)) ?? false;
	}

	private async makeReady(item: TrayItem): Promise<void> {
		const { id } = item;
		const upload = item.upload.sha256 === undefined ? await this.prepare(item) : item.upload;
		if (this.isStopped) return;
		if (!this.items.some((other) => other.id === id)) return void this.deps.shelf?.drop(id);
		const announced = this.records.has(id) ? null : this.records.announce(id, upload);
		if (announced?.ok === false) this.replace(id, { upload, state: 'refused', problem: announced.problem });
		else this.replace(id, { upload, state: 'waiting' });
		void this.send();
	}

	private async prepare({ id, upload }: TrayItem): Promise<EvidenceUpload> {
		const { prepare, shelf } = this.deps;
		const file = upload.isOriginal || !prepare ? upload.file : await prepare(upload.file);
		const ready = { ...upload, file, sha256: await hashOfFile(file) };
		if (!this.isStopped) await shelf?.put(id, ready);
		return ready;
	}

	drop(id: string): void {
		const found = this.items.find((item) => item.id === id);
		if (found?.preview) URL.revokeObjectURL(found.preview);
		if (found?.state === 'sending') this.cut?.abort();
		this.items = this.items.filter((item) => item !== found);
		void this.deps.shelf?.drop(id);
	}

	/** One that was refused, once more. */
	async retry(id: string): Promise<void> {
		const found = this.refused.find((item) => item.id === id);
		if (!found) return;
		const { isBegun: _, isAgain: __, ...upload } = found.upload;
		this.replace(id, { upload, state: 'waiting', problem: null });
		if (!this.records.has(id)) await this.makeReady({ ...found, upload });
		await this.send();
	}

	/** Operations without the announcements of files that wait here: those are told with their files. */
	without(operations: readonly Operation[]): Operation[] {
		return operations.filter(
			({ type, payload }) => type !== 'evidence.add' || !this.items.some(({ id }) => id === payload.id)
		);
	}

	/** Sends what waits, one after another. Resolves when nothing can be sent any more, or sending has to pause. */
	send(): Promise<void> {
		if (!this.isRunning) this.running = this.sendAll();
		return this.running;
	}

	private async sendAll(): Promise<void> {
		this.isRunning = true;
		this.cancelTimer?.();
		try {
			for (;;) {
				const next = this.items.find(({ id, state }) => state === 'waiting' && this.records.isAnnounced(id));
				if (!next || this.isStopped || !(await this.sendOne(next))) return;
			}
		} finally {
			this.isRunning = false;
		}
	}

	/** False: not now. */
	private async sendOne(item: TrayItem): Promise<boolean> {
		this.share = 0;
		this.replace(item.id, { state: 'sending' });
		const outcome = await this.transfer(item);
		this.isStuck = outcome.kind !== 'done' && outcome.kind !== 'refused';
		if (!this.items.some(({ id }) => id === item.id)) return true;
		if (outcome.kind === 'done') {
			this.backOff.reset();
			this.drop(item.id);
			this.records.arrived(outcome.value);
			return true;
		}
		if (outcome.kind === 'refused' && (await this.takeRefusal(item, outcome.problem))) return true;
		this.pause(item.id);
		return false;
	}

	private async transfer({ id, upload }: TrayItem): Promise<Outcome<EvidenceView>> {
		const { transport, shelf } = this.deps;
		const isResumed = upload.isBegun === true;
		/* Written down before the first byte: what an upload left behind is asked for by whoever comes next. */
		if (!isResumed) {
			const begun = { ...upload, isBegun: true };
			this.replace(id, { upload: begun });
			await shelf?.put(id, begun);
		}
		this.cut = new AbortController();
		const { signal } = this.cut;
		return transport.upload(this.inspectionId, id, upload.file, {
			isResumed,
			signal,
			onprogress: (share) => {
				if (share > this.share) this.backOff.reset();
				this.share = share;
			}
		});
	}

	/** What the server said no to. False: to be tried again after a while. */
	private async takeRefusal({ id, upload }: TrayItem, problem: Problem): Promise<boolean> {
		switch (problem.code) {
			case 'evidence.withdrawn':
				this.drop(id);
				return true;
			case 'evidence.record_missing':
				this.records.announce(id, upload);
				return false;
			case 'evidence.incomplete':
				return false;
			case 'evidence.hash_differs': {
				if (upload.isAgain) break;
				const { isBegun: _, ...anew } = upload;
				this.replace(id, { upload: { ...anew, isAgain: true }, state: 'waiting' });
				await this.deps.shelf?.put(id, { ...anew, isAgain: true });
				return true;
			}
		}
		this.replace(id, { state: 'refused', problem });
		return true;
	}

	private pause(id: string): void {
		this.replace(id, { state: 'waiting' });
		if (this.isStopped) return;
		this.cancelTimer = this.deps.schedule(this.backOff.next(), () => void this.send());
	}

	/** From here on nothing is sent, announced or put back on the shelf: another tray may have the same files. */
	stop(): void {
		this.isStopped = true;
		this.cancelTimer?.();
		this.cut?.abort();
	}

	private replace(id: string, patch: Partial<TrayItem>): void {
		this.items = this.items.map((item) => (item.id === id ? { ...item, ...patch } : item));
	}
}

function newItem(id: string, upload: EvidenceUpload): TrayItem {
	const preview = upload.file.type.startsWith('image/') ? URL.createObjectURL(upload.file) : null;
	return { id, upload, state: 'preparing', preview, problem: null };
}
