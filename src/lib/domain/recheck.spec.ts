import { describe, expect, it } from 'vitest';
import { shippedSet } from '../../../tests/support/criteria-sets.ts';
import { emptyAnswer, type Answer } from './answer.ts';
import { applyOperation } from './operations.ts';
import { listScoredSubcriteria, listSubcriteria } from './criteria.ts';
import { emptyFieldState } from './field-state.ts';
import {
	buildRecheckSet,
	checkRecheckOrder,
	isOnItsWay,
	isRecheckSet,
	listUnseen,
	RECHECK_VERDICTS,
	verdictOf,
	type RecheckedFinding
} from './recheck.ts';
import { totalOf } from './totals.ts';

const origin = shippedSet('department');
const finding = (number: number, given: Partial<RecheckedFinding> = {}): RecheckedFinding => ({
	number,
	areaCode: '5',
	subcriterionCode: '5.1.1',
	text: `Tồn tại thứ ${number}`,
	demand: 'Trình phê duyệt',
	products: ['Quyết định phê duyệt'],
	...given
});
const set = buildRecheckSet(
	origin,
	[
		finding(1),
		finding(2),
		finding(4, { subcriterionCode: '5.1.2', products: [' Tờ trình', 'Tờ trình', ''] }),
		finding(7, { areaCode: '3', subcriterionCode: null })
	],
	'KT-2026-001-KTL1'
);
const answer = (code: string, index: number, note = ''): Answer => ({
	...emptyAnswer(code),
	input: { kind: 'options', index },
	note
});

describe('the checklist of a re-check', () => {
	it('has a line for each finding, in the areas and criteria where it was raised', () => {
		expect(
			listSubcriteria(set).map(({ area, criterion, subcriterion }) => [
				area.code,
				criterion.code,
				subcriterion.code,
				subcriterion.title
			])
		).toEqual([
			['3', '3.0', 'TT7', 'Tồn tại thứ 7'],
			['5', '5.1', 'TT1', 'Tồn tại thứ 1'],
			['5', '5.1', 'TT2', 'Tồn tại thứ 2'],
			['5', '5.1', 'TT4', 'Tồn tại thứ 4']
		]);
	});

	it('asks for what the plan promised to show, each once, and keeps the legal basis', () => {
		const line = listSubcriteria(set).find(({ subcriterion }) => subcriterion.code === 'TT4')!.subcriterion;
		expect(line.evidence).toEqual(['Tờ trình']);
		expect(line.legalBasis).toEqual(
			listSubcriteria(origin).find(({ subcriterion }) => subcriterion.code === '5.1.2')!.subcriterion
				.legalBasis
		);
	});

	it('adds up at each level, so that the walk can count what is looked at', () => {
		expect(isRecheckSet(set)).toBe(true);
		expect(isRecheckSet(origin)).toBe(false);
		expect(set.areas.reduce((sum, { maxPoints }) => sum + maxPoints, 0)).toBe(set.totalPoints);
		for (const area of set.areas) {
			expect(area.criteria.reduce((sum, { maxPoints }) => sum + maxPoints, 0)).toBe(area.maxPoints);
			for (const criterion of area.criteria)
				expect(criterion.subcriteria.reduce((sum, { maxPoints }) => sum + maxPoints, 0)).toBe(
					criterion.maxPoints
				);
		}
		const totals = totalOf(set, new Map([['TT1', answer('TT1', 0)]]));
		expect([totals.appraised.answered, totals.appraised.total, totals.rating]).toEqual([1, 4, null]);
	});

	it('is every finding once, whatever they are', () => {
		const all = listScoredSubcriteria(origin).map(({ area, subcriterion }, i) =>
			finding(i + 1, {
				areaCode: area.code,
				subcriterionCode: i % 3 === 0 ? null : subcriterion.code
			})
		);
		const codes = listSubcriteria(buildRecheckSet(origin, all, 'x')).map(
			({ subcriterion }) => subcriterion.code
		);
		expect(codes).toHaveLength(all.length);
		expect(new Set(codes).size).toBe(all.length);
	});
});

