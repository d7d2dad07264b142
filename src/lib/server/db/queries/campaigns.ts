/** Campaigns, with the settings that hold in them. */
import { and, count, desc, eq, ne } from 'drizzle-orm';
import { settingsOf } from '#lib/domain/campaign.ts';
import type { TeamRole } from '#lib/domain/inspection.ts';
import type { Db } from '../open.ts';
import { campaigns, inspections, teamMembers } from '../schema/inspections.ts';
import { preparedById } from '../prepared.ts';
import { isWhole } from './inspections.ts';

export type CampaignRow = typeof campaigns.$inferSelect;

const byId = preparedById(campaigns);

export function findCampaign(db: Db, id: string): CampaignRow | undefined {
	const row = byId(db, id);
	return row && { ...row, settings: settingsOf(row.settings) };
}

export function findCampaignByCode(db: Db, code: string): CampaignRow | undefined {
	const row = db.orm.select().from(campaigns).where(eq(campaigns.code, code)).get();
	return row && { ...row, settings: settingsOf(row.settings) };
}

export function listCampaigns(db: Db): (CampaignRow & { inspections: number })[] {
	const rows = db.orm.select().from(campaigns).orderBy(desc(campaigns.year), campaigns.code).all();
	const counts = new Map(
		db.orm
			.select({ campaignId: inspections.campaignId, n: count() })
			.from(inspections)
			.where(isWhole)
			.groupBy(inspections.campaignId)
			.all()
			.map(({ campaignId, n }) => [campaignId, n])
	);
	return rows.map((row) => ({
		...row,
		settings: settingsOf(row.settings),
		inspections: counts.get(row.id) ?? 0
	}));
}

/** A person's places in the teams of a campaign, each once; of an inspection that was cancelled there is no team. */
export const listTeamRoles = (db: Db, campaignId: string, accountId: string): TeamRole[] =>
	db.orm
		.selectDistinct({ role: teamMembers.role })
		.from(teamMembers)
		.innerJoin(inspections, eq(inspections.id, teamMembers.inspectionId))
		.where(
			and(
				eq(inspections.campaignId, campaignId),
				eq(teamMembers.accountId, accountId),
				ne(inspections.state, 'cancelled'),
				isWhole
			)
		)
		.all()
		.map(({ role }) => role);

export function insertCampaign(db: Db, row: typeof campaigns.$inferInsert): void {
	db.orm.insert(campaigns).values(row).run();
}

export function updateCampaign(db: Db, id: string, version: number, patch: Partial<CampaignRow>): boolean {
	return (
		db.orm
			.update(campaigns)
			.set({ ...patch, version: version + 1 })
			.where(and(eq(campaigns.id, id), eq(campaigns.version, version)))
			.run().changes === 1
	);
}
