import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subcriterionWith } from '../../../tests/support/criteria-sets.ts';
import { arbInput, arbRuled } from '../../../tests/support/scoring-arbitraries.ts';
import { emptyAnswer } from './answer.ts';
import { sentenceOf } from './points-sentence.ts';
import { scoreSubcriterion, type PointsReason } from './scoring.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const ratio = { kind: 'ratio', numerator: 2401, denominator: 2401, percent: 10_000 } as const;
const below = {
	kind: 'below_floor',
	numerator: 3,
	denominator: 4,
	percent: 7500,
	floorPercent: 8000
} as const;

describe('sentenceOf', () => {
	it.each<[PointsReason, number, string, string]>([
		[
			{ ...ratio, inProgress: 30 },
			400,
			'100 % = 2.401 / 2.401. Tiếp nhận 2.431, còn 30 hồ sơ trong hạn không tính vào mẫu số.',
			'100 % = 2.401 / 2.401. 2.431 received, 30 still in time and left out of the denominator.'
		],
		[{ ...ratio, inProgress: 0 }, 400, '100 % = 2.401 / 2.401.', '100 % = 2.401 / 2.401.'],
		[
			{ kind: 'ratio', numerator: 105, denominator: 113, percent: 9292, bandPercent: 8000 },
			100,
			'92,92 % = 105 / 113, đạt mức từ 80 %.',
			'92,92 % = 105 / 113, in the band from 80 %.'
		],
		[
			{ kind: 'ratio', numerator: 99_999, denominator: 100_000, percent: 10_000 },
			400,
			'gần 100 % = 99.999 / 100.000.',
			'nearly 100 % = 99.999 / 100.000.'
		],
		[below, 0, '75 % = 3 / 4, dưới mức 80 %.', '75 % = 3 / 4, below 80 %.'],
		[
			{ ...below, percent: 8000, numerator: 79_999, denominator: 100_000 },
			0,
			'chưa đến 80 % = 79.999 / 100.000, dưới mức 80 %.',
			'not quite 80 % = 79.999 / 100.000, below 80 %.'
		],
		[
			{ kind: 'zero_denominator', effect: 'full' },
			400,
			'Không phát sinh (mẫu số bằng 0): được điểm tối đa.',
			'Nothing arose (the denominator is 0): full points.'
		],
		[
			{ kind: 'zero_denominator', effect: 'zero' },
			0,
			'Không phát sinh (mẫu số bằng 0): không được điểm.',
			'Nothing arose (the denominator is 0): no points.'
		],
		[
			{ kind: 'zero_denominator', effect: 'exclude' },
			0,
			'Không phát sinh (mẫu số bằng 0): không tính vào tổng điểm.',
			'Nothing arose (the denominator is 0): left out of the total.'
		],
		[{ kind: 'answered', yes: true }, 100, 'Có.', 'Yes.'],
		[{ kind: 'answered', yes: false }, 0, 'Không.', 'No.'],
		[{ kind: 'chosen', label: 'Đủ ba hoạt động' }, 50, 'Đủ ba hoạt động.', 'Đủ ba hoạt động.'],
		[{ kind: 'ticked', count: 2, of: 5, capped: false }, 100, 'Đạt 2 trên 5 nội dung.', '2 of 5 items met.'],
		[
			{ kind: 'ticked', count: 5, of: 5, capped: true },
			100,
			'Đạt 5 trên 5 nội dung, tính đến mức trần 1,00 điểm.',
			'5 of 5 items met, counted up to the cap of 1,00 points.'
		],
		[{ kind: 'count', effect: 'band', count: 3, capped: false }, 50, 'Đếm được 3.', '3 counted.'],
		[
			{ kind: 'count', effect: 'deduct', count: 0, perItem: 25, capped: false },
			125,
			'Không có trường hợp bị trừ điểm.',
			'Nothing to deduct for.'
		],
		[
			{ kind: 'count', effect: 'deduct', count: 2, perItem: 25, capped: false },
			75,
			'2 trường hợp, mỗi trường hợp trừ 0,25 điểm.',
			'2 × 0,25 points deducted.'
		],
		[
			{ kind: 'count', effect: 'deduct', count: 9, perItem: 25, capped: true },
			0,
			'9 trường hợp, mỗi trường hợp trừ 0,25 điểm, trừ đến mức thấp nhất 0,00 điểm.',
			'9 × 0,25 points deducted, down to the least of 0,00 points.'
		],
		[
			{ kind: 'count', effect: 'add', count: 4, perItem: 50, capped: true },
			150,
			'4 trường hợp, mỗi trường hợp cộng 0,50 điểm, tính đến mức trần 1,50 điểm.',
			'4 × 0,50 points added, up to the cap of 1,50 points.'
		],
		[
			{ kind: 'growth', current: 120, previous: 100, percent: 2000 },
			100,
			'Tăng 20 % (kỳ này 120, kỳ trước 100).',
			'Up 20 % (120 in this period, 100 in the one before).'
		],
		[
			{ kind: 'growth', current: 2, previous: 3, percent: -3333 },
			0,
			'Giảm 33,33 % (kỳ này 2, kỳ trước 3).',
			'Down 33,33 % (2 in this period, 3 in the one before).'
		],
		[
			{ kind: 'growth', current: 3, previous: 3, percent: 0 },
			0,
			'Không thay đổi (kỳ này 3, kỳ trước 3).',
			'No change (3 in this period, 3 in the one before).'
		],
		[
			{ kind: 'best', percent: 7500, bestPercent: 9000 },
			333,
			'Đạt 75 %; cao nhất trong nhóm là 90 %.',
			'75 %; the best of the group is 90 %.'
		],
		[
			{ kind: 'manual', reason: 'Hồ sơ đủ, có 2 sáng kiến.' },
			300,
			'Chấm trực tiếp: Hồ sơ đủ, có 2 sáng kiến.',
			'Scored directly: Hồ sơ đủ, có 2 sáng kiến.'
		],
		[{ kind: 'survey', percent: 8660 }, 346, 'Kết quả khảo sát 86,6 %.', 'Survey result 86,6 %.'],
		[
			{ kind: 'not_applicable', reason: 'Không có đơn vị sự nghiệp' },
			0,
			'Không áp dụng: Không có đơn vị sự nghiệp.',
			'Not applicable: Không có đơn vị sự nghiệp.'
		]
	])('%j for %i', (reason, points, vi, en) => {
		expect(plain(sentenceOf(reason, points, 'vi'))).toBe(vi);
		expect(plain(sentenceOf(reason, points, 'en'))).toBe(en);
	});

	it('has a closed sentence in both languages for every score that can come about', () => {
		const cases = arbRuled.chain(([rule, max]) =>
			fc.tuple(fc.constant(rule), fc.constant(max), arbInput(rule, max))
		);
		const context = { bestPercent: new Map([['3.4.1', 9000]]) };
		fc.assert(
			fc.property(cases, ([rule, max, input]) => {
				const scored = scoreSubcriterion(
					subcriterionWith(rule, max),
					{ ...emptyAnswer('3.4.1'), input },
					context
				);
				if (scored.status !== 'scored' && scored.status !== 'excluded') throw new Error(scored.status);
				const points = scored.status === 'scored' ? scored.points : 0;
				for (const locale of ['vi', 'en'] as const)
					expect(sentenceOf(scored.reason, points, locale)).toMatch(/^[^\n]+[^.]\.$/u);
			})
		);
	});
});
