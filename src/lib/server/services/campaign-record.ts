/** Reads everything the papers of a campaign are made from, as the plain record their builders take. */
import { paperTextsOf } from '#lib/domain/campaign-paper-texts.ts';
import type { Citation } from '#lib/domain/citation.ts';
import type { CampaignKind } from '#lib/domain/inspection.ts';
import { isAtLeast } from '#lib/domain/inspection.ts';
import type { OfficeFacts } from '#lib/domain/office.ts';
import type { CampaignPaperKind } from '#lib/domain/papers/availability.ts';
import type { CampaignRecord, CampaignSet } from '#lib/domain/papers/campaign-record.ts';
import { twoDigits } from '#lib/domain/papers/wording.ts';
import { plannedMatter } from '#lib/domain/papers/yearly-plan.ts';
import type { CampaignResult } from '#lib/domain/ranking.ts';
import type { Ctx } from '../context.ts';
import type { CampaignRow } from '../db/queries/campaigns.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { listCampaignDocuments, type DocumentRow } from '../db/queries/documents.ts';
import { listInspectionsOfCampaign, type InspectionListRow } from '../db/queries/inspections.ts';
import { readSetting } from '../db/queries/settings.ts';
import type { Db } from '../db/open.ts';
import { requireOfficeFacts } from './office-facts.ts';
import { readStanding } from './standing-totals.ts';

type Reader = Pick<Ctx, 'db'>;

/** The record of a campaign. The caller has asked for permission. */
export function loadCampaignRecord(ctx: Reader, campaign: CampaignRow): CampaignRecord {
	const office = requireOfficeFacts(ctx);
	const documents = listCampaignDocuments(ctx.db, campaign.id);
	const rows = listInspectionsOfCampaign(ctx.db, campaign.id).filter(({ state }) => state !== 'cancelled');
	return {
		province: { name: office.provinceName, committee: office.committee, place: office.place },
		department: loadDepartment(ctx.db, office),
		campaign: {
			year: campaign.year,
			periodFrom: campaign.periodFrom,
			periodTo: campaign.periodTo,
			settings: campaign.settings
		},
		plan: campaign.plan,
		isOwnPlan: findOwnPlan(documents, campaign.plan) !== undefined,
		teamDecision: campaign.decision,
		sets: listSets(ctx, rows),
		agencies: rows.map((row) => ({
			name: row.agencyName,
			level: row.agencyLevel,
			/* Re-checks belong to no campaign's list (`isWhole`). */
			kind: row.kind as CampaignKind,
			visitOn: row.visitOn,
			isPostponed: row.state === 'postponed'
		})),
		results: rows.map((row) => resultOf(ctx, row)),
		texts: paperTextsOf(campaign.paperTexts),
		signer: office.conclusionSigner,
		issued: issuedOf(documents)
	};
}

/** The body that uses the product, as its papers name it. The caller has asked for permission. */
export function loadDepartment(db: Db, office: OfficeFacts): CampaignRecord['department'] {
	const logo = readSetting(db, 'department_logo')?.sha256 ?? null;
	return {
		name: office.departmentName,
		sign: office.departmentSign,
		unitSign: office.unitSign,
		...(logo === null ? {} : { logo })
	};
}

function issuedOf(documents: readonly DocumentRow[]): CampaignRecord['issued'] {
	const issued: CampaignRecord['issued'] = {};
	for (const { kind, number, issuedOn } of documents)
		issued[kind as CampaignPaperKind] = { number, issuedOn };
	return issued;
}

function listSets(ctx: Reader, rows: readonly InspectionListRow[]): CampaignSet[] {
	return [...new Set(rows.map(({ criteriaSetId }) => criteriaSetId))].map((id) => {
		const { level, areas, legalBasis } = loadSetContent(ctx.db, id);
		return { level, legalBasis, areas: areas.filter((area) => !area.isSurvey).map(({ title }) => title) };
	});
}

function resultOf(ctx: Reader, row: InspectionListRow): CampaignResult {
	const { points, possible, percent, rating, hasSurvey } = readStanding(ctx, row);
	const set = loadSetContent(ctx.db, row.criteriaSetId);
	return {
		inspectionId: row.id,
		agencyName: row.agencyName,
		level: row.agencyLevel,
		set: { id: row.criteriaSetId, title: set.title },
		isConcluded: isAtLeast(row.state, 'concluded'),
		points,
		possible,
		percent,
		ratingLabel: rating?.label ?? '',
		hasSurvey
	};
}

/** How other papers cite a plan that was issued here. */
export const citationOfPlan = (
	plan: Pick<DocumentRow, 'number' | 'sign' | 'issuedOn' | 'issuingBody'>,
	year: number
): Citation => ({
	kind: 'Kế hoạch',
	number: twoDigits(plan.number),
	sign: plan.sign,
	issuedOn: plan.issuedOn,
	issuer: plan.issuingBody,
	subject: plannedMatter(year)
});

/** The yearly plan, issued here, that a citation names; undefined where it is another body's. */
export function findOwnPlan(
	documents: readonly DocumentRow[],
	cited: Citation | null
): DocumentRow | undefined {
	return documents.find(
		({ kind, number, sign, issuedOn }) =>
			kind === 'yearly_plan' &&
			cited !== null &&
			Number(cited.number) === number &&
			cited.sign === sign &&
			cited.issuedOn === issuedOn
	);
}

/**
 * The plan that the papers of one inspection cite: the campaign's. Once somebody has signed there, it stays the one that
 * stood at the first signature: a plan that is issued or replaced later must not change what was signed, nor be cited as
 * what an inspection was made under.
 */
export function citedPlan(ctx: Reader, campaign: CampaignRow, firstSignedAt: number | null): Citation | null {
	if (firstSignedAt === null || campaign.plan === null) return campaign.plan;
	const documents = listCampaignDocuments(ctx.db, campaign.id);
	if (findOwnPlan(documents, campaign.plan) === undefined) return campaign.plan;
	const stood = documents.findLast(
		({ kind, issuedAt }) => kind === 'yearly_plan' && issuedAt <= firstSignedAt
	);
	return stood === undefined ? null : citationOfPlan(stood, campaign.year);
}
