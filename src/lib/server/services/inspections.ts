/** The life of an inspection: making it, planning it, its team, and every move from state to state. */
import type { AuditAction } from '#lib/domain/audit-action.ts';
import { formatCitation, type Citation } from '#lib/domain/citation.ts';
import { addWorkingDays, dayOf } from '#lib/domain/calendar.ts';
import {
	move,
	type CampaignKind,
	type InspectionState,
	type TeamRole,
	type Transition
} from '#lib/domain/inspection.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { emptyRemedyTexts } from '#lib/domain/remediation.ts';
import { emptySession } from '#lib/domain/session.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { findCampaign } from '../db/queries/campaigns.ts';
import { listPublishedSets } from '../db/queries/criteria.ts';
import { copyStage } from '../db/queries/answers.ts';
import { listFindings, setFindingState } from '../db/queries/field.ts';
import * as queries from '../db/queries/inspections.ts';
import { findAgency } from '../db/queries/agencies.ts';
import { findAccount } from '../db/queries/people.ts';
import { listExplanations } from '../db/queries/remediation.ts';
import { requireInspection, requireOffice, requireVersion } from './access.ts';
import { loadIssuedNotice } from './paper-citations.ts';
import { settlePlan } from './plan-decisions.ts';
import { loadCalendar } from './calendar.ts';
import { gatherFacts } from './inspection-facts.ts';
import { requireSignedContent } from './minutes.ts';
import { fillFromRecord } from './record-fills.ts';
import { settleRecheck } from './recheck-verdicts.ts';
import { moveSelfDue, recordAnswered, recordReturn, type ReturnedCode } from './self-returns.ts';

export interface NewInspection {
	campaignId: string;
	agencyId: string;
	/** Absent: the newest published set of the agency's level. */
	criteriaSetId?: string;
	kind: CampaignKind;
}

/**
 * Makes the inspection of an agency in a campaign, as a draft. Throws `inspection.agency_already_in_campaign`,
 * `not_found` (campaign, agency, or no published set of its level).
 */
export function createInspection(ctx: Ctx, input: NewInspection): string {
	requireOffice(ctx, 'inspection.create');
	return inTransaction(ctx, () => {
		const campaign = findCampaign(ctx.db, input.campaignId);
		const agency = findAgency(ctx.db, input.agencyId);
		if (!campaign || !agency) throw new ProblemError(problem('not_found', {}));
		const taken = queries
			.listInspectionsOfCampaign(ctx.db, campaign.id)
			.some((row) => row.agencyId === agency.id && row.state !== 'cancelled');
		if (taken)
			throw new ProblemError(problem('inspection.agency_already_in_campaign', { agency: agency.name }));
		const sets = listPublishedSets(ctx.db, agency.level);
		const set = input.criteriaSetId ? sets.find(({ id }) => id === input.criteriaSetId) : sets[0];
		if (!set) throw new ProblemError(problem('input.required', { field: 'criteriaSetId' }, 'criteriaSetId'));
		const id = ctx.newId();
		const number = queries.countInspectionsInYear(ctx.db, campaign.year) + 1;
		queries.insertInspection(ctx.db, {
			id,
			code: `KT-${campaign.year}-${String(number).padStart(3, '0')}`,
			campaignId: campaign.id,
			agencyId: agency.id,
			criteriaSetId: set.id,
			kind: input.kind,
			place: agency.address === '' ? `Trụ sở ${agency.name}` : agency.address,
			session: emptySession(),
			remedyTexts: emptyRemedyTexts(),
			createdAt: ctx.now()
		});
		audit(ctx, 'inspection.create', id, null, {
			agencyId: agency.id,
			campaignId: campaign.id,
			kind: input.kind
		});
		return id;
	});
}

export interface VisitPlan {
	version: number;
	visitOn: string | null;
	visitAt: string;
	place: string;
	noticeText: string;
	visitNotice: Citation | null;
	selfDueOn: string | null;
}

/**
 * Sets day, hour, place and notice of the visit. The self-assessment's day follows the campaign's setting if not given.
 * Throws `document.cited_from_here` for a notice other than the one that was issued here.
 */
