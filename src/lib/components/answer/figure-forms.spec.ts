import { describe, expect, it } from 'vitest';
import { denominatorOfParts, rateOf, readTexts, textsOf, type FigureKind } from './figure-forms.ts';
import type { AnswerInput } from '#lib/domain/answer.ts';

describe('typed texts as an input', () => {
	const inputs: [FigureKind, AnswerInput][] = [
		[
			'ratio',
			{
				kind: 'ratio',
				numerator: 2401,
				denominator: 2401,
				parts: { received: 2431, done: 2401, inProgress: 30 }
			}
		],
		['ratio', { kind: 'ratio', numerator: 12.5, denominator: 80 }],
		['growth', { kind: 'growth', current: 120, previous: 100 }],
		['count', { kind: 'count', count: 0 }],
		['manual', { kind: 'manual', points: 115, reason: 'Theo hồ sơ' }],
		['survey', { kind: 'survey', percent: 8660 }]
	];
	it.each(inputs)('gives back a recorded %s', (kind, input) => {
		expect(readTexts(kind, textsOf(kind, input))).toEqual({ status: 'read', input });
	});

	it('is empty, not zero, while nothing is typed', () => {
		expect(readTexts('count', {})).toEqual({ status: 'empty' });
		expect(readTexts('ratio', textsOf('ratio', null))).toEqual({ status: 'empty' });
	});

	it('waits for the second figure, the other part, the reason', () => {
		expect(readTexts('ratio', { numerator: '5' }).status).toBe('incomplete');
		expect(readTexts('ratio', { numerator: '5', denominator: '6', received: '7' }).status).toBe('incomplete');
		expect(readTexts('manual', { points: '1' }).status).toBe('incomplete');
		expect(readTexts('manual', { reason: 'Vì' }).status).toBe('incomplete');
	});

	it('names the field that holds no figure', () => {
		expect(readTexts('ratio', { numerator: '5', denominator: 'năm' })).toEqual({
			status: 'unread',
			at: 'denominator',
			text: 'năm'
		});
	});

	it('keeps points exact, and too fine points visible', () => {
		expect(readTexts('manual', { points: '1,15', reason: 'x' })).toMatchObject({ input: { points: 115 } });
		expect(readTexts('manual', { points: '1,155', reason: 'x' })).toMatchObject({ input: { points: 115.5 } });
	});
});

describe('what follows from figures', () => {
	it('fills the denominator from received and in progress', () => {
		expect(denominatorOfParts({ received: '2431', inProgress: '30' })).toBe('2401');
		expect(denominatorOfParts({ received: '2431', inProgress: '' })).toBeNull();
		expect(denominatorOfParts({ received: '5', inProgress: '30' })).toBeNull();
	});

	it('reckons the rate for the scale, and none from a zero', () => {
		expect(rateOf({ kind: 'ratio', numerator: 1, denominator: 4 })).toBe(2500);
		expect(rateOf({ kind: 'growth', current: 90, previous: 100 })).toBe(-1000);
		expect(rateOf({ kind: 'ratio', numerator: 0, denominator: 0 })).toBeNull();
		expect(rateOf(null)).toBeNull();
	});
});
