/** Who may be on the agency's pages: accounts of an agency, and only for their own inspections. */
import type { Actor } from '#lib/domain/permissions.ts';
import { isAgencyRole } from '#lib/domain/permissions.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import type { Ctx } from '../context.ts';
import { findAgency, type AgencyRow } from '../db/queries/agencies.ts';
import { loadAccess, requireActor, verdictOn, type Access } from './access.ts';

export type AgencyActor = Actor & { agencyId: string };

/** The account of an agency that acts. Throws `auth.required`; `not_found` for everybody else, as if it were not there. */
export function requireAgency(ctx: Ctx): { actor: AgencyActor; agency: AgencyRow } {
	const actor = requireActor(ctx);
	const agency = actor.agencyId === null ? undefined : findAgency(ctx.db, actor.agencyId);
	if (!isAgencyRole(actor.role) || !agency) throw new ProblemError(problem('not_found', {}));
	return { actor: actor as AgencyActor, agency };
}

/** An inspection of the actor's own agency that it may see now. Throws `not_found` for every other one. */
export function requireOwnInspection(ctx: Ctx, inspectionId: string): Access & { agency: AgencyRow } {
	const { agency } = requireAgency(ctx);
	const access = loadAccess(ctx, inspectionId);
	if (verdictOn(access, 'inspection.read_as_agency') !== 'allowed')
		throw new ProblemError(problem('not_found', {}));
	return { ...access, agency };
}
