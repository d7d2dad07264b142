/** The actions of a plan as both sides see them: what is planned, by when, what was asked for and reported since. */
import type { EvidenceView } from '#lib/contracts/field.ts';
import { earlierDays, owedAction, type OwedAction } from '#lib/domain/action-request.ts';
import { isTargetReached } from '#lib/domain/action-target.ts';
import type { Finding } from '#lib/domain/finding.ts';
import { milestoneDaysLate, type Milestone } from '#lib/domain/milestone.ts';
import {
	isAfterDemand,
	latestByAction,
	nameOfAction,
	reportedLaterOn,
	type ReportedProgress
} from '#lib/domain/remediation.ts';
import { isRemedyLate } from '#lib/domain/remedy-progress.ts';
import type { Ctx } from '../context.ts';
import { findAccountName, type InspectionRow } from '../db/queries/inspections.ts';
import { listActions, listProgress, type ActionRow } from '../db/queries/remediation.ts';
import { loadCalendar } from './calendar.ts';
import { deadlineReader, type DayLeft } from './deadlines.ts';
import { listEvidenceViews } from './evidence.ts';
import { requestReader, type RequestView } from './request-view.ts';
import { closedUnitReader } from './standing-units.ts';

export interface ReportView extends Omit<ReportedProgress, 'actionId'> {
	by: string;
	proofs: EvidenceView[];
	/** The day on which «done» was reported, where its figures are of an earlier one. */
	reportedLaterOn: string | null;
	/** Whether the action's target is reached by these figures; null where it has none or they do not say. */
	reached: boolean | null;
}

export interface MilestoneView extends Milestone {
	late: boolean;
	/** Working days, to the day it was reached or to today; 0 when it is not late. */
	daysLate: number;
}

export interface ActionView extends Omit<ActionRow, 'milestones'> {
	/** What it is called by: its measure, or the correction where that is all. */
	name: string;
	due: DayLeft;
	/** The day on which the term of what is owed ends, a rest and days off reckoned in. */
	endsOn: string;
	milestones: MilestoneView[];
	/** The plan names a later day than the conclusion demanded. */
	afterDemand: boolean;
	/** As the finding would be late if this were all that it asks for, by the action's own day (`isRemedyLate`). */
	late: boolean;
	/** The last day of the unit in charge, where it was merged or closed since. */
	unitClosedOn: string | null;
	/** It rests until this day. */
	restsUntil: string | null;
	/** The newest first. */
	requests: RequestView[];
	/** Days that once stood, the first first. */
	earlierDays: string[];
	/** The newest first; the newest counts. */
	reports: ReportView[];
}

type ActedOn = Pick<Finding, 'id' | 'dueOn' | 'state' | 'causeKind'>;

export interface FindingActions {
	actions: ActionView[];
	owed: OwedAction[];
}

export interface ActionReader {
	/** In order of their making. */
	progress: readonly ReportedProgress[];
	/** The latest report by action. */
	latest: Map<string, ReportedProgress>;
	of: (finding: ActedOn) => FindingActions;
}

/** Reads the plan of an inspection once. The caller has asked for permission. */
export function actionReader(ctx: Ctx, inspection: Pick<InspectionRow, 'id' | 'agencyId'>): ActionReader {
	const days = deadlineReader(ctx);
	const calendar = loadCalendar(ctx);
	const byFinding = Map.groupBy(listActions(ctx.db, inspection.id), ({ findingId }) => findingId);
	const progress = listProgress(ctx.db, inspection.id);
	const latest = latestByAction(progress) as Map<string, ReportedProgress>;
	const reportsOf = reportReader(ctx, inspection.id, progress);
	const requestsOf = requestReader(ctx, inspection.id, days.today);
	const closedOn = closedUnitReader(ctx, inspection.agencyId);
	const viewOf = (action: ActionRow, finding: ActedOn): ActionView => {
		const { rows, views, restsUntil, isMoved } = requestsOf(action.id);
		const owed = owedAction(action, rows);
		const { endsOn } = days.read(owed.owedOn);
		return {
			...action,
			name: nameOfAction(action),
			due: days.read(action.dueOn),
			endsOn,
			milestones: action.milestones.map((milestone) => {
				const daysLate = milestoneDaysLate(milestone, days.today, calendar);
				return { ...milestone, late: daysLate > 0, daysLate };
			}),
			afterDemand: !isMoved && isAfterDemand(action, finding.dueOn),
			late: isRemedyLate(finding, endsOn, [owed], latest, days.today),
			unitClosedOn: closedOn(action.leadUnit),
			restsUntil,
			requests: views,
			earlierDays: earlierDays(rows),
			reports: reportsOf(action)
		};
	};
	const of = (finding: ActedOn): FindingActions => {
		const own = byFinding.get(finding.id) ?? [];
		return {
			actions: own.map((action) => viewOf(action, finding)),
			owed: own.map((action) => owedAction(action, requestsOf(action.id).rows))
		};
	};
	return { progress, latest, of };
}

/** The reports on each action with their proofs, the newest first. */
function reportReader(
	ctx: Ctx,
	inspectionId: string,
	progress: readonly ReportedProgress[]
): (action: ActionRow) => ReportView[] {
	const proofs = Map.groupBy(
		listEvidenceViews(ctx, inspectionId).filter(({ subjectKind }) => subjectKind === 'progress'),
		({ subjectId }) => subjectId
	);
	const byAction = Map.groupBy(progress.toReversed(), ({ actionId }) => actionId);
	return ({ id, target }) =>
		(byAction.get(id) ?? []).map(({ actionId: _, ...report }) => ({
			...report,
			by: findAccountName(ctx.db, report.reportedBy) ?? '',
			reportedLaterOn: reportedLaterOn(report),
			proofs: proofs.get(report.id) ?? [],
			reached: target && isTargetReached(target, report)
		}));
}
