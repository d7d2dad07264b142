/**
 * One inspection on this device: the state that pages show, changed at once by the domain's own operations, and the
 * outbox that carries the same operations to the server. Pages read and call `apply`; they never write the state.
 */
import { SvelteMap } from 'svelte/reactivity';
import type { EvidenceView, FieldSnapshot } from '#lib/contracts/field.ts';
import { isAnswered, STAGES, type Answer, type Stage } from '#lib/domain/answer.ts';
import { basisOf, type AnswerPatch, type Choice, type Conflict } from '#lib/domain/conflict.ts';
import { inOrder, moved, nextPosition } from '#lib/domain/evidence.ts';
import { findSubcriterion, listScoredSubcriteria, type PlacedSubcriterion } from '#lib/domain/criteria.ts';
import { mayChoose, receiveAnswer } from '#lib/domain/answer-operations.ts';
import { emptyFieldState, type Change, type FieldState } from '#lib/domain/field-state.ts';
import type { Operation, OperationBody } from '#lib/domain/operation.ts';
import { actionOf, applyOperation } from '#lib/domain/operations.ts';
import type { Transition } from '#lib/domain/inspection.ts';
import type { PaperContent, PaperKind } from '#lib/domain/papers/paper.ts';
import type { InspectionAction } from '#lib/domain/permissions.ts';
import { fail, type Problem, type Result } from '#lib/domain/problems.ts';
import type { Scored } from '#lib/domain/scoring.ts';
import { isStageOpen, listChangesWithoutReason, STAGE_BEFORE, standingStage } from '#lib/domain/stage.ts';
import { totalOf, type Totals } from '#lib/domain/totals.ts';
import type { Refused, Sent } from './operation-queue.ts';
import {
	fileGivenUp,
	Outbox,
	type Accepted,
	type Conflicting,
	type Link,
	type OutboxDeps
} from './outbox.ts';
import type { EvidenceUpload, IssuedPaper, Outcome, Transport } from './transport.ts';
import { announcementOf, findAnnouncement } from './announcement.ts';
import { EvidenceTray, type PhotoShelf } from './evidence-tray.svelte.ts';
import { saveStateOf, type SaveState } from './save-state.ts';

export type MoveOutcome = { kind: 'done' } | { kind: 'refused'; problem: Problem } | { kind: 'unsent' };

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

/** What a copy of an earlier version of the application does not say of a proof. */
const OLD_VIEW = {
	isAwaited: false,
	byName: '',
	addedBy: '',
	size: null,
	sha256: null,
	takenAt: null,
	place: null,
	originalId: null,
	position: 0
} satisfies Partial<EvidenceView>;

/** What of a proof only the server says, as long as it has not said it. */
const NEW_VIEW = {
	url: null,
	thumbUrl: null,
	citationText: '',
	isAwaited: true,
	byName: ''
} satisfies Partial<EvidenceView>;

const UNANSWERED: Scored = { status: 'unanswered' };

export class FieldStore {
	snapshot = $state.raw() as FieldSnapshot;
	findings = $state.raw<FieldState['findings']>([]);
	strengths = $state.raw<FieldState['strengths']>([]);
	demands = $state.raw<FieldState['demands']>([]);
	session = $state.raw() as FieldState['session'];
	signatures = $state.raw<FieldState['signatures']>([]);
	/** Values that met and that nobody has chosen from. */
	conflicts = $state.raw<readonly Conflict[]>([]);
	evidence = $state.raw<EvidenceView[]>([]);
	readonly tray: EvidenceTray;

	private readonly field: FieldState;
	private readonly answers: Record<Stage, SvelteMap<string, Answer>>;
	private readonly outbox: Outbox;
	private readonly deps: FieldDeps;
	private cancelRefresh: (() => void) | null = null;
	private isLocking = false;
	private areEditsKept = $state(true);
	/** What waits, what the copy on this device does not show yet, how far sending has come. */
	pending = $state.raw<readonly Operation[]>([]);
	sent = $state.raw<readonly Sent[]>([]);
	triedSeq = $state(0);
	link = $state<Link>('idle');
	refused = $state.raw<Refused[]>([]);
	/** When the lock was asked for with no network; until it is done nothing here changes. */
	lockAskedAt = $state<number | null>(null);
	/** Why the server would not lock what was signed. */
	lockFault = $state.raw<Problem | null>(null);

