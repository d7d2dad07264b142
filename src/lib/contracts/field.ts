/** Wire shapes between the tablet (or the self-assessment page) and the server. */
import * as v from 'valibot';
import type { Answer, AnswerInput, Stage } from '#lib/domain/answer.ts';
import { STAGES } from '#lib/domain/answer.ts';
import type { Conflict } from '#lib/domain/conflict.ts';
import type { EarlierRemedy } from '#lib/domain/earlier-remedy.ts';
import type { CriteriaSet } from '#lib/domain/criteria.ts';
import { HIGHEST_POSITION, LONGEST_CAPTION, LONGEST_FILE_NAME, type Proof } from '#lib/domain/evidence.ts';
import type { Demand, Finding, Strength } from '#lib/domain/finding.ts';
import { SEVERITIES } from '#lib/domain/finding.ts';
import type { InspectionKind, InspectionState, TeamRole } from '#lib/domain/inspection.ts';
import { SIGNATURE_SIDES } from '#lib/domain/inspection.ts';
import type { Operation, OperationType } from '#lib/domain/operation.ts';
import type { Rights } from '#lib/domain/permissions.ts';
import type { PaperFacts } from '#lib/domain/papers/inspection-record.ts';
import type { Problem } from '#lib/domain/problems.ts';
import type { DrawnSignature, SessionRecord } from '#lib/domain/session.ts';
import type { CarriedFinding } from './carried.ts';

/** A proof as pages show it: also one whose file is still on its way here (`isAwaited`). */
export interface EvidenceView extends Proof {
	url: string | null;
	thumbUrl: string | null;
	citationText: string;
	/** Announced, but its bytes are not here yet: «chưa về». */
	isAwaited: boolean;
	byName: string;
}

/** Everything a tablet needs to walk an inspection. */
export interface FieldSnapshot {
	id: string;
	code: string;
	version: number;
	kind: InspectionKind;
	state: InspectionState;
	agency: { id: string; name: string; shortName: string; headTitle: string };
	campaign: { title: string; year: number; teamName: string };
	periodFrom: string;
	periodTo: string;
	visitOn: string | null;
	visitAt: string;
	place: string;
	teamRole: TeamRole | null;
	actorId: string;
	actorName: string;
	/** Codes of the areas given to the actor; empty means all. */
	myAreas: string[];
	team: { accountId: string; name: string; title: string; role: TeamRole; areas: string[]; duty: string }[];
	set: CriteriaSet;
	answers: Record<Stage, Answer[]>;
	findings: Finding[];
	lastFindingNumber: number;
	strengths: Strength[];
	demands: Demand[];
	session: SessionRecord;
	signatures: DrawnSignature[];
	/** Values that met and wait for a choice; `standing` is what stands now. */
	conflicts: Conflict[];
	evidence: EvidenceView[];
	/** Of a self-assessment that came back in part: what is open again; null (or absent in an older copy) where all is. */
	openCodes?: readonly string[] | null;
	/** What the minutes say beside field work, for the tablet to build them by itself; the agency gets none. */
	paperFacts: PaperFacts | null;
	/** What earlier inspections of the agency left open, the newest first. */
	carriedOver: CarriedFinding[];
	/** What the record fills criteria from; null for an agency's first inspection here. */
	earlierRemedy: EarlierRemedy | null;
	can: Rights;
}

export type OperationResult = { opId: string } &
	/** `answer`: what stands now, where it is not simply what was sent. */
	(
		| { status: 'accepted' | 'duplicate'; version: number; finding?: Finding; answer?: Answer }
		/** Somebody else changed the same answer meanwhile; nothing was overwritten, both values are kept. */
		| { status: 'conflict'; version: number; conflict: Conflict }
		/** An earlier one of the same device is missing. It is kept; the device sends it again. */
		| { status: 'held' }
		| { status: 'rejected'; problem: Problem }
	);

export interface SyncAnswer {
	results: OperationResult[];
	version: number;
}

