/**
 * Operations: how every edit of the walk, the self-assessment and the closing reaches an inspection. The tablet
 * applies them at once and the server applies the same function to the same state, so there is one write path.
 * Order is (deviceId, seq) and receipt at the server; `madeAt` is evidence, never order.
 */
import { setAnswer, settle } from './answer-operations.ts';
import { findSubcriterion } from './criteria.ts';
import { evidenceAction } from './evidence.ts';
import { FIELD_STATES, inField, type Change, type FieldState } from './field-state.ts';
import { editFinding, put, raiseFinding, withdraw } from './finding-operations.ts';
import { clearSignature, drawSignature, inSession } from './minutes-operations.ts';
import type { GivenUp, OperationBody } from './operation.ts';
import type { InspectionAction } from './permissions.ts';
import { fail, ok, type Result } from './problems.ts';
import { addProof, changeProof, placeProof, withdrawProof } from './proof-operations.ts';

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
		case 'evidence.share':
			return placeProof(field, operation.payload, 'share');
		case 'evidence.unshare':
			return placeProof(field, operation.payload, 'unshare');
	}
}

/** Open in every state: what is locked is often the reason for giving something up. */
function giveUp(payload: GivenUp): Result<Change> {
	const givenUp = { ...payload, reason: payload.reason.trim() };
	if (givenUp.reason === '') return fail('input.required', { field: 'reason' }, 'reason');
	return ok({ kind: 'given_up', givenUp, before: undefined });
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
		/* Only a self-assessment shares its proofs, whoever asks. */
		case 'evidence.share':
		case 'evidence.unshare':
			return 'self.answer';
		case 'evidence.edit':
		case 'evidence.withdraw': {
			const proof = evidence.find(({ id }) => id === operation.payload.id);
			return proof?.side === side ? evidenceAction(side, proof) : null;
		}
		default:
			return 'finding.write';
	}
}
