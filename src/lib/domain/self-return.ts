/** A self-assessment that the office gives back, whole or in part: what is open again, and what became of it. */
import type { Answer } from './answer.ts';
import { addWorkingDays, isDay, type WorkCalendar } from './calendar.ts';
import { fail, ok, type Result } from './problems.ts';

/** One subcriterion of a return. Proofs by their ids. */
export interface ReturnedItem {
	code: string;
	/** Empty: the reason of the whole return. */
	reason: string;
	before: Answer | null;
	beforeProofs: readonly string[];
	/** Why the agency leaves it as it is. */
	reply: string;
}

export const CHANGED_PARTS = ['value', 'day', 'explanation', 'note', 'proofs'] as const;
export type ChangedPart = (typeof CHANGED_PARTS)[number];

/** What of a subcriterion is another now than when it was given back. */
export function changedParts(
	before: Answer | null,
	beforeProofs: readonly string[],
	now: Answer | null,
	proofsNow: readonly string[]
): ChangedPart[] {
	const parts: Record<ChangedPart, (answer: Answer | null, proofs: readonly string[]) => unknown> = {
		value: (answer) => [answer?.input ?? null, answer?.notApplicableReason ?? null],
		day: (answer) => answer?.figuresOn ?? null,
		explanation: (answer) => answer?.explanation.trim() ?? '',
		note: (answer) => answer?.note.trim() ?? '',
		proofs: (_, proofs) => [...proofs].sort()
	};
	return CHANGED_PARTS.filter(
		(part) =>
			JSON.stringify(parts[part](before, beforeProofs)) !== JSON.stringify(parts[part](now, proofsNow))
	);
}

/** Codes that were given back and come back as they were, without a word why. */
export function listUntouched(
	items: readonly ReturnedItem[],
	answers: ReadonlyMap<string, Answer>,
	proofsAt: (code: string) => readonly string[]
): string[] {
	return items
		.filter(
			({ code, before, beforeProofs, reply }) =>
				reply.trim() === '' &&
				changedParts(before, beforeProofs, answers.get(code) ?? null, proofsAt(code)).length === 0
		)
		.map(({ code }) => code);
}

export interface ReturnedItemView {
	code: string;
	title: string;
	titleEn: string;
	reason: string;
	/** Hundredths; null where there were none. */
	pointsBefore: number | null;
	/** As it came back, or as it stands while the agency has it. */
	pointsAfter: number | null;
	changed: ChangedPart[];
	reply: string;
}

export interface SelfReturnView {
	id: string;
	reason: string;
	isWhole: boolean;
	byName: string;
	at: number;
	/** When it came back; null while the agency has it. */
	answeredAt: number | null;
	/** Of a whole return only what changed. */
	items: ReturnedItemView[];
}

/** Working days that are proposed for what was given back. */
export const DAYS_TO_REDO = 3;

/** Days as they stand when a self-assessment is given back (YYYY-MM-DD), null where none is set. */
export interface ReturnDays {
	selfDueOn: string | null;
	visitOn: string | null;
}

/**
 * By when what is given back on `today` is to be handed in again: some working days on, but before a visit that is still
 * ahead; never before today, and never before the day that stands, which the agency was promised.
 */
export function proposeReturnDay(
	{ selfDueOn, visitOn }: ReturnDays,
	today: string,
	calendar: WorkCalendar
): string {
	const days = [addWorkingDays(today, DAYS_TO_REDO, calendar)];
	if (visitOn !== null && visitOn >= today) days.push(addWorkingDays(visitOn, -1, calendar));
	const wanted = days.sort()[0]!;
	return [wanted, today, selfDueOn ?? today].sort().at(-1)!;
}

/**
 * Checks the day chosen for that: today or to come, not before the day that stands, and not after a visit that is still
 * ahead. Problems at `dueOn`: `date.invalid`, `date.passed`, `date.reversed`.
 */
export function checkReturnDay(
	dueOn: string,
	{ selfDueOn, visitOn }: ReturnDays,
	today: string
): Result<string> {
	if (!isDay(dueOn)) return fail('date.invalid', { text: dueOn }, 'dueOn');
	if (dueOn < today) return fail('date.passed', { day: dueOn }, 'dueOn');
	if (selfDueOn !== null && dueOn <= selfDueOn)
		return dueOn === selfDueOn ? ok(dueOn) : fail('date.reversed', { from: selfDueOn, to: dueOn }, 'dueOn');
	return visitOn !== null && visitOn >= today && dueOn > visitOn
		? fail('date.reversed', { from: dueOn, to: visitOn }, 'dueOn')
		: ok(dueOn);
}
