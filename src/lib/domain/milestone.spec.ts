import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './calendar.ts';
import {
	checkMilestones,
	inDayOrder,
	markMilestones,
	milestoneDaysLate,
	MOST_MILESTONES,
	replaceOpenMilestones,
	type Milestone
} from './milestone.ts';

const TODAY = '2026-09-14';
const DUE = '2026-12-15';
const DAYS = { raisedOn: '2026-09-01', today: TODAY };
const WORKDAYS = { holidays: new Set<string>(), workingSwaps: new Set<string>() };
const step = (patch: Partial<Milestone> = {}): Milestone => ({
	id: 'm',
	text: 'Trình hồ sơ',
	dueOn: '2026-10-01',
	doneOn: null,
	...patch
});

describe('milestones being planned', () => {
	it.each<[Partial<Milestone>, string]>([
		[{ text: ' ' }, 'milestone.incomplete'],
		[{ dueOn: '' }, 'milestone.incomplete'],
		[{ dueOn: '2026-02-30' }, 'milestone.incomplete'],
		[{ dueOn: '2026-09-13' }, 'milestone.passed'],
		[{ dueOn: '2026-12-16' }, 'milestone.after_action']
	])('%o: %s, named by its place', (patch, code) => {
		expect(checkMilestones([step(), step(patch)], DUE, TODAY)).toMatchObject({
			ok: false,
			problem: { code, at: 'milestones', details: { row: 2 } }
		});
	});

	it('are not without number', () => {
		const many = Array.from({ length: MOST_MILESTONES }, (_, at) => step({ id: `${at}` }));
		expect(checkMilestones(many, DUE, TODAY).ok).toBe(true);
		expect(checkMilestones([...many, step()], DUE, TODAY)).toMatchObject({
			problem: { code: 'milestone.too_many', details: { maximum: MOST_MILESTONES } }
		});
	});

	it('stand in the order of their days; none is lost', () => {
		const days = fc.array(fc.integer({ min: 0, max: 92 }), { maxLength: MOST_MILESTONES });
		fc.assert(
			fc.property(days, (offsets) => {
				const given = offsets.map((offset, at) => step({ id: `${at}`, dueOn: addDays(TODAY, offset) }));
				const checked = checkMilestones(given, DUE, TODAY);
				if (!checked.ok) throw new Error(checked.problem.code);
				const shown = checked.value.map(({ dueOn }) => dueOn);
				expect(shown).toEqual(shown.toSorted());
				expect(new Set(checked.value.map(({ id }) => id)).size).toBe(given.length);
				expect(inDayOrder(checked.value)).toEqual(checked.value);
			})
		);
	});
});

describe('a report on milestones', () => {
	const two = [step({ id: 'a' }), step({ id: 'b', doneOn: '2026-09-10' })];

	it('ticks off with a day and leaves the others', () => {
		expect(markMilestones(two, [{ id: 'a', doneOn: TODAY }], DAYS, '')).toEqual({
			ok: true,
			value: [{ ...two[0], doneOn: TODAY }, two[1]]
		});
	});

	it.each([
		[{ id: 'a', doneOn: '2026-09-15' }, '', 'date.in_future', 'milestones'],
		[{ id: 'a', doneOn: '2026-08-31' }, '', 'remedy.before_raised', 'milestones'],
		[{ id: 'a', doneOn: '9/2026' }, '', 'date.invalid', 'milestones'],
		[{ id: 'c', doneOn: TODAY }, '', 'milestone.unknown', 'milestones'],
		[{ id: 'b', doneOn: null }, ' ', 'remedy.milestone_undone', 'regressReason']
	] as const)('%o is refused', (mark, reason, code, at) => {
		expect(markMilestones(two, [mark], DAYS, reason)).toMatchObject({ ok: false, problem: { code, at } });
	});

	it('takes a tick back with a reason', () => {
		const back = markMilestones(two, [{ id: 'b', doneOn: null }], DAYS, 'Hồ sơ bị trả lại');
		expect(back).toMatchObject({ ok: true, value: [{}, { id: 'b', doneOn: null }] });
	});
});

describe('a milestone', () => {
	it.each([
		[step(), '2026-10-01', false, 0],
		[step(), '2026-10-05', true, 2],
		[step({ doneOn: '2026-10-01' }), '2027-01-01', false, 0],
		[step({ doneOn: '2026-10-02' }), '2027-01-01', true, 1],
		[step({ dueOn: '2026-10-03', doneOn: '2026-10-05' }), '2027-01-01', false, 0],
		[step({ dueOn: '2026-10-03', doneOn: '2026-10-06' }), '2027-01-01', true, 1]
	])('%o seen on %s: late: %s, by %i working days', (milestone, today, late, days) => {
		expect(milestoneDaysLate(milestone, today, WORKDAYS) > 0).toBe(late);
		expect(milestoneDaysLate(milestone, today, WORKDAYS)).toBe(days);
	});

	it('that was reached outlives a change of the measure', () => {
		const standing = [step({ id: 'a', doneOn: '2026-09-10' }), step({ id: 'b' })];
		const kept = replaceOpenMilestones(standing, [step({ id: 'c', dueOn: '2026-09-20' })]);
		expect(kept.map(({ id }) => id)).toEqual(['c', 'a']);
	});
});
