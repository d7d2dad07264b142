/**
 * Where unsent work is kept on this device. The outbox reads it once and writes it whole after every change; what
 * lies behind (browser storage now) is its own business. Kept per person and inspection: a shared tablet never shows
 * one person's work to another.
 */
import type { Operation } from '#lib/domain/operation.ts';
import type { Problem } from '#lib/domain/problems.ts';
import type { Seal } from './seal.ts';

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
	/** False when the browser would not take it (no room): it is in this page's memory only. */
	save(kept: Kept): boolean;
}

export const emptyKept = (): Kept => ({
	pending: [],
	sent: [],
	refused: [],
	triedSeq: 0,
	drafts: {},
	lockAskedAt: null
});

const readKept = (text: string): Kept => ({ ...emptyKept(), ...(JSON.parse(text) as Partial<Kept>) });

/** Operations that wait, or that were set aside and want a person; a file that waits speaks for its announcement. */
export const waitingIn = ({ pending, refused }: Kept): number =>
	pending.filter(({ type }) => type !== 'evidence.add').length + refused.length;

/** Kept as long as the queue itself is. */
export class MemoryQueue implements OperationQueue {
	/** As a browser that has no room left. */
	isFull = false;
	private text: string | null = null;

	load(): Kept {
		return this.text === null ? emptyKept() : readKept(this.text);
	}

	save(kept: Kept): boolean {
		if (this.isFull) return false;
		this.text = JSON.stringify(kept);
		return true;
	}
}

/** As it lies in the browser's storage: how much waits may be known by whoever signs out, what it is not. */
export interface SealedKept {
	waiting: number;
	sealed: string;
}

export const queueKey = (actorId: string, inspectionId: string): string =>
	`thuoc.unsent.${actorId}.${inspectionId}`;

/**
 * Kept in the browser's storage under one key, sealed with its owner's. What cannot be read is left beside it and not
 * overwritten.
 */
export class StorageQueue implements OperationQueue {
	private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
	private readonly key: string;
	private readonly seal: Seal;

	constructor(
		storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
		actorId: string,
		inspectionId: string,
		seal: Seal
	) {
		this.storage = storage;
		this.key = queueKey(actorId, inspectionId);
		this.seal = seal;
	}

	load(): Kept {
		const text = this.storage.getItem(this.key);
		if (text === null) return emptyKept();
		try {
			const { sealed } = JSON.parse(text) as SealedKept;
			const opened = this.seal.openText(sealed, this.key);
			if (opened !== null) return readKept(opened);
		} catch {
			/* No such thing as we write: put aside like one that does not open. */
		}
		this.storage.setItem(`${this.key}.unreadable`, text);
		return emptyKept();
	}

	save(kept: Kept): boolean {
		const { pending, sent, refused, drafts, lockAskedAt } = kept;
		const count = pending.length + sent.length + refused.length + Object.keys(drafts).length;
		try {
			if (count === 0 && lockAskedAt === null) this.storage.removeItem(this.key);
			else this.storage.setItem(this.key, this.closed(kept));
			return true;
		} catch {
			return false;
		}
	}

	private closed(kept: Kept): string {
		const sealed = this.seal.sealText(JSON.stringify(kept), this.key);
		return JSON.stringify({ waiting: waitingIn(kept), sealed } satisfies SealedKept);
	}
}
