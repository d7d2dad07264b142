/** Where the remedy of one finding stands, from its actions and their latest reports: what the tracker shows. */
import type { OwedAction } from './action-request.ts';
import { isOverdue, type Finding } from './finding.ts';
import type { ProgressReport, RemedyAction } from './remediation.ts';

/**
 * `awaiting`: sent to another body that has to decide («đã trình, chờ phê duyệt»): not done, and not the agency's
 * delay alone. `reported_done` waits for the verification.
 */
export const REMEDY_STANDINGS = [
	'no_plan',
	'planned',
	'doing',
	'awaiting',
	'reported_done',
	'returned',
	'verified',
	'not_accepted'
] as const;
export type RemedyStanding = (typeof REMEDY_STANDINGS)[number];

type Latest = ReadonlyMap<string, Pick<ProgressReport, 'percent' | 'state'>>;

/** `actions` are those of this finding; `latest` is the latest report by action. */
export function standingOf(
	finding: Pick<Finding, 'state'>,
	actions: readonly Pick<RemedyAction, 'id'>[],
	latest: Latest
): RemedyStanding {
	if (finding.state !== 'open' && finding.state !== 'in_progress') return finding.state;
	if (actions.length === 0) return 'no_plan';
	const reports = actions.flatMap(({ id }) => latest.get(id) ?? []);
	if (reports.some(({ state }) => state === 'submitted_awaiting')) return 'awaiting';
	return reports.length === 0 ? 'planned' : 'doing';
}

/** The bodies that a plan names for its causes, each once, in its order. */
export const bodiesOf = (actions: readonly Pick<RemedyAction, 'causeOwner' | 'causeBody'>[]): string[] => [
	...new Set(actions.flatMap(({ causeOwner, causeBody }) => (causeOwner === 'other' ? [causeBody] : [])))
];

/**
 * 0 to 100, whole: the mean of the actions, never rounded up (100 means that all are done); what was verified is remedied,
 * whatever was reported before. The one figure of a finding on every screen and in the report.
 */
export function percentOfRemedy(
	{ state }: Pick<Finding, 'state'>,
	actions: readonly Pick<RemedyAction, 'id'>[],
	latest: Latest
): number {
	if (state === 'verified') return 100;
	if (actions.length === 0) return 0;
	const sum = actions.reduce((total, { id }) => total + (latest.get(id)?.percent ?? 0), 0);
	return Math.floor(sum / actions.length);
}

/**
 * The day that counts for a finding: the plan's while there is none, then the one demanded, later where the office agreed
 * to more time, else the latest that the plan itself names.
 */
export function dueOfRemedy(
	finding: Pick<Finding, 'dueOn'>,
	actions: readonly Pick<OwedAction, 'owedOn' | 'isMoved'>[],
	planDueOn: string | null
): { of: 'plan' | 'remedy'; dueOn: string | null } {
	if (actions.length === 0 && planDueOn !== null) return { of: 'plan', dueOn: planDueOn };
	const counting = finding.dueOn === null ? actions : actions.filter(({ isMoved }) => isMoved);
	const days = counting.map(({ owedOn }) => owedOn);
	return { of: 'remedy', dueOn: [finding.dueOn ?? '', ...days].sort().at(-1) || null };
}

/**
 * Past its day and neither settled nor reported done, by the agency's own doing: not where the cause lies with another
 * body, nor where all that is left has such a cause or waits for another's approval. What was reported done and returned is
 * the agency's again, until it reports anew. `endsOn` is the `countedDay` of what `dueOfRemedy` says.
 */
export function isRemedyLate(
	finding: Pick<Finding, 'state' | 'causeKind'>,
	endsOn: string | null,
	actions: readonly Pick<OwedAction, 'id' | 'isOutside'>[],
	latest: Latest,
	today: string
): boolean {
	if (finding.causeKind === 'objective' || !isOverdue({ state: finding.state, endsOn }, today)) return false;
	const isOwn = ({ id, isOutside }: Pick<OwedAction, 'id' | 'isOutside'>) =>
		!isOutside && (finding.state === 'returned' || (latest.get(id)?.state ?? 'doing') === 'doing');
	return actions.length === 0 || actions.some(isOwn);
}