/** Largest body of one sync, and of one operation in it (characters of its JSON). */
export const SYNC_LIMITS = { operations: 500, operationLength: 200_000 } as const;

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const text = v.pipe(v.string(), v.maxLength(30_000));
const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));
const figure = v.pipe(v.number(), v.finite());
const index = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000));

/**
 * One shape for each value of a key, looked up by it. `v.variant` tries the shapes one after the other, which is half
 * the reading of a self-assessment. An unknown value has no shape and fails.
 */
function shapeBy<K extends string, S extends Record<string, v.GenericSchema>>(key: K, shapes: S) {
	const unknown = v.never();
	return v.lazy((raw) => {
		const value = (raw as Record<K, unknown> | null)?.[key];
		return typeof value === 'string' && Object.hasOwn(shapes, value) ? shapes[value]! : unknown;
	});
}

const input = shapeBy('kind', {
	yes_no: v.strictObject({ kind: v.literal('yes_no'), yes: v.boolean() }),
	options: v.strictObject({ kind: v.literal('options'), index }),
	checklist: v.strictObject({
		kind: v.literal('checklist'),
		ticked: v.pipe(v.array(index), v.maxLength(200))
	}),
	ratio: v.strictObject({
		kind: v.literal('ratio'),
		numerator: figure,
		denominator: figure,
		parts: v.optional(v.strictObject({ received: figure, done: figure, inProgress: figure }))
	}),
	count: v.strictObject({ kind: v.literal('count'), count: figure }),
	growth: v.strictObject({ kind: v.literal('growth'), current: figure, previous: figure }),
	manual: v.strictObject({
		kind: v.literal('manual'),
		points: v.pipe(v.number(), v.integer()),
		reason: text
	}),
	survey: v.strictObject({ kind: v.literal('survey'), percent: v.pipe(v.number(), v.integer()) })
} satisfies Record<AnswerInput['kind'], v.GenericSchema>);

const patch = v.partial(
	v.strictObject({
		input: v.nullable(input),
		notApplicableReason: v.nullable(text),
		note: text,
		explanation: text,
		changeReason: text,
		figuresOn: v.nullable(day),
		seen: v.pipe(v.array(index), v.maxLength(100)),
		flagged: v.boolean()
	})
);

const severity = v.picklist(SEVERITIES);
const attendee = v.strictObject({ side: v.picklist(SIGNATURE_SIDES), name: text, title: text, duty: text });
const point = v.strictObject({ x: figure, y: figure, time: figure, pressure: figure });
const stroke = v.strictObject({ points: v.pipe(v.array(point), v.maxLength(20_000)) });

const session = v.partial(
	v.strictObject({
		startedAt: v.nullable(figure),
		endedAt: v.nullable(figure),
		place: text,
		workDone: text,
		placesVisited: text,
		samples: text,
		agencyOpinion: text,
		findingOpinions: v.record(id, text),
		leadConclusion: text,
		copies: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)),
		refusalReason: text,
		refusalWitnesses: text
	})
);

const envelope = {
	opId: id,
	deviceId: id,
	actorId: id,
	inspectionId: id,
	baseVersion: v.pipe(v.number(), v.integer(), v.minValue(0)),
	seq: v.pipe(v.number(), v.integer(), v.minValue(0)),
	madeAt: v.pipe(v.number(), v.integer())
};

/** It also names the file while it arrives: nothing but what every file system takes as it is. */
const proofId = v.pipe(v.string(), v.regex(/^[0-9a-z-]{1,64}$/));
/** What is too long is refused in words by the domain, up to a length that nobody types. */
const caption = v.pipe(v.string(), v.maxLength(10 * LONGEST_CAPTION));
const position = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(HIGHEST_POSITION));

