/** What a tablet takes along: one inspection, whole. Also what the self-assessment page of the agency works on. */
import type { FieldSnapshot } from '#lib/contracts/field.ts';
import { STAGES, type Answer, type Stage } from '#lib/domain/answer.ts';
import type { Conflict } from '#lib/domain/conflict.ts';
import { isAgencyRole } from '#lib/domain/permissions.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { isAtLeast, type InspectionState } from '#lib/domain/inspection.ts';
import { emptySession } from '#lib/domain/session.ts';
import type { Ctx } from '../context.ts';
import { findAgency } from '../db/queries/agencies.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { findAnswers, loadAnswers } from '../db/queries/answers.ts';
import { listConflicts } from '../db/queries/conflicts.ts';
import * as field from '../db/queries/field.ts';
import { findAccountName, listTeam } from '../db/queries/inspections.ts';
import { findCampaign } from '../db/queries/campaigns.ts';
import { listRights, loadAccess, verdictOn } from './access.ts';
import { listCarriedFindings, listRechecked } from './earlier-inspections.ts';
import { listEvidenceViews } from './evidence.ts';
import { loadPaperFacts } from './record.ts';
import { loadEarlierRemedy } from './record-fills.ts';
import { findOpenCodes } from './self-returns.ts';

/**
 * The snapshot of an inspection for the person who asks. An agency gets its own side only: no appraisal, findings or
 * drafts before the minutes are signed. Throws `not_found` for whoever may not read it.
 */
export function readFieldSnapshot(ctx: Ctx, inspectionId: string): FieldSnapshot {
	const access = loadAccess(ctx, inspectionId);
	const { inspection, actor, teamRole } = access;
	const asAgency = isAgencyRole(actor.role);
	if (verdictOn(access, asAgency ? 'inspection.read_as_agency' : 'inspection.read') !== 'allowed')
		throw new ProblemError(problem('not_found', {}));
	const campaign = findCampaign(ctx.db, inspection.campaignId)!;
	const agency = findAgency(ctx.db, inspection.agencyId)!;
	const team = listTeam(ctx.db, inspectionId);
	const shared = !asAgency || isAtLeast(inspection.state, 'minutes_signed');
	const evidence = listEvidenceViews(ctx, inspectionId).filter(({ subjectKind }) => subjectKind !== 'effect');
	return {
		id: inspection.id,
		code: inspection.code,
		version: inspection.version,
		kind: inspection.kind,
		state: inspection.state,
		agency: { id: agency.id, name: agency.name, shortName: agency.shortName, headTitle: agency.headTitle },
		campaign: { title: campaign.title, year: campaign.year, teamName: campaign.teamName },
		periodFrom: campaign.periodFrom,
		periodTo: campaign.periodTo,
		visitOn: inspection.visitOn,
		visitAt: inspection.visitAt,
		place: inspection.place,
		teamRole,
		actorId: actor.id,
		actorName: actor.displayName,
		myAreas: team.find(({ accountId }) => accountId === actor.id)?.areas ?? [],
		team: team.map(({ accountId, displayName, title, role, areas, duty }) => ({
			accountId,
			name: displayName,
			title,
			role,
			areas,
			duty
		})),
		set: loadSetContent(ctx.db, inspection.criteriaSetId),
		answers: listSharedAnswers(ctx, inspectionId, asAgency, inspection.state),
		findings: shared ? field.listFindings(ctx.db, inspectionId) : [],
		lastFindingNumber: field.lastFindingNumber(ctx.db, inspectionId),
		strengths: shared ? field.listStrengths(ctx.db, inspectionId) : [],
		demands: shared ? field.listDemands(ctx.db, inspectionId) : [],
		session: shared ? inspection.session : emptySession(),
		signatures: shared ? field.listDrawnSignatures(ctx.db, inspectionId) : [],
		conflicts: listOpenConflicts(ctx, inspectionId, asAgency),
		evidence: shared ? evidence : evidence.filter(({ side }) => side === 'agency'),
		openCodes: asAgency ? findOpenCodes(ctx, inspection) : null,
		paperFacts: asAgency ? null : loadPaperFacts(ctx, inspection),
		carriedOver:
			inspection.recheckOf === null ? listCarriedFindings(ctx, inspection) : listRechecked(ctx, inspection),
		earlierRemedy: loadEarlierRemedy(ctx, inspection),
		can: listRights(access)
	};
}

function listSharedAnswers(
	ctx: Ctx,
	inspectionId: string,
	asAgency: boolean,
	state: InspectionState
): Record<Stage, Answer[]> {
	const answers = loadAnswers(ctx.db, inspectionId);
	const seen: Record<Stage, boolean> = {
		self: true,
		appraisal: !asAgency || isAtLeast(state, 'minutes_signed'),
		reappraisal: !asAgency || isAtLeast(state, 'reappraised'),
		final: true
	};
	return Object.fromEntries(
		STAGES.map((stage) => [stage, seen[stage] ? [...answers[stage].values()] : []])
	) as unknown as Record<Stage, Answer[]>;
}

/** Each side sees its own; `standing` as it is now, which may have changed since the other value came. */
function listOpenConflicts(ctx: Ctx, inspectionId: string, asAgency: boolean): Conflict[] {
	return listConflicts(ctx.db, inspectionId, { open: true })
		.filter(({ stage }) => (stage === 'self') === asAgency)
		.map((conflict) => {
			const { stage, code } = conflict;
			const now = findAnswers(ctx.db, inspectionId, stage, [code]).get(code);
			if (!now) return conflict;
			const { answer, changedBy: by, changedAt: at } = now;
			const byName = findAccountName(ctx.db, by) ?? '';
			return { ...conflict, standing: { answer, by, byName, at } };
		});
}
