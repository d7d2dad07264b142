/** The remedy as its agency works on it: findings with their actions, progress, verifications, and the texts around. */
import type { EffectResult } from '#lib/domain/effect-review.ts';
import type { Finding } from '#lib/domain/finding.ts';
import { isAtLeast } from '#lib/domain/inspection.ts';
import { fillPhrase, type PhraseKey } from '#lib/domain/papers/phrases.ts';
import type { RemedyTexts } from '#lib/domain/remediation.ts';
import {
	bodiesOf,
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
import type { InspectionRow } from '../db/queries/inspections.ts';
import { listVerifications } from '../db/queries/remediation.ts';
import { readSetting } from '../db/queries/settings.ts';
import { actionReader, type ActionView } from './action-view.ts';
import { requireOwnInspection } from './agency-access.ts';
import { deadlineReader, type DeadlineReader } from './deadlines.ts';

export interface RemedyFindingView extends Finding {
	standing: RemedyStanding;
	/** 0 to 100, whole. */
	percent: number;
	/** As the office counts it: while there is no measure, by the plan's day. */
	overdue: boolean;
	/** The demanded day, later where more time was agreed to. */
	owedOn: string | null;
	/** To that day; null where there is none. */
	workingDaysLeft: number | null;
	/** Bodies that its causes lie with. */
	causeBodies: string[];
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
	const phrases = readSetting(ctx.db, 'paper_phrases')?.texts;
	const usual = (key: PhraseKey) => fillPhrase(key, phrases, { 'cơ quan': agency.name, sở: department });
	const days = deadlineReader(ctx);
	return {
		version: inspection.version,
		findings: listRemedies(ctx, inspection, days),
		texts: inspection.remedyTexts,
		usual: {
			purpose: usual('plan_purpose'),
			organisation: usual('plan_organisation'),
			funding: usual('plan_funding').join('\n'),
			steering: usual('report_steering')
		},
		units: listUnits(ctx.db, agency.id)
			.filter(({ validTo }) => validTo === null || validTo >= days.today)
			.map(({ name }) => name),
		planDueOn: inspection.planDueOn,
		reportDueOn: inspection.reportDueOn,
		responsibility: inspection.conclusionResponsibility
	};
}

const effectOf = (review: EffectReviewRow | undefined): RemedyFindingView['effect'] =>
	review ? { result: review.result, reason: review.reason, at: review.reviewedAt } : null;

function listRemedies(ctx: Ctx, inspection: InspectionRow, days: DeadlineReader): RemedyFindingView[] {
	const reader = actionReader(ctx, inspection);
	const verifications = listVerifications(ctx.db, inspection.id);
	const reviews = listEffectReviews(ctx.db, inspection.id);
	const findings = listFindings(ctx.db, inspection.id);
	const numberOf = new Map(findings.map(({ id, number }) => [id, number]));
	return findings
		.filter(({ state }) => state !== 'not_accepted')
		.map((finding) => {
			const { actions, owed } = reader.of(finding);
			const due = days.readMaybe(dueOfRemedy(finding, owed, null).dueOn);
			const counted = days.readMaybe(dueOfRemedy(finding, owed, inspection.planDueOn).dueOn);
			const raised = reviews.find(({ newFindingId }) => newFindingId === finding.id);
			return {
				...finding,
				standing: standingOf(finding, actions, reader.latest),
				percent: percentOfRemedy(finding, actions, reader.latest),
				overdue: isRemedyLate(finding, counted?.endsOn ?? null, owed, reader.latest, days.today),
				owedOn: due?.on ?? null,
				workingDaysLeft: due?.workingDaysLeft ?? null,
				causeBodies: bodiesOf(actions),
				actions,
				effect: effectOf(reviews.find(({ findingId }) => findingId === finding.id)),
				raisedFrom: (raised && numberOf.get(raised.findingId)) ?? null,
				verifications: verifications
					.filter(({ findingId }) => findingId === finding.id)
					.map(({ result, reason, verifiedAt }) => ({ result, reason, at: verifiedAt }))
					.reverse()
			};
		});
}
