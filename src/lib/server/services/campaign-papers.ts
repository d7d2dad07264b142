/** Official papers of a campaign as a whole: their texts, drafts drawn on demand, issuing. */
import { paperTextsOf, type CampaignPaperTexts } from '#lib/domain/campaign-paper-texts.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import { CAMPAIGN_PAPER_KINDS, type CampaignPaperKind } from '#lib/domain/papers/availability.ts';
import type { CampaignRecord } from '#lib/domain/papers/campaign-record.ts';
import { canonicalJson } from '#lib/domain/papers/canonical.ts';
import type { PaperContent } from '#lib/domain/papers/paper.ts';
import { buildRankingDecision } from '#lib/domain/papers/ranking-decision.ts';
import { usualPlanOrganisation, usualPlanPurpose } from '#lib/domain/papers/usual-plan.ts';
import { buildYearlyPlan } from '#lib/domain/papers/yearly-plan.ts';
import { canOffice } from '#lib/domain/permissions.ts';
import { fail, ok, problem, ProblemError, type Result } from '#lib/domain/problems.ts';
import { rankCampaign, requireRankable, type OpenReason } from '#lib/domain/ranking.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { findCampaign, updateCampaign, type CampaignRow } from '../db/queries/campaigns.ts';
import { findDocument } from '../db/queries/documents.ts';
import { requireOffice, requireVersion } from './access.ts';
import { citationOfPlan, loadCampaignRecord } from './campaign-record.ts';
import type { Drafting } from './paper-contents.ts';
import { drawWatermarked } from './paper-drawing.ts';
import {
	issueAt,
	type IssuedPaper,
	type IssueInput,
	type Issuing,
	type PaperPlace
} from './paper-issuing.ts';
import { listCampaignPapers, type PaperView } from './papers.ts';

const BUILDERS: Record<CampaignPaperKind, (record: CampaignRecord) => PaperContent> = {
	yearly_plan: buildYearlyPlan,
	ranking_decision: buildRankingDecision
};

export interface CampaignPaperDesk {
	kind: CampaignPaperKind;
	/** Its content can be frozen now. */
	settled: boolean;
	/** The newest first; at most one of them stands. */
	issued: PaperView[];
}

export interface CampaignPapers {
	version: number;
	today: string;
	papers: CampaignPaperDesk[];
	texts: CampaignPaperTexts;
	usual: { purpose: string[]; organisation: string[] };
	/** Results that are not settled: the ranking waits for them, or leaves them out by name. */
	open: { inspectionId: string; agencyName: string; reason: OpenReason; isLeftOut: boolean }[];
	/** How many agencies have a place. */
	ranked: number;
	/** Inspections cite a plan of another body: issuing one here changes nothing for them. */
	citesOtherPlan: boolean;
	mayIssue: boolean;
}

/** What the campaign's page of papers shows. Throws `not_found`. */
export function readCampaignPapers(ctx: Ctx, campaignId: string): CampaignPapers {
	const actor = requireOffice(ctx, 'campaign.read');
	const campaign = getCampaign(ctx, campaignId);
	const record = loadCampaignRecord(ctx, campaign);
	const issued = Map.groupBy(listCampaignPapers(ctx, campaignId), ({ kind }) => kind);
	const { groups, open } = rankCampaign(record.results);
	return {
		version: campaign.version,
		today: dayOf(ctx.now()),
		papers: CAMPAIGN_PAPER_KINDS.map((kind) => ({
			kind,
			settled: requireSettled(kind, record).ok,
			issued: (issued.get(kind) ?? []).toReversed()
		})),
		texts: record.texts,
		usual: {
			purpose: usualPlanPurpose(),
			organisation: usualPlanOrganisation(record.department.name, record.province.committee)
		},
		open: open.map(({ result: { inspectionId, agencyName }, reason }) => ({
			inspectionId,
			agencyName,
			reason,
			isLeftOut: record.texts.leftOut.includes(inspectionId)
		})),
		ranked: groups.reduce((sum, { agencies }) => sum + agencies.length, 0),
		citesOtherPlan: record.plan !== null && !record.isOwnPlan,
		mayIssue: canOffice(actor, 'campaign.issue')
	};
}

/** A plan is of somebody; a ranking is settled, or says by name who is not in it. */
function requireSettled(kind: CampaignPaperKind, record: CampaignRecord): Result<unknown> {
	if (kind === 'ranking_decision') return requireRankable(rankCampaign(record.results), record.texts.leftOut);
	return record.agencies.some((agency) => agency.kind !== 'surprise')
		? ok(kind)
		: fail('document.not_issued', {});
}

