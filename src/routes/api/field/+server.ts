import { json } from '@sveltejs/kit';
import type { FieldList } from '#lib/contracts/field-list.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import { findTeamRole, listInspectionsOfMember } from '#lib/server/db/queries/inspections.ts';
import { listLastSendings } from '#lib/server/db/queries/sync-order.ts';
import { forJson } from '#lib/server/http/problem-response.ts';
import { requireActor } from '#lib/server/services/access.ts';
import type { RequestHandler } from './$types';

/** One's own inspections: being in the team is the permission. */
export const GET: RequestHandler = ({ locals }) =>
	forJson(() => {
		const { ctx } = locals;
		const actor = requireActor(ctx);
		const lastSendings = listLastSendings(ctx.db, actor.id);
		const list: FieldList = {
			actorId: actor.id,
			actorName: actor.displayName,
			today: dayOf(ctx.now()),
			inspections: listInspectionsOfMember(ctx.db, actor.id).map(
				({ id, code, state, kind, agencyName, campaignTitle, teamName, visitOn }) => ({
					id,
					code,
					state,
					kind,
					agencyName,
					campaignTitle,
					teamName,
					visitOn,
					teamRole: findTeamRole(ctx.db, id, actor.id),
					lastSent: lastSendings.get(id) ?? null
				})
			)
		};
		return json(list, { headers: { 'cache-control': 'no-store' } });
	});
