/** Findings of all concluded inspections with the way of their remedies. For reading only. */
import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import { INSPECTION_STATES } from '#lib/domain/inspection.ts';
import type { ActionDecision } from '#lib/domain/plan-decision.ts';
import type { ProgressState } from '#lib/domain/remediation.ts';
import type { ListedAction, ListedReport } from '#lib/domain/remedy-workbook.ts';
import type { Db } from '../open.ts';
import { prepared } from '../prepared.ts';
import { campaigns, findings, inspections } from '../schema/inspections.ts';
import { agencies } from '../schema/people.ts';
import { actions, effectReviews } from '../schema/remediation.ts';

/** From the conclusion on a finding is the agency's to remedy. */
const REMEDY_STATES = INSPECTION_STATES.slice(
	INSPECTION_STATES.indexOf('concluded'),
	INSPECTION_STATES.indexOf('closed') + 1
);

const trackedFindings = prepared((orm) =>
	orm
		.select({
			id: findings.id,
			number: findings.number,
			areaCode: findings.areaCode,
			subcriterionCode: findings.subcriterionCode,
			text: findings.text,
			severity: findings.severity,
			causeKind: findings.causeKind,
			responsibleUnit: findings.responsibleUnit,
			dueOn: findings.dueOn,
			state: findings.state,
			inspectionId: inspections.id,
			inspectionCode: inspections.code,
			inspectionState: inspections.state,
			criteriaSetId: inspections.criteriaSetId,
			planDueOn: inspections.planDueOn,
			createdAt: findings.createdAt,
			campaignId: campaigns.id,
			campaignTitle: campaigns.title,
			year: campaigns.year,
			agencyId: agencies.id,
			agencyName: agencies.name,
			agencyShortName: agencies.shortName
		})
		.from(findings)
		.innerJoin(inspections, eq(inspections.id, findings.inspectionId))
		.innerJoin(campaigns, eq(campaigns.id, inspections.campaignId))
		.innerJoin(agencies, eq(agencies.id, inspections.agencyId))
		.where(and(isNull(findings.withdrawnAt), inArray(inspections.state, REMEDY_STATES)))
		.orderBy(desc(campaigns.year), asc(inspections.code), asc(findings.number))
		.prepare()
);
export type TrackedFindingRow = ReturnType<typeof listTrackedFindings>[number];

/** Findings of all concluded inspections, the newest campaign first. */
export const listTrackedFindings = (db: Db) => trackedFindings(db).all();

const trackedActions = prepared((orm) =>
	orm
		.select({
			id: actions.id,
			findingId: actions.findingId,
			dueOn: actions.dueOn,
			leadUnit: actions.leadUnit,
			causeKind: actions.causeKind,
			causeOwner: actions.causeOwner,
			causeBody: actions.causeBody,
			decision: actions.decision
		})
		.from(actions)
		.where(isNull(actions.withdrawnAt))
		.orderBy(asc(actions.position))
		.prepare()
);

export const listTrackedActions = (db: Db) => trackedActions(db).all();

/** Actions of all plans with their latest reports, as the workbook lists them. */
export function listPlannedActions(db: Db): PlannedActionRow[] {
	return db.sqlite.prepare(PLANNED_ACTIONS).all() as PlannedActionRow[];
}

/** `percent` is null, with all that was reported, where nothing was. */
export interface PlannedActionRow
	extends Omit<ListedAction, 'earlierDays' | 'restsUntil' | 'report'>, Omit<ListedReport, 'percent'> {
	id: string;
	percent: number | null;
}

const PLANNED_ACTIONS = `
	select a.id, a.finding_id as findingId, a.cause, iif(a.measure = '', a.correction, a.measure) as measure, a.product, a.lead_unit as leadUnit,
		a.person_in_charge as personInCharge, a.support, a.due_on as dueOn, p.percent, p.state, p.numerator,
		p.denominator, p.as_of_on as asOfOn, p.done_text as doneText, p.remaining_text as remainingText,
		p.awaited_body as awaitedBody, p.delay_reason as delayReason, p.new_due_on as newDueOn,
		p.days_late as daysLate
	from actions a
	left join (select *, row_number() over (partition by action_id order by reported_at desc, id desc) as place
		from progress_reports) p on p.action_id = a.id and p.place = 1
	where a.withdrawn_at is null
	order by a.position, a.id`;

export interface LatestProgressRow {
	actionId: string;
	percent: number;
	state: ProgressState;
	delayReason: string;
	newDueOn: string | null;
	awaitedBody: string;
	daysLate: number | null;
	reportedAt: number;
}

const LATEST_PROGRESS = `
	select action_id as actionId, percent, state, delay_reason as delayReason, new_due_on as newDueOn,
		awaited_body as awaitedBody, days_late as daysLate, reported_at as reportedAt
	from (select *, row_number() over (partition by action_id order by reported_at desc, id desc) as place
		from progress_reports)
	where place = 1`;

/** The latest report of each action. */
export function listLatestProgress(db: Db): LatestProgressRow[] {
	return db.sqlite.prepare(LATEST_PROGRESS).all() as LatestProgressRow[];
}

/** When each inspection was concluded first: since then its findings are its agency's to remedy. */
export function listConcludedAt(db: Db): { inspectionId: string; at: number }[] {
	return db.sqlite
		.prepare(
			`select inspection_id as inspectionId, min(at) as at from inspection_moves
			where to_state = 'concluded' group by inspection_id`
		)
		.all() as { inspectionId: string; at: number }[];
}

/** When each finding was verified last. */
export function listVerifiedAt(db: Db): { findingId: string; at: number }[] {
	return db.sqlite
		.prepare(
			`select finding_id as findingId, max(verified_at) as at from verifications
			where result = 'verified' group by finding_id`
		)
		.all() as { findingId: string; at: number }[];
}

/** How a finding came to be. */
export interface RaisedRow {
	createdBy: string;
	createdAt: number;
	cause: string;
	demand: string;
	/** The finding whose remedy did not hold, where this one was raised for it. */
	raisedFrom: string | null;
}

export function findRaised(db: Db, findingId: string): RaisedRow | undefined {
	return db.orm
		.select({
			createdBy: findings.createdBy,
			createdAt: findings.createdAt,
			cause: findings.cause,
			demand: findings.demand,
			raisedFrom: effectReviews.findingId
		})
		.from(findings)
		.leftJoin(effectReviews, eq(effectReviews.newFindingId, findings.id))
		.where(eq(findings.id, findingId))
		.get();
}

export interface ActionDecisionRow {
	actionId: string;
	measure: string;
	decision: ActionDecision;
	decisionReason: string;
	decidedBy: string | null;
	at: number;
}

const ACTION_DECISIONS = `
	select a.id as actionId, iif(a.measure = '', a.correction, a.measure) as measure, l.new ->> '$.decision' as decision,
		coalesce(l.new ->> '$.decisionReason', '') as decisionReason, l.actor_id as decidedBy, l.at
	from actions a
	join audit_lines l on l.subject_kind = 'action' and l.subject_id = a.id and l.action = 'remedy.decide'
	where a.finding_id = ?
	order by l.id`;

/**
 * Every decision on the actions of one finding, in order. From the record: an action that is written again after its return
 * keeps no trace of it, and the history must.
 */
export const listActionDecisions = (db: Db, findingId: string): ActionDecisionRow[] =>
	db.sqlite.prepare(ACTION_DECISIONS).all(findingId) as ActionDecisionRow[];
