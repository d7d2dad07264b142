/** The remedies of one inspection: plan, progress and verification of each finding. */
import type { EvidenceView } from '#lib/contracts/field.ts';
import type { EffectResult } from '#lib/domain/effect-review.ts';
import type { Finding } from '#lib/domain/finding.ts';
import type { InspectionState } from '#lib/domain/inspection.ts';
import {
	bodiesOf,
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
import { listVerifications } from '../db/queries/remediation.ts';
import { requireInspection, verdictOn, type Access } from './access.ts';
import { actionReader, type ActionView } from './action-view.ts';
import { deadlineReader, type DayLeft } from './deadlines.ts';
import { listEffectStandings } from './effect-reviews.ts';
import { listEvidenceViews } from './evidence.ts';
import { basisReader } from './remedy-basis.ts';
import { keyOf, remembered } from './remembered.ts';

export interface RemedyItem {
	finding: Finding;
	standing: RemedyStanding;
	percent: number;
	due: ({ of: 'plan' | 'remedy' } & DayLeft) | null;
	late: boolean;
	/** Bodies that its causes lie with. */
	causeBodies: string[];
	actions: ActionView[];
	/** Of the reports and their proofs: it grows with each change of them. */
	basis: number;
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
	proofs: EvidenceView[];
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
	const reader = actionReader(ctx, inspection);
	const basisOf = basisReader(ctx, inspectionId);
	const verifications = Map.groupBy(listVerifications(ctx.db, inspectionId), ({ findingId }) => findingId);
	const { effects, raisedFrom } = readEffects(ctx, access, days);
	const items = listFindings(ctx.db, inspectionId).map((finding): RemedyItem => {
		const { actions, owed } = reader.of(finding);
		const { of, dueOn } = dueOfRemedy(finding, owed, inspection.planDueOn);
		const due = days.readMaybe(dueOn);
		return {
			finding,
			standing: standingOf(finding, actions, reader.latest),
			percent: percentOfRemedy(finding, actions, reader.latest),
			due: due && { of, ...due },
			late: isRemedyLate(finding, due?.endsOn ?? null, owed, reader.latest, days.today),
			causeBodies: bodiesOf(actions),
			actions,
			basis: basisOf(finding.id),
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
			reportedByMe: reader.progress.some(
				({ actionId, reportedBy }) => reportedBy === actor.id && actions.some(({ id }) => id === actionId)
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
	const proofs = Map.groupBy(
		listEvidenceViews(ctx, inspection.id).filter(({ subjectKind }) => subjectKind === 'effect'),
		({ subjectId }) => subjectId
	);
	const mayReview = verdictOn(access, 'remedy.review_effect') === 'allowed';
	const effects = new Map(
		listEffectStandings(ctx, inspection).map(({ findingId, dueOn, verifiers, reporters }) => {
			const review = reviews.find((one) => one.findingId === findingId);
			const isOwn = [...verifiers, ...reporters].includes(actor.id);
			const view: EffectView = {
				proofs: proofs.get(findingId) ?? [],
				due: days.readEvent(dueOn),
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
