/** Edits of answers: taken as they are, joined with what others wrote meanwhile, or kept beside it until someone chooses. */
import { emptyAnswer, type Answer } from './answer.ts';
import { validateAnswer } from './answer-check.ts';
import { fromBasis, meet, ownsSubcriterion, settledAnswer, type Choice, type Conflict } from './conflict.ts';
import { findSubcriterion } from './criteria.ts';
import { isReopened } from './evidence.ts';
import type { Change, FieldState } from './field-state.ts';
import type { AnswerEdit, ConflictChoice } from './operation.ts';
import { fail, ok, type Result } from './problems.ts';
import { isRecheckSet } from './recheck.ts';
import { isStageOpen } from './stage.ts';

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

export function setAnswer(field: FieldState, edit: AnswerEdit): Result<Extract<Change, { kind: 'answer' }>> {
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
	if (stage === 'self' && !isReopened(field, code)) return fail('self.not_returned', { code }, code);
	if (isRecheckSet(field.set) && answer.notApplicableReason !== null)
		return fail('recheck.open_findings_only', {}, code);
	return validateAnswer(placed.subcriterion, answer);
}

export function settle(field: FieldState, payload: ConflictChoice, at: number): Result<Change> {
	const { conflictId, stage, code, choice } = payload;
	const found = field.conflicts.find(({ id }) => id === conflictId);
	if (found?.stage !== stage || found.code !== code) return fail('conflict.unknown', {}, code);
	if (found.settled !== null) return fail('conflict.settled', { code }, code);
	if (!isStageOpen(stage, field.state)) return fail('inspection.locked', { state: field.state }, code);
	if (stage === 'self' && !isReopened(field, code)) return fail('self.not_returned', { code }, code);
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
