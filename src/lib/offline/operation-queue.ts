/**
 * Where unsent work is kept on this device. The outbox reads it once and writes it whole after every change; what
 * lies behind (browser storage now) is its own business. Kept per person and inspection: a shared tablet never shows
 * one person's work to another.
 */
import type { Operation } from '#lib/domain/operations.ts';
import type { Problem } from '#lib/domain/problems.ts';

/** An operation the server will not take, with what it said. It stays until somebody acts. */
export interface Refused {
	operation: Operation;
	problem: Problem;
}

/** An operation that the server has, and what it brought about there. */
export interface Sent {
	operation: Operation;
	/** The version of the inspection after it. */
	version: number;
	/** The number that the server gave a finding. */
	findingNumber: number | null;
}

export interface Kept {
	pending: Operation[];
	/** Sent, but not yet in the inspection that is kept on this device: opened with no network it would be missing. */
	sent: Sent[];
	refused: Refused[];
	/** The highest number that was ever on its way: what may have arrived is not changed any more. */
	triedSeq: number;
	/** Texts typed that make no answer yet, by code. */
	drafts: Record<string, Record<string, string>>;
	/** When both sides had signed and the lock was asked for with no network (epoch ms); it waits for everything else. */
	lockAskedAt: number | null;
}

export interface OperationQueue {
	load(): Kept;
	save(kept: Kept): void;
}

export const emptyKept = (): Kept => ({
	pending: [],
	sent: [],
	refused: [],
	triedSeq: 0,
	drafts: {},
	lockAskedAt: null
});

/**
 * What was kept, as it is read now. Devices used to keep a conflict to themselves (`clashes`): its operation is sent
 * once more, because the server keeps it now.
 */
function readKept(text: string): Kept {
	const { clashes = [], ...kept } = JSON.parse(text) as Partial<Kept> & {
		clashes?: { operation: Operation }[];
	};
	const pending = [...clashes.map(({ operation }) => operation), ...(kept.pending ?? [])];
	return { ...emptyKept(), ...kept, pending: pending.sort((a, b) => a.seq - b.seq) };
}

/** For tests, and for a browser that refuses to keep anything. */
export class MemoryQueue implements OperationQueue {
	private text: string | null = null;

	load(): Kept {
		return this.text === null ? emptyKept() : readKept(this.text);
	}

	save(kept: Kept): void {
		this.text = JSON.stringify(kept);
	}
}

/** Kept in the browser's storage under one key. What cannot be read is left where it is and not overwritten. */
export class StorageQueue implements OperationQueue {
	private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
	private readonly key: string;

	constructor(
		storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
		actorId: string,
		inspectionId: string
	) {
		this.storage = storage;
		this.key = `thuoc.unsent.${actorId}.${inspectionId}`;
	}

	load(): Kept {
		const text = this.storage.getItem(this.key);
		if (text === null) return emptyKept();
		try {
			return readKept(text);
		} catch {
			this.storage.setItem(`${this.key}.unreadable`, text);
			return emptyKept();
		}
	}

	save(kept: Kept): void {
		const { pending, sent, refused, drafts, lockAskedAt } = kept;
		const count = pending.length + sent.length + refused.length + Object.keys(drafts).length;
		if (count === 0 && lockAskedAt === null) this.storage.removeItem(this.key);
		else this.storage.setItem(this.key, JSON.stringify(kept));
	}
}
