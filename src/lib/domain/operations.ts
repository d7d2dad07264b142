/**
 * Operations: how every edit of the walk, the self-assessment and the closing reaches an inspection. The tablet
 * applies them at once and the server applies the same function to the same state, so there is one write path.
 * Order is (deviceId, seq) and receipt at the server; `madeAt` is evidence, never order.
 */
import type { Answer, Stage } from './answer.ts';
import { emptyAnswer } from './answer.ts';
import { validateAnswer } from './answer-check.ts';
import {
	fromBasis,
	meet,
	ownsSubcriterion,
	settledAnswer,
	type AnswerPatch,
	type Choice,
	type Chooser,
	type Conflict
} from './conflict.ts';
import { findSubcriterion, type CriteriaSet } from './criteria.ts';
import {
	announceProof,
	editProof,
	evidenceAction,
	ownProof,
	type NewProof,
	type Proof,
	type ProofPatch
} from './evidence.ts';
import type { Demand, Finding, Severity, Strength } from './finding.ts';
import type { InspectionState, SignatureSide } from './inspection.ts';
import type { InspectionAction } from './permissions.ts';
import { fail, ok, type Result } from './problems.ts';
import { isStageOpen } from './stage.ts';
import { emptySession, isDrawn, type Attendee, type DrawnSignature, type SessionRecord } from './session.ts';

export type { AnswerPatch };

export interface AnswerEdit {
	stage: Stage;
	code: string;
	patch: AnswerPatch;
	/** What the device had before, without the empty fields; absent where it is not known (`conflict.ts`). */
	basis?: AnswerPatch;
}

/** `stage` and `code` are the conflict's own: they say which right is asked for before it is looked up. */
export interface ConflictChoice {
	conflictId: string;
	stage: Stage;
	code: string;
	choice: Choice;
	reason: string;
}

/**
 * Work that was given up before it reached the record. It changes nothing; it takes the number of what it stands for,
 * and the record keeps that something was given up, and why.
 */
export interface GivenUp {
	/** The kind of the operation, or `evidence.file` for a photo or file. */
	what: string;
	/** The subcriterion's code, or the id of the thing. */
	subject: string;
	reason: string;
}

export type OperationBody =
	| { type: 'answer.set'; payload: AnswerEdit }
	| { type: 'conflict.settle'; payload: ConflictChoice }
	| {
			type: 'finding.raise';
			payload: {
				id: string;
				areaCode: string;
				subcriterionCode: string | null;
				text: string;
				severity: Severity;
				cause: string;
				demand: string;
				dueOn: string | null;
				responsibleUnit: string;
			};
	  }
	| {
			type: 'finding.edit';
			payload: {
				id: string;
				patch: Partial<
					Pick<Finding, 'text' | 'severity' | 'cause' | 'causeKind' | 'demand' | 'dueOn' | 'responsibleUnit'>
				>;
			};
	  }
	| { type: 'finding.withdraw'; payload: { id: string } }
	| { type: 'strength.note'; payload: Strength }
	| { type: 'strength.withdraw'; payload: { id: string } }
	| { type: 'demand.set'; payload: Demand }
	| { type: 'demand.withdraw'; payload: { id: string } }
	| { type: 'session.record'; payload: { patch: Partial<Omit<SessionRecord, 'attendance'>> } }
	| { type: 'session.attendance'; payload: { attendance: Attendee[] } }
	| { type: 'signature.draw'; payload: DrawnSignature }
	| { type: 'signature.clear'; payload: { side: SignatureSide } }
	| { type: 'evidence.add'; payload: NewProof }
	| { type: 'evidence.edit'; payload: { id: string; patch: ProofPatch } }
	| { type: 'evidence.withdraw'; payload: { id: string } }
	| { type: 'work.discard'; payload: GivenUp };

export type OperationType = OperationBody['type'];

/**
 * An operation as it travels. `baseVersion`: the version of the inspection the device had seen. `seq`: counted from 1
 * without a gap for each device, person and inspection.
 */
export type Operation = OperationBody & {
	opId: string;
	deviceId: string;
	actorId: string;
	inspectionId: string;
	baseVersion: number;
	seq: number;
	madeAt: number;
};

