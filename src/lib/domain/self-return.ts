/** A self-assessment that the office gives back, whole or in part: what is open again, and what became of it. */
import type { Answer } from './answer.ts';

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
