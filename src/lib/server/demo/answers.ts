/**
 * Answers for the demonstration: seed figures where a source gives them, the rest made up from the code and the
 * agency's name, the same at every start. Whatever is made up is marked «số liệu minh họa» on the inspection.
 */
import type { AnswerInput } from '#lib/domain/answer.ts';
import { listScoredSubcriteria, type CriteriaSet, type Subcriterion } from '#lib/domain/criteria.ts';
import type { AnswerPatch } from '#lib/domain/conflict.ts';
import { createHash } from 'node:crypto';

/** A number in [0, 1) that is always the same for the same words. */
export function chance(...words: string[]): number {
	return createHash('sha256').update(words.join('|')).digest().readUInt32BE(0) / 2 ** 32;
}

/** One patch for each scored subcriterion. `quality` in [0, 1]: the share that reaches full points. */
export function makeAnswers(
	set: CriteriaSet,
	agency: string,
	quality: number,
	known: Readonly<Record<string, AnswerPatch>> = {}
): Map<string, AnswerPatch> {
	return new Map(
		listScoredSubcriteria(set).map(({ subcriterion }) => {
			const { code } = subcriterion;
			if (known[code]) return [code, known[code]];
			const full = chance(agency, code) < quality;
			return [code, { input: makeInput(subcriterion, full, chance(agency, code, 'size')) }];
		})
	);
}

/** An input that reaches full points, or one that loses some. `size` in [0, 1) spreads the figures. */
export function makeInput(subcriterion: Subcriterion, full: boolean, size: number): AnswerInput {
	const { rule } = subcriterion;
	switch (rule.type) {
		case 'yes_no':
			return { kind: 'yes_no', yes: full };
		case 'options':
			return { kind: 'options', index: full ? 0 : Math.min(rule.options.length - 1, 1) };
		case 'checklist':
			return { kind: 'checklist', ticked: rule.items.map((_, i) => i).filter((i) => full || i % 2 === 0) };
		case 'ratio_bands':
			return makeRatio(
				full ? rule.bands[0]!.minPercent : (rule.bands[1]?.minPercent ?? rule.bands[0]!.minPercent * 0.6),
				size
			);
		case 'ratio_linear':
			return makeRatio(
				full ? rule.targetPercent : Math.max(rule.floorPercent, rule.targetPercent * 0.9),
				size
			);
		case 'relative_to_best':
			return makeRatio(full ? 10_000 : 8_000, size);
		case 'count_bands':
			return { kind: 'count', count: full ? rule.bands[0]!.minCount : (rule.bands.at(-1)?.minCount ?? 0) };
		case 'count_deduct':
			return { kind: 'count', count: full ? 0 : 1 };
		case 'count_add':
			return { kind: 'count', count: full ? Math.ceil(rule.cap / rule.perItem) : 1 };
		case 'growth_bands':
			return {
				kind: 'growth',
				previous: 100,
				current: 100 + Math.ceil((full ? rule.bands[0]!.minPercent : 0) / 100)
			};
		case 'manual':
			return {
				kind: 'manual',
				points: full ? subcriterion.maxPoints : Math.floor(subcriterion.maxPoints / 2),
				reason: 'Chấm theo hồ sơ'
			};
		case 'survey':
			return { kind: 'survey', percent: full ? 10_000 : 8_500 };
	}
}

/** Figures at or just above a percent (hundredths). */
function makeRatio(percent: number, size: number): AnswerInput {
	const denominator = 20 + Math.floor(size * 180);
	return {
		kind: 'ratio',
		numerator: Math.min(denominator, Math.ceil((denominator * percent) / 10_000)),
		denominator
	};
}
