/**
 * The outbox: operations made on this device, in order, until the server has them. Screens read it and never write.
 * Unsent edits of the same thing are merged, so that typing a figure is one operation; sending is retried with
 * growing pauses; what the server refuses is set aside with its reason, never dropped. What meets another's change the
 * server keeps: it leaves the outbox like anything that has arrived.
 */
import { leansOn, subjectOf, type Operation, type OperationBody } from '#lib/domain/operation.ts';
import type { OperationResult, SyncAnswer } from '#lib/contracts/field.ts';
import { findAnnouncement } from './announcement.ts';
import { BackOff } from './back-off.ts';
import { isChoiceOf, isSameThing, merged } from './merged-edits.ts';
import type { Kept, OperationQueue, Refused, Sent } from './operation-queue.ts';
import type { Device } from './device.ts';
import type { Transport } from './transport.ts';

export type Link = 'idle' | 'sending' | 'unreachable' | 'signed_out' | 'failing';

export interface OutboxDeps {
	queue: OperationQueue;
	transport: Pick<Transport, 'send'>;
	/** Runs `work` after `ms`; gives back what cancels it. */
	schedule: (ms: number, work: () => void) => () => void;
	now: () => number;
	newId: () => string;
	/** From 0 up to 1; spreads what many devices do after one cut. */
	random: () => number;
	device: Device;
	inspectionId: string;
	actorId: string;
	/** The version of the inspection that this device has seen. */
	version: number;
	/** The server took an operation (its own words about it come along). */
	onaccepted: (operation: Operation, result: Accepted) => void;
	/** Somebody else changed the same answer: the server keeps both values. */
	onconflict: (operation: Operation, result: Conflicting) => void;
	/** The inspection has changes of others that this device has not fetched. */
	onbehind: () => void;
	/**
	 * The device knows that it has no network: then nothing is put on its way, and what waits can still be changed and
	 * given up.
	 */
	isOffline?: () => boolean;
	/** Whether the inspection is opened from this device's copy, which lags behind what was sent. */
	keepsSent?: boolean;
	/** Sending has to pause: whatever may wake this device when there is a network again is told. */
	onpause?: () => void;
}

export type Accepted = Extract<OperationResult, { status: 'accepted' | 'duplicate' }>;
export type Conflicting = Extract<OperationResult, { status: 'conflict' }>;

/** A pause in typing after which edits are sent. */
const SEND_AFTER_MS = 500;
const BATCH_OPERATIONS = 100;
/** Under the server's limit for a body. */
const BATCH_CHARACTERS = 300_000;

export class Outbox {
	/** What waits, what the copy on this device does not show yet, what the server would not take. */
	pending = $state.raw<Operation[]>([]);
	sent = $state.raw<Sent[]>([]);
	refused = $state.raw<Refused[]>([]);
	drafts: Kept['drafts'];
	/** When the lock was asked for with no network; until it is done nothing here changes. */
	lockAskedAt = $state<Kept['lockAskedAt']>(null);
	link = $state<Link>('idle');
	/** Whether a closed page would lose nothing; false when the browser has no room left. */
	isKept = $state(true);
	/** The newest version that the server has spoken of: what a move or a paper is asked for on. */
	version: number;
	/** The version whose content is on this device, others' changes included: what edits are made on. */
	private seenVersion: number;
	/** The highest number that was ever on its way. */
	triedSeq = $state(0);
	private isStopped = false;
	private readonly deps: OutboxDeps;
	private sending: Promise<void> | null = null;
	private largestBatch = BATCH_OPERATIONS;
	private readonly backOff: BackOff;
	private cancelTimer: (() => void) | null = null;

	constructor(deps: OutboxDeps) {
		this.deps = deps;
		this.version = deps.version;
		this.seenVersion = deps.version;
		this.backOff = new BackOff(deps.random);
		({
			pending: this.pending,
			sent: this.sent,
			refused: this.refused,
			triedSeq: this.triedSeq,
			drafts: this.drafts,
			lockAskedAt: this.lockAskedAt
		} = deps.queue.load());
	}

	/** The inspection was fetched: everything up to this version is on the device. */
	takeVersion(version: number): void {
		this.version = Math.max(this.version, version);
		this.seenVersion = Math.max(this.seenVersion, version);
	}

	/**
	 * Takes an edit: a new operation, or merged into one of the same thing that was never on its way. One that was may
	 * have arrived with its answer lost; the server would take a changed one for a repetition.
	 */
	add(body: OperationBody): void {
		const at = this.pending.findLastIndex(
			(operation) => isSameThing(operation, body) || isChoiceOf(operation, body)
		);
		const earlier = this.pending[at];
		if (earlier && earlier.seq > this.triedSeq && isSameThing(earlier, body))
			this.pending = this.pending.with(at, { ...earlier, ...merged(earlier, body), madeAt: this.deps.now() });
		else this.pending = [...this.pending, this.envelop(body)];
		this.keep();
		this.sendIn(SEND_AFTER_MS);
	}