/** The part of an inspection that operations change. */
export interface FieldState {
	state: InspectionState;
	set: CriteriaSet;
	answers: Record<Stage, Map<string, Answer>>;
	findings: Finding[];
	/** The highest number ever given here, withdrawn findings included: numbers are not used again. */
	lastFindingNumber: number;
	strengths: Strength[];
	demands: Demand[];
	session: SessionRecord;
	signatures: DrawnSignature[];
	conflicts: Conflict[];
	evidence: Proof[];
	/** Whose side the person who works on it is on. */
	side: SignatureSide;
	/** Who works on it, for choosing between two values. */
	chooser: Chooser & { actorId: string };
}

export function emptyFieldState(set: CriteriaSet, state: InspectionState): FieldState {
	return {
		state,
		set,
		answers: { self: new Map(), appraisal: new Map(), reappraisal: new Map(), final: new Map() },
		findings: [],
		lastFindingNumber: 0,
		strengths: [],
		demands: [],
		session: emptySession(),
		signatures: [],
		conflicts: [],
		evidence: [],
		side: 'team',
		chooser: { actorId: '', teamRole: null, areas: [] }
	};
}

/** What an operation changed: the service writes exactly this, the tablet shows exactly this. */
export type Change =
	| { kind: 'answer'; stage: Stage; answer: Answer; before: Answer | undefined }
	/** `settled`: the chosen conflict, and older ones of the same author that it stands for. */
	| { kind: 'settled'; stage: Stage; answer: Answer; before: Answer | undefined; settled: Conflict[] }
	| { kind: 'finding'; finding: Finding; before: Finding | undefined }
	| { kind: 'finding_withdrawn'; before: Finding }
	| { kind: 'strength'; strength: Strength; before: Strength | undefined }
	| { kind: 'strength_withdrawn'; before: Strength }
	| { kind: 'demand'; demand: Demand; before: Demand | undefined }
	| { kind: 'demand_withdrawn'; before: Demand }
	| { kind: 'session'; session: SessionRecord; before: SessionRecord }
	| { kind: 'signature'; signature: DrawnSignature; before: DrawnSignature | undefined }
	| { kind: 'signature_cleared'; before: DrawnSignature }
	| { kind: 'evidence'; proof: Proof; before: Proof | undefined }
	| { kind: 'evidence_withdrawn'; before: Proof }
	| { kind: 'given_up'; givenUp: GivenUp; before: undefined };

const FIELD_STATES: readonly InspectionState[] = ['self_submitted', 'desk_review', 'in_session'];

/**
 * Applies an operation to the state in place and tells what changed. The state is left untouched when a problem
 * is returned: locked stage or state, unknown subcriterion, figures that the rule refuses, empty text of a finding.
 * `at`: epoch ms, written to what is settled.
 */
export function applyOperation(field: FieldState, operation: OperationBody, at = 0): Result<Change> {
	switch (operation.type) {
		case 'answer.set':
			return setAnswer(field, operation.payload);
		case 'conflict.settle':
			return settle(field, operation.payload, at);
		case 'finding.raise':
			return inField(field, () => raiseFinding(field, operation.payload));
		case 'finding.edit':
			return editFinding(field, operation.payload);
		case 'finding.withdraw':
			return inField(field, () => withdraw(field.findings, operation.payload.id, 'finding_withdrawn'));
		case 'strength.note':
			return inField(field, () => put(field.strengths, operation.payload, 'strength'));
		case 'strength.withdraw':
			return inField(field, () => withdraw(field.strengths, operation.payload.id, 'strength_withdrawn'));
		case 'demand.set':
			return inField(field, () => put(field.demands, operation.payload, 'demand'));
		case 'demand.withdraw':
			return inField(field, () => withdraw(field.demands, operation.payload.id, 'demand_withdrawn'));
		case 'session.record':
			return inSession(field, { ...field.session, ...operation.payload.patch });
		case 'session.attendance':
			return inSession(field, { ...field.session, attendance: operation.payload.attendance });
		case 'signature.draw':
			return drawSignature(field, operation.payload);
		case 'signature.clear':
			return clearSignature(field, operation.payload.side);
		case 'work.discard':
			return giveUp(operation.payload);
		case 'evidence.add':
			return addProof(field, operation.payload);
		case 'evidence.edit':
			return changeProof(field, operation.payload);
		case 'evidence.withdraw':
			return withdrawProof(field, operation.payload.id);
	}
}

