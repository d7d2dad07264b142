import { describe, expect, it } from 'vitest';
import { checkDecision, mayRewrite } from './plan-decision.ts';

describe('the word on an action of a plan', () => {
	it('says why when it returns, and may say nothing when it accepts', () => {
		expect(checkDecision({ decision: 'accepted', reason: ' ' })).toEqual({
			ok: true,
			value: { decision: 'accepted', reason: '' }
		});
		expect(checkDecision({ decision: 'returned', reason: ' Chưa rõ sản phẩm ' })).toMatchObject({
			value: { reason: 'Chưa rõ sản phẩm' }
		});
		expect(checkDecision({ decision: 'returned', reason: '' })).toMatchObject({
			problem: { code: 'answer.reason_required', at: 'reason' }
		});
	});

	it('closes what it accepts to rewriting', () => {
		expect([null, 'returned', 'accepted'].map((decision) => mayRewrite({ decision } as never))).toEqual([
			true,
			true,
			false
		]);
	});
});