	setDraft(code: string, texts: Record<string, string> | null): void {
		const { [code]: _, ...rest } = this.drafts;
		this.drafts = texts === null ? rest : { ...rest, [code]: texts };
		this.keep();
	}

	/** The lock of the minutes waits with the rest; null takes the asking back. */
	askLock(at: number | null): void {
		this.lockAskedAt = at;
		this.keep();
	}

	/** Sends what waits, now. Resolves when nothing waits any more or sending has to pause. */
	flush(): Promise<void> {
		this.cancelTimer?.();
		this.cancelTimer = null;
		this.sending ??= this.sendAll().finally(() => (this.sending = null));
		return this.sending;
	}

	private async sendAll(): Promise<void> {
		do {
			if (this.pending.length === 0 || this.isStopped) return;
			if (this.deps.isOffline?.()) return this.pause('unreachable');
			await this.sendBatch();
		} while (this.link === 'idle');
	}

	private async sendBatch(): Promise<void> {
		const batch = this.nextBatch();
		const [oldest] = batch;
		this.link = 'sending';
		this.triedSeq = Math.max(this.triedSeq, ...batch.map(({ seq }) => seq));
		this.keep();
		const outcome = await this.deps.transport.send(batch, { oldest: oldest!.seq, sentAt: this.deps.now() });
		if (this.isStopped) return;
		if (outcome.kind === 'done') {
			this.backOff.reset();
			this.link = 'idle';
			this.hear(outcome.value);
			this.settle(batch, outcome.value.results);
		} else if (outcome.kind === 'refused') this.takeRefusal(batch, outcome.problem);
		else if (outcome.kind === 'failed' && outcome.status === 413 && batch.length > 1) this.halve(batch);
		else this.pause(outcome.kind === 'failed' ? 'failing' : outcome.kind);
		this.keep();
	}

	/** A refused operation once more, on what the inspection is now. */
	retry(opId: string): void {
		const found = this.refused.find(({ operation }) => operation.opId === opId);
		if (!found) return;
		this.refused = this.refused.filter((other) => other !== found);
		this.pending = [...this.pending, this.envelop(found.operation)];
		this.keep();
		void this.flush();
	}

	/**
	 * Gives up an operation and what has no meaning without it; the server is told that, and why. What was never on its
	 * way leaves its number to the word of it, so that there is no gap; what was refused has used its own up. Returns what
	 * was given up; null for what can only be edited because it may have arrived already, and for what waits behind a lock:
	 * what both sides have signed does not change any more.
	 */
	giveUp(opId: string, reason: string): Operation | null {
		const refused = this.refused.find(({ operation }) => operation.opId === opId)?.operation;
		const found = refused ?? this.pending.find((operation) => operation.opId === opId);
		if (!found) return null;
		if (!refused && (this.lockAskedAt !== null || !this.isFree(found))) return null;
		const isGiven = (other: Operation) => this.isFree(other) && (other === found || leansOn(other, found));
		this.pending = this.pending.map((other) =>
			isGiven(other) ? { ...this.wordOf(other, reason), seq: other.seq } : other
		);
		const isLost = (other: Operation) => other === found || leansOn(other, found);
		const lost = this.refused.filter(({ operation }) => isLost(operation));
		this.refused = this.refused.filter((one) => !lost.includes(one));
		for (const { operation } of lost)
			this.pending = [...this.pending, this.envelop(givenUp(operation, reason))];
		this.keep();
		this.sendIn(SEND_AFTER_MS);
		return found;
	}

	/** The announcement of a file that the server has not taken. */
	announcementOf(id: string): Operation | undefined {
		return findAnnouncement([...this.pending, ...this.refused.map(({ operation }) => operation)], id);
	}

	/** Whether an operation was never on its way to the server. */
	isFree({ type, seq }: Operation): boolean {
		return type !== 'work.discard' && seq > this.triedSeq;
	}

	/** From here on nothing is sent or written: another outbox may have the same work. What is on its way is sent again. */
	stop(): void {
		this.isStopped = true;
		this.cancelTimer?.();
	}

	/** A new id: a copy of what was given up may lie in a rescue file, and is not the word of its end. */
	private wordOf(operation: Operation, reason: string): Operation {
		const { newId, now } = this.deps;
		return { ...operation, ...givenUp(operation, reason), opId: newId(), madeAt: now() };
	}

