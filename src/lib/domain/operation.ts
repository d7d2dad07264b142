/** What an operation is: every edit of the walk, the self-assessment and the closing, as it travels. */
import type { Stage } from './answer.ts';
import type { AnswerPatch, Choice } from './conflict.ts';
import type { NewProof, ProofPatch } from './evidence.ts';
import type { Demand, Finding, Severity, Strength } from './finding.ts';
import type { SignatureSide } from './inspection.ts';
import type { Attendee, DrawnSignature, SessionRecord } from './session.ts';

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
	| { type: 'evidence.share'; payload: { id: string; code: string } }
	| { type: 'evidence.unshare'; payload: { id: string; code: string } }
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

/** What an operation is about: the subcriterion's code, the id of the thing, or the side that signs. */
export function subjectOf({ type, payload }: OperationBody): string {
	if ('id' in payload) return payload.id;
	if ('code' in payload) return payload.code;
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
