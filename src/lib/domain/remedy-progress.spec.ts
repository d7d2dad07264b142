import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodiesOf, dueOfRemedy, isRemedyLate, percentOfRemedy, standingOf } from './remedy-progress.ts';

const two = [{ id: 'a' }, { id: 'b' }];
const reports = (of: Record<string, { percent: number; state: 'doing' | 'submitted_awaiting' | 'done' }>) =>
	new Map(Object.entries(of));

describe('standingOf', () => {
	it('tells apart no plan, planned, doing and waiting for another body', () => {
		expect(standingOf({ state: 'open' }, [], new Map())).toBe('no_plan');
		expect(standingOf({ state: 'open' }, two, new Map())).toBe('planned');
		const doing = reports({ a: { percent: 40, state: 'doing' } });
		expect(standingOf({ state: 'in_progress' }, two, doing)).toBe('doing');
		const sent = reports({
			a: { percent: 40, state: 'doing' },
			b: { percent: 90, state: 'submitted_awaiting' }
		});
		expect(standingOf({ state: 'in_progress' }, two, sent)).toBe('awaiting');
	});

	it('keeps what the finding itself says once it was reported or settled', () => {
		for (const state of ['reported_done', 'verified', 'returned', 'not_accepted'] as const)
			expect(standingOf({ state }, two, new Map())).toBe(state);
	});
});

describe('percentOfRemedy', () => {
	const OPEN = { state: 'in_progress' } as const;

	it('is the mean of the actions, rounded down', () => {
		expect(percentOfRemedy(OPEN, two, reports({ a: { percent: 100, state: 'done' } }))).toBe(50);
		expect(
			percentOfRemedy(OPEN, [...two, { id: 'c' }], reports({ a: { percent: 100, state: 'done' } }))
		).toBe(33);
		expect(percentOfRemedy(OPEN, [], new Map())).toBe(0);
	});

	it('of what was verified is 100, whatever was reported before', () => {
		expect(percentOfRemedy({ state: 'verified' }, two, reports({ a: { percent: 60, state: 'doing' } }))).toBe(
			100
		);
		expect(percentOfRemedy({ state: 'returned' }, two, reports({ a: { percent: 60, state: 'doing' } }))).toBe(
			30
		);
	});

	it('is 100 only when every action is at 100', () => {
		const percents = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 8 });
		fc.assert(
			fc.property(percents, (given) => {
				const actions = given.map((_, at) => ({ id: `${at}` }));
				const latest = new Map(given.map((percent, at) => [`${at}`, { percent, state: 'doing' as const }]));
				expect(percentOfRemedy(OPEN, actions, latest) === 100).toBe(
					given.every((percent) => percent === 100)
				);
			})
		);
	});
});

it('names each body that a cause lies with once', () => {
	const own = { causeOwner: 'own', causeBody: '' } as const;
	const other = (causeBody: string) => ({ causeOwner: 'other', causeBody }) as const;
	const named = [other('UBND tỉnh'), own, other('Sở Tài chính'), other('UBND tỉnh')];
	expect(bodiesOf(named)).toEqual(['UBND tỉnh', 'Sở Tài chính']);
	expect(bodiesOf([own])).toEqual([]);
});

describe('dueOfRemedy', () => {
	it('waits for the plan first, then for what was demanded, else for what the plan names last', () => {
		expect(dueOfRemedy({ dueOn: '2026-12-15' }, [], '2026-10-20')).toEqual({
			of: 'plan',
			dueOn: '2026-10-20'
		});
		const actions = [
			{ owedOn: '2026-11-01', isMoved: false },
			{ owedOn: '2026-12-01', isMoved: false }
		];
		expect(dueOfRemedy({ dueOn: '2026-12-15' }, actions, '2026-10-20')).toEqual({
			of: 'remedy',
			dueOn: '2026-12-15'
		});
		const moved = [...actions, { owedOn: '2027-02-01', isMoved: true }];
		expect(dueOfRemedy({ dueOn: '2026-12-15' }, moved, null).dueOn).toBe('2027-02-01');
		const early = [{ owedOn: '2026-11-20', isMoved: true }];
		expect(dueOfRemedy({ dueOn: '2026-12-15' }, early, null).dueOn).toBe('2026-12-15');
		expect(dueOfRemedy({ dueOn: null }, actions, null)).toEqual({ of: 'remedy', dueOn: '2026-12-01' });
		expect(dueOfRemedy({ dueOn: null }, [], null)).toEqual({ of: 'remedy', dueOn: null });
	});
});

describe('isRemedyLate', () => {
	const late = (
		states: ('doing' | 'submitted_awaiting' | 'done')[],
		finding: Partial<Parameters<typeof isRemedyLate>[0]> = {},
		today = '2026-12-16',
		outside: number[] = []
	) => {
		const actions = states.map((_, at) => ({ id: `${at}`, isOutside: outside.includes(at) }));
		const latest = new Map(states.map((state, at) => [`${at}`, { percent: 50, state }]));
		const whole = { state: 'in_progress', causeKind: 'subjective', ...finding } as const;
		return isRemedyLate(whole, '2026-12-15', actions, latest, today);
	};

	it('counts what the agency itself has not done by its day', () => {
		expect(late(['doing'])).toBe(true);
		expect(late([])).toBe(true);
		expect(late(['doing'], {}, '2026-12-15')).toBe(false);
		expect(isRemedyLate({ state: 'open', causeKind: 'subjective' }, null, [], new Map(), '2026-12-16')).toBe(
			false
		);
	});

	it('does not count what waits for another body, unless something else is left', () => {
		expect(late(['submitted_awaiting', 'done'])).toBe(false);
		expect(late(['submitted_awaiting', 'doing'])).toBe(true);
		expect(late(['doing'], { causeKind: 'objective' })).toBe(false);
	});

	it('does not count an action whose cause lies with another body, unless something else is left', () => {
		expect(late(['doing'], {}, undefined, [0])).toBe(false);
		expect(late(['doing', 'doing'], {}, undefined, [0])).toBe(true);
		expect(late(['doing', 'done'], {}, undefined, [0])).toBe(false);
	});

	it('does not count what was reported or settled', () => {
		for (const state of ['reported_done', 'verified', 'not_accepted'] as const)
			expect(late(['doing'], { state })).toBe(false);
		expect(late(['doing'], { state: 'returned' })).toBe(true);
		expect(late(['done'], { state: 'returned' })).toBe(true);
	});
});
