/** The remedy as its agency works on it: findings with their actions, progress, verifications, and the texts around. */
import type { EvidenceView } from '#lib/contracts/field.ts';
import { dayOwed, earlierDays, owedAction } from '#lib/domain/action-request.ts';
import { dayOf, workingDaysBetween } from '#lib/domain/calendar.ts';
import type { EffectResult } from '#lib/domain/effect-review.ts';
import type { Finding } from '#lib/domain/finding.ts';
import { isAtLeast } from '#lib/domain/inspection.ts';
import {
	usualFunding,
	usualOrganisation,
	usualPurpose,
	usualSteering
} from '#lib/domain/papers/usual-sentences.ts';
import {
	isAfterDemand,
	isLate,
	latestByAction,
	type RemedyTexts,
	type ReportedProgress
} from '#lib/domain/remediation.ts';
import {
	dueOfRemedy,
	isRemedyLate,
	percentOfRemedy,
	standingOf,
	type RemedyStanding
} from '#lib/domain/remedy-progress.ts';
import type { Ctx } from '../context.ts';
import { listUnits } from '../db/queries/agencies.ts';
import { listEffectReviews, type EffectReviewRow } from '../db/queries/effect-reviews.ts';
import { listFindings } from '../db/queries/field.ts';
import { findAccountName } from '../db/queries/inspections.ts';
import { listActions, listProgress, listVerifications, type ActionRow } from '../db/queries/remediation.ts';
import { readSetting } from '../db/queries/settings.ts';
import { requireOwnInspection } from './agency-access.ts';
import { loadCalendar } from './calendar.ts';
import { listEvidenceViews } from './evidence.ts';
import { requestReader, type ActionRequests, type RequestView } from './request-view.ts';

export interface ProgressView extends Omit<ReportedProgress, 'reportedBy'> {
	reporter: string;
	evidence: EvidenceView[];
}

export interface ActionView extends ActionRow {
	/** Later than the conclusion demands: warned of, not refused. */
	afterDemand: boolean;
	/** Past the day it is owed by and not done; what rests or waits for another body is not the agency's delay. */
	late: boolean;
	/** It rests until this day. */
	restsUntil: string | null;
	/** The newest first. */
	requests: RequestView[];
	/** Days that once stood, the first first. */
	earlierDays: string[];
	/** Newest first; the newest counts. */
	reports: ProgressView[];
}

export interface RemedyFindingView extends Finding {
	standing: RemedyStanding;
	/** 0 to 100: the mean of its actions. */
	percent: number;
	overdue: boolean;
	/** The demanded day, later where more time was agreed to. */
	owedOn: string | null;
	/** To that day; null where there is none. */
	workingDaysLeft: number | null;
	actions: ActionView[];
	/** Whether the remedy was found to hold, months later. */
	effect: { result: EffectResult; reason: string; at: number } | null;
	/** Number of the finding whose remedy did not hold, where this one was raised for it. */
	raisedFrom: number | null;
	/** Newest first. */
	verifications: { result: 'verified' | 'returned'; reason: string; at: number }[];
}

export interface AgencyRemedy {
	version: number;
	findings: RemedyFindingView[];
	texts: RemedyTexts;
	/** Sentences that such papers usually hold, to be taken over with one tap. */
	usual: Pick<RemedyTexts, 'purpose' | 'organisation' | 'funding' | 'steering'>;
	/** Names of the rooms and units of the agency that are open today. */
	units: string[];
	planDueOn: string | null;
	reportDueOn: string | null;
	responsibility: string;
}

/**
 * The remedy of an inspection of the actor's agency; null before the conclusion. Findings that the explanation won
 * are left out. Throws `not_found` for any other inspection.
 */
export function readAgencyRemedy(ctx: Ctx, inspectionId: string): AgencyRemedy | null {
	const { inspection, agency } = requireOwnInspection(ctx, inspectionId);
	if (!isAtLeast(inspection.state, 'concluded')) return null;
	const department = readSetting(ctx.db, 'office')?.departmentName ?? '';
	const today = dayOf(ctx.now());
	return {
		version: inspection.version,
		findings: listRemedies(ctx, inspectionId, today),
		texts: inspection.remedyTexts,
		usual: {
			purpose: usualPurpose(agency.name),
			organisation: usualOrganisation(agency.name, department),
			funding: usualFunding(agency.name),
			steering: usualSteering(agency.name)
		},
		units: listUnits(ctx.db, agency.id)
			.filter(({ validTo }) => validTo === null || validTo >= today)
			.map(({ name }) => name),
		planDueOn: inspection.planDueOn,
		reportDueOn: inspection.reportDueOn,
		responsibility: inspection.conclusionResponsibility
	};
}

const shownRequests = ({ rows, views, restsUntil }: ActionRequests) => ({
	restsUntil,
	requests: views,
	earlierDays: earlierDays(rows)
});

const effectOf = (review: EffectReviewRow | undefined): RemedyFindingView['effect'] =>
	review ? { result: review.result, reason: review.reason, at: review.reviewedAt } : null;

function listRemedies(ctx: Ctx, inspectionId: string, today: string): RemedyFindingView[] {
	const calendar = loadCalendar(ctx);
	const actions = listActions(ctx.db, inspectionId);
	const reports = listProgress(ctx.db, inspectionId);
	const verifications = listVerifications(ctx.db, inspectionId);
	const evidence = listEvidenceViews(ctx, inspectionId).filter(
		({ subjectKind }) => subjectKind === 'progress'
	);
	const latest = latestByAction(reports);
	const requestsOf = requestReader(ctx, inspectionId, today);
	const viewOf = (action: ActionRow, finding: Finding): ActionView => ({
		...action,
		...shownRequests(requestsOf(action.id)),
		afterDemand: !requestsOf(action.id).isMoved && isAfterDemand(action, finding.dueOn),
		late: isLate(dayOwed(action, requestsOf(action.id).rows), latest.get(action.id), today),
		reports: reports
			.filter(({ actionId }) => actionId === action.id)
			.map(({ reportedBy, ...report }) => ({
				...report,
				reporter: findAccountName(ctx.db, reportedBy) ?? '',
				evidence: evidence.filter(({ subjectId }) => subjectId === report.id)
			}))
			.reverse()
	});
	const reviews = listEffectReviews(ctx.db, inspectionId);
	const findings = listFindings(ctx.db, inspectionId);
	const numberOf = new Map(findings.map(({ id, number }) => [id, number]));
	return findings
		.filter(({ state }) => state !== 'not_accepted')
		.map((finding) => {
			const own = actions.filter(({ findingId }) => findingId === finding.id);
			const owed = own.map((action) => owedAction(action, requestsOf(action.id).rows));
			const { dueOn } = dueOfRemedy(finding, owed, null);
			return {
				...finding,
				standing: standingOf(finding, own, latest),
				percent: percentOfRemedy(own, latest),
				overdue: isRemedyLate(finding, dueOn, owed, latest, today),
				owedOn: dueOn,
				workingDaysLeft: dueOn === null ? null : workingDaysBetween(today, dueOn, calendar),
				actions: own.map((action) => viewOf(action, finding)),
				effect: effectOf(reviews.find(({ findingId }) => findingId === finding.id)),
				raisedFrom:
					numberOf.get(reviews.find(({ newFindingId }) => newFindingId === finding.id)?.findingId ?? '') ??
					null,
				verifications: verifications
					.filter(({ findingId }) => findingId === finding.id)
					.map(({ result, reason, verifiedAt }) => ({ result, reason, at: verifiedAt }))
					.reverse()
			};
		});
}
