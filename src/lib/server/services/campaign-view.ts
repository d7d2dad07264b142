/** The campaigns and the board of one: its agencies, how far each is, who goes when. */
import type { Stage } from '#lib/domain/answer.ts';
import { formatCitation } from '#lib/domain/citation.ts';
import type { CampaignSettings } from '#lib/domain/campaign.ts';
import type { AgencyLevel } from '#lib/domain/criteria.ts';
import { AGENCY_LEVELS } from '#lib/domain/criteria.ts';
import { dueOf, type Due } from '#lib/domain/due.ts';
import type { InspectionKind } from '#lib/domain/inspection.ts';
import { canOffice, type Actor } from '#lib/domain/permissions.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import type { Ctx } from '../context.ts';
import { listAgencyRows } from '../db/queries/agencies.ts';
import { listPublishedSets } from '../db/queries/criteria.ts';
import {
	listInspections,
	listInspectionsOfCampaign,
	type InspectionListRow
} from '../db/queries/inspections.ts';
import { findCampaign, listCampaigns } from '../db/queries/campaigns.ts';
import { listFindingCounts, listTeamPlaces } from '../db/queries/registers.ts';
import { requireOffice } from './access.ts';
import { deadlineReader, type DayLeft } from './deadlines.ts';
import { briefOf, type InspectionBrief } from './inspection-brief.ts';
import { readStanding, type Standing } from './standing-totals.ts';
import { remembered } from './remembered.ts';

export interface CampaignListItem {
	id: string;
	code: string;
	title: string;
	year: number;
	teamName: string;
	periodFrom: string;
	periodTo: string;
	total: number;
	concluded: number;
	closed: number;
	nextVisit: DayLeft | null;
}

export function listCampaignItems(ctx: Ctx): { campaigns: CampaignListItem[]; canManage: boolean } {
	const actor = requireOffice(ctx, 'campaign.read');
	const campaigns = remembered(ctx, 'campaigns', () => buildCampaigns(ctx));
	return { campaigns, canManage: canOffice(actor, 'campaign.manage') };
}

function buildCampaigns(ctx: Ctx): CampaignListItem[] {
	const days = deadlineReader(ctx);
	const byCampaign = Map.groupBy(listInspections(ctx.db), ({ campaignId }) => campaignId);
	return listCampaigns(ctx.db).map(({ id, code, title, year, teamName, periodFrom, periodTo }) => {
		const own = (byCampaign.get(id) ?? []).filter(({ state }) => state !== 'cancelled');
		const visits = own
			.flatMap(({ visitOn }) => (visitOn !== null && visitOn >= days.today ? [visitOn] : []))
			.sort();
		return {
			id,
			code,
			title,
			year,
			teamName,
			periodFrom,
			periodTo,
			total: own.length,
			concluded: own.filter(({ planDueOn }) => planDueOn !== null).length,
			closed: own.filter(({ state }) => state === 'closed').length,
			nextVisit: days.readMaybeEvent(visits[0] ?? null)
		};
	});
}

/** What the form of a campaign holds, as it stands. Citations as one line each, empty for none. */
export interface CampaignValues {
	version: number;
	title: string;
	year: number;
	plan: string;
	decision: string;
	teamName: string;
	periodFrom: string;
	periodTo: string;
	settings: CampaignSettings;
}

export interface BoardItem {
	inspection: InspectionBrief;
	level: AgencyLevel;
	kind: InspectionKind;
	lead: string;
	teamSize: number;
	visit: DayLeft | null;
	visitAt: string;
	place: string;
	due: ({ kind: Due['kind']; waitsFor: Due['waitsFor'] } & DayLeft) | null;
	stage: Stage;
	standing: Standing;
	findings: { total: number; settled: number };
	illustrative: boolean;
}

export interface CampaignBoard {
	id: string;
	code: string;
	values: CampaignValues;
	today: string;
	items: BoardItem[];
	canManage: boolean;
	canAdd: boolean;
	/** Agencies that are not in this campaign yet, with whether a published set exists for their level. */
	candidates: { id: string; name: string; level: AgencyLevel; hasSet: boolean }[];
}

/** Throws `not_found`. */
export function readCampaignBoard(ctx: Ctx, campaignId: string): CampaignBoard {
	const actor = requireOffice(ctx, 'campaign.read');
	return remembered(ctx, `board ${campaignId} ${actor.role}`, () => buildBoard(ctx, campaignId, actor));
}

function buildBoard(ctx: Ctx, campaignId: string, actor: Actor): CampaignBoard {
	const values = readCampaignValues(ctx, campaignId);
	const days = deadlineReader(ctx);
	const rows = listInspectionsOfCampaign(ctx.db, campaignId);
	const places = Map.groupBy(listTeamPlaces(ctx.db), ({ inspectionId }) => inspectionId);
	const findings = new Map(listFindingCounts(ctx.db).map((row) => [row.inspectionId, row]));
	const items = rows.map((row): BoardItem => {
		const team = places.get(row.id) ?? [];
		const due = dueOf(row);
		const standing = readStanding(ctx, row);
		const { total = 0, settled = 0 } = findings.get(row.id) ?? {};
		return {
			inspection: briefOf(row),
			level: row.agencyLevel,
			kind: row.kind,
			lead: team.find(({ role }) => role === 'lead')?.displayName ?? '',
			teamSize: team.length,
			visit: days.readMaybeEvent(row.visitOn),
			visitAt: row.visitAt,
			place: row.place,
			due: due && days.readDue(due),
			stage: standing.stage,
			standing,
			findings: { total, settled },
			illustrative: row.illustrative
		};
	});
	const canAdd = canOffice(actor, 'inspection.create');
	return {
		id: campaignId,
		code: findCampaign(ctx.db, campaignId)!.code,
		values,
		today: days.today,
		items,
		canManage: canOffice(actor, 'campaign.manage'),
		canAdd,
		candidates: canAdd ? listCandidates(ctx, days.today, rows) : []
	};
}

/** What the campaign's form is filled with. Throws `not_found`. */
export function readCampaignValues(ctx: Ctx, campaignId: string): CampaignValues {
	requireOffice(ctx, 'campaign.read');
	const row = findCampaign(ctx.db, campaignId);
	if (!row) throw new ProblemError(problem('not_found', {}));
	const { version, title, year, plan, decision, teamName, periodFrom, periodTo, settings } = row;
	return {
		version,
		title,
		year,
		plan: plan ? formatCitation(plan) : '',
		decision: decision ? formatCitation(decision) : '',
		teamName,
		periodFrom,
		periodTo,
		settings
	};
}

/** A cancelled inspection leaves its agency free to be taken up again. */
function listCandidates(
	ctx: Ctx,
	today: string,
	rows: readonly InspectionListRow[]
): CampaignBoard['candidates'] {
	const taken = new Set(rows.filter(({ state }) => state !== 'cancelled').map(({ agencyId }) => agencyId));
	const levels = AGENCY_LEVELS.filter((level) => listPublishedSets(ctx.db, level).length > 0);
	return listAgencyRows(ctx.db)
		.filter(({ id, validTo }) => !taken.has(id) && (validTo === null || validTo >= today))
		.map(({ id, name, level }) => ({ id, name, level, hasSet: levels.includes(level) }));
}
