import { describe, expect, it } from 'vitest';
import { agencyDuty, dueDayOf, standingAside, standingReturn, type AgencyTask } from './agency-duty.ts';
import { INSPECTION_STATES, MOVES, type InspectionState } from './inspection.ts';
import { judge, type Actor, type InspectionAction } from './permissions.ts';

const head: Actor = {
	id: 'h',
	role: 'agency_head',
	agencyId: 'a',
	displayName: 'Giám đốc',
	mustChangePassword: false
};
/** Of an inspection that the agency was notified of once; a draft never was. */
const mayIn = (state: InspectionState, action: InspectionAction, wasNotified = state !== 'draft') =>
	judge(head, action, { agencyId: 'a', state, teamRole: null, wasNotified }) === 'allowed';

/** The right that a task is done with: a task without it would ask for what nobody of the agency may do. */
const RIGHT: Record<AgencyTask, InspectionAction[]> = {
	self_assess: ['self.answer'],
	explain: ['explanation.write'],
	make_plan: ['remedy.plan'],
	issue_plan: ['document.issue_agency'],
	carry_out: ['remedy.report'],
	issue_report: ['document.issue_agency']
};

describe('agencyDuty', () => {
	it.each(INSPECTION_STATES)('asks in «%s» only for what the agency may do there', (state) => {
		const { task } = agencyDuty(state);
		const rights = task === null ? [] : RIGHT[task];
		expect(rights.filter((right) => !mayIn(state, right))).toEqual([]);
	});

	it('waits for a re-check of a report that is in, and asks for its paper alone', () => {
		expect(agencyDuty('recheck', true)).toEqual({ task: 'issue_report', wait: 'verify' });
		expect(agencyDuty('recheck')).toEqual({ task: 'carry_out', wait: 'verify' });
		expect(mayIn('recheck', 'document.issue_agency')).toBe(true);
	});

	it('leaves nobody without a word: wherever the agency sees an open inspection there is a task or a wait', () => {
		const silent = INSPECTION_STATES.filter((state) => {
			const { task, wait } = agencyDuty(state);
			return mayIn(state, 'inspection.read_as_agency') && task === null && wait === null;
		});
		expect(silent).toEqual(['closed', 'cancelled']);
	});

	it('asks for nothing where the agency sees nothing', () => {
		const hidden = INSPECTION_STATES.filter((state) => !mayIn(state, 'inspection.read_as_agency', false));
		expect(hidden.map((state) => agencyDuty(state).task)).toEqual(hidden.map(() => null));
	});
});

describe('dueDayOf', () => {
	const days = {
		selfDueOn: '2026-09-01',
		explanationDueOn: '2026-09-20',
		planDueOn: '2026-10-05',
		reportDueOn: null
	};

	it.each([
		['self_assess', '2026-09-01'],
		['explain', '2026-09-20'],
		['make_plan', '2026-10-05'],
		['issue_plan', '2026-10-05'],
		['carry_out', null],
		['issue_report', null]
	] as const)('%s is due %s', (task, day) => {
		expect(dueDayOf(task, days)).toBe(day);
	});
});

describe('standingReturn', () => {
	const move = (transition: string, reason = '') => ({ transition, reason });

	it('is the last move when that was a return', () => {
		expect(
			standingReturn([move('notify'), move('submit_self'), move('return_self', 'thiếu số liệu')])?.reason
		).toBe('thiếu số liệu');
	});

	it('is gone once the agency has handed in again', () => {
		expect(standingReturn([move('return_plan'), move('submit_plan')])).toBeNull();
		expect(standingReturn([])).toBeNull();
	});

	it('knows every return of the table of moves', () => {
		const returns = Object.keys(MOVES).filter((name) => name.startsWith('return_'));
		expect(returns.map((name) => standingReturn([move(name)])?.transition)).toEqual(returns);
	});
});

describe('standingAside', () => {
	const move = (toState: InspectionState, at: number, reason = '') => ({ toState, at, reason });

	it('is the move that put the inspection aside', () => {
		expect(standingAside([move('notified', 1), move('postponed', 2, 'bão lụt')])).toEqual({
			state: 'postponed',
			at: 2,
			reason: 'bão lụt'
		});
		expect(standingAside([move('postponed', 2), move('cancelled', 3, 'sáp nhập')])?.state).toBe('cancelled');
	});

	it('is gone once the inspection is resumed', () => {
		expect(standingAside([move('postponed', 2), move('planned', 3)])).toBeNull();
		expect(standingAside([])).toBeNull();
	});
});