export function planVisit(ctx: Ctx, inspectionId: string, plan: VisitPlan): void {
	inTransaction(ctx, () => {
		const { inspection } = requireInspection(ctx, 'inspection.plan', inspectionId);
		requireVersion(inspection.version, plan.version);
		requireOwnNotice(ctx, inspectionId, plan.visitNotice);
		const { selfDueBeforeVisit } = findCampaign(ctx.db, inspection.campaignId)!.settings;
		const reckoned = plan.visitOn && addWorkingDays(plan.visitOn, -selfDueBeforeVisit, loadCalendar(ctx));
		const patch = {
			visitOn: plan.visitOn,
			visitAt: plan.visitAt,
			place: plan.place,
			noticeText: plan.noticeText,
			visitNotice: plan.visitNotice,
			selfDueOn: plan.selfDueOn ?? reckoned
		};
		queries.updateInspection(ctx.db, inspectionId, inspection.version, patch);
		const { visitOn, visitAt, place, selfDueOn } = inspection;
		audit(ctx, 'inspection.plan', inspectionId, { visitOn, visitAt, place, selfDueOn }, patch);
	});
}

function requireOwnNotice(ctx: Ctx, inspectionId: string, typed: Citation | null): void {
	const issued = loadIssuedNotice(ctx, inspectionId);
	if (!issued) return;
	const citation = formatCitation(issued);
	if (typed === null || formatCitation(typed) !== citation)
		throw new ProblemError(problem('document.cited_from_here', { citation }));
}

export interface TeamMemberInput {
	accountId: string;
	role: TeamRole;
	areas: string[];
	duty: string;
}

/**
 * Replaces the team. Throws `inspection.team_incomplete` without exactly one lead, `not_found` for an account that
 * is disabled or of an agency, `input.invalid` for the same person twice.
 */
export function setTeam(
	ctx: Ctx,
	inspectionId: string,
	version: number,
	members: readonly TeamMemberInput[]
): void {
	inTransaction(ctx, () => {
		const { inspection } = requireInspection(ctx, 'team.set', inspectionId);
		requireVersion(inspection.version, version);
		if (members.filter(({ role }) => role === 'lead').length !== 1)
			throw new ProblemError(problem('inspection.team_incomplete', { missing: 'lead' }));
		if (new Set(members.map(({ accountId }) => accountId)).size !== members.length)
			throw new ProblemError(problem('input.invalid', { field: 'team' }, 'team'));
		for (const { accountId } of members) {
			const account = findAccount(ctx.db, accountId);
			if (!account || account.disabledAt !== null) throw new ProblemError(problem('not_found', {}));
			if (account.agencyId !== null)
				throw new ProblemError(problem('inspection.own_office', { person: account.displayName }));
		}
		const before = queries.listTeam(ctx.db, inspectionId);
		queries.replaceTeam(
			ctx.db,
			inspectionId,
			members.map((member) => ({ ...member, id: ctx.newId(), inspectionId }))
		);
		queries.bumpInspection(ctx.db, inspectionId);
		audit(ctx, 'team.set', inspectionId, before, members);
	});
}

export interface MoveInput {
	version: number;
	/** Required for a return, a postponement and a cancellation. */
	reason?: string;
	/** Of `return_self`: what is given back; absent or empty: the whole. */
	codes?: readonly ReturnedCode[];
	/** Of `return_self`: the day to hand in by (YYYY-MM-DD); absent: the proposed one. */
	dueOn?: string;
}

const NEEDS_REASON: readonly Transition[] = [
	'return_self',
	'return_plan',
	'return_report',
	'postpone',
	'cancel'
];

/** A move that takes something back or off the line has to say why. */
export const needsReason = (transition: Transition): boolean => NEEDS_REASON.includes(transition);

/**
 * Moves an inspection along its life. Throws what the table or its guards say; `input.required` where a reason is
 * owed; `version.stale` when it was changed meanwhile. Stages are opened, frozen and settled as the move demands.
 */
