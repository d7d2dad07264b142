/** The first line of every service: may this person do this here? Not yours and not there answer alike. */
import type { Actor, InspectionAction, OfficeAction, Rights, Verdict } from '#lib/domain/permissions.ts';
import {
	INSPECTION_ACTIONS,
	isAgencyRole,
	isKnownToAgency,
	judge,
	judgeOffice
} from '#lib/domain/permissions.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import type { TeamRole } from '#lib/domain/inspection.ts';
import type { Ctx } from '../context.ts';
import { findCampaign, listTeamRoles } from '../db/queries/campaigns.ts';
import { findInspection, findTeamRole, wasNotified, type InspectionRow } from '../db/queries/inspections.ts';

/** An inspection as seen by the person who acts. */
export interface Access {
	inspection: InspectionRow;
	teamRole: TeamRole | null;
	/** Asked only where it decides: see `Place.wasNotified`. */
	wasNotified: boolean;
	actor: Actor;
}

/** The person who is signed in, with nothing left to settle first. Throws `auth.required`, `auth.must_change_password`. */
export function requireActor(ctx: Ctx): Actor {
	if (ctx.actor === null) throw new ProblemError(problem('auth.required', {}));
	if (ctx.actor.mustChangePassword) throw new ProblemError(problem('auth.must_change_password', {}));
	return ctx.actor;
}

/** Throws `permission.denied` or `not_found` unless the table allows the action outside any inspection. */
export function requireOffice(ctx: Ctx, action: OfficeAction): Actor {
	const actor = requireActor(ctx);
	const verdict = judgeOffice(actor, action);
	if (verdict !== 'allowed') throw refusal(verdict, action, '');
	return actor;
}

/** Loads an inspection for an action. Throws `not_found`, `permission.denied`, or `transition.not_from_here` when closed. */
export function requireInspection(ctx: Ctx, action: InspectionAction, inspectionId: string): Access {
	const access = loadAccess(ctx, inspectionId);
	requireOn(access, action);
	return access;
}

/** The same decision for a further action on an inspection already loaded. */
export function requireOn(access: Access, action: InspectionAction): void {
	const verdict = verdictOn(access, action);
	if (verdict !== 'allowed') throw refusal(verdict, action, access.inspection.state);
}

export function verdictOn(access: Access, action: InspectionAction): Verdict {
	const { actor, inspection, teamRole, wasNotified } = access;
	const { agencyId, state } = inspection;
	return judge(actor, action, { agencyId, state, teamRole, wasNotified });
}

/** What the person may do here and now, for pages to show the rest as disabled; of some sixty actions it is a few. */
export function listRights(access: Access): Rights {
	const allowed = INSPECTION_ACTIONS.filter((action) => verdictOn(access, action) === 'allowed');
	return Object.fromEntries(allowed.map((action) => [action, true]));
}

/**
 * For what lies within an inspection and both sides may see by their own row: the office's or the agency's. Throws
 * `not_found` for whoever may not even see the inspection, so that it tells nothing.
 */
export function requireSight(access: Access): void {
	const seen = ['inspection.read', 'inspection.read_as_agency'] as const;
	if (!seen.some((action) => verdictOn(access, action) === 'allowed'))
		throw new ProblemError(problem('not_found', {}));
}

/** Reads the inspection with the actor's place in it, deciding nothing but that it exists. */
export function loadAccess(ctx: Ctx, inspectionId: string): Access {
	const actor = requireActor(ctx);
	const inspection = findInspection(ctx.db, inspectionId);
	if (!inspection) throw new ProblemError(problem('not_found', {}));
	return accessOf(ctx, actor, inspection);
}

/** What a person is to an inspection that was read already. */
export function accessOf({ db }: Ctx, actor: Actor, inspection: InspectionRow): Access {
	const { id, state } = inspection;
	const asks = isAgencyRole(actor.role) && !isKnownToAgency(state);
	return {
		inspection,
		teamRole: findTeamRole(db, id, actor.id),
		wasNotified: asks && wasNotified(db, id),
		actor
	};
}

/** A campaign as seen by the person who acts, with the places held in the teams of its inspections. */
export interface CampaignAccess {
	campaignId: string;
	teamRoles: TeamRole[];
	actor: Actor;
}

/** Reads a campaign for whoever may see it. Throws `not_found` to everybody else. */
export function requireCampaignReader(ctx: Ctx, campaignId: string): CampaignAccess {
	const actor = requireActor(ctx);
	const isSeen = judgeOffice(actor, 'campaign.read') === 'allowed' && findCampaign(ctx.db, campaignId);
	if (!isSeen) throw new ProblemError(problem('not_found', {}));
	return { campaignId, actor, teamRoles: listTeamRoles(ctx.db, campaignId, actor.id) };
}

export const verdictOnCampaign = ({ actor, teamRoles }: CampaignAccess, action: OfficeAction): Verdict =>
	judgeOffice(actor, action, teamRoles);

/** A decision on a campaign that was read already. Throws `permission.denied`. */
export function requireOnCampaign(access: CampaignAccess, action: OfficeAction): void {
	const verdict = verdictOnCampaign(access, action);
	if (verdict !== 'allowed') throw refusal(verdict, action, '');
}

function refusal(verdict: Exclude<Verdict, 'allowed'>, action: string, state: string): ProblemError {
	if (verdict === 'hidden') return new ProblemError(problem('not_found', {}));
	if (verdict === 'forbidden') return new ProblemError(problem('permission.denied', { action }));
	return new ProblemError(problem('transition.not_from_here', { action, state }));
}

/** Throws `version.stale` when the form was filled on an older version than the one that stands. */
export function requireVersion(current: number, yours: number): void {
	if (current !== yours) throw new ProblemError(problem('version.stale', { yours, current }));
}
