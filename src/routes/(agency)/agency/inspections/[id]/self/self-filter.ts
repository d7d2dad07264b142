/** Which subcriteria of a self-assessment are shown, and what each still wants. */
import type { Answer } from '#lib/domain/answer.ts';
import type { PlacedSubcriterion } from '#lib/domain/criteria.ts';
import type { Scored } from '#lib/domain/scoring.ts';

export const SELF_FILTERS = [
	'all',
	'unanswered',
	'unproven',
	'lost',
	'returned',
	'unreviewed',
	'mine',
	'changed'
] as const;
export type SelfFilter = (typeof SELF_FILTERS)[number];

/** The part of the store that filtering needs. */
export interface SelfScored {
	scored(code: string): Scored;
	answer(code: string): Answer | undefined;
	/** Proofs that the agency gave. */
	proofs(code: string): number;
	/** Given back by the office. */
	isReturned(code: string): boolean;
	/** Taken from an earlier inspection, and nobody has looked yet. */
	isUnreviewed(code: string): boolean;
	/** Given to whoever looks. */
	isMine(code: string): boolean;
	/** Points since the earlier inspection, in hundredths; null where either has none. */
	difference(code: string): number | null;
}

/** Scored, but with neither a proof nor a word on how it was scored; what does not apply carries its reason already. */
export function isUnproven(answer: Answer | undefined, proofs: number): boolean {
	return answer !== undefined && answer.input !== null && answer.explanation.trim() === '' && proofs === 0;
}

export function passesSelf(
	filter: SelfFilter,
	self: SelfScored,
	{ subcriterion }: PlacedSubcriterion
): boolean {
	const { code, maxPoints } = subcriterion;
	const scored = self.scored(code);
	switch (filter) {
		case 'all':
			return true;
		case 'unanswered':
			return scored.status === 'unanswered';
		case 'unproven':
			return isUnproven(self.answer(code), self.proofs(code));
		case 'lost':
			return scored.status === 'scored' && scored.points < maxPoints;
		case 'returned':
			return self.isReturned(code);
		case 'unreviewed':
			return self.isUnreviewed(code);
		case 'mine':
			return self.isMine(code);
		case 'changed':
			return (self.difference(code) ?? 0) !== 0;
	}
}
