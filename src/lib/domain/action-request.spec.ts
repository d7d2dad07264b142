import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	applyRequest,
	checkRequest,
	dayOwed,
	earlierDays,
	REQUEST_KINDS,
	restOf,
	type ActionRequest,
	type RequestedChange
} from './action-request.ts';
import { addDays } from './calendar.ts';
import { NO_DETAIL, type RemedyAction } from './remediation.ts';

const TODAY = '2026-11-20';
const ACTION: RemedyAction = {
	...NO_DETAIL,
	id: 'a',
	findingId: 'f',
	cause: 'Chưa phân công',
	measure: 'Ban hành văn bản phân công',
	product: 'Văn bản',
	leadUnit: 'Văn phòng',
	personInCharge: 'Chánh Văn phòng',
	support: '',
	dueOn: '2026-12-15',
	note: ''
};
const ask = (change: Partial<RequestedChange>): RequestedChange => ({
	kind: 'extension',
	reason: 'Chờ nghị quyết',
	dueOn: null,
	measure: '',
	product: '',
	leadUnit: '',
	personInCharge: '',
	restsUntil: null,
	...change
});
const request = (change: Partial<ActionRequest>): ActionRequest => ({
	...ask({}),
	id: 'r',
	actionId: 'a',
	dueBefore: ACTION.dueOn,
	decision: 'accepted',
	decisionReason: '',
	...change
});

describe('a request', () => {
	it.each<[Partial<RequestedChange>, string | null, string?]>([
		[{ dueOn: '2027-01-15' }, null],
		[{ dueOn: '2027-01-15', reason: ' ' }, 'answer.reason_required', 'reason'],
		[{}, 'input.required', 'dueOn'],
		[{ dueOn: '2026-12-15' }, 'remedy.not_later', 'dueOn'],
		[{ dueOn: '2026-11-20' }, 'date.passed', 'dueOn'],
		[{ kind: 'replacement', measure: 'Tổ chức lại bộ phận', product: 'Quyết định' }, null],
		[{ kind: 'replacement', measure: '', product: 'Quyết định' }, 'input.required', 'measure'],
		[{ kind: 'replacement', measure: 'Khác', product: ' ' }, 'input.required', 'product'],
		[{ kind: 'replacement', measure: ACTION.measure, product: 'x' }, 'remedy.nothing_changed', 'measure'],
		[{ kind: 'replacement', measure: 'Khác', product: 'x', dueOn: '2026-11-01' }, 'date.passed', 'dueOn'],
		[{ kind: 'hand_over', leadUnit: 'Phòng Lao động', personInCharge: 'Trưởng phòng' }, null],
		[{ kind: 'hand_over', leadUnit: '', personInCharge: 'Trưởng phòng' }, 'input.required', 'leadUnit'],
		[{ kind: 'hand_over', leadUnit: 'Văn phòng', personInCharge: '' }, 'input.required', 'personInCharge'],
		[
			{ kind: 'hand_over', leadUnit: 'Văn phòng', personInCharge: 'Chánh Văn phòng' },
			'remedy.nothing_changed',
			'personInCharge'
		],
		[{ kind: 'cannot_now', restsUntil: '2027-05-31' }, null],
		[{ kind: 'cannot_now' }, 'input.required', 'restsUntil'],
		[{ kind: 'cannot_now', restsUntil: TODAY }, 'date.passed', 'restsUntil'],
		[{ kind: 'cannot_now', restsUntil: '2027-11-20' }, null],
		[{ kind: 'cannot_now', restsUntil: '2027-11-21' }, 'remedy.rest_too_long', 'restsUntil']
	])('%o: %s', (change, code, at) => {
		const checked = checkRequest(ask(change), ACTION, TODAY);
		if (code === null) expect(checked.ok).toBe(true);
		else expect(checked).toMatchObject({ ok: false, problem: { code, at } });
	});

	it('carries nothing that its kind does not use', () => {
		const full = ask({
			dueOn: '2027-01-15',
			measure: 'Khác',
			product: 'x',
			leadUnit: 'Phòng Lao động',
			personInCharge: 'Trưởng phòng',
			restsUntil: '2027-03-01',
			milestones: [{ id: 'm', text: 'Họp', dueOn: '2027-01-02', doneOn: null }]
		});
		const used = (kind: RequestedChange['kind']) => {
			const checked = checkRequest({ ...full, kind }, ACTION, TODAY);
			if (!checked.ok) throw new Error(checked.problem.code);
			const { kind: _, reason: __, ...fields } = checked.value;
			return Object.entries(fields).flatMap(([name, value]) => (value?.length ? name : []));
		};
		expect(REQUEST_KINDS.map(used)).toEqual([
			['dueOn'],
			['dueOn', 'measure', 'product', 'milestones'],
			['leadUnit', 'personInCharge'],
			['restsUntil']
		]);
	});
});

