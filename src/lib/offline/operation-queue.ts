/**
 * Where unsent work is kept on this device. The outbox reads it once and writes it whole after every change; what
 * lies behind (browser storage now) is its own business. Kept per person and inspection: a shared tablet never shows
 * one person's work to another.
 */
import type { Answer } from '#lib/domain/answer.ts';
import type { Operation } from '#lib/domain/operations.ts';
import type { Problem } from '#lib/domain/problems.ts';

/** An operation the server will not take, with what it said. It stays until somebody acts. */
export interface Refused {
	operation: Operation;
	problem: Problem;
}

/** The same answer was changed on another device: both values wait for a person. */
export interface Clash {
	operation: Extract<Operation, { type: 'answer.set' }>;
	current: Answer;
	changedBy: string;
	/** Epoch ms. */
	changedAt: number;
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
	clashes: Clash[];
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
	clashes: [],
	drafts: {},
	lockAskedAt: null
});

/** For tests, and for a browser that refuses to keep anything. */
export class MemoryQueue implements OperationQueue {
	private text: string | null = null;

	load(): Kept {
		return this.text === null ? emptyKept() : (JSON.parse(this.text) as Kept);
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
			return { ...emptyKept(), ...(JSON.parse(text) as Partial<Kept>) };
		} catch {
			this.storage.setItem(`${this.key}.unreadable`, text);
			return emptyKept();
		}
	}

	save(kept: Kept): void {
		const { pending, sent, refused, clashes, drafts, lockAskedAt } = kept;
		const count = pending.length + sent.length + refused.length + clashes.length + Object.keys(drafts).length;
		if (count === 0 && lockAskedAt === null) this.storage.removeItem(this.key);
		else this.storage.setItem(this.key, JSON.stringify(kept));
	}
}
