/** Remediation: the plan's actions, progress on them, and the verification that closes a finding. */
import { workingDaysBetween, type WorkCalendar } from './calendar.ts';
import { fail, ok, type Result } from './problems.ts';

/** «Đã trình, chờ phê duyệt» is not done: it waits for another body. */
export const PROGRESS_STATES = ['doing', 'submitted_awaiting', 'done'] as const;
export type ProgressState = (typeof PROGRESS_STATES)[number];

/** One line of the plan (documents, 5): every finding has at least one. */
export interface RemedyAction {
	id: string;
	findingId: string;
	cause: string;
	measure: string;
	product: string;
	leadUnit: string;
	personInCharge: string;
	support: string;
	dueOn: string;
	note: string;
}

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

const REQUIRED = ['cause', 'measure', 'product', 'leadUnit', 'personInCharge', 'dueOn'] as const;

/** An action of the plan must say cause, measure, product, who and until when. */
export function checkAction(action: RemedyAction): Result<RemedyAction> {
	const empty = REQUIRED.find((field) => action[field].trim() === '');
	return empty === undefined ? ok(action) : fail('finding.action_incomplete', { field: empty }, empty);
}

/**
 * Percent whole in 0…100; done means 100; numerator never above denominator; what waits for another body names it; less
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
	if (numerator !== null && denominator !== null && numerator > denominator)
		return fail('answer.numerator_above_denominator', { numerator, denominator }, 'numerator');
	if (report.doneText.trim() === '') return fail('input.required', { field: 'doneText' }, 'doneText');
	if (report.state === 'submitted_awaiting' && report.awaitedBody.trim() === '')
		return fail('input.required', { field: 'awaitedBody' }, 'awaitedBody');
	if (previous !== null && percent < previous && report.regressReason.trim() === '')
		return fail('remedy.percent_down', { before: previous, percent }, 'regressReason');
	return ok(report);
}

/** Past the day it is owed by, not done, and not lying with another body («đã trình, chờ phê duyệt»). */
export const isLate = (
	owedOn: string,
	latest: Pick<ProgressReport, 'state'> | undefined,
	today: string
): boolean => owedOn < today && (latest === undefined || latest.state === 'doing');

/** Past its day and not done: the report owes why, and until when (documents, 6: lý do chậm, hạn mới). */
export const owesDelay = (
	action: Pick<RemedyAction, 'dueOn'>,
	report: Pick<ProgressReport, 'state'>,
	today: string
): boolean => action.dueOn < today && report.state !== 'done';

/**
 * The days of a report made on `today` (YYYY-MM-DD): figures are never from the future; what is late owes a reason,
 * and a new date, where one is named, is still ahead. Problems `date.in_future`, `answer.reason_required`,
 * `input.required`, `date.passed`, at the field.
 */
export function checkReportDays(
	action: Pick<RemedyAction, 'dueOn'>,
	report: Pick<ReportedProgress, 'state' | 'asOfOn' | 'delayReason' | 'newDueOn'>,
	today: string
): Result<null> {
	const { asOfOn, delayReason, newDueOn } = report;
	if (asOfOn > today) return fail('date.in_future', { day: asOfOn }, 'asOfOn');
	if (newDueOn !== null && newDueOn <= today) return fail('date.passed', { day: newDueOn }, 'newDueOn');
	if (!owesDelay(action, report, today)) return ok(null);
	if (delayReason.trim() === '') return fail('answer.reason_required', {}, 'delayReason');
	return newDueOn === null ? fail('input.required', { field: 'newDueOn' }, 'newDueOn') : ok(null);
}

/**
 * Working days that something done on `doneOn` was late, 0 when it was not; kept with the report, because later changes of
 * days or of the calendar must not make it late or on time after the fact.
 */
export const daysLate = (owedOn: string, doneOn: string, calendar: WorkCalendar): number =>
	doneOn > owedOn ? workingDaysBetween(owedOn, doneOn, calendar) : 0;

/** A day in the plan after the one in the conclusion: the plan is not submitted with it. */
export const isAfterDemand = (action: Pick<RemedyAction, 'dueOn'>, demandDueOn: string | null): boolean =>
	demandDueOn !== null && action.dueOn > demandDueOn;

/** The latest report of each action; reports come in order of their making. */
export function latestByAction(reports: readonly ProgressReport[]): Map<string, ProgressReport> {
	return new Map(reports.map((report) => [report.actionId, report]));
}

/** A progress report as it is kept: with the reason for a delay and the new date that the agency names. */
export interface ReportedProgress extends ProgressReport {
	delayReason: string;
	newDueOn: string | null;
	/** Frozen when it was reported as done; null before. */
	daysLate: number | null;
	reportedBy: string;
	reportedAt: number;
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
