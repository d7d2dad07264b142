/**
 * Photos and files on their way to the server, one after another. They are put on the device's shelf first, so that a
 * closed page loses none; where the browser keeps nothing, they are held in memory and the page asks before it closes
 * (see `isKept`).
 */
import type { EvidenceView } from '#lib/contracts/field.ts';
import type { Problem } from '#lib/domain/problems.ts';
import type { EvidenceUpload, Transport } from './transport.ts';

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

interface TrayDeps {
	transport: Pick<Transport, 'upload'>;
	shelf?: PhotoShelf;
	/** Makes a photo ready to be kept and sent. */
	prepare?: (file: File) => Promise<File>;
	schedule: (ms: number, work: () => void) => () => void;
	newId: () => string;
}

const RETRY_MS = 10_000;

export class EvidenceTray {
	items = $state.raw<TrayItem[]>([]);
	isStuck = $state(false);
	/** Whether closing the page would lose nothing that waits. */
	isKept = $state(true);
	readonly waiting = $derived(this.items.filter(({ state }) => state !== 'refused').length);
	readonly isSending = $derived(this.items.some(({ state }) => state === 'sending'));
	readonly refused = $derived(this.items.filter(({ state }) => state === 'refused'));
	private readonly deps: TrayDeps;
	private readonly inspectionId: string;
	private readonly onarrived: (view: EvidenceView) => void;
	private cancelTimer: (() => void) | null = null;

	constructor(deps: TrayDeps, inspectionId: string, onarrived: (view: EvidenceView) => void) {
		this.deps = deps;
		this.inspectionId = inspectionId;
		this.onarrived = onarrived;
		void this.restore();
	}

	private async restore(): Promise<void> {
		const kept = (await this.deps.shelf?.list()) ?? [];
		const added = kept.filter(({ id }) => !this.items.some((item) => item.id === id));
		if (added.length === 0) return;
		this.items = [...added.map(({ id, upload }) => waitingItem(id, upload)), ...this.items];
		await this.send();
	}

	of(subjectKind: string, subjectId: string): TrayItem[] {
		return this.items.filter(
			({ upload }) => upload.subjectKind === subjectKind && upload.subjectId === subjectId
		);
	}

	/** `isOriginal`: the photo goes as the camera made it. */
	add(upload: EvidenceUpload, isOriginal = false): void {
		const item: TrayItem = { ...waitingItem(this.deps.newId(), upload), state: 'preparing' };
		this.items = [...this.items, item];
		void this.shelve(item, isOriginal);
	}

	/** On the shelf as it is first, so that a tab that is killed while the photo is made ready loses nothing. */
	private async shelve({ id, upload }: TrayItem, isOriginal: boolean): Promise<void> {
		const { shelf, prepare } = this.deps;
		this.isKept &&= (await shelf?.put(id, upload)) ?? false;
		const file = isOriginal || !prepare ? upload.file : await prepare(upload.file);
		if (file !== upload.file) await shelf?.put(id, { ...upload, file });
		if (!this.items.some((item) => item.id === id)) return void shelf?.drop(id);
		this.replace(id, { upload: { ...upload, file }, state: 'waiting' });
		await this.send();
	}

	drop(id: string): void {
		const found = this.items.find((item) => item.id === id);
		if (found?.preview) URL.revokeObjectURL(found.preview);
		this.items = this.items.filter((item) => item !== found);
		void this.deps.shelf?.drop(id);
	}

	async send(): Promise<void> {
		this.cancelTimer?.();
		const next = this.items.find(({ state }) => state === 'waiting');
		if (this.isSending || !next) return;
		this.replace(next.id, { state: 'sending' });
		const outcome = await this.deps.transport.upload(this.inspectionId, next.id, next.upload);
		this.isStuck = outcome.kind !== 'done' && outcome.kind !== 'refused';
		if (outcome.kind === 'done') {
			this.drop(next.id);
			this.onarrived(outcome.value);
		} else if (outcome.kind === 'refused')
			this.replace(next.id, { state: 'refused', problem: outcome.problem });
		else {
			this.replace(next.id, { state: 'waiting' });
			this.cancelTimer = this.deps.schedule(RETRY_MS, () => void this.send());
			return;
		}
		await this.send();
	}

	/** A refused one once more. */
	async retry(id: string): Promise<void> {
		this.replace(id, { state: 'waiting', problem: null });
		await this.send();
	}

	stop(): void {
		this.cancelTimer?.();
	}

	private replace(id: string, patch: Partial<TrayItem>): void {
		this.items = this.items.map((item) => (item.id === id ? { ...item, ...patch } : item));
	}
}

function waitingItem(id: string, upload: EvidenceUpload): TrayItem {
	const preview = upload.file.type.startsWith('image/') ? URL.createObjectURL(upload.file) : null;
	return { id, upload, state: 'waiting', preview, problem: null };
}
