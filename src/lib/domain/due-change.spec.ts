import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays } from './calendar.ts';
import { checkDueChange, DUE_CHANGE_KINDS, DUE_FIELD, movableDues } from './due-change.ts';
import { INSPECTION_STATES } from './inspection.ts';

const TODAY = '2026-09-14';
const STANDING = {
	state: 'concluded',
	selfDueOn: '2026-08-01',
	explanationDueOn: '2026-09-01',
	planDueOn: '2026-09-20',
	reportDueOn: '2026-12-15'
} as const;
const ask = { kind: 'plan', dueOn: '2026-09-30', reason: 'Thủ trưởng đi công tác' } as const;

it('moves a day later and keeps the one that stood', () => {
	expect(checkDueChange(ask, STANDING, TODAY)).toEqual({
		ok: true,
		value: { ...ask, dueBefore: '2026-09-20' }
	});
});

it.each([
	[{ kind: 'explanation' }, {}, 'due.not_open', 'kind'],
	[{ kind: 'self' }, { state: 'notified' }, 'due.not_open', 'kind'],
	[{}, { planDueOn: null }, 'due.not_open', 'kind'],
	[{}, { state: 'closed' }, 'due.not_open', 'kind'],
	[{ dueOn: '2026-09-20' }, {}, 'remedy.not_later', 'dueOn'],
	[{ dueOn: '2026-09-13' }, { planDueOn: '2026-09-01' }, 'date.passed', 'dueOn'],
	[{ dueOn: '2026-12-16' }, {}, 'date.reversed', 'dueOn'],
	[{ reason: ' ' }, {}, 'answer.reason_required', 'reason']
] as const)('%o of %o: %s', (change, standing, code, at) => {
	expect(checkDueChange({ ...ask, ...change }, { ...STANDING, ...standing }, TODAY)).toMatchObject({
		ok: false,
		problem: { code, at }
	});
});

it('of days that passed long ago may be today', () => {
	const late = { ...STANDING, planDueOn: '2026-08-01' };
	expect(checkDueChange({ ...ask, dueOn: TODAY }, late, TODAY).ok).toBe(true);
});

it('never brings a day forward, never into the past, and only while it asks something', () => {
	const offset = fc.integer({ min: -60, max: 60 });
	const open = INSPECTION_STATES.flatMap((state) => movableDues(state).map((kind) => [kind, state] as const));
	let taken = 0;
	fc.assert(
		fc.property(
			/* Any, and as often one that may move: of any alone hardly one in fifty is taken. */
			fc.oneof(
				fc.tuple(fc.constantFrom(...DUE_CHANGE_KINDS), fc.constantFrom(...INSPECTION_STATES)),
				fc.constantFrom(...open)
			),
			fc.tuple(offset, offset, offset, offset),
			([kind, state], [explanation, plan, report, to]) => {
				const days = {
					selfDueOn: addDays(TODAY, explanation),
					explanationDueOn: addDays(TODAY, explanation),
					planDueOn: addDays(TODAY, plan),
					reportDueOn: addDays(TODAY, report)
				};
				const dueOn = addDays(TODAY, to);
				const checked = checkDueChange({ kind, dueOn, reason: 'x' }, { ...days, state }, TODAY);
				if (!checked.ok) return;
				taken += 1;
				expect(dueOn > days[DUE_FIELD[kind]] && dueOn >= TODAY).toBe(true);
				expect(movableDues(state)).toContain(kind);
			}
		),
		{ numRuns: 500 }
	);
	expect(taken).toBeGreaterThan(0);
});
