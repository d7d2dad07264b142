/** The remedies of one inspection: plan, progress and verification of each finding. */
import type { EvidenceView } from '#lib/contracts/field.ts';
import { earlierDays, owedAction } from '#lib/domain/action-request.ts';
import type { EffectResult } from '#lib/domain/effect-review.ts';
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
import { listEffectReviews } from '../db/queries/effect-reviews.ts';
import { listFindings } from '../db/queries/field.ts';
import { findAccountName } from '../db/queries/inspections.ts';
import * as remedy from '../db/queries/remediation.ts';
import { requireInspection, verdictOn, type Access } from './access.ts';
import { deadlineReader, type DayLeft } from './deadlines.ts';
import { listEffectStandings } from './effect-reviews.ts';
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
	/** Of a verified remedy: when its effect can be judged, and what was judged. */
	effect: EffectView | null;
	/** Number of the finding whose remedy did not hold, where this one was raised for it. */
	raisedFrom: number | null;
}

export interface EffectView {
	due: DayLeft;
	/** It can be judged today, by the one who looks. */
	forMe: boolean;
	/** The one who looks reported or verified, and so does not judge. */
	isOwn: boolean;
	review: { result: EffectResult; reason: string; by: string; at: number; newNumber: number | null } | null;
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
	const { effects, raisedFrom } = readEffects(ctx, access, days);
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
			effect: effects.get(finding.id) ?? null,
			raisedFrom: raisedFrom.get(finding.id) ?? null,
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

function readEffects(ctx: Ctx, access: Access, days: ReturnType<typeof deadlineReader>) {
	const { inspection, actor } = access;
	const reviews = listEffectReviews(ctx.db, inspection.id);
	const numberOf = new Map(listFindings(ctx.db, inspection.id).map(({ id, number }) => [id, number]));
	const mayReview = verdictOn(access, 'remedy.review_effect') === 'allowed';
	const effects = new Map(
		listEffectStandings(ctx, inspection).map(({ findingId, dueOn, verifiers, reporters }) => {
			const review = reviews.find((one) => one.findingId === findingId);
			const isOwn = [...verifiers, ...reporters].includes(actor.id);
			const view: EffectView = {
				due: days.read(dueOn),
				isOwn,
				forMe: mayReview && !isOwn && !review && dueOn <= days.today,
				review: review
					? {
							result: review.result,
							reason: review.reason,
							by: findAccountName(ctx.db, review.reviewedBy) ?? '',
							at: review.reviewedAt,
							newNumber: review.newFindingId === null ? null : (numberOf.get(review.newFindingId) ?? null)
						}
					: null
			};
			return [findingId, view];
		})
	);
	const raised = reviews.flatMap(({ findingId, newFindingId }) =>
		newFindingId === null ? [] : [[newFindingId, numberOf.get(findingId)!] as const]
	);
	return { effects, raisedFrom: new Map(raised) };
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
