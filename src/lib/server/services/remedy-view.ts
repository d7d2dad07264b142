/** The remedies of one inspection: plan, progress and verification of each finding. */
import type { EvidenceView } from '#lib/contracts/field.ts';
import { earlierDays, owedAction } from '#lib/domain/action-request.ts';
import type { Finding } from '#lib/domain/finding.ts';
import type { InspectionState } from '#lib/domain/inspection.ts';
import { isAfterDemand, latestByAction, type ReportedProgress } from '#lib/domain/remediation.ts';
import {
	dueOfRemedy,
	isRemedyLate,
	percentOfRemedy,
	standingOf,
	type RemedyStanding
} from '#lib/domain/remedy-progress.ts';
import type { Ctx } from '../context.ts';
import { listFindings } from '../db/queries/field.ts';
import { findAccountName } from '../db/queries/inspections.ts';
import * as remedy from '../db/queries/remediation.ts';
import { requireInspection, verdictOn, type Access } from './access.ts';
import { deadlineReader, type DayLeft } from './deadlines.ts';
import { listEvidenceViews } from './evidence.ts';
import { requestReader, type RequestView } from './request-view.ts';
import { keyOf, remembered } from './remembered.ts';

export interface ReportView extends Omit<ReportedProgress, 'actionId'> {
	by: string;
	proofs: EvidenceView[];
}

export interface ActionView extends Omit<remedy.ActionRow, 'findingId' | 'dueOn'> {
	due: DayLeft;
	/** The plan names a later day than the conclusion demanded. */
	afterDemand: boolean;
	/** It rests until this day. */
	restsUntil: string | null;
	/** The newest first. */
	requests: RequestView[];
	/** Days that once stood, the first first. */
	earlierDays: string[];
	/** The newest first. */
	reports: ReportView[];
}

export interface RemedyItem {
	finding: Finding;
	standing: RemedyStanding;
	percent: number;
	due: ({ of: 'plan' | 'remedy' } & DayLeft) | null;
	late: boolean;
	actions: ActionView[];
	verifications: { result: 'verified' | 'returned'; reason: string; by: string; at: number }[];
	/** The one who looks reported on it, and so cannot verify it. */
	reportedByMe: boolean;
}

export interface RemedyPage {
	items: RemedyItem[];
	state: InspectionState;
	version: number;
	canVerify: boolean;
	/** The one who looks may decide actions and requests now. */
	canDecide: boolean;
	planDue: DayLeft | null;
	reportDue: DayLeft | null;
}

export function readRemedies(ctx: Ctx, inspectionId: string): RemedyPage {
	const access = requireInspection(ctx, 'inspection.read', inspectionId);
	return remembered(ctx, `remedies ${keyOf(access)}`, () => buildPage(ctx, access));
}

function buildPage(ctx: Ctx, access: Access): RemedyPage {
	const { inspection, actor } = access;
	const inspectionId = inspection.id;
	const days = deadlineReader(ctx);
	const actions = remedy.listActions(ctx.db, inspectionId);
	const progress = remedy.listProgress(ctx.db, inspectionId);
	const latest = latestByAction(progress);
	const verifications = Map.groupBy(
		remedy.listVerifications(ctx.db, inspectionId),
		({ findingId }) => findingId
	);
	const reports = readReports(ctx, inspectionId, progress);
	const requestsOf = requestReader(ctx, inspectionId, days.today);
	const items = listFindings(ctx.db, inspectionId).map((finding): RemedyItem => {
		const own = actions.filter(({ findingId }) => findingId === finding.id);
		const owed = own.map((action) => owedAction(action, requestsOf(action.id).rows));
		const { of, dueOn } = dueOfRemedy(finding, owed, inspection.planDueOn);
		return {
			finding,
			standing: standingOf(finding, own, latest),
			percent: finding.state === 'verified' ? 100 : percentOfRemedy(own, latest),
			due: dueOn === null ? null : { of, ...days.read(dueOn) },
			late: isRemedyLate(finding, dueOn, owed, latest, days.today),
			actions: own.map(({ findingId: _, dueOn: actionDueOn, ...action }) => ({
				...action,
				restsUntil: requestsOf(action.id).restsUntil,
				requests: requestsOf(action.id).views,
				earlierDays: earlierDays(requestsOf(action.id).rows),
				due: days.read(actionDueOn),
				afterDemand: !requestsOf(action.id).isMoved && isAfterDemand({ dueOn: actionDueOn }, finding.dueOn),
				reports: reports.get(action.id) ?? []
			})),
			verifications: (verifications.get(finding.id) ?? [])
				.map(({ result, reason, verifiedBy, verifiedAt }) => ({
					result,
					reason,
					by: findAccountName(ctx.db, verifiedBy) ?? '',
					at: verifiedAt
				}))
				.reverse(),
			reportedByMe: progress.some(
				({ actionId, reportedBy }) => reportedBy === actor.id && own.some(({ id }) => id === actionId)
			)
		};
	});
	return {
		items,
		state: inspection.state,
		version: inspection.version,
		canDecide: verdictOn(access, 'remedy.decide') === 'allowed',
		canVerify: verdictOn(access, 'remedy.verify') === 'allowed',
		planDue: days.readMaybe(inspection.planDueOn),
		reportDue: days.readMaybe(inspection.reportDueOn)
	};
}

function readReports(
	ctx: Ctx,
	inspectionId: string,
	progress: readonly ReportedProgress[]
): Map<string, ReportView[]> {
	const proofs = Map.groupBy(
		listEvidenceViews(ctx, inspectionId).filter(({ subjectKind }) => subjectKind === 'progress'),
		({ subjectId }) => subjectId
	);
	const byAction = new Map<string, ReportView[]>();
	for (const { actionId, ...report } of progress.toReversed()) {
		const view = {
			...report,
			by: findAccountName(ctx.db, report.reportedBy) ?? '',
			proofs: proofs.get(report.id) ?? []
		};
		byAction.set(actionId, [...(byAction.get(actionId) ?? []), view]);
	}
	return byAction;
}