/** An edit that came in after others: what of it stands now, or both values where they cannot both stand. */
export type Received =
	| { kind: 'applied'; change: Extract<Change, { kind: 'answer' }>; isMerged: boolean }
	| { kind: 'conflict'; standing: Answer; late: Answer; basis: Answer | null };

/**
 * Takes an edit of an answer that somebody else may have changed meanwhile. Without a basis the edit counts as made on
 * what stands, unless `isUnseen` says that the device cannot have seen it. Nothing is changed by a conflict; it is
 * refused like any edit when the stage is closed or the figures are none. `whose`: the author, for joined texts.
 */
export function receiveAnswer(
	field: FieldState,
	edit: AnswerEdit,
	{ isUnseen, whose }: { isUnseen: boolean; whose: string }
): Result<Received> {
	const { stage, code, patch } = edit;
	const standing = field.answers[stage].get(code) ?? emptyAnswer(code);
	const basis = fromBasis(code, edit.basis) ?? (isUnseen ? null : standing);
	const met = meet(standing, basis, patch, whose);
	if (met.kind === 'conflict') {
		const late = checkedAnswer(field, edit, { ...(basis ?? standing), ...patch, code });
		return late.ok ? ok({ kind: 'conflict', standing, late: late.value, basis }) : late;
	}
	const applied = setAnswer(field, { ...edit, patch: met.patch });
	return applied.ok
		? ok({ kind: 'applied', change: applied.value, isMerged: met.kind === 'merged' })
		: applied;
}

function setAnswer(field: FieldState, edit: AnswerEdit): Result<Extract<Change, { kind: 'answer' }>> {
	const { stage, code, patch } = edit;
	const before = field.answers[stage].get(code);
	const checked = checkedAnswer(field, edit, { ...(before ?? emptyAnswer(code)), ...patch, code });
	if (!checked.ok) return checked;
	field.answers[stage].set(code, checked.value);
	return ok({ kind: 'answer', stage, answer: checked.value, before });
}

function checkedAnswer(field: FieldState, { stage, code }: AnswerEdit, answer: Answer): Result<Answer> {
	const placed = findSubcriterion(field.set, code);
	if (!placed) return fail('answer.subcriterion_unknown', { code }, code);
	// The survey's percentage is the office's to enter, while everything else is still open to the team.
	if (placed.subcriterion.isSurvey && stage === 'self')
		return fail('answer.survey_by_office_only', { code }, code);
	if (!isStageOpen(stage, field.state)) return fail('inspection.locked', { state: field.state }, code);
	return validateAnswer(placed.subcriterion, answer);
}

function settle(field: FieldState, payload: ConflictChoice, at: number): Result<Change> {
	const { conflictId, stage, code, choice } = payload;
	const found = field.conflicts.find(({ id }) => id === conflictId);
	if (found?.stage !== stage || found.code !== code) return fail('conflict.unknown', {}, code);
	if (found.settled !== null) return fail('conflict.settled', { code }, code);
	if (!isStageOpen(stage, field.state)) return fail('inspection.locked', { state: field.state }, code);
	if (!mayChoose(field, found)) return fail('permission.denied', { action: 'conflict.settle' }, code);
	const before = field.answers[stage].get(code);
	const settlement = { choice, reason: payload.reason.trim(), by: field.chooser.actorId, at };
	/* Whoever came late again has changed their own mind: the older ones are settled with the newest. */
	const settled = field.conflicts
		.filter((other) => other === found || isReplaced(other, found))
		.map((other): Conflict => {
			const own: Choice = other.id === conflictId ? choice : 'standing';
			return { ...other, settled: { ...settlement, choice: own } };
		});
	const answer = settled.reduce(
		(standing, one) => settledAnswer(standing, one, one.settled!.choice),
		before ?? emptyAnswer(code)
	);
	field.answers[stage].set(code, answer);
	field.conflicts = field.conflicts.map((one) => settled.find(({ id }) => id === one.id) ?? one);
	return ok({ kind: 'settled', stage, answer, before, settled });
}

const isReplaced = (other: Conflict, { stage, code, late }: Conflict): boolean =>
	other.settled === null &&
	other.stage === stage &&
	other.code === code &&
	other.late.by === late.by &&
	other.late.receivedAt <= late.receivedAt;