	/** Operations and files that wait. */
	readonly waiting = $derived.by(() => this.tray.without(this.pending).length + this.tray.waiting);
	/** Whether closing the page would lose nothing that waits. */
	readonly isKept = $derived.by(() => this.areEditsKept && (this.tray.isKept || this.tray.waiting === 0));

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
		if (this.lockAskedAt !== null) return false;
		return right !== null && this.snapshot.can[right] && isStageOpen(this.stage, this.snapshot.state);
	});
	readonly totals: Totals = $derived.by(() => totalOf(this.snapshot.set, this.answers[this.stage]));
	readonly totalsBefore: Totals | null = $derived.by(() =>
		this.stageBefore === null ? null : totalOf(this.snapshot.set, this.answers[this.stageBefore])
	);
	/** Codes whose points differ from the stage before without a word why. */
	readonly owedReasons: readonly string[] = $derived.by(() =>
		this.stageBefore === null
			? []
			: listChangesWithoutReason(this.snapshot.set, this.answers[this.stageBefore], this.answers[this.stage])
	);
	readonly saveState: SaveState = $derived.by(() =>
		saveStateOf({
			unsent: this.waiting,
			refused: this.refused.length + this.tray.refused.length,
			link: this.link,
			isUploading: this.tray.isSending,
			isUploadStuck: this.tray.isStuck
		})
	);

	constructor(snapshot: FieldSnapshot, deps: FieldDeps) {
		this.deps = deps;
		this.snapshot = snapshot;
		this.subcriteria = listScoredSubcriteria(snapshot.set);
		this.answers = {
			self: new SvelteMap(),
			appraisal: new SvelteMap(),
			reappraisal: new SvelteMap(),
			final: new SvelteMap()
		};
		this.field = { ...emptyFieldState(snapshot.set, snapshot.state), answers: this.answers };
		this.tray = new EvidenceTray(deps, snapshot.id, {
			announce: (id, upload) => this.announce(id, upload),
			has: (id) => this.field.evidence.some((proof) => proof.id === id),
			isAnnounced: (id) => this.unannounced(id) === undefined,
			arrived: (view) => this.takeEvidence(view)
		});
		this.outbox = new Outbox({
			...deps,
			keepsSent: deps.save !== undefined,
			inspectionId: snapshot.id,
			actorId: snapshot.actorId,
			version: snapshot.version,
			onchange: () => this.mirrorOutbox(),
			onaccepted: (operation, result) => this.takeAccepted(operation, result),
			onconflict: (operation, result) => this.takeConflict(operation, result),
			onbehind: () => this.refreshSoon()
		});
		this.take(snapshot);
		this.mirrorOutbox();
	}

	get version(): number {
		return this.outbox.version;
	}

	answerOf(stage: Stage, code: string): Answer | undefined {
		return this.answers[stage].get(code);
	}

	get allAnswers(): Readonly<Record<Stage, ReadonlyMap<string, Answer>>> {
		return this.answers;
	}

	/** What is written now. */
	answer(code: string): Answer | undefined {
		return this.answers[this.stage].get(code);
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

	evidenceOf(kind: EvidenceView['subjectKind'], subjectId: string): EvidenceView[] {
		return this.evidence.filter((item) => item.subjectKind === kind && item.subjectId === subjectId);
	}

	/** Files of the team that have been announced, and how many of them the server does not have. */
	readonly awaited: { awaited: number; all: number } = $derived.by(() => {
		const files = this.evidence.filter(({ side, size }) => side === 'team' && size !== null);
		return { awaited: files.filter(({ isAwaited }) => isAwaited).length, all: files.length };
	});

	setCaption(id: string, caption: string): Result<Change> {
		return this.apply({ type: 'evidence.edit', payload: { id, patch: { caption } } });
	}

	/** One place forward (-1) or back (1) among the proofs of its side and subject. */
	moveEvidence({ id, side, subjectKind, subjectId }: EvidenceView, by: -1 | 1): void {
		const line = this.evidenceOf(subjectKind, subjectId).filter((other) => other.side === side);
		for (const { id: other, position } of moved(line, id, by))
			this.apply({ type: 'evidence.edit', payload: { id: other, patch: { position } } });
	}

	/** Takes a proof back; what waits here of it is not sent. */
	withdrawEvidence(id: string): Result<Change> {
		const result = this.apply({ type: 'evidence.withdraw', payload: { id } });
		if (result.ok) this.tray.drop(id);
		return result;
	}

	placed(code: string): PlacedSubcriterion | undefined {
		return findSubcriterion(this.snapshot.set, code);
	}

	setAnswer(code: string, patch: AnswerPatch): Result<Change> {
		return this.apply({ type: 'answer.set', payload: { stage: this.stage, code, patch } });
	}

	/** Changes the state at once and hands the operation to the outbox; a problem changes nothing. */
	apply(body: OperationBody): Result<Change> {
		if (this.lockAskedAt !== null) return fail('inspection.locked', { state: this.snapshot.state });
		const result = applyOperation(this.field, body, this.now());
		if (!result.ok) return result;
		this.mirror(result.value);
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
		return this.snapshot.can[actionOf(choice, this.field)!] && mayChoose(this.field, conflict);
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
		if (!(await this.sendRecords()) || this.refused.length > 0) return { kind: 'unsent' };
		const { id } = this.snapshot;
		const outcome = await this.deps.transport.move(id, { transition, version: this.version, reason });
		if (outcome.kind === 'refused' && outcome.problem.code === 'version.stale') await this.refresh();
		if (outcome.kind === 'refused') return outcome;
		if (outcome.kind !== 'done') return { kind: 'unsent' };
		await this.refresh();
		return { kind: 'done' };
	}

	/**
	 * Locks the signed minutes. With no network the asking is kept: everything is sent first when there is one again,
	 * then the lock, and the server checks that what was signed is what it freezes.
	 */
	async lock(): Promise<MoveOutcome> {
		this.lockFault = null;
		const outcome = await this.move('sign_minutes');
		if (outcome.kind === 'unsent' && this.refused.length === 0) this.outbox.askLock(this.deps.now());
		return outcome;
	}

	takeBackLock(): void {
		this.outbox.askLock(null);
	}

	private async tryLock(): Promise<void> {
		if (this.lockAskedAt === null || this.isLocking) return;
		if (this.refused.length > 0) return this.takeBackLock();
		this.isLocking = true;
		const outcome = await this.move('sign_minutes').finally(() => (this.isLocking = false));
		if (outcome.kind === 'refused') this.lockFault = outcome.problem;
		if (outcome.kind !== 'unsent') this.takeBackLock();
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
		const isSent = await this.sendRecords();
		if (isSent) await this.tryLock();
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
		/* What both sides have signed does not change any more. */
		const isRefused = this.refused.some(({ operation }) => operation.opId === opId);
		if (this.lockAskedAt !== null && !isRefused) return false;
		const given = [...this.refused.map(({ operation }) => operation), ...this.pending].find(
			(operation) => operation.opId === opId
		);
		if (!this.outbox.giveUp(opId, reason)) return false;
		if (given?.type === 'evidence.add') this.tray.drop(given.payload.id);
		/* Without a copy that is kept up to date, only the server knows what was sent since. */
		if (this.deps.save) this.take(this.snapshot);
		await this.refresh();
		return true;
	}

	/**
	 * Gives up a photo or file that the server does not have: with its announcement, or taking that back where it may
	 * have arrived.
	 */
	discardFile(id: string, reason: string): void {
		const announcement = this.unannounced(id);
		this.tray.drop(id);
		if (announcement && this.outbox.giveUp(announcement.opId, reason)) {
			if (this.deps.save) this.take(this.snapshot);
			return;
		}
		this.withdrawEvidence(id);
		this.outbox.add(fileGivenUp(id, reason));
	}

	/** Fetches what others have changed; what is unsent here is laid over it again. */
	async refresh(): Promise<void> {
		const asked = this.outbox.version;
		const outcome = await this.deps.transport.load(this.snapshot.id);
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
		if (this.lockAskedAt !== null) await this.flush();
	}

	/** Puts the inspection as it was fetched on this device. */
	async keep(): Promise<void> {
		const { snapshot } = this;
		if (await this.deps.save?.(snapshot)) this.outbox.forgetSent(snapshot.version);
	}

	stop(): void {
		this.cancelRefresh?.();
		this.outbox.stop();
		this.tray.stop();
	}

	private takeEvidence(view: EvidenceView): void {
		/* Caption and order are this device's, which may have changed them since. */
		this.field.evidence = this.field.evidence.map((proof) =>
			proof.id === view.id ? { ...proof, ...view, caption: proof.caption, position: proof.position } : proof
		);
		this.mirrorLists();
	}

	private announce(id: string, upload: EvidenceUpload): Result<Change> {
		const { subjectKind, subjectId } = upload;
		const beside = this.evidenceOf(subjectKind, subjectId).filter(({ side }) => side === this.field.side);
		return this.apply(announcementOf(id, upload, nextPosition(beside)));
	}

	/** An announcement that the server has not taken. */
	private unannounced(id: string): Operation | undefined {
		const { pending, refused } = this.outbox;
		return findAnnouncement([...pending, ...refused.map(({ operation }) => operation)], id);
	}

	private refreshSoon(): void {
		this.cancelRefresh?.();
		this.cancelRefresh = this.deps.schedule(REFRESH_AFTER_MS, () => void this.refresh());
	}

	private take(snapshot: FieldSnapshot): void {
		this.snapshot = snapshot;
		this.outbox.takeVersion(snapshot.version);
		const { field } = this;
		field.state = snapshot.state;
		for (const stage of STAGES) this.takeAnswers(stage, snapshot.answers[stage]);
		const { findings, lastFindingNumber, strengths, demands, session, signatures } = snapshot;
		const { actorId, teamRole, myAreas: areas } = snapshot;
		Object.assign(field, {
			findings: [...findings],
			lastFindingNumber,
			strengths: [...strengths],
			demands: [...demands],
			session,
			signatures: [...signatures],
			/* A copy of an earlier version of the application has none. */
			conflicts: [...(snapshot.conflicts ?? [])],
			evidence: snapshot.evidence.map((view) => ({ ...OLD_VIEW, ...view })),
			side: this.deps.stage === 'self' ? 'agency' : 'team',
			chooser: { actorId, teamRole, areas }
		});
		for (const operation of this.unsettled()) this.layOver(operation);
		for (const { operation, findingNumber } of this.unseen()) this.number(operation, findingNumber);
		this.mirrorLists();
	}

	/** An own edit over what others have done: joined as the server will join it; a value that meets is still shown. */
	private layOver(operation: Operation): void {
		if (operation.type === 'answer.set') {
			const by = { isUnseen: false, whose: this.snapshot.actorName };
			const received = receiveAnswer(this.field, operation.payload, by);
			if (received.ok && received.value.kind === 'applied') return;
		}
		applyOperation(this.field, operation, operation.madeAt);
	}

	/** Only what differs is replaced, so that a page redraws only what changed. */
	private takeAnswers(stage: Stage, list: readonly Answer[]): void {
		const map = this.answers[stage];
		for (const answer of list)
			if (JSON.stringify(map.get(answer.code)) !== JSON.stringify(answer)) map.set(answer.code, answer);
		for (const code of [...map.keys()]) if (!list.some((answer) => answer.code === code)) map.delete(code);
	}

	/** What was sent after the inspection was fetched that is shown. */
	private unseen(): Sent[] {
		return this.outbox.sent.filter(({ version }) => version > this.snapshot.version);
	}

	/** In the order they were made: what the copy does not show yet, what waits, what was set aside but not given up. */
	private unsettled(): Operation[] {
		return [
			...this.unseen().map(({ operation }) => operation),
			...this.outbox.refused.map(({ operation }) => operation),
			...this.outbox.pending
		].sort((a, b) => a.seq - b.seq);
	}

	private mirror(change: Change): void {
		/* Answers live in reactive maps already; the rest is shown through lists that are replaced. */
		if (change.kind !== 'answer') this.mirrorLists();
	}

	private mirrorLists(): void {
		const { field } = this;
		this.findings = [...field.findings].sort((a, b) => a.number - b.number);
		this.strengths = [...field.strengths];
		this.demands = [...field.demands];
		this.session = field.session;
		this.signatures = [...field.signatures];
		this.evidence = field.evidence
			.map((proof) => ({ ...NEW_VIEW, byName: this.snapshot.actorName, ...proof }))
			.sort(inOrder);
		this.conflicts = field.conflicts.filter(({ settled }) => settled === null);
	}

	private mirrorOutbox(): void {
		/* The outbox speaks while it is being made, before there is anything to mirror. */
		const { outbox } = this;
		if (!outbox) return;
		this.areEditsKept = outbox.isKept;
		this.pending = outbox.pending;
		this.sent = outbox.sent;
		this.triedSeq = outbox.triedSeq;
		this.link = outbox.link;
		this.refused = outbox.refused;
		this.lockAskedAt = outbox.lockAskedAt;
	}

	private takeAccepted(operation: Operation, result: Accepted): void {
		this.number(operation, result.finding?.number ?? null);
		if (operation.type === 'answer.set' || operation.type === 'conflict.settle')
			this.show(operation.payload.stage, result.answer);
		if (operation.type === 'evidence.add') void this.tray.send();
		this.mirrorLists();
	}

	/** The value that stood is the answer; this device's own waits beside it. */
	private takeConflict(_: Operation, { conflict }: Conflicting): void {
		const { stage, id, settled, standing } = conflict;
		if (settled === null) {
			this.field.conflicts = [...this.field.conflicts.filter((other) => other.id !== id), conflict];
			this.show(stage, standing.answer);
		}
		this.mirrorLists();
		this.refreshSoon();
	}

	/** What the server has of an answer, unless something of this device is still on its way there. */
	private show(stage: Stage, answer: Answer | undefined): void {
		const isNewer = (other: Operation) =>
			other.type === 'answer.set' && other.payload.stage === stage && other.payload.code === answer?.code;
		if (answer && !this.outbox.pending.some(isNewer)) this.answers[stage].set(answer.code, answer);
	}

	/** The server gives a finding its number. */
	private number(operation: Operation, number: number | null): void {
		if (operation.type !== 'finding.raise' || number === null) return;
		const at = this.field.findings.findIndex(({ id }) => id === operation.payload.id);
		if (at < 0) return;
		this.field.findings[at] = { ...this.field.findings[at]!, number };
		this.field.lastFindingNumber = Math.max(this.field.lastFindingNumber, number);
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
