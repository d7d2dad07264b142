/**
 * One inspection on this device: the state that pages show, changed at once by the domain's own operations, and the
 * outbox that carries the same operations to the server. Pages read and call `apply`; they never write the state.
 */
import type { FieldSnapshot } from '#lib/contracts/field.ts';
import { isAnswered, type Answer, type Stage } from '#lib/domain/answer.ts';
import { basisOf, type AnswerPatch, type Choice, type Conflict } from '#lib/domain/conflict.ts';
import { findSubcriterion, listScoredSubcriteria, type PlacedSubcriterion } from '#lib/domain/criteria.ts';
import { mayChoose } from '#lib/domain/answer-operations.ts';
import type { Change } from '#lib/domain/field-state.ts';
import type { Operation, OperationBody } from '#lib/domain/operation.ts';
import { actionOf } from '#lib/domain/operations.ts';
import type { Transition } from '#lib/domain/inspection.ts';
import type { PaperContent, PaperKind } from '#lib/domain/papers/paper.ts';
import type { InspectionAction } from '#lib/domain/permissions.ts';
import { fail, type Result } from '#lib/domain/problems.ts';
import { isRecheckSet, listUnseen } from '#lib/domain/recheck.ts';
import type { Scored } from '#lib/domain/scoring.ts';
import { isStageOpen, listChangesWithoutReason, STAGE_BEFORE, standingStage } from '#lib/domain/stage.ts';
import { totalOf, type Totals } from '#lib/domain/totals.ts';
import { FieldRecord } from './field-record.svelte.ts';
import { FieldProofs } from './field-proofs.svelte.ts';
import type { PhotoShelf } from './evidence-tray.svelte.ts';
import { MinutesLock } from './minutes-lock.svelte.ts';
import { fileGivenUp, Outbox, type Accepted, type Conflicting, type OutboxDeps } from './outbox.svelte.ts';
import type { IssuedPaper, MoveOutcome, Outcome, Transport } from './transport.ts';
import { RecordFills } from './record-fills.svelte.ts';
import { saveStateOf, type SaveState } from './save-state.ts';

export interface FieldDeps extends Pick<
	OutboxDeps,
	'queue' | 'schedule' | 'now' | 'newId' | 'device' | 'random' | 'onpause' | 'isOffline'
> {
	transport: Transport;
	/** The one stage this visit works on (the agency's own); absent: the one that the state opens to the team. */
	stage?: Stage;
	/** Keeps the inspection on this device, to be opened with no network; true when it is kept. */
	save?: (snapshot: FieldSnapshot) => Promise<boolean>;
	/** Keeps photos on their way. */
	shelf?: PhotoShelf;
	/** Makes a photo ready to be kept and sent. */
	prepare?: (file: File) => Promise<File>;
	/** The server no longer shows this inspection to this person, or shows it to another who has signed in. */
	onlost?: (why: Outcome<never> | { kind: 'other_person' }) => void;
}

/** After a photo has arrived, or others were at work, the inspection is fetched anew, once for several. */
const REFRESH_AFTER_MS = 2_000;

const RIGHT_OF: Record<Stage, InspectionAction | null> = {
	self: 'self.answer',
	appraisal: 'appraisal.answer',
	reappraisal: 'reappraisal.answer',
	final: null
};

const UNANSWERED: Scored = { status: 'unanswered' };

export class FieldStore {
	private readonly record: FieldRecord;
	readonly proofs: FieldProofs;
	readonly outbox: Outbox;
	/** What the record of the agency's last inspection answers. */
	readonly fills: RecordFills;
	readonly lock: MinutesLock;

	private readonly deps: FieldDeps;
	private cancelRefresh: (() => void) | null = null;
	private isStopped = false;
	/** Operations and files that wait. */
	readonly waiting = $derived.by(() => this.tray.without(this.outbox.pending).length + this.tray.waiting);
	/** Whether closing the page would lose nothing that waits. */
	readonly isKept = $derived.by(() => this.outbox.isKept && (this.tray.isKept || this.tray.waiting === 0));
	/** Another window of this browser has it now: nothing of this page is sent or kept any more. */
	isElsewhere = $state(false);

