/** Agencies with the history of their inspections, for reading. */
import type { AgencyLevel } from '#lib/domain/criteria.ts';
import type { InspectionState } from '#lib/domain/inspection.ts';
import { isAtLeast } from '#lib/domain/inspection.ts';
import type { Ctx } from '../context.ts';
import { listAgencyRows } from '../db/queries/agencies.ts';
import { listInspections } from '../db/queries/inspections.ts';
import { listFindingCounts } from '../db/queries/registers.ts';
import { requireOffice } from './access.ts';
import { readStanding, type Standing } from './standing-totals.ts';
import { remembered } from './remembered.ts';

export interface AgencyHistoryItem {
	inspectionId: string;
	code: string;
	year: number;
	state: InspectionState;
	/** Of concluded inspections; null before. */
	percent: number | null;
	rating: Standing['rating'];
	findings: { total: number; settled: number };
}

export interface RegisteredAgency {
	id: string;
	code: string;
	name: string;
	shortName: string;
	level: AgencyLevel;
	superior: string;
	headTitle: string;
	address: string;
	units: number;
	/** Day it was closed or merged; null while it stands. */
	validTo: string | null;
	/** The newest first. */
	inspections: AgencyHistoryItem[];
	openFindings: number;
}

export function listRegisteredAgencies(ctx: Ctx): RegisteredAgency[] {
	requireOffice(ctx, 'agency.read');
	return remembered(ctx, 'agencies', () => buildRegister(ctx));
}

function buildRegister(ctx: Ctx): RegisteredAgency[] {
	const findings = new Map(listFindingCounts(ctx.db).map((row) => [row.inspectionId, row]));
	const byAgency = Map.groupBy(
		listInspections(ctx.db).filter(({ state }) => state !== 'cancelled'),
		({ agencyId }) => agencyId
	);
	return listAgencyRows(ctx.db).map((agency) => {
		const inspections = (byAgency.get(agency.id) ?? []).map((row): AgencyHistoryItem => {
			const concluded = row.state !== 'postponed' && isAtLeast(row.state, 'concluded');
			const standing = concluded ? readStanding(ctx, row) : null;
			const { total = 0, settled = 0 } = findings.get(row.id) ?? {};
			return {
				inspectionId: row.id,
				code: row.code,
				year: row.campaignYear,
				state: row.state,
				percent: standing?.percent ?? null,
				rating: standing?.rating ?? null,
				findings: { total, settled }
			};
		});
		const { id, code, name, shortName, level, superior, headTitle, address, units, validTo } = agency;
		return {
			id,
			code,
			name,
			shortName,
			level,
			superior,
			headTitle,
			address,
			units,
			validTo,
			inspections,
			openFindings: inspections.reduce((sum, item) => sum + item.findings.total - item.findings.settled, 0)
		};
	});
}
