/** The register of inspections. */
import { dueOf, type Due } from '#lib/domain/due.ts';
import type { InspectionKind } from '#lib/domain/inspection.ts';
import type { AgencyLevel } from '#lib/domain/criteria.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import type { Ctx } from '../context.ts';
import { listInspections } from '../db/queries/inspections.ts';
import { listFindingCounts, listTeamPlaces } from '../db/queries/registers.ts';
import { requireOffice } from './access.ts';
import { deadlineReader, type DayLeft } from './deadlines.ts';
import { briefOf, type InspectionBrief } from './inspection-brief.ts';
import { readStanding, type Standing } from './standing-totals.ts';
import { remembered } from './remembered.ts';

export interface RegisteredInspection {
	inspection: InspectionBrief;
	kind: InspectionKind;
	level: AgencyLevel;
	year: number;
	campaignId: string;
	campaignTitle: string;
	lead: string;
	/** The one who asks is in its team. */
	mine: boolean;
	visit: DayLeft | null;
	due: ({ kind: Due['kind']; waitsFor: Due['waitsFor'] } & DayLeft) | null;
	standing: Standing;
	findings: { total: number; settled: number };
	illustrative: boolean;
}

/** All inspections, the newest campaign first. */
export function listRegisteredInspections(ctx: Ctx): RegisteredInspection[] {
	const actor = requireOffice(ctx, 'campaign.read');
	return remembered(ctx, `inspections ${actor.id}`, () => buildRegister(ctx, actor));
}

function buildRegister(ctx: Ctx, actor: Actor): RegisteredInspection[] {
	const days = deadlineReader(ctx);
	const places = Map.groupBy(listTeamPlaces(ctx.db), ({ inspectionId }) => inspectionId);
	const findings = new Map(listFindingCounts(ctx.db).map((row) => [row.inspectionId, row]));
	return listInspections(ctx.db).map((row) => {
		const team = places.get(row.id) ?? [];
		const due = dueOf(row);
		const { total = 0, settled = 0 } = findings.get(row.id) ?? {};
		return {
			inspection: briefOf(row),
			kind: row.kind,
			level: row.agencyLevel,
			year: row.campaignYear,
			campaignId: row.campaignId,
			campaignTitle: row.campaignTitle,
			lead: team.find(({ role }) => role === 'lead')?.displayName ?? '',
			mine: team.some(({ accountId }) => accountId === actor.id),
			visit: days.readMaybeEvent(row.visitOn),
			due: due && days.readDue(due),
			standing: readStanding(ctx, row),
			findings: { total, settled },
			illustrative: row.illustrative
		};
	});
}
