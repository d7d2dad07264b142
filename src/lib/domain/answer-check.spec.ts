import { describe, expect, it } from 'vitest';
import { subcriterionWith } from '../../../tests/support/criteria-sets.ts';
import { emptyAnswer, type Answer, type AnswerInput } from './answer.ts';
import { validateAnswer } from './answer-check.ts';
import type { ScoringRule } from './scoring.ts';

const RATIO: ScoringRule = {
	type: 'ratio_linear',
	numeratorLabel: 'a',
	denominatorLabel: 'b',
	whenDenominatorZero: 'full',
	floorPercent: 8000,
	targetPercent: 10_000
};
const RULES: Record<string, ScoringRule> = {
	yes_no: { type: 'yes_no', yesPoints: 400, noPoints: 0 },
	options: {
		type: 'options',
		options: [
			{ label: 'Đủ', points: 400 },
			{ label: 'Thiếu', points: 0 }
		]
	},
	checklist: {
		type: 'checklist',
		items: [
			{ label: 'a', points: 200 },
			{ label: 'b', points: 200 }
		],
		cap: 400
	},
	ratio: RATIO,
	ratioAbove: { ...RATIO, allowAbove: true },
	count: { type: 'count_add', itemLabel: 'Sáng kiến', perItem: 100, cap: 400 },
	growth: {
		type: 'growth_bands',
		currentLabel: 'a',
		previousLabel: 'b',
		bands: [{ minPercent: 0, points: 400 }],
		belowPoints: 0,
		whenDenominatorZero: 'full'
	},
	manual: { type: 'manual', label: 'Chấm' },
	survey: { type: 'survey', label: 'Khảo sát' }
};

const check = (rule: string, change: Partial<Answer>) =>
	validateAnswer(subcriterionWith(RULES[rule]!, 400), { ...emptyAnswer('3.4.1'), ...change });
const checkInput = (rule: string, input: AnswerInput) => check(rule, { input });
const ratio = (numerator: number, denominator: number): AnswerInput => ({
	kind: 'ratio',
	numerator,
	denominator
});
const withParts = (received: number, done: number, inProgress: number, denominator = done): AnswerInput => ({
	kind: 'ratio',
	numerator: Math.min(denominator, done),
	denominator,
	parts: { received, done, inProgress }
});

describe('what is accepted', () => {
	it.each<[string, AnswerInput]>([
		['yes_no', { kind: 'yes_no', yes: false }],
		['options', { kind: 'options', index: 1 }],
		['checklist', { kind: 'checklist', ticked: [] }],
		['checklist', { kind: 'checklist', ticked: [1, 0] }],
		['ratio', ratio(0, 0)],
		['ratio', ratio(2401, 2401)],
		['ratio', ratio(4.5, 7.1234)],
		['ratio', ratio(9_999_999_999, 9_999_999_999)],
		['ratioAbove', ratio(120, 100)],
		['ratio', withParts(2431, 2401, 30)],
		['count', { kind: 'count', count: 0 }],
		['growth', { kind: 'growth', current: 5, previous: 0 }],
		['manual', { kind: 'manual', points: 400, reason: 'Theo hồ sơ' }],
		['survey', { kind: 'survey', percent: 10_000 }]
	])('%s %j', (rule, input) => {
		expect(checkInput(rule, input)).toEqual({ ok: true, value: { ...emptyAnswer('3.4.1'), input } });
	});

	it('an empty answer takes an answer back', () => {
		expect(check('ratio', {})).toEqual({ ok: true, value: emptyAnswer('3.4.1') });
	});

	it('a reason why it does not apply, trimmed, in place of an input', () => {
		const result = check('ratio', { input: ratio(1, 2), notApplicableReason: '  Không phát sinh hồ sơ ' });
		expect(result).toMatchObject({
			ok: true,
			value: { input: null, notApplicableReason: 'Không phát sinh hồ sơ' }
		});
	});

	it('trims the reason of manual points', () => {
		const result = checkInput('manual', { kind: 'manual', points: 0, reason: ' Chưa làm ' });
		expect(result).toMatchObject({ ok: true, value: { input: { reason: 'Chưa làm' } } });
	});
});

