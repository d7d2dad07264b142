import { describe, expect, it } from 'vitest';
import { dueOf, type DueDays } from './due.ts';
import { INSPECTION_STATES } from './inspection.ts';

const days: Omit<DueDays, 'state'> = {
	visitOn: '2026-09-15',
	selfDueOn: '2026-09-08',
	explanationDueOn: '2026-09-22',
	planDueOn: '2026-10-20',
	reportDueOn: '2026-12-15',
	reportIn: false
};

describe('dueOf', () => {
	it('names the day and the side that each state waits for', () => {
		const found = Object.fromEntries(
			INSPECTION_STATES.map((state) => [state, dueOf({ ...days, state })]).filter(([, due]) => due !== null)
		);
		expect(found).toEqual({
			team_set: { kind: 'visit', dueOn: '2026-09-15', waitsFor: 'team' },
			notified: { kind: 'self', dueOn: '2026-09-08', waitsFor: 'agency' },
			self_submitted: { kind: 'visit', dueOn: '2026-09-15', waitsFor: 'team' },
			desk_review: { kind: 'visit', dueOn: '2026-09-15', waitsFor: 'team' },
			minutes_signed: { kind: 'explanation', dueOn: '2026-09-22', waitsFor: 'agency' },
			concluded: { kind: 'plan', dueOn: '2026-10-20', waitsFor: 'agency' },
			plan_accepted: { kind: 'report', dueOn: '2026-12-15', waitsFor: 'agency' },
			remedying: { kind: 'report', dueOn: '2026-12-15', waitsFor: 'agency' },
			recheck: { kind: 'report', dueOn: '2026-12-15', waitsFor: 'agency' }
		});
	});

	it('asks for no report that was handed in before the re-check', () => {
		expect(dueOf({ ...days, state: 'recheck', reportIn: true })).toBeNull();
	});

	it('is null while the day has not been set', () => {
		expect(dueOf({ ...days, state: 'notified', selfDueOn: null })).toBeNull();
	});
});
