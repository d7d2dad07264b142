/** Milestones of an action: the steps on its way, each with its day, ticked off by the reports of progress. */
import { isDay, workingDaysLate, type WorkCalendar } from './calendar.ts';
import { fail, ok, type Result } from './problems.ts';

export interface Milestone {
	id: string;
	text: string;
	/** YYYY-MM-DD. */
	dueOn: string;
	/** The day on which it was reached; null while it was not. */
	doneOn: string | null;
}

/** What a report of progress says of a milestone; null takes an earlier tick back. */
export interface MilestoneMark {
	id: string;
	doneOn: string | null;
}

/** More steps than these are a plan of their own. */
export const MOST_MILESTONES = 12;

/** In the order of their days; those of one day keep the order they came in. */
export const inDayOrder = <M extends { dueOn: string }>(milestones: readonly M[]): M[] =>
	milestones.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : Number(a.dueOn > b.dueOn)));

/**
 * Checks the milestones of an action being planned on `today` (YYYY-MM-DD) and puts them in order. Each has its words and
 * a day from today to the action's own. Problems at `milestones`, with the milestone's place counted from 1:
 * `milestone.too_many`, `milestone.incomplete`, `milestone.passed`, `milestone.after_action`.
 */
export function checkMilestones(
	milestones: readonly Milestone[],
	actionDueOn: string,
	today: string
): Result<Milestone[]> {
	if (milestones.length > MOST_MILESTONES)
		return fail('milestone.too_many', { maximum: MOST_MILESTONES }, 'milestones');
	for (const [at, { text, dueOn }] of milestones.entries()) {
		const row = at + 1;
		if (text.trim() === '' || !isDay(dueOn)) return fail('milestone.incomplete', { row }, 'milestones');
		if (dueOn < today) return fail('milestone.passed', { row, day: dueOn }, 'milestones');
		if (dueOn > actionDueOn)
			return fail('milestone.after_action', { row, day: dueOn, due: actionDueOn }, 'milestones');
	}
	return ok(inDayOrder(milestones.map((one) => ({ ...one, text: one.text.trim() }))));
}

/**
 * The milestones as a report of `today` leaves them. A day to come is refused, and one before the finding was to be
 * remedied (`raisedOn`), where nothing could be reached yet; a tick that is taken back says why (`regressReason`), as a
 * percentage that goes down does. Problems `milestone.unknown`, `date.invalid`, `date.in_future`, `remedy.before_raised`
 * at `milestones`, `remedy.milestone_undone` at `regressReason`.
 */
export function markMilestones(
	milestones: readonly Milestone[],
	marks: readonly MilestoneMark[],
	{ raisedOn, today }: { raisedOn: string; today: string },
	regressReason: string
): Result<Milestone[]> {
	const known = new Map(milestones.map((milestone) => [milestone.id, milestone]));
	for (const { id, doneOn } of marks) {
		const milestone = known.get(id);
		if (!milestone) return fail('milestone.unknown', {}, 'milestones');
		if (doneOn !== null && !isDay(doneOn)) return fail('date.invalid', { text: doneOn }, 'milestones');
		if (doneOn !== null && doneOn > today) return fail('date.in_future', { day: doneOn }, 'milestones');
		if (doneOn !== null && doneOn < raisedOn)
			return fail('remedy.before_raised', { day: raisedOn }, 'milestones');
		if (doneOn === null && milestone.doneOn !== null && regressReason.trim() === '')
			return fail('remedy.milestone_undone', { text: milestone.text }, 'regressReason');
		known.set(id, { ...milestone, doneOn });
	}
	return ok([...known.values()]);
}

/** Working days that it was late when it was reached, or is late today; 0 when it is not late. */
export const milestoneDaysLate = (milestone: Milestone, today: string, calendar: WorkCalendar): number =>
	workingDaysLate(milestone.dueOn, milestone.doneOn ?? today, calendar);

/**
 * The milestones after an accepted change of the measure: what was reached stays as it was, what was not gives way to
 * the new steps.
 */
export const replaceOpenMilestones = (
	standing: readonly Milestone[],
	asked: readonly Milestone[]
): Milestone[] => inDayOrder([...standing.filter(({ doneOn }) => doneOn !== null), ...asked]);