	readonly subcriteria: readonly PlacedSubcriterion[];
	/** The stage that this device writes now, or that stands when none is open. */
	readonly stage = $derived.by<Stage>(() => {
		if (this.deps.stage) return this.deps.stage;
		const { state } = this.snapshot;
		if (isStageOpen('appraisal', state)) return 'appraisal';
		const standing = standingStage(state);
		return standing === 'self' ? 'appraisal' : standing;
	});
	readonly stageBefore = $derived(STAGE_BEFORE[this.stage]);
	readonly canAnswer = $derived.by(() => {
		const right = RIGHT_OF[this.stage];
		if (this.lock.askedAt !== null || right === null) return false;
		return this.snapshot.can[right] === true && isStageOpen(this.stage, this.snapshot.state);
	});
	readonly totals: Totals = $derived.by(() => totalOf(this.snapshot.set, this.record.answers[this.stage]));
	readonly totalsBefore: Totals | null = $derived.by(() =>
		this.stageBefore === null ? null : totalOf(this.snapshot.set, this.record.answers[this.stageBefore])
	);
	/** Codes that differ from the stage before, or from the record, without a word why. */
	readonly owedReasons: readonly string[] = $derived.by(() => {
		const { stage, stageBefore, record } = this;
		const before = stageBefore && record.answers[stageBefore];
		const changed = before ? listChangesWithoutReason(this.snapshot.set, before, record.answers[stage]) : [];
		const filled = this.fills.unexplained(stage).filter((code) => !changed.includes(code));
		return [...changed, ...filled, ...listUnseen(this.snapshot.set, record.answers[stage])];
	});
	readonly saveState: SaveState = $derived.by(() =>
		saveStateOf({
			unsent: this.waiting,
			refused: this.outbox.refused.length + this.tray.refused.length,
			link: this.outbox.link,
			isUploading: this.tray.isSending,
			isUploadStuck: this.tray.isStuck
		})
	);

	constructor(snapshot: FieldSnapshot, deps: FieldDeps) {
		this.deps = deps;
		this.subcriteria = listScoredSubcriteria(snapshot.set);
		this.record = new FieldRecord(snapshot, deps.stage === 'self' ? 'agency' : 'team');
		this.fills = new RecordFills(this.record, deps.now);
		this.outbox = new Outbox({
			...deps,
			keepsSent: deps.save !== undefined,
			inspectionId: snapshot.id,
			actorId: snapshot.actorId,
			version: snapshot.version,
			onaccepted: (operation, result) => this.takeAccepted(operation, result),
			onconflict: (operation, result) => this.takeConflict(operation, result),
			onbehind: () => this.refreshSoon()
		});
		this.proofs = new FieldProofs({
			...deps,
			inspectionId: snapshot.id,
			record: this.record,
			apply: (body) => this.apply(body),
			announced: this.outbox
		});
		this.lock = new MinutesLock(this.outbox, () => this.move('sign_minutes'), deps.now);
		this.take(snapshot);
	}

	get snapshot(): FieldSnapshot {
		return this.record.snapshot;
	}

	/** A re-check: verdicts on open findings, no score. */
	get isRecheck(): boolean {
		return isRecheckSet(this.snapshot.set);
	}

	get findings(): FieldRecord['findings'] {
		return this.record.findings;
	}

	get strengths(): FieldRecord['strengths'] {
		return this.record.strengths;
	}

	get demands(): FieldRecord['demands'] {
		return this.record.demands;
	}

	get session(): FieldRecord['session'] {
		return this.record.session;
	}

	get signatures(): FieldRecord['signatures'] {
		return this.record.signatures;
	}

	get conflicts(): FieldRecord['conflicts'] {
		return this.record.conflicts;
	}

	/** Photos and files on their way. */
	get tray(): FieldProofs['tray'] {
		return this.proofs.tray;
	}

	get version(): number {
		return this.outbox.version;
	}

	answerOf(stage: Stage, code: string): Answer | undefined {
		return this.record.answers[stage].get(code);
	}

	get allAnswers(): Readonly<Record<Stage, ReadonlyMap<string, Answer>>> {
		return this.record.answers;
	}

	/** What is written now. */
	answer(code: string): Answer | undefined {
		return this.record.answers[this.stage].get(code);
	}

	scored(code: string): Scored {
		return this.totals.bySubcriterion.get(code) ?? UNANSWERED;
	}

	scoredBefore(code: string): Scored | undefined {
		return this.totalsBefore?.bySubcriterion.get(code);
	}

	isAnswered(code: string): boolean {
		return isAnswered(this.answer(code));
	}