/** Of the agency's own score and of a survey the permission table alone decides; of the team's, whose area it is. */
export function mayChoose(
	{ set, chooser }: Pick<FieldState, 'set' | 'chooser'>,
	{ stage, code }: Pick<Conflict, 'stage' | 'code'>
): boolean {
	if (stage === 'self' || findSubcriterion(set, code)?.subcriterion.isSurvey) return true;
	return ownsSubcriterion(chooser, set, code);
}

function inField(field: FieldState, change: () => Result<Change>): Result<Change> {
	return FIELD_STATES.includes(field.state) ? change() : fail('inspection.locked', { state: field.state });
}

function inSession(field: FieldState, session: SessionRecord): Result<Change> {
	if (field.state !== 'in_session') return fail('inspection.locked', { state: field.state });
	const before = field.session;
	field.session = session;
	return ok({ kind: 'session', session, before });
}

/** The hash inside says which content was seen; whether it is still that content is checked when the minutes close. */
function drawSignature(field: FieldState, signature: DrawnSignature): Result<Change> {
	if (field.state !== 'in_session') return fail('inspection.locked', { state: field.state });
	if (!isDrawn(signature.strokes)) return fail('minutes.signature_empty', {});
	if (signature.name.trim() === '') return fail('input.required', { field: 'name' }, 'name');
	const before = field.signatures.find(({ side }) => side === signature.side);
	field.signatures = [...field.signatures.filter(({ side }) => side !== signature.side), signature];
	return ok({ kind: 'signature', signature, before });
}

function clearSignature(field: FieldState, side: SignatureSide): Result<Change> {
	if (field.state !== 'in_session') return fail('inspection.locked', { state: field.state });
	const before = field.signatures.find((signature) => signature.side === side);
	if (!before) return fail('minutes.signature_missing', { side });
	field.signatures = field.signatures.filter((signature) => signature !== before);
	return ok({ kind: 'signature_cleared', before });
}

/** Open in every state: what is locked is often the reason for giving something up. */
function giveUp(payload: GivenUp): Result<Change> {
	const givenUp = { ...payload, reason: payload.reason.trim() };
	if (givenUp.reason === '') return fail('input.required', { field: 'reason' }, 'reason');
	return ok({ kind: 'given_up', givenUp, before: undefined });
}

/** What an operation is about: the subcriterion's code, the id of the thing, or the side that signs. */
export function subjectOf({ type, payload }: OperationBody): string {
	if ('code' in payload) return payload.code;
	if ('id' in payload) return payload.id;
	if ('side' in payload) return payload.side;
	return 'subject' in payload ? payload.subject : type;
}

/**
 * Whether an operation has no meaning without another that was given up: edits of a finding, a strength, a demand or a
 * proof that the record will not have.
 */
export function leansOn(operation: OperationBody, given: OperationBody): boolean {
	const makes: readonly OperationType[] = ['finding.raise', 'strength.note', 'demand.set', 'evidence.add'];
	if (!makes.includes(given.type) || operation.type === 'work.discard') return false;
	const family = (type: OperationType) => type.split('.')[0];
	return family(operation.type) === family(given.type) && subjectOf(operation) === subjectOf(given);
}

function addProof(field: FieldState, given: NewProof): Result<Change> {
	const before = field.evidence.find(({ id }) => id === given.id);
	const proof = announceProof(field, given);
	if (!proof.ok) return proof;
	if (!before) field.evidence.push(proof.value);
	return ok({ kind: 'evidence', proof: proof.value, before });
}

function changeProof(field: FieldState, { id, patch }: { id: string; patch: ProofPatch }): Result<Change> {
	const edited = editProof(field, id, patch);
	if (!edited.ok) return edited;
	replace(field.evidence, edited.value.proof);
	return ok({ kind: 'evidence', ...edited.value });
}

function withdrawProof(field: FieldState, id: string): Result<Change> {
	const found = ownProof(field, id);
	if (!found.ok) return found;
	field.evidence = field.evidence.filter((proof) => proof !== found.value);
	return ok({ kind: 'evidence_withdrawn', before: found.value });
}

