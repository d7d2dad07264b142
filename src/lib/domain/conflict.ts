/**
 * What happens when two people changed the same answer without having seen each other's change. Texts are joined and
 * never cut; what makes the score is never decided by who came last: both values are kept until a person chooses.
 * A device says with each edit what it had on its screen (`basis`), so that only fields that both sides changed meet.
 */
import { emptyAnswer, type Answer, type Stage } from './answer.ts';
import { findSubcriterion, type CriteriaSet } from './criteria.ts';
import type { TeamRole } from './inspection.ts';

/** The part of an answer that one tap changes; what is absent stays. */
export type AnswerPatch = Partial<Omit<Answer, 'code'>>;

/** Fields that make the score. Input and «không áp dụng» exclude each other, so they are compared as one. */
export type ScoreField = 'input' | 'notApplicableReason' | 'figuresOn';

/** Two values of one answer, waiting for a person or settled by one. Times in epoch ms. */
export interface Conflict {
	/** The id of the operation that came late. */
	id: string;
	stage: Stage;
	code: string;
	late: {
		/** Whole, as it would have been on the device that came late. */
		answer: Answer;
		by: string;
		byName: string;
		/** By the clock of the device, which may be wrong: shown, never used for order. */
		madeAt: number;
		receivedAt: number;
		/** Server's clock minus the device's at the sending; null where the device did not say. */
		clockOffsetMs: number | null;
	};
	/** What the device had seen before its edit; null where it did not say. */
	basis: Answer | null;
	/** What stood when it came in. */
	standing: { answer: Answer; by: string; byName: string; at: number };
	settled: Settlement | null;
}

export type Choice = 'standing' | 'late';

export interface Settlement {
	choice: Choice;
	reason: string;
	by: string;
	at: number;
}

/** What of a patch may be laid over the standing answer, or where the two cannot both stand. */
export type Met =
	| { kind: 'clean' | 'merged'; patch: AnswerPatch }
	| { kind: 'conflict'; fields: ScoreField[] };

/**
 * Compares a patch with the answer that stands. `basis`: what the device had before its edit; null when it is not
 * known, then every difference counts as made by both. `whose` names the author of the patch in a joined text.
 * `clean`: the patch applies as it is or changes nothing any more; `merged`: it applies joined with the other side's.
 */
export function meet(standing: Answer, basis: Answer | null, patch: AnswerPatch, whose: string): Met {
	/* Nearly always: nobody else wrote. */
	if (basis !== null && same(standing, basis)) return { kind: 'clean', patch };
	const fields = collidingFields(standing, basis, patch);
	if (fields.length > 0) return { kind: 'conflict', fields };
	const merged: AnswerPatch = {
		...(meetValue(standing, basis, patch) === 'taken' ? valueAfter(basis ?? standing, patch) : {}),
		...(meetDay(standing, basis, patch) === 'taken' ? pick(patch, ['figuresOn']) : {}),
		...mergedTexts(standing, basis, patch, whose),
		...mergedMarks(standing, basis, patch)
	};
	const isJoined = (['note', 'explanation', 'changeReason', 'seen', 'flagged'] as const).some(
		(key) => key in merged && !same(merged[key], patch[key])
	);
	return { kind: isJoined ? 'merged' : 'clean', patch: merged };
}

/**
 * The answer after a person has chosen: value, day and reason of the change are the chosen side's (a reason speaks of
 * its own value); notes and explanations of both stay, papers seen and the flag too. Choosing the one that stands
 * therefore keeps the words of the other.
 */
export function settledAnswer(standing: Answer, conflict: Conflict, choice: Choice): Answer {
	const { late, basis } = conflict;
	const patch = pick(late.answer, ['note', 'explanation', 'seen', 'flagged']);
	const shared: Answer = {
		...standing,
		...mergedTexts(standing, basis, patch, late.byName),
		...mergedMarks(standing, basis, patch)
	};
	if (choice === 'standing') return shared;
	return { ...shared, ...pick(late.answer, ['input', 'notApplicableReason', 'figuresOn', 'changeReason']) };
}

/** Who works on an inspection, as far as choosing goes. `areas`: codes given to the person; empty means all. */
export interface Chooser {
	teamRole: TeamRole | null;
	areas: readonly string[];
}

/**
 * Whether a person of the team may choose between two values of a subcriterion, once the permission table has let the
 * action pass: lead and deputy always, a member where the area is theirs (all areas when none were given). A secretary
 * writes the minutes and owns no area unless one was given.
 */
export function ownsSubcriterion({ teamRole, areas }: Chooser, set: CriteriaSet, code: string): boolean {
	if (teamRole === 'lead' || teamRole === 'deputy_lead') return true;
	const area = findSubcriterion(set, code)?.area.code;
	if (area === undefined || teamRole === null) return false;
	return areas.length === 0 ? teamRole === 'member' : areas.includes(area);
}

/** The fields of an answer that hold something: what a device sends as what it had seen. */
export function basisOf(answer: Answer | undefined): AnswerPatch {
	if (!answer) return {};
	const empty = emptyAnswer(answer.code);
	return Object.fromEntries(
		Object.entries(answer).filter(([key, value]) => !same(value, empty[key as keyof Answer]))
	);
}

/** The other way round; null for a device that did not say. */
export function fromBasis(code: string, basis: AnswerPatch | undefined): Answer | null {
	return basis === undefined ? null : { ...emptyAnswer(code), ...basis };
}