describe('what is refused, and where', () => {
	it.each<[string, string, AnswerInput, string, object, string]>([
		[
			'another kind',
			'ratio',
			{ kind: 'yes_no', yes: true },
			'answer.wrong_kind',
			{ expected: 'ratio', got: 'yes_no' },
			'kind'
		],
		[
			'an option that is not there',
			'options',
			{ kind: 'options', index: 2 },
			'answer.option_unknown',
			{ index: 2, count: 2 },
			'index'
		],
		[
			'half an option',
			'options',
			{ kind: 'options', index: 0.5 },
			'answer.option_unknown',
			{ index: 0.5, count: 2 },
			'index'
		],
		[
			'a box ticked twice',
			'checklist',
			{ kind: 'checklist', ticked: [0, 0] },
			'answer.option_unknown',
			{ index: 0, count: 2 },
			'ticked'
		],
		['text in place of a figure', 'ratio', ratio(NaN, 5), 'input.not_a_number', { text: 'NaN' }, 'numerator'],
		['endless', 'ratio', ratio(1, Infinity), 'input.not_a_number', { text: 'Infinity' }, 'denominator'],
		['negative', 'ratio', ratio(-1, 5), 'input.negative', { value: -1 }, 'numerator'],
		[
			'huge',
			'ratio',
			ratio(1, 10_000_000_000),
			'input.too_large',
			{ value: 10_000_000_000, maximum: 9_999_999_999 },
			'denominator'
		],
		[
			'too many decimals',
			'ratio',
			ratio(1.23456, 5),
			'input.too_many_decimals',
			{ value: 1.23456, maximum: 4 },
			'numerator'
		],
		[
			'above the whole',
			'ratio',
			ratio(6, 5),
			'answer.numerator_above_denominator',
			{ numerator: 6, denominator: 5 },
			'numerator'
		],
		[
			'parts that do not add up',
			'ratio',
			withParts(2431, 2401, 29),
			'answer.parts_do_not_add_up',
			{ whole: 2431, sum: 2430 },
			'parts'
		],
		[
			'a denominator other than what is done',
			'ratio',
			withParts(2431, 2401, 30, 2431),
			'answer.parts_do_not_add_up',
			{ whole: 2431, sum: 2401 },
			'denominator'
		],
		['parts in halves', 'ratio', withParts(2.5, 2, 0.5), 'input.not_whole', { value: 2.5 }, 'parts.received'],
		['half a count', 'count', { kind: 'count', count: 1.5 }, 'input.not_whole', { value: 1.5 }, 'count'],
		['a negative count', 'count', { kind: 'count', count: -2 }, 'input.negative', { value: -2 }, 'count'],
		[
			'negative growth base',
			'growth',
			{ kind: 'growth', current: 1, previous: -4 },
			'input.negative',
			{ value: -4 },
			'previous'
		],
		[
			'points above the maximum',
			'manual',
			{ kind: 'manual', points: 401, reason: 'x' },
			'answer.points_out_of_range',
			{ points: 401, minimum: 0, maximum: 400 },
			'points'
		],
		[
			'points below zero',
			'manual',
			{ kind: 'manual', points: -1, reason: 'x' },
			'answer.points_out_of_range',
			{ points: -1, minimum: 0, maximum: 400 },
			'points'
		],
		[
			'points with no reason',
			'manual',
			{ kind: 'manual', points: 1, reason: '  ' },
			'answer.reason_required',
			{},
			'reason'
		],
		[
			'a survey above 100 %',
			'survey',
			{ kind: 'survey', percent: 10_001 },
			'input.too_large',
			{ value: 10_001, maximum: 10_000 },
			'percent'
		],
		[
			'a survey in parts of a hundredth',
			'survey',
			{ kind: 'survey', percent: 86.5 },
			'input.not_whole',
			{ value: 86.5 },
			'percent'
		]
	])('%s', (_name, rule, input, code, details, at) => {
		expect(checkInput(rule, input)).toEqual({ ok: false, problem: { code, details, at } });
	});

	it.each<[string, Partial<Answer>, string, string]>([
		[
			'an empty reason why it does not apply',
			{ notApplicableReason: ' \n' },
			'answer.reason_required',
			'notApplicableReason'
		],
		['a day that does not exist', { figuresOn: '2026-02-30' }, 'date.invalid', 'figuresOn'],
		['a paper that is not on the list', { seen: [2] }, 'answer.option_unknown', 'seen'],
		['an answer to another subcriterion', { code: '3.4.2' }, 'answer.subcriterion_unknown', 'code']
	])('%s', (_name, change, code, at) => {
		expect(check('ratio', change)).toMatchObject({ ok: false, problem: { code, at } });
	});

	it('takes a figure the tablet sent as text for no number', () => {
		const input = { kind: 'ratio', numerator: 'ba', denominator: 5 } as unknown as AnswerInput;
		expect(checkInput('ratio', input)).toMatchObject({ ok: false, problem: { code: 'input.not_a_number' } });
	});
});