describe('verdicts', () => {
	it('are the three choices in their order, and nothing else', () => {
		expect(RECHECK_VERDICTS.map((_, index) => verdictOf(answer('TT1', index)))).toEqual([
			...RECHECK_VERDICTS
		]);
		expect(verdictOf(answer('TT1', 3))).toBeNull();
		expect(verdictOf({ ...emptyAnswer('TT1'), input: { kind: 'count', count: 0 } })).toBeNull();
		expect(verdictOf(undefined)).toBeNull();
	});

	it('owe a word of what was seen, in a re-check only', () => {
		const answers = new Map([
			['TT1', answer('TT1', 0, 'Đã xem quyết định')],
			['TT2', answer('TT2', 2, '  ')],
			['TT4', emptyAnswer('TT4')]
		]);
		expect(listUnseen(set, answers)).toEqual(['TT2']);
		expect(listUnseen(origin, new Map([['1.1.1', answer('1.1.1', 0)]]))).toEqual([]);
	});
});

describe('what is not open on a re-check', () => {
	const field = () => emptyFieldState(set, 'in_session');

	it('refuses «not applicable»', () => {
		const edit = { stage: 'appraisal', code: 'TT1', patch: { notApplicableReason: 'Không có' } } as const;
		expect(applyOperation(field(), { type: 'answer.set', payload: edit })).toMatchObject({
			ok: false,
			problem: { code: 'recheck.open_findings_only' }
		});
	});

	it('refuses a new finding', () => {
		const payload = {
			id: 'f',
			areaCode: '5',
			subcriterionCode: null,
			text: 'Mới',
			severity: 'minor',
			cause: '',
			demand: '',
			dueOn: null,
			responsibleUnit: ''
		} as const;
		expect(applyOperation(field(), { type: 'finding.raise', payload })).toMatchObject({
			ok: false,
			problem: { code: 'recheck.open_findings_only' }
		});
	});
});

describe('the order', () => {
	const ORDER = { findingIds: ['a'], visitOn: '2026-10-01', reason: ' Chưa rõ ' };
	const FACTS = { open: ['a', 'b'], hasOpen: false, today: '2026-09-12' };

	it('keeps the reason without its edges', () => {
		expect(checkRecheckOrder(ORDER, FACTS)).toEqual({ ok: true, value: { ...ORDER, reason: 'Chưa rõ' } });
		expect(checkRecheckOrder({ ...ORDER, visitOn: FACTS.today }, FACTS).ok).toBe(true);
	});

	it.each<[string, Partial<typeof ORDER> | { visitOn: null }, Partial<typeof FACTS>, string]>([
		['while another is on its way', {}, { hasOpen: true }, 'recheck.still_open'],
		['of nothing', { findingIds: [] }, {}, 'recheck.nothing_chosen'],
		['of a finding that is settled or foreign', { findingIds: ['a', 'c'] }, {}, 'finding.unknown'],
		['without a day', { visitOn: null }, {}, 'input.required'],
		['for a day that is over', { visitOn: '2026-09-11' }, {}, 'date.passed'],
		['without a reason', { reason: '  ' }, {}, 'input.required']
	])('is refused %s', (_name, order, facts, code) => {
		expect(checkRecheckOrder({ ...ORDER, ...order }, { ...FACTS, ...facts })).toMatchObject({
			ok: false,
			problem: { code }
		});
	});

	it('is on its way until its minutes are signed or it is called off', () => {
		expect(
			(['team_set', 'in_session', 'postponed', 'minutes_signed', 'closed', 'cancelled'] as const).filter(
				(state) => isOnItsWay({ state })
			)
		).toEqual(['team_set', 'in_session', 'postponed']);
	});
});