describe('an accepted request', () => {
	it('changes what it asked for and leaves the rest', () => {
		expect(applyRequest(ACTION, ask({ dueOn: '2027-01-15' }))).toEqual({ ...ACTION, dueOn: '2027-01-15' });
		const replaced = ask({ kind: 'replacement', measure: 'Khác', product: 'x' });
		expect(applyRequest(ACTION, replaced)).toEqual({ ...ACTION, measure: 'Khác', product: 'x' });
		const given = ask({ kind: 'hand_over', leadUnit: 'Phòng', personInCharge: 'Trưởng phòng' });
		expect(applyRequest(ACTION, given)).toEqual({
			...ACTION,
			leadUnit: 'Phòng',
			personInCharge: 'Trưởng phòng'
		});
		expect(applyRequest(ACTION, ask({ kind: 'cannot_now', restsUntil: '2027-05-31' }))).toEqual(ACTION);
	});

	it('for another measure brings its steps in place of those that were not reached', () => {
		const step = (id: string, dueOn: string, doneOn: string | null = null) => ({
			id,
			text: id,
			dueOn,
			doneOn
		});
		const standing = {
			...ACTION,
			milestones: [step('a', '2026-11-21', '2026-11-20'), step('b', '2026-12-01')]
		};
		const asked = ask({
			kind: 'replacement',
			measure: 'Khác',
			product: 'x',
			milestones: [step('c', '2026-12-10')]
		});
		expect(checkRequest(asked, ACTION, TODAY)).toMatchObject({ ok: true });
		expect(applyRequest(standing, asked).milestones.map(({ id }) => id)).toEqual(['a', 'c']);
		const beyond = { ...asked, milestones: [step('c', '2026-12-16')] };
		expect(checkRequest(beyond, ACTION, TODAY)).toMatchObject({ problem: { at: 'milestones' } });
		expect(checkRequest({ ...beyond, dueOn: '2026-12-31' }, ACTION, TODAY)).toMatchObject({ ok: true });
	});

	it('leaves the earlier days in view; a refused one moved nothing', () => {
		const moved = [
			request({ dueOn: '2027-01-15' }),
			request({ dueOn: '2027-02-15', dueBefore: '2027-01-15', decision: 'rejected' }),
			request({ dueOn: '2027-03-01', dueBefore: '2027-01-15' })
		];
		expect(earlierDays(moved)).toEqual(['2026-12-15', '2027-01-15']);
	});

	it('lets an action rest until its day, and no longer', () => {
		const rest = request({ kind: 'cannot_now', restsUntil: '2027-05-31' });
		expect(restOf([rest], '2027-05-31')).toBe(rest);
		expect(restOf([rest], '2027-06-01')).toBeNull();
		expect(restOf([{ ...rest, decision: null }], '2027-01-01')).toBeNull();
		expect(dayOwed(ACTION, [rest])).toBe('2027-05-31');
		expect(dayOwed(ACTION, [{ ...rest, decision: 'rejected' }])).toBe(ACTION.dueOn);
		expect(dayOwed(ACTION, [{ ...rest, restsUntil: '2026-11-30' }])).toBe(ACTION.dueOn);
	});

	it('never makes an action owed earlier than it was', () => {
		const kinds = fc.constantFrom(...REQUEST_KINDS);
		const decisions = fc.constantFrom('accepted' as const, 'rejected' as const, null);
		const asked = fc.tuple(kinds, fc.integer({ min: 1, max: 400 }), decisions);
		fc.assert(
			fc.property(fc.array(asked, { maxLength: 6 }), (list) => {
				let action = ACTION;
				const requests: ActionRequest[] = [];
				for (const [kind, days, decision] of list) {
					const day = addDays(TODAY, days);
					const change = ask({
						kind,
						dueOn: kind === 'extension' ? day : null,
						restsUntil: day,
						measure: `m ${days}`,
						product: 'x',
						leadUnit: `u ${days}`,
						personInCharge: 'p'
					});
					const checked = checkRequest(change, action, TODAY);
					if (!checked.ok) continue;
					requests.push(request({ ...checked.value, dueBefore: action.dueOn, decision }));
					const before = dayOwed(action, requests.slice(0, -1));
					if (decision === 'accepted') action = applyRequest(action, checked.value);
					expect(dayOwed(action, requests) >= before).toBe(true);
				}
			})
		);
	});
});