	private envelop(body: OperationBody): Operation {
		const { device, inspectionId, actorId, now, newId } = this.deps;
		const { type, payload } = body;
		return {
			type,
			payload,
			opId: newId(),
			deviceId: device.id,
			actorId,
			inspectionId,
			baseVersion: this.seenVersion,
			seq: device.nextSeq({ actorId, inspectionId }, this.highestSeq()),
			madeAt: now()
		} as Operation;
	}

	private highestSeq(): number {
		const known = [...this.pending, ...[...this.refused, ...this.sent].map(({ operation }) => operation)];
		return known.reduce((highest, { seq }) => Math.max(highest, seq), this.triedSeq);
	}

	/** A batch is one version: when the server is further, somebody else was at work. */
	private hear({ version, results }: SyncAnswer): void {
		const wrote = results.some(({ status }) => status === 'accepted' || status === 'conflict') ? 1 : 0;
		const isNext = version <= this.seenVersion + wrote;
		if (isNext) this.seenVersion = Math.max(this.seenVersion, version);
		this.version = Math.max(this.version, version);
		if (!isNext) this.deps.onbehind();
	}

	private nextBatch(): Operation[] {
		const batch: Operation[] = [];
		let characters = 0;
		for (const operation of this.pending) {
			characters += JSON.stringify(operation).length;
			if (batch.length > 0 && (batch.length >= this.largestBatch || characters > BATCH_CHARACTERS)) break;
			batch.push(operation);
		}
		return batch;
	}

	private settle(batch: readonly Operation[], results: readonly OperationResult[]): void {
		let isHeard = false;
		for (const operation of batch) {
			const result = results.find(({ opId }) => opId === operation.opId);
			/* No word about it, or not its turn yet: it stays where it is and goes along with the next sending. */
			if (!result || result.status === 'held') continue;
			isHeard = true;
			this.pending = this.pending.filter(({ opId }) => opId !== operation.opId);
			if (result.status === 'rejected')
				this.refused = [...this.refused, { operation, problem: result.problem }];
			else if (result.status === 'conflict') this.deps.onconflict(operation, result);
			else this.takeAccepted(operation, result);
		}
		if (!isHeard) this.pause('failing');
	}

	private takeAccepted(operation: Operation, result: Accepted): void {
		const findingNumber = result.finding?.number ?? null;
		if (this.deps.keepsSent)
			this.sent = [...this.sent, { operation, version: result.version, findingNumber }];
		/* Whatever became of it at the first sending is not known here. */
		if (result.status === 'duplicate') this.deps.onbehind();
		this.deps.onaccepted(operation, result);
	}

	/** The inspection kept on this device has everything up to `version`: what was sent before need not be laid over it. */
	forgetSent(version: number): void {
		if (!this.sent.some((one) => one.version <= version)) return;
		this.sent = this.sent.filter((one) => one.version > version);
		this.keep();
	}

	/** The batch as a whole was refused: smaller ones find the one that is at fault. */
	private takeRefusal(batch: readonly Operation[], problem: Refused['problem']): void {
		if (batch.length > 1) return this.halve(batch);
		this.largestBatch = BATCH_OPERATIONS;
		this.refused = [...this.refused, ...batch.map((operation) => ({ operation, problem }))];
		this.pending = this.pending.filter((operation) => !batch.includes(operation));
		this.link = 'idle';
	}

	private halve(batch: readonly Operation[]): void {
		this.largestBatch = Math.ceil(batch.length / 2);
		this.link = 'idle';
	}

	private pause(link: Link): void {
		this.link = link;
		this.sendIn(this.backOff.next());
		this.deps.onpause?.();
	}

	private sendIn(ms: number): void {
		this.cancelTimer?.();
		if (this.isStopped) return;
		this.cancelTimer = this.deps.schedule(ms, () => void this.flush());
	}

	private keep(): void {
		if (this.isStopped) return;
		const { pending, sent, refused, triedSeq, drafts, lockAskedAt } = this;
		const isSaved = this.deps.queue.save({ pending, sent, refused, triedSeq, drafts, lockAskedAt });
		/* What was sent is at the server: without room for it here, nothing is lost. */
		const isAllSent = pending.length + refused.length + Object.keys(drafts).length === 0;
		this.isKept = isSaved || (isAllSent && lockAskedAt === null);
	}
}

const givenUp = (operation: OperationBody, reason: string): OperationBody => ({
	type: 'work.discard',
	payload: { what: operation.type, subject: subjectOf(operation), reason: reason.trim() }
});

/** The word that a photo or file was given up. */
export const fileGivenUp = (id: string, reason: string): OperationBody => ({
	type: 'work.discard',
	payload: { what: 'evidence.file', subject: id, reason: reason.trim() }
});
