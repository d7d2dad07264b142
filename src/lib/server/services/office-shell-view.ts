/** What stands around every page of the office: who is here, what waits where, which doors are open. */
import { canOffice, type AccountRole, type Actor } from '#lib/domain/permissions.ts';
import type { Ctx } from '../context.ts';
import { listContested } from '../db/queries/registers.ts';
import { listInspectionsOfMember } from '../db/queries/inspections.ts';
import { requireOffice } from './access.ts';
import { listTrackedRemedies } from './remedy-tracker-view.ts';
import { remembered } from './remembered.ts';

export interface OfficeShell {
	name: string;
	role: AccountRole;
	counts: {
		/** Explanations that the team has not decided. */
		undecided: number;
		lateRemedies: number;
		remediesForMe: number;
	};
	/** In a team of an inspection that is not over: has something to do on the tablet. */
	inTeam: boolean;
	manages: { criteria: boolean; agencies: boolean; accounts: boolean };
}

/** Throws `not_found` for accounts of an agency: to them the office is not there. */
export function readOfficeShell(ctx: Ctx): OfficeShell {
	const actor = requireOffice(ctx, 'campaign.read');
	return remembered(ctx, `shell ${actor.id} ${actor.role}`, () => buildShell(ctx, actor));
}

function buildShell(ctx: Ctx, actor: Actor): OfficeShell {
	const remedies = listTrackedRemedies(ctx);
	return {
		name: actor.displayName,
		role: actor.role,
		counts: {
			undecided: listContested(ctx.db).filter(
				(row) => row.decision === null && row.inspectionState === 'explaining'
			).length,
			lateRemedies: remedies.filter(({ late }) => late).length,
			remediesForMe: remedies.filter(({ forMe }) => forMe).length
		},
		inTeam: isInTeam(ctx, actor),
		manages: {
			criteria: canOffice(actor, 'criteria.manage'),
			agencies: canOffice(actor, 'agency.manage'),
			accounts: canOffice(actor, 'account.manage')
		}
	};
}

function isInTeam(ctx: Ctx, actor: Actor): boolean {
	return listInspectionsOfMember(ctx.db, actor.id).some(
		({ state }) => state !== 'closed' && state !== 'cancelled'
	);
}