	/** Of a self-assessment that came back in part, only what was given back is open again. */
	mayAnswer(code: string): boolean {
		const { openCodes } = this.snapshot;
		return this.canAnswer && (this.stage !== 'self' || (openCodes?.includes(code) ?? true));
	}

	placed(code: string): PlacedSubcriterion | undefined {
		return findSubcriterion(this.snapshot.set, code);
	}

	setAnswer(code: string, patch: AnswerPatch): Result<Change> {
		return this.apply({ type: 'answer.set', payload: { stage: this.stage, code, patch } });
	}

	/** Changes the state at once and hands the operation to the outbox; a problem changes nothing. */
	apply(body: OperationBody): Result<Change> {
		/* Values that met keep the lock back: choosing is open, and the server compares with what was signed. */
		if (this.lock.askedAt !== null && body.type !== 'conflict.settle') return fail('minutes.lock_waits', {});
		const result = this.record.apply(body, this.now());
		if (!result.ok) return result;
		this.outbox.add(withBasis(body, result.value));
		return result;
	}

	/** The newest value of each author that waits beside the one that stands at this stage. */
	conflictsOf(code: string): Conflict[] {
		const here = this.conflicts.filter((one) => one.code === code && one.stage === this.stage);
		return here.filter((one, at) => here.findLastIndex(({ late }) => late.by === one.late.by) === at);
	}

	mayChoose(conflict: Conflict): boolean {
		const choice = choosing(conflict, 'standing', '');
		const right = actionOf(choice, this.record.field)!;
		return this.snapshot.can[right] === true && mayChoose(this.record.field, conflict);
	}

	/** Chooses one of two values; like any edit at once here, and at the server when it can be reached. */
	settle(conflict: Conflict, choice: Choice, reason: string): Result<Change> {
		return this.apply(choosing(conflict, choice, reason));
	}

	newId(): string {
		return this.deps.newId();
	}

	now(): number {
		return this.deps.now();
	}

	draftOf(code: string): Record<string, string> | null {
		return this.outbox.drafts[code] ?? null;
	}

	setDraft(code: string, texts: Record<string, string> | null): void {
		this.outbox.setDraft(code, texts);
	}

	/**
	 * Makes a move of the inspection's life. What waits is sent first, because the server judges by what it has; files
	 * whose records are there may follow. `unsent` when that, or the move itself, did not get through.
	 */
	async move(transition: Transition, reason?: string): Promise<MoveOutcome> {
		if (!(await this.sendRecords()) || this.outbox.refused.length > 0) return { kind: 'unsent' };
		const { id } = this.snapshot;
		const outcome = await this.deps.transport.move(id, { transition, version: this.version, reason });
		if (outcome.kind === 'refused' && outcome.problem.code === 'version.stale') await this.refresh();
		if (outcome.kind === 'refused') return outcome;
		if (outcome.kind !== 'done') return { kind: 'unsent' };
		await this.refresh();
		return { kind: 'done' };
	}

	/** The minutes as the server would draw them now, where this device cannot build them; what waits is sent first. */
	async preview(): Promise<Outcome<{ content: PaperContent; hash: string }>> {
		await this.sendRecords();
		return this.deps.transport.preview(this.snapshot.id);
	}

	papers(): Promise<Outcome<IssuedPaper[]>> {
		return this.deps.transport.papers(this.snapshot.id);
	}

	/** Gives a paper its number and seal. */
	async issue(kind: PaperKind): Promise<Outcome<unknown>> {
		const outcome = await this.deps.transport.issue(this.snapshot.id, { kind, version: this.version });
		await this.refresh();
		return outcome;
	}

	/** Sends everything that waits; true when nothing is left. */
	async flush(): Promise<boolean> {
		if (this.isStopped) return false;
		const isSent = await this.sendRecords();
		if (isSent) await this.lock.tryAgain();
		await this.tray.send();
		return isSent && this.tray.waiting === 0;
	}

	/** Everything but the bytes of files. */
	private async sendRecords(): Promise<boolean> {
		await this.tray.whenReady();
		await this.outbox.flush();
		return this.outbox.pending.length === 0;
	}

	retry(opId: string): void {
		this.outbox.retry(opId);
	}