export function moveInspection(
	ctx: Ctx,
	inspectionId: string,
	transition: Transition,
	input: MoveInput
): InspectionState {
	return inTransaction(ctx, () => {
		const access = requireInspection(ctx, `move.${transition}`, inspectionId);
		const { inspection } = access;
		requireVersion(inspection.version, input.version);
		const reason = input.reason?.trim() ?? '';
		if (needsReason(transition) && reason === '')
			throw new ProblemError(problem('input.required', { field: 'reason' }, 'reason'));
		const moved = move(inspection.state, transition, gatherFacts(ctx, inspection, transition));
		if (!moved.ok) throw new ProblemError(moved.problem);
		if (transition === 'sign_minutes') requireSignedContent(ctx, inspectionId);
		if (transition === 'return_self') recordReturn(ctx, inspection, reason, input.codes ?? []);
		if (transition === 'submit_self') recordAnswered(ctx, inspectionId);
		const patch = {
			state: moved.value,
			stateReason: reason,
			...carryOut(ctx, inspection, transition),
			...(transition === 'return_self' && moveSelfDue(ctx, inspection, reason, input.dueOn))
		};
		queries.updateInspection(ctx.db, inspectionId, inspection.version, patch);
		if (transition === 'sign_minutes' && inspection.kind === 'recheck') settleRecheck(ctx, inspection);
		if (transition === 'submit_plan' || transition === 'accept_plan')
			settlePlan(ctx, inspection, transition, access.actor.id);
		queries.insertMove(ctx.db, {
			id: ctx.newId(),
			inspectionId,
			transition,
			fromState: inspection.state,
			toState: moved.value,
			reason,
			actorId: access.actor.id,
			at: ctx.now()
		});
		audit(ctx, `inspection.${transition}`, inspectionId, { state: inspection.state }, patch);
		return moved.value;
	});
}

/** What a move does beyond changing the state: stages copied, days reckoned, findings dropped where the agency won. */
function carryOut(
	ctx: Ctx,
	inspection: queries.InspectionRow,
	transition: Transition
): Partial<queries.InspectionRow> {
	const { settings } = findCampaign(ctx.db, inspection.campaignId)!;
	const inDays = (days: number) => addWorkingDays(dayOf(ctx.now()), days, loadCalendar(ctx));
	switch (transition) {
		case 'notify':
			fillFromRecord(ctx, inspection, 'self');
			return {};
		case 'submit_self':
			fillFromRecord(ctx, inspection, 'appraisal');
			return {};
		case 'open_session':
			fillFromRecord(ctx, inspection, 'appraisal');
			return {
				session: {
					...inspection.session,
					startedAt: ctx.now(),
					place: inspection.session.place || inspection.place
				}
			};
		case 'sign_minutes':
			/* A re-check is not explained: what it finds is remedied further. */
			if (inspection.kind === 'recheck') return {};
			return { explanationDueOn: inDays(settings.explanationAfterMinutes) };
		case 'open_explanation':
			copyStage(ctx.db, inspection.id, 'appraisal', 'reappraisal');
			return {};
		case 'reappraise':
			dropAcceptedFindings(ctx, inspection.id);
			return {};
		case 'conclude':
			copyStage(ctx.db, inspection.id, 'reappraisal', 'final');
			return {
				planDueOn: inDays(settings.planAfterConclusion),
				reportDueOn: inspection.reportDueOn ?? inDays(settings.reportAfterConclusion)
			};
		default:
			return {};
	}
}

function dropAcceptedFindings(ctx: Ctx, inspectionId: string): void {
	const won = new Set(
		listExplanations(ctx.db, inspectionId)
			.filter(({ decision }) => decision === 'accepted')
			.map(({ findingId }) => findingId)
	);
	for (const { id, state } of listFindings(ctx.db, inspectionId))
		if (won.has(id) && state === 'open') setFindingState(ctx.db, id, 'not_accepted');
}

function audit(ctx: Ctx, action: AuditAction, inspectionId: string, old: unknown, now: unknown): void {
	writeAudit(ctx, {
		action,
		subjectKind: 'inspection',
		subjectId: inspectionId,
		inspectionId,
		old,
		new: now
	});
}
