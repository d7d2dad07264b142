/** Which subcriteria are walked, in which order: filters, the square of each, where to go on. */
import type { Answer } from '#lib/domain/answer.ts';
import type { PlacedSubcriterion } from '#lib/domain/criteria.ts';
import type { Scored } from '#lib/domain/scoring.ts';
import { differs } from '#lib/domain/stage.ts';

export const WALK_FILTERS = ['all', 'unanswered', 'lost', 'flagged', 'differs', 'conflict'] as const;
export type WalkFilter = (typeof WALK_FILTERS)[number];

/** What a square in the rail says. `part`: some points were lost; `lost`: all of them. */
export type Mark = 'open' | 'ok' | 'part' | 'lost' | 'na' | 'pending';

/** The part of the store that walking needs. */
export interface Walked {
	scored(code: string): Scored;
	scoredBefore(code: string): Scored | undefined;
	answer(code: string): Answer | undefined;
	/** Values that wait beside the one that stands. */
	conflictsOf(code: string): readonly unknown[];
}

export function markOf(scored: Scored, maximum: number): Mark {
	switch (scored.status) {
		case 'unanswered':
			return 'open';
		case 'excluded':
			return 'na';
		case 'pending':
			return 'pending';
		case 'scored':
			if (scored.points >= maximum) return 'ok';
			return scored.points > 0 ? 'part' : 'lost';
	}
}

export function passes(filter: WalkFilter, walked: Walked, { subcriterion }: PlacedSubcriterion): boolean {
	const { code, maxPoints } = subcriterion;
	switch (filter) {
		case 'all':
			return true;
		case 'unanswered':
			return walked.scored(code).status === 'unanswered';
		case 'lost': {
			const scored = walked.scored(code);
			return scored.status === 'scored' && scored.points < maxPoints;
		}
		case 'flagged':
			return walked.answer(code)?.flagged === true;
		case 'differs':
			return differs(walked.scoredBefore(code), walked.scored(code));
		case 'conflict':
			return walked.conflictsOf(code).length > 0;
	}
}

/**
 * The code after (or before) `code` among those that pass; null at the end. `code` itself need not pass: after an
 * answer it may have left the filter one is walking by.
 */
export function neighbour(
	list: readonly PlacedSubcriterion[],
	code: string,
	step: 1 | -1,
	accepts: (placed: PlacedSubcriterion) => boolean
): string | null {
	let at = list.findIndex(({ subcriterion }) => subcriterion.code === code) + step;
	for (; at >= 0 && at < list.length; at += step) if (accepts(list[at]!)) return list[at]!.subcriterion.code;
	return null;
}

/** Where to go on: the first without an answer in one's own areas, then anywhere; the first of all when all is done. */
export function whereToGoOn(
	list: readonly PlacedSubcriterion[],
	walked: Walked,
	myAreas: readonly string[]
): string {
	const open = list.filter(({ subcriterion }) => walked.scored(subcriterion.code).status === 'unanswered');
	const mine = open.find(({ area }) => myAreas.includes(area.code));
	return (mine ?? open[0] ?? list[0])?.subcriterion.code ?? '';
}

/**
 * The subcriterion a typed code means: «3.4.1», «341», «3 4 1»; else the first one under «3.4» or «3». Null when
 * nothing fits.
 */
export function findByTyped(list: readonly PlacedSubcriterion[], typed: string): string | null {
	const parts = typed
		.trim()
		.replace(/[\s,]+/g, '.')
		.replace(/\.+$/, '');
	if (!/^\d+(\.\d+)*$/.test(parts)) return null;
	const codes = list.map(({ subcriterion }) => subcriterion.code);
	if (codes.includes(parts)) return parts;
	/* Of a re-check the number of the finding is enough. */
	if (codes.includes(`TT${parts}`)) return `TT${parts}`;
	const bare = codes.find((code) => code.replaceAll('.', '') === parts);
	return bare ?? codes.find((code) => code.startsWith(`${parts}.`)) ?? null;
}