	/**
	 * Gives up what waits or was refused, with a reason that the record keeps: the screen shows again what the record and
	 * the rest of this device's work make. False for what may have arrived already.
	 */
	async discard(opId: string, reason: string): Promise<boolean> {
		const given = this.outbox.giveUp(opId, reason);
		if (!given) return false;
		if (given.type === 'evidence.add') this.tray.drop(given.payload.id);
		/* Without a copy that is kept up to date, only the server knows what was sent since. */
		if (this.deps.save) this.take(this.snapshot);
		await this.refresh();
		return true;
	}

	/**
	 * Gives up a photo or file that the server does not have: with its announcement, or taking that back where it may
	 * have arrived. False while the lock waits: the list of proofs is part of what was signed.
	 */
	discardFile(id: string, reason: string): boolean {
		if (this.lock.askedAt !== null) return false;
		const announcement = this.outbox.announcementOf(id);
		this.tray.drop(id);
		if (announcement && this.outbox.giveUp(announcement.opId, reason)) {
			if (this.deps.save) this.take(this.snapshot);
			return true;
		}
		this.proofs.withdraw(id);
		this.outbox.add(fileGivenUp(id, reason));
		return true;
	}

	/** Fetches what others have changed; what is unsent here is laid over it again. */
	async refresh(): Promise<void> {
		if (this.isStopped) return;
		const asked = this.outbox.version;
		const outcome = await this.deps.transport.load(this.snapshot.id);
		if (this.isStopped) return;
		if (outcome.kind === 'refused') this.deps.onlost?.(outcome);
		if (outcome.kind !== 'done') return;
		if (outcome.value.actorId !== this.snapshot.actorId) return this.deps.onlost?.({ kind: 'other_person' });
		/* A picture taken before our last sending would undo it on the screen. */
		if (outcome.value.version < this.outbox.version) {
			if (this.outbox.version > asked) this.refreshSoon();
			return;
		}
		this.take(outcome.value);
		await this.keep();
		if (this.lock.askedAt !== null) await this.flush();
	}

	/** Puts the inspection as it was fetched on this device. */
	async keep(): Promise<void> {
		const { snapshot } = this;
		if (await this.deps.save?.(snapshot)) this.outbox.forgetSent(snapshot.version);
	}

	/** Another window of this browser has the inspection from now on. */
	giveAway(): void {
		this.isElsewhere = true;
		this.stop();
	}

	/** From here on nothing is sent, fetched or kept. */
	stop(): void {
		this.isStopped = true;
		this.cancelRefresh?.();
		this.outbox.stop();
		this.tray.stop();
	}

	private refreshSoon(): void {
		this.cancelRefresh?.();
		this.cancelRefresh = this.deps.schedule(REFRESH_AFTER_MS, () => void this.refresh());
	}

	private take(snapshot: FieldSnapshot): void {
		const { outbox } = this;
		outbox.takeVersion(snapshot.version);
		const refused = outbox.refused.map(({ operation }) => operation);
		this.record.take(snapshot, { sent: outbox.sent, unsent: [...refused, ...outbox.pending] });
	}

	private takeAccepted(operation: Operation, result: Accepted): void {
		this.record.number(operation, result.finding?.number ?? null);
		if (operation.type === 'answer.set' || operation.type === 'conflict.settle')
			this.show(operation.payload.stage, result.answer);
		if (operation.type === 'evidence.add') void this.tray.send();
		this.record.show();
	}

	private takeConflict(_: Operation, { conflict }: Conflicting): void {
		if (conflict.settled === null) {
			this.record.addConflict(conflict);
			this.show(conflict.stage, conflict.standing.answer);
		}
		this.record.show();
		this.refreshSoon();
	}

	/** What the server has of an answer, unless something of this device is still on its way there. */
	private show(stage: Stage, answer: Answer | undefined): void {
		const isNewer = (other: Operation) =>
			other.type === 'answer.set' && other.payload.stage === stage && other.payload.code === answer?.code;
		if (answer && !this.outbox.pending.some(isNewer)) this.record.answers[stage].set(answer.code, answer);
	}
}

/** An edit of an answer says what was there before: only so can the server tell what two people both changed. */
function withBasis(body: OperationBody, change: Change): OperationBody {
	if (body.type !== 'answer.set' || change.kind !== 'answer') return body;
	return { ...body, payload: { ...body.payload, basis: basisOf(change.before) } };
}

const choosing = (
	{ id: conflictId, stage, code }: Conflict,
	choice: Choice,
	reason: string
): Extract<OperationBody, { type: 'conflict.settle' }> => ({
	type: 'conflict.settle',
	payload: { conflictId, stage, code, choice, reason }
});
