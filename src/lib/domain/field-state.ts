/** The part of an inspection that operations change, and what a change is. */
import type { Answer, Stage } from './answer.ts';
import type { Chooser, Conflict } from './conflict.ts';
import type { CriteriaSet } from './criteria.ts';
import type { Proof } from './evidence.ts';
import type { Demand, Finding, Strength } from './finding.ts';
import type { InspectionState, SignatureSide } from './inspection.ts';
import type { GivenUp } from './operation.ts';
import { fail, type Result } from './problems.ts';
import { emptySession, type DrawnSignature, type SessionRecord } from './session.ts';

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
	/** Of a self-assessment that came back in part: the subcriteria that are open again; null where all are. */
	openCodes: readonly string[] | null;
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
		openCodes: null,
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

/** While the team is at work: before the visit, at the desk, and at the agency. */
export const FIELD_STATES: readonly InspectionState[] = ['self_submitted', 'desk_review', 'in_session'];

/** Makes a change only while the team is at work. */
export function inField(field: FieldState, change: () => Result<Change>): Result<Change> {
	return FIELD_STATES.includes(field.state) ? change() : fail('inspection.locked', { state: field.state });
}

/** Puts an item in the place of the one with its id, or at the end. */
export function replace<T extends { id: string }>(list: T[], item: T): void {
	const at = list.findIndex(({ id }) => id === item.id);
	if (at < 0) list.push(item);
	else list[at] = item;
}
