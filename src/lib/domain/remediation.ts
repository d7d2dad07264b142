/** Remediation: the plan's actions, progress on them, and the verification that closes a finding. */
import { checkCount, checkTarget, type ActionTarget } from './action-target.ts';
import { dayOf } from './calendar.ts';
import type { CauseKind } from './finding.ts';
import { checkMilestones, type Milestone } from './milestone.ts';
import { fail, ok, type Result } from './problems.ts';

/** «Đã trình, chờ phê duyệt» is not done: it waits for another body. */
export const PROGRESS_STATES = ['doing', 'submitted_awaiting', 'done'] as const;
export type ProgressState = (typeof PROGRESS_STATES)[number];

/** Whose cause it is: the agency's own, or another body's, which is named then. */
export const CAUSE_OWNERS = ['own', 'other'] as const;
export type CauseOwner = (typeof CAUSE_OWNERS)[number];

/** One line of the plan (documents, 5): every finding has at least one. */
export interface RemedyAction extends ActionDetail {
	id: string;
	findingId: string;
	cause: string;
	/** What is done against the cause, so that it does not come back (ISO 9001:2015, 10.2.1 b). */
	measure: string;
	product: string;
	leadUnit: string;
	personInCharge: string;
	support: string;
	dueOn: string;
	note: string;
}

/** What a line of the plan may leave unsaid. */
export interface ActionDetail {
	causeKind: CauseKind;
	causeOwner: CauseOwner;
	/** The body whose cause it is; empty for the agency's own. */
	causeBody: string;
	/** What is done at once about the case itself (ISO 9001:2015, 10.2.1 a). */
	correction: string;
	/** Why nothing is done against the cause; empty where there is a measure. */
	correctionOnlyReason: string;
	target: ActionTarget | null;
	/** In the order of their days. */
	milestones: Milestone[];
}

/** A line that says no more than plans did before these were asked for. */
export const NO_DETAIL: ActionDetail = {
	causeKind: 'subjective',
	causeOwner: 'own',
	causeBody: '',
	correction: '',
	correctionOnlyReason: '',
	target: null,
	milestones: []
};

/** What a line is called by: its measure, or the correction where that is all. */
export const nameOfAction = ({ measure, correction }: Pick<RemedyAction, 'measure' | 'correction'>): string =>
	measure === '' ? correction : measure;

export interface ProgressReport {
	id: string;
	actionId: string;
	/** 0 to 100, whole. */
	percent: number;
	state: ProgressState;
	/** Counted figures at `asOfOn`, where there are any. */
	numerator: number | null;
	denominator: number | null;
	asOfOn: string;
	/** What was done, with signs and dates of documents. */
	doneText: string;
	/** What stays to be done, until when. */
	remainingText: string;
	/** The body whose approval it waits for; empty where it waits for none. */
	awaitedBody: string;
	/** Why less is done than was reported before. */
	regressReason: string;
}

const REQUIRED = ['cause', 'product', 'leadUnit', 'personInCharge', 'dueOn'] as const;

/**
 * A line of the plan made or changed on `today` (YYYY-MM-DD) says cause and whose it is, what is done about the case or
 * against the cause, product, who and until when. The measure against the cause may be left out with a reason, where
 * there is a correction. Problems at the field: `finding.action_incomplete`, `input.required`, `answer.reason_required`,
 * `date.passed`, what `checkTarget` and `checkMilestones` say.
 */
export function checkAction(given: RemedyAction, today: string): Result<RemedyAction> {
	const action = tidied(given);
	const empty = REQUIRED.find((field) => action[field].trim() === '');
	if (empty !== undefined) return fail('finding.action_incomplete', { field: empty }, empty);
	if (action.causeOwner === 'other' && action.causeBody === '')
		return fail('input.required', { field: 'causeBody' }, 'causeBody');
	if (action.measure === '' && action.correction === '')
		return fail('finding.action_incomplete', { field: 'measure' }, 'measure');
	if (action.measure === '' && action.correctionOnlyReason === '')
		return fail('answer.reason_required', {}, 'correctionOnlyReason');
	if (action.dueOn < today) return fail('date.passed', { day: action.dueOn }, 'dueOn');
	const target = action.target && checkTarget(action.target);
	if (target && !target.ok) return target;
	const milestones = checkMilestones(action.milestones, action.dueOn, today);
	if (!milestones.ok) return milestones;
	return ok({ ...action, target: target?.value ?? null, milestones: milestones.value });
}