/** Keeps what the office chose for the papers; what is given replaces what stood. Throws `not_found`, `version.stale`. */
export function writeCampaignPaperTexts(
	ctx: Ctx,
	campaignId: string,
	version: number,
	given: Partial<CampaignPaperTexts>
): void {
	requireOffice(ctx, 'campaign.issue');
	inTransaction(ctx, () => {
		const campaign = getCampaign(ctx, campaignId);
		requireVersion(campaign.version, version);
		const old = paperTextsOf(campaign.paperTexts);
		const texts = { ...old, ...given };
		updateCampaign(ctx.db, campaignId, version, { paperTexts: texts });
		writeAudit(ctx, {
			action: 'campaign.write_papers',
			subjectKind: 'campaign',
			subjectId: campaignId,
			old,
			new: texts
		});
	});
}

/** A draft with its watermark, drawn now. Throws `not_found`. */
export async function drawCampaignDraft(
	ctx: Ctx,
	campaignId: string,
	kind: CampaignPaperKind
): Promise<Buffer> {
	requireOffice(ctx, 'campaign.read');
	const record = loadCampaignRecord(ctx, getCampaign(ctx, campaignId));
	return drawWatermarked(ctx, null, draftOf(kind, record)(null));
}

/**
 * Issues a paper of the campaign. With the yearly plan its inspections cite it from then on, in the same transaction,
 * unless they cite another body's, which this one then rests on; what was signed before stays as it was (`citedPlan`).
 * Throws `not_found`, `ranking.open`, `document.not_issued`, `document.changed` and what `issueAt` says.
 */
export async function issueCampaignPaper(
	ctx: Ctx,
	campaignId: string,
	kind: CampaignPaperKind,
	input: IssueInput
): Promise<IssuedPaper> {
	requireOffice(ctx, 'campaign.issue');
	const campaign = getCampaign(ctx, campaignId);
	requireVersion(campaign.version, input.version);
	const record = loadCampaignRecord(ctx, campaign);
	const settled = requireSettled(kind, record);
	if (!settled.ok) throw new ProblemError(settled.problem);
	const version = () => getCampaign(ctx, campaignId).version;
	const place: PaperPlace = {
		of: 'campaign',
		id: campaignId,
		version,
		recheck: () => requireUnchanged(ctx, campaignId, kind, record),
		bump: () => updateCampaign(ctx.db, campaignId, version(), {})
	};
	const along: Issuing['along'] = ({ id }) => {
		if (kind === 'yearly_plan' && (record.plan === null || record.isOwnPlan)) citePlan(ctx, campaign, id);
	};
	return issueAt(ctx, place, { kind, draft: draftOf(kind, record), input, along });
}

/** Inspections go on while the paper is drawn, and their versions are not the campaign's. Throws `document.changed`. */
function requireUnchanged(
	ctx: Ctx,
	campaignId: string,
	kind: CampaignPaperKind,
	drawn: CampaignRecord
): void {
	const campaign = getCampaign(ctx, campaignId);
	const content = (record: CampaignRecord) => canonicalJson(draftOf(kind, record)(null));
	if (content(loadCampaignRecord(ctx, campaign)) !== content(drawn))
		throw new ProblemError(problem('document.changed', {}));
}

function citePlan(ctx: Ctx, campaign: CampaignRow, documentId: string): void {
	const plan = citationOfPlan(findDocument(ctx.db, documentId)!, campaign.year);
	updateCampaign(ctx.db, campaign.id, getCampaign(ctx, campaign.id).version, { plan });
	writeAudit(ctx, {
		action: 'campaign.cite_plan',
		subjectKind: 'campaign',
		subjectId: campaign.id,
		old: campaign.plan,
		new: plan
	});
}

/** The content under a numbering; a paper that stood before lends it none. */
const draftOf =
	(kind: CampaignPaperKind, record: CampaignRecord): Drafting =>
	(numbering) =>
		BUILDERS[kind]({ ...record, issued: { ...record.issued, [kind]: numbering ?? undefined } });

function getCampaign(ctx: Ctx, id: string): CampaignRow {
	const campaign = findCampaign(ctx.db, id);
	if (!campaign) throw new ProblemError(problem('not_found', {}));
	return campaign;
}