function raiseFinding(
	field: FieldState,
	payload: Extract<OperationBody, { type: 'finding.raise' }>['payload']
): Result<Change> {
	if (payload.text.trim() === '') return fail('input.required', { field: 'text' }, 'text');
	const { subcriterionCode } = payload;
	if (subcriterionCode !== null && !findSubcriterion(field.set, subcriterionCode))
		return fail('answer.subcriterion_unknown', { code: subcriterionCode }, subcriterionCode);
	if (!field.set.areas.some(({ code }) => code === payload.areaCode))
		return fail('input.invalid', { field: 'areaCode' });
	const before = field.findings.find(({ id }) => id === payload.id);
	const number = before?.number ?? field.lastFindingNumber + 1;
	field.lastFindingNumber = Math.max(field.lastFindingNumber, number);
	const finding: Finding = {
		...payload,
		text: payload.text.trim(),
		causeKind: 'subjective',
		state: 'open',
		number
	};
	replace(field.findings, finding);
	return ok({ kind: 'finding', finding, before });
}

/** Texts of findings may be polished until the conclusion; the drafts of the conclusion come this way too. */
function editFinding(
	field: FieldState,
	{ id, patch }: Extract<OperationBody, { type: 'finding.edit' }>['payload']
): Result<Change> {
	if (![...FIELD_STATES, 'explaining', 'reappraised'].includes(field.state))
		return fail('inspection.locked', { state: field.state });
	const before = field.findings.find((finding) => finding.id === id);
	if (!before) return fail('finding.unknown', {});
	if (patch.text !== undefined && patch.text.trim() === '')
		return fail('input.required', { field: 'text' }, 'text');
	const finding: Finding = { ...before, ...patch };
	replace(field.findings, finding);
	return ok({ kind: 'finding', finding, before });
}

function replace<T extends { id: string }>(list: T[], item: T): void {
	const at = list.findIndex(({ id }) => id === item.id);
	if (at < 0) list.push(item);
	else list[at] = item;
}

function put(list: Strength[], item: Strength, kind: 'strength'): Result<Change>;
function put(list: Demand[], item: Demand, kind: 'demand'): Result<Change>;
function put<T extends { id: string; text: string }>(
	list: T[],
	item: T,
	kind: 'strength' | 'demand'
): Result<Change> {
	if (item.text.trim() === '') return fail('input.required', { field: 'text' }, 'text');
	const before = list.find(({ id }) => id === item.id);
	replace(list, item);
	return ok({ kind, [kind]: item, before } as unknown as Change);
}

function withdraw<T extends { id: string }>(list: T[], id: string, kind: Change['kind']): Result<Change> {
	const at = list.findIndex((item) => item.id === id);
	if (at < 0) return fail('finding.unknown', {});
	const [before] = list.splice(at, 1);
	return ok({ kind, before } as unknown as Change);
}

/**
 * The row of the permission table that an operation falls under; giving up own work asks for sight only, of either
 * side. Null for one on a proof that is not there.
 */
export function actionOf(
	operation: OperationBody,
	{ set, state, side, evidence }: Pick<FieldState, 'set' | 'state' | 'side' | 'evidence'>
): InspectionAction | null {
	switch (operation.type) {
		case 'answer.set': {
			const { stage, code } = operation.payload;
			if (findSubcriterion(set, code)?.subcriterion.isSurvey) return 'survey.enter';
			if (stage === 'self') return 'self.answer';
			return stage === 'appraisal' ? 'appraisal.answer' : 'reappraisal.answer';
		}
		case 'conflict.settle': {
			const { stage, code } = operation.payload;
			if (findSubcriterion(set, code)?.subcriterion.isSurvey) return 'survey.enter';
			return stage === 'self' ? 'self.answer' : 'conflict.settle';
		}
		case 'finding.edit':
			return FIELD_STATES.includes(state) ? 'finding.write' : 'conclusion.write';
		case 'session.record':
		case 'session.attendance':
			return 'minutes.write';
		case 'signature.draw':
		case 'signature.clear':
			return operation.payload.side === 'team' ? 'minutes.sign_team' : 'minutes.sign_agency';
		case 'work.discard':
			return 'inspection.read';
		case 'evidence.add':
			return evidenceAction(side, operation.payload);
		case 'evidence.edit':
		case 'evidence.withdraw': {
			const proof = evidence.find(({ id }) => id === operation.payload.id);
			return proof?.side === side ? evidenceAction(side, proof) : null;
		}
		default:
			return 'finding.write';
	}
}