/** Without blanks at the ends, and without what another choice made meaningless. */
function tidied(action: RemedyAction): RemedyAction {
	const trimmed = { ...action };
	for (const field of TEXTS) trimmed[field] = action[field].trim();
	if (trimmed.causeOwner === 'own') trimmed.causeBody = '';
	if (trimmed.measure !== '') trimmed.correctionOnlyReason = '';
	return trimmed;
}

const TEXTS = [
	'cause',
	'causeBody',
	'correction',
	'measure',
	'correctionOnlyReason',
	'product',
	'leadUnit',
	'personInCharge',
	'support',
	'note'
] as const;

/**
 * Percent whole in 0…100; done means 100; figures are whole counts, the numerator never above the denominator; what waits for another body names it; less
 * than before (`previous`, null for the first report) says why.
 */
export function checkProgress(
	report: ProgressReport,
	previous: number | null = null
): Result<ProgressReport> {
	const { percent, numerator, denominator } = report;
	if (
		!Number.isInteger(percent) ||
		percent < 0 ||
		percent > 100 ||
		(report.state === 'done' && percent !== 100)
	)
		return fail('remedy.percent_range', { percent }, 'percent');
	for (const [value, field] of [
		[numerator, 'numerator'],
		[denominator, 'denominator']
	] as const) {
		const count = checkCount(value, field);
		if (!count.ok) return count;
	}
	if (numerator !== null && denominator !== null && numerator > denominator)
		return fail('answer.numerator_above_denominator', { numerator, denominator }, 'numerator');
	if (report.doneText.trim() === '') return fail('input.required', { field: 'doneText' }, 'doneText');
	if (report.state === 'submitted_awaiting' && report.awaitedBody.trim() === '')
		return fail('input.required', { field: 'awaitedBody' }, 'awaitedBody');
	if (previous !== null && percent < previous && report.regressReason.trim() === '')
		return fail('remedy.percent_down', { before: previous, percent }, 'regressReason');
	return ok(report);
}

/**
 * Past the day on which its term ends (`countedDay` of the day it is owed by) and not done: the report owes why, and until
 * when (documents, 6: lý do chậm, hạn mới).
 */
export const owesDelay = (
	{ endsOn }: { endsOn: string },
	report: Pick<ProgressReport, 'state'>,
	today: string
): boolean => endsOn < today && report.state !== 'done';

/** Days that a report on an action has to keep to (YYYY-MM-DD). */
export interface ReportBounds {
	/** On which the term ends: `countedDay` of the day it is owed by. */
	endsOn: string;
	/** Since when its finding is the agency's to remedy: the conclusion, or a later day on which it was opened. */
	raisedOn: string;
	/** Of the last report on the same action; null before the first. */
	lastAsOfOn: string | null;
}

/**
 * The days of a report made on `today` (YYYY-MM-DD). How late an action was done is reckoned from the day of its figures,
 * so that day is bound on both sides: never from the future, nor before the finding was to be remedied, nor before what
 * was reported last. What is late owes a reason, and a new date, where one is named, is still ahead. Problems
 * `date.in_future`, `remedy.before_raised`, `remedy.before_last_report`, `answer.reason_required`, `input.required`,
 * `date.passed`, at the field.
 */