const payloads = {
	'answer.set': v.strictObject({
		stage: v.picklist(STAGES),
		code: id,
		patch,
		basis: v.optional(patch)
	}),
	'conflict.settle': v.strictObject({
		conflictId: id,
		stage: v.picklist(STAGES),
		code: id,
		choice: v.picklist(['standing', 'late']),
		reason: text
	}),
	'finding.raise': v.strictObject({
		id,
		areaCode: id,
		subcriterionCode: v.nullable(id),
		text,
		severity,
		cause: text,
		demand: text,
		dueOn: v.nullable(day),
		responsibleUnit: text
	}),
	'finding.edit': v.strictObject({
		id,
		patch: v.partial(
			v.strictObject({
				text,
				severity,
				cause: text,
				causeKind: v.picklist(['subjective', 'objective']),
				demand: text,
				dueOn: v.nullable(day),
				responsibleUnit: text
			})
		)
	}),
	'finding.withdraw': v.strictObject({ id }),
	'strength.note': v.strictObject({ id, areaCode: id, text }),
	'strength.withdraw': v.strictObject({ id }),
	'demand.set': v.strictObject({ id, text, addressedTo: text, dueOn: v.nullable(day) }),
	'demand.withdraw': v.strictObject({ id }),
	'session.record': v.strictObject({ patch: session }),
	'session.attendance': v.strictObject({ attendance: v.pipe(v.array(attendee), v.maxLength(200)) }),
	'signature.draw': v.strictObject({
		side: v.picklist(SIGNATURE_SIDES),
		name: text,
		title: text,
		strokes: v.pipe(v.array(stroke), v.maxLength(500)),
		signedAt: figure,
		contentHash: id
	}),
	'signature.clear': v.strictObject({ side: v.picklist(SIGNATURE_SIDES) }),
	'evidence.add': v.strictObject({
		id: proofId,
		subjectKind: v.picklist(['answer', 'finding']),
		subjectId: id,
		stage: v.nullable(v.picklist(STAGES)),
		fileName: v.pipe(v.string(), v.maxLength(4 * LONGEST_FILE_NAME)),
		mediaType: v.pipe(v.string(), v.maxLength(200)),
		size: v.pipe(v.number(), v.integer(), v.minValue(0)),
		sha256: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
		caption,
		takenAt: v.nullable(v.pipe(v.number(), v.integer())),
		place: v.nullable(
			v.strictObject({
				latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
				longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
				accuracy: v.nullable(v.pipe(figure, v.minValue(0)))
			})
		),
		originalId: v.nullable(proofId),
		position
	}),
	'evidence.edit': v.strictObject({ id: proofId, patch: v.partial(v.strictObject({ caption, position })) }),
	'evidence.withdraw': v.strictObject({ id: proofId }),
	'evidence.share': v.strictObject({ id: proofId, code: id }),
	'evidence.unshare': v.strictObject({ id: proofId, code: id }),
	'work.discard': v.strictObject({ what: id, subject: id, reason: v.pipe(v.string(), v.maxLength(2000)) })
} satisfies Record<OperationType, v.GenericSchema>;

const operation = shapeBy(
	'type',
	Object.fromEntries(
		Object.entries(payloads).map(([type, payload]) => [
			type,
			v.object({ ...envelope, type: v.literal(type), payload })
		])
	)
);

/** The device that asks for what opens its things (`/api/device-key`). */
export const deviceKeyBody = v.object({ deviceId: id });

/** The outer shape of a sync; each operation is then read alone, so that one bad one does not stop the others. */
export const syncBody = v.object({
	operations: v.pipe(v.array(v.unknown()), v.minLength(1), v.maxLength(SYNC_LIMITS.operations)),
	/** The device's clock at the sending, epoch ms: kept beside our own, never used for order. */
	sentAt: v.optional(v.pipe(v.number(), v.integer())),
	/**
	 * The lowest number of this person and inspection that the device has not heard about yet. What comes after a gap
	 * above it is held; without it operations are taken as they come.
	 */
	oldest: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)))
});
export type Sending = Pick<v.InferOutput<typeof syncBody>, 'sentAt' | 'oldest'>;

/** Reads one operation; undefined when it is none of the known kinds. */
export function parseOperation(raw: unknown): Operation | undefined {
	const parsed = v.safeParse(operation, raw);
	return parsed.success ? (parsed.output as Operation) : undefined;
}
