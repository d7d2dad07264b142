/**
 * The rules that take figures, as forms: which figures, under which words, and how the typed texts become an
 * answer's input. What the input may hold is checked by the domain (`validateAnswer`), never here.
 */
import type { AnswerInput } from '#lib/domain/answer.ts';
import type { Subcriterion } from '#lib/domain/criteria.ts';
import type { ScoringRule } from '#lib/domain/scoring.ts';
import { typedOf, valueOf } from './number-text.ts';

export type Texts = Record<string, string>;

export type FigureKind = 'ratio' | 'growth' | 'count' | 'manual' | 'survey';

/** What stands in the fields: nothing; something, but not enough; a text that is no figure; or an input. */
export type Reading =
	| { status: 'empty' }
	| { status: 'incomplete' }
	| { status: 'unread'; at: string; text: string }
	| { status: 'read'; input: AnswerInput };

const FIGURES: Record<FigureKind, readonly string[]> = {
	ratio: ['numerator', 'denominator'],
	growth: ['current', 'previous'],
	count: ['count'],
	manual: ['points'],
	survey: ['percent']
};

/** The figures of parts (received, in progress) that may stand beside a ratio; left empty, they are not given. */
export const PART_FIGURES = ['received', 'inProgress'] as const;

/** Undefined for rules whose answers are chosen, not typed. */
export function figureKindOf(rule: ScoringRule): FigureKind | undefined {
	switch (rule.type) {
		case 'ratio_bands':
		case 'ratio_linear':
		case 'relative_to_best':
			return 'ratio';
		case 'count_bands':
		case 'count_deduct':
		case 'count_add':
			return 'count';
		case 'growth_bands':
			return 'growth';
		case 'manual':
		case 'survey':
			return rule.type;
		default:
			return undefined;
	}
}

/** A recorded input as typed texts; of another kind or none: empty. */
export function textsOf(kind: FigureKind, input: AnswerInput | null | undefined): Texts {
	if (!input || input.kind !== kind) return {};
	switch (input.kind) {
		case 'ratio':
			return {
				numerator: typedOf(input.numerator),
				denominator: typedOf(input.denominator),
				received: typedOf(input.parts?.received),
				inProgress: typedOf(input.parts?.inProgress)
			};
		case 'growth':
			return { current: typedOf(input.current), previous: typedOf(input.previous) };
		case 'count':
			return { count: typedOf(input.count) };
		case 'manual':
			return { points: typedOf(input.points / 100), reason: input.reason };
		case 'survey':
			return { percent: typedOf(input.percent / 100) };
		default:
			return {};
	}
}

/**
 * Typed texts as an input. Figures are as typed (validation is the domain's); points and percent become hundredths.
 * Points need their reason, and a part needs the other part, before there is an input.
 */
export function readTexts(kind: FigureKind, texts: Texts): Reading {
	const keys: readonly string[] = kind === 'ratio' ? [...FIGURES.ratio, ...PART_FIGURES] : FIGURES[kind];
	const values: Record<string, number | null> = {};
	for (const key of keys) {
		const text = texts[key] ?? '';
		const value = valueOf(text);
		if (value === undefined) return { status: 'unread', at: key, text };
		values[key] = value;
	}
	const given = keys.filter((key) => values[key] !== null);
	const reason = (texts.reason ?? '').trim();
	if (given.length === 0 && (kind !== 'manual' || reason === '')) return { status: 'empty' };
	if (FIGURES[kind].some((key) => values[key] === null)) return { status: 'incomplete' };
	if (kind === 'manual' && reason === '') return { status: 'incomplete' };
	if (kind === 'ratio' && (values.received === null) !== (values.inProgress === null))
		return { status: 'incomplete' };
	return { status: 'read', input: compose(kind, values, texts) };
}

function compose(kind: FigureKind, values: Record<string, number | null>, texts: Texts): AnswerInput {
	const figure = (key: string) => values[key]!;
	switch (kind) {
		case 'ratio': {
			const ratio = { kind, numerator: figure('numerator'), denominator: figure('denominator') } as const;
			if (values.received === null) return ratio;
			return {
				...ratio,
				parts: { received: figure('received'), done: ratio.denominator, inProgress: figure('inProgress') }
			};
		}
		case 'growth':
			return { kind, current: figure('current'), previous: figure('previous') };
		case 'count':
			return { kind, count: figure('count') };
		case 'manual':
			return { kind, points: hundredths(figure('points')), reason: texts.reason ?? '' };
		case 'survey':
			return { kind, percent: hundredths(figure('percent')) };
	}
}

/** 1.15 × 100 is 114.99999999999999 in binary; more decimals than two stay visible, for the check to refuse. */
const hundredths = (value: number) => Number((value * 100).toFixed(4));

/**
 * The whole that follows from its parts: received − in progress, once both are typed; null otherwise. Fills the
 * denominator for the person, who may still type another.
 */
export function denominatorOfParts(texts: Texts): string | null {
	const [received, inProgress] = [valueOf(texts.received ?? ''), valueOf(texts.inProgress ?? '')];
	if (typeof received !== 'number' || typeof inProgress !== 'number' || inProgress > received) return null;
	return typedOf(received - inProgress);
}

/** The rate of a ratio or growth in hundredths of a percent, for the scale only; null where there is none yet. */
export function rateOf(input: AnswerInput | null | undefined): number | null {
	if (input?.kind === 'ratio')
		return input.denominator === 0 ? null : (input.numerator / input.denominator) * 10_000;
	if (input?.kind === 'growth')
		return input.previous === 0 ? null : ((input.current - input.previous) / input.previous) * 10_000;
	return null;
}

/** Steps of a rule for the scale, lowest first; undefined where a scale says nothing. */
export function scaleOf({
	rule
}: Subcriterion):
	| { steps: { from: number; points: number | null }[]; belowPoints: number; top: number }
	| undefined {
	if (rule.type === 'ratio_bands' || rule.type === 'growth_bands') {
		const steps = rule.bands.map(({ minPercent, points }) => ({ from: minPercent, points })).reverse();
		return {
			steps,
			belowPoints: rule.belowPoints,
			top: rule.type === 'ratio_bands' ? 10_000 : (steps.at(-1)?.from ?? 0)
		};
	}
	if (rule.type !== 'ratio_linear') return undefined;
	return { steps: [{ from: rule.floorPercent, points: null }], belowPoints: 0, top: rule.targetPercent };
}
