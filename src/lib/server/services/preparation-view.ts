/** What the preparation of a visit shows: the plan of the visit, the team, and who could be in it. */
import { formatCitation } from '#lib/domain/citation.ts';
import { foldText } from '#lib/domain/folded-text.ts';
import type { TeamRole } from '#lib/domain/inspection.ts';
import type { AccountRole } from '#lib/domain/permissions.ts';
import type { Ctx } from '../context.ts';
import { findAgency } from '../db/queries/agencies.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { listInspectionsOfCampaign, listTeam, type InspectionRow } from '../db/queries/inspections.ts';
import { findCampaign } from '../db/queries/campaigns.ts';
import { listTeamCandidates } from '../db/queries/registers.ts';
import { requireInspection } from './access.ts';
import { loadIssuedNotice } from './paper-citations.ts';
import { remembered } from './remembered.ts';

/** What the visit's form holds, as it stands. */
export interface VisitValues {
	version: number;
	visitOn: string;
	visitAt: string;
	place: string;
	noticeText: string;
	visitNotice: string;
	selfDueOn: string;
}

export interface TeamValues {
	version: number;
	members: { accountId: string; role: TeamRole; areas: string[]; duty: string }[];
}

export interface TeamCandidate {
	id: string;
	name: string;
	title: string;
	role: AccountRole;
	/** Seems to work at the inspected agency: a member must not appraise their own office (workflow 1). */
	ownOffice: boolean;
}

export interface Preparation {
	visit: VisitValues;
	team: TeamValues;
	candidates: TeamCandidate[];
	areas: { code: string; title: string; titleEn: string; appraiser: string; isSurvey: boolean }[];
	/** The notice was issued here: its citation is not typed. */
	isNoticeIssued: boolean;
	/** Working days before the visit by which the self-assessment is due if no day is given. */
	selfDueBeforeVisit: number;
	/** Other inspections of the campaign that have a team, to take it over from. */
	otherTeams: { inspectionId: string; agencyName: string; members: TeamValues['members'] }[];
}

export function readPreparation(ctx: Ctx, inspectionId: string): Preparation {
	const { inspection } = requireInspection(ctx, 'inspection.read', inspectionId);
	return remembered(ctx, `preparation ${inspectionId}`, () => buildPreparation(ctx, inspection));
}

function buildPreparation(ctx: Ctx, inspection: InspectionRow): Preparation {
	const agency = findAgency(ctx.db, inspection.agencyId)!;
	const set = loadSetContent(ctx.db, inspection.criteriaSetId);
	return {
		visit: visitValues(inspection),
		isNoticeIssued: loadIssuedNotice(ctx, inspection.id) !== null,
		team: teamValues(ctx, inspection),
		candidates: listTeamCandidates(ctx.db).map(({ id, displayName, title, role }) => ({
			id,
			name: displayName,
			title,
			role,
			ownOffice: worksAt(title, agency)
		})),
		areas: set.areas.map(({ code, title, titleEn, appraiser, isSurvey }) => ({
			code,
			title,
			titleEn,
			appraiser,
			isSurvey
		})),
		selfDueBeforeVisit: findCampaign(ctx.db, inspection.campaignId)!.settings.selfDueBeforeVisit,
		otherTeams: listOtherTeams(ctx, inspection)
	};
}

/** The visit's form as it stands, for a form that was filled on an older version. */
export function readVisitValues(ctx: Ctx, inspectionId: string): VisitValues {
	return visitValues(requireInspection(ctx, 'inspection.read', inspectionId).inspection);
}

/** The team's form as it stands. */
export function readTeamValues(ctx: Ctx, inspectionId: string): TeamValues {
	return teamValues(ctx, requireInspection(ctx, 'inspection.read', inspectionId).inspection);
}

function visitValues(inspection: InspectionRow): VisitValues {
	const { version, visitOn, visitAt, place, noticeText, visitNotice, selfDueOn } = inspection;
	return {
		version,
		visitOn: visitOn ?? '',
		visitAt,
		place,
		noticeText,
		visitNotice: visitNotice ? formatCitation(visitNotice) : '',
		selfDueOn: selfDueOn ?? ''
	};
}

function teamValues(ctx: Ctx, { id, version }: Pick<InspectionRow, 'id' | 'version'>): TeamValues {
	const members = listTeam(ctx.db, id).map(({ accountId, role, areas, duty }) => ({
		accountId,
		role,
		areas,
		duty
	}));
	return { version, members };
}

/** Inspectors have no agency of their own in the accounts; their title names the office they come from. */
function worksAt(title: string, agency: { name: string; shortName: string }): boolean {
	const words = foldText(title);
	return [agency.name, agency.shortName].some((name) => name !== '' && words.includes(foldText(name)));
}

function listOtherTeams(ctx: Ctx, inspection: InspectionRow): Preparation['otherTeams'] {
	return listInspectionsOfCampaign(ctx.db, inspection.campaignId)
		.filter(({ id, criteriaSetId }) => id !== inspection.id && criteriaSetId === inspection.criteriaSetId)
		.map((row) => ({ inspectionId: row.id, agencyName: row.agencyName, ...teamValues(ctx, row) }))
		.filter(({ members }) => members.length > 0)
		.map(({ inspectionId, agencyName, members }) => ({ inspectionId, agencyName, members }));
}