export function checkReportDays(
	bounds: ReportBounds,
	report: Pick<ReportedProgress, 'state' | 'asOfOn' | 'delayReason' | 'newDueOn'>,
	today: string
): Result<null> {
	const { asOfOn, delayReason, newDueOn } = report;
	if (asOfOn > today) return fail('date.in_future', { day: asOfOn }, 'asOfOn');
	if (asOfOn < bounds.raisedOn) return fail('remedy.before_raised', { day: bounds.raisedOn }, 'asOfOn');
	if (bounds.lastAsOfOn !== null && asOfOn < bounds.lastAsOfOn)
		return fail('remedy.before_last_report', { day: bounds.lastAsOfOn }, 'asOfOn');
	if (newDueOn !== null && newDueOn <= today) return fail('date.passed', { day: newDueOn }, 'newDueOn');
	if (!owesDelay(bounds, report, today)) return ok(null);
	if (delayReason.trim() === '') return fail('answer.reason_required', {}, 'delayReason');
	return newDueOn === null ? fail('input.required', { field: 'newDueOn' }, 'newDueOn') : ok(null);
}

/**
 * Done with a target owes the figures that were reached: otherwise nobody can say whether it was. Problem
 * `input.required` at the missing figure.
 */
export function checkReached(
	target: ActionTarget | null,
	report: Pick<ProgressReport, 'state' | 'numerator' | 'denominator'>
): Result<null> {
	if (target === null || report.state !== 'done') return ok(null);
	if (report.numerator === null) return fail('input.required', { field: 'numerator' }, 'numerator');
	return target.denominator !== null && report.denominator === null
		? fail('input.required', { field: 'denominator' }, 'denominator')
		: ok(null);
}

/** A day in the plan after the one in the conclusion: warned of while planning. */
export const isAfterDemand = (action: Pick<RemedyAction, 'dueOn'>, demandDueOn: string | null): boolean =>
	demandDueOn !== null && action.dueOn > demandDueOn;

/**
 * A day after the conclusion's with which the plan is not submitted on `today`. Where the conclusion's day has passed
 * already no day could be promised that keeps it: then the office judges the later one.
 */
export const breaksDemand = (
	action: Pick<RemedyAction, 'dueOn'>,
	demandDueOn: string | null,
	today: string
): boolean => isAfterDemand(action, demandDueOn) && demandDueOn! >= today;

/** The latest report of each action; reports come in order of their making. */
export function latestByAction(reports: readonly ProgressReport[]): Map<string, ProgressReport> {
	return new Map(reports.map((report) => [report.actionId, report]));
}

/** A progress report as it is kept: with the reason for a delay and the new date that the agency names. */
export interface ReportedProgress extends ProgressReport {
	delayReason: string;
	newDueOn: string | null;
	/**
	 * Working days; frozen when it was reported as done, because later changes of days or of the calendar must not make it
	 * late or on time after the fact. Null before.
	 */
	daysLate: number | null;
	reportedBy: string;
	reportedAt: number;
}

/**
 * The day on which «done» was reported, where its figures are of an earlier one: whoever decides on it is told both. Null
 * for one that was reported on its own day, and for what is not done.
 */
export function reportedLaterOn({
	state,
	asOfOn,
	reportedAt
}: Pick<ReportedProgress, 'state' | 'asOfOn' | 'reportedAt'>): string | null {
	const reportedOn = dayOf(reportedAt);
	return state === 'done' && asOfOn < reportedOn ? reportedOn : null;
}

/** What the plan and the report say beyond their tables; a paragraph each. */
export interface RemedyTexts {
	purpose: string[];
	organisation: string[];
	funding: string;
	steering: string[];
	difficulties: string[];
	proposals: string[];
	answeredPapers: {
		kind?: string;
		number: string;
		sign: string;
		issuedOn: string | null;
		issuer: string;
		subject: string;
	}[];
	recipients: string[];
}

export function emptyRemedyTexts(): RemedyTexts {
	return {
		purpose: [],
		organisation: [],
		funding: '',
		steering: [],
		difficulties: [],
		proposals: [],
		answeredPapers: [],
		recipients: []
	};
}