/** Joins two texts of the same field. Neither is cut; equal or contained texts are not doubled. */
export function joinTexts(standing: string, basis: string | null, late: string, whose: string): string {
	if (standing.includes(late)) return standing;
	if (late.includes(standing)) return late;
	return replacedPart(standing, basis, late) ?? `${standing}\n— ${whose} ghi:\n${late}`;
}

/** The device went on writing in a text that was joined meanwhile: its own part is replaced, the other's stays. */
function replacedPart(standing: string, basis: string | null, late: string): string | null {
	if (!basis) return null;
	const from = standing.lastIndexOf(basis);
	const to = from + basis.length;
	if (from < 0 || standing === basis) return null;
	const begins = from === 0 || standing.slice(0, from).endsWith(' ghi:\n');
	const ends = to === standing.length || standing.slice(to).startsWith('\n— ');
	return begins && ends ? standing.slice(0, from) + late + standing.slice(to) : null;
}

/** `kept`: what stands stays; `taken`: only the device changed it; `both`: the two have to be brought together. */
type Meeting = 'kept' | 'taken' | 'both';

function meeting<T>(standing: T, basis: { value: T } | null, late: T): Meeting {
	if (same(standing, late)) return 'kept';
	if (basis === null) return 'both';
	if (same(basis.value, late)) return 'kept';
	return same(basis.value, standing) ? 'taken' : 'both';
}

interface Value {
	input: Answer['input'];
	notApplicableReason: string | null;
}
const EMPTY: Value = { input: null, notApplicableReason: null };
const valueOf = ({ input, notApplicableReason }: Value): Value => ({ input, notApplicableReason });

/** The rule of an answer: a reason why it does not apply takes the input away. */
function valueAfter(before: Value, patch: AnswerPatch): Value {
	const { input, notApplicableReason } = {
		...valueOf(before),
		...pick(patch, ['input', 'notApplicableReason'])
	};
	return { input: notApplicableReason === null ? input : null, notApplicableReason };
}

/** Where it is not known what the device had seen, an empty place may be filled: nothing is lost by it. */
function meetValue(standing: Answer, basis: Answer | null, patch: AnswerPatch): Meeting {
	if (!('input' in patch || 'notApplicableReason' in patch)) return 'kept';
	if (basis === null && same(valueOf(standing), EMPTY)) return 'taken';
	const late = valueAfter(basis ?? standing, patch);
	return meeting(valueOf(standing), basis && { value: valueOf(basis) }, late);
}

function meetDay(standing: Answer, basis: Answer | null, { figuresOn }: AnswerPatch): Meeting {
	if (figuresOn === undefined) return 'kept';
	if (basis === null && standing.figuresOn === null) return 'taken';
	return meeting(standing.figuresOn, basis && { value: basis.figuresOn }, figuresOn);
}

function collidingFields(standing: Answer, basis: Answer | null, patch: AnswerPatch): ScoreField[] {
	const fields: ScoreField[] = [];
	if (meetValue(standing, basis, patch) === 'both') {
		const late = valueAfter(basis ?? standing, patch);
		fields.push(
			...(['input', 'notApplicableReason'] as const).filter((key) => !same(standing[key], late[key]))
		);
	}
	if (meetDay(standing, basis, patch) === 'both') fields.push('figuresOn');
	return fields;
}

function mergedTexts(standing: Answer, basis: Answer | null, patch: AnswerPatch, whose: string): AnswerPatch {
	const merged: AnswerPatch = {};
	for (const key of ['note', 'explanation', 'changeReason'] as const) {
		const late = patch[key];
		if (late === undefined) continue;
		const met = meeting(standing[key], basis && { value: basis[key] }, late);
		if (met === 'taken') merged[key] = late;
		if (met === 'both') merged[key] = joinTexts(standing[key], basis?.[key] ?? null, late, whose);
	}
	return merged;
}

function mergedMarks(standing: Answer, basis: Answer | null, { seen, flagged }: AnswerPatch): AnswerPatch {
	const marks: AnswerPatch = {};
	if (seen !== undefined) {
		const met = meeting(standing.seen, basis && { value: basis.seen }, seen);
		if (met === 'taken') marks.seen = seen;
		if (met === 'both') marks.seen = mergedSeen(standing.seen, basis?.seen ?? [], seen);
	}
	if (flagged !== undefined) {
		const met = meeting(standing.flagged, basis && { value: basis.flagged }, flagged);
		if (met === 'taken') marks.flagged = flagged;
		if (met === 'both') marks.flagged = true;
	}
	return marks;
}

/** What either added is there, what either took away is not: the same edit again then changes nothing more. */
function mergedSeen(
	standing: readonly number[],
	basis: readonly number[],
	late: readonly number[]
): number[] {
	const kept = standing.filter((paper) => late.includes(paper) || !basis.includes(paper));
	return [...kept, ...late.filter((paper) => !standing.includes(paper) && !basis.includes(paper))];
}

function pick<K extends keyof AnswerPatch>(patch: AnswerPatch, keys: readonly K[]): Pick<AnswerPatch, K> {
	return Object.fromEntries(keys.filter((key) => key in patch).map((key) => [key, patch[key]])) as Pick<
		AnswerPatch,
		K
	>;
}

/** Values of answers are plain data; the order of keys within one does not count. */
function same(a: unknown, b: unknown): boolean {
	if (a === b) return true;
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
	const keys = Object.keys(a);
	return (
		keys.length === Object.keys(b).length &&
		keys.every((key) => same(a[key as keyof object], b[key as keyof object]))
	);
}
