/** Inspections, their teams and moves. */
import {
	and,
	asc,
	count,
	desc,
	eq,
	inArray,
	isNotNull,
	isNull,
	notInArray,
	sql,
	type SQL
} from 'drizzle-orm';
import type { TeamRole } from '#lib/domain/inspection.ts';
import type { Db, Orm } from '../open.ts';
import { prepared, preparedById, preparedList } from '../prepared.ts';
import { campaigns, inspectionMoves, inspections, teamMembers } from '../schema/inspections.ts';
import { accounts, agencies } from '../schema/people.ts';

export type InspectionRow = typeof inspections.$inferSelect;
export type MoveRow = typeof inspectionMoves.$inferSelect;

const teamRole = prepared((orm) =>
	orm
		.select({ role: teamMembers.role })
		.from(teamMembers)
		.where(
			and(
				eq(teamMembers.inspectionId, sql.placeholder('inspectionId')),
				eq(teamMembers.accountId, sql.placeholder('accountId'))
			)
		)
		.prepare()
);

export const findInspection = preparedById(inspections);

export function findInspectionByCode(db: Db, code: string): InspectionRow | undefined {
	return db.orm.select().from(inspections).where(eq(inspections.code, code)).get();
}

export function findTeamRole(db: Db, inspectionId: string, accountId: string): TeamRole | null {
	return teamRole(db).get({ inspectionId, accountId })?.role ?? null;
}

export function insertInspection(db: Db, row: typeof inspections.$inferInsert): void {
	db.orm.insert(inspections).values(row).run();
}

const bump = prepared((orm) =>
	orm
		.update(inspections)
		.set({ version: sql`${inspections.version} + 1` })
		.where(eq(inspections.id, sql.placeholder('id')))
		.prepare()
);

/** Counts the version up without another change. */
export function bumpInspection(db: Db, id: string): void {
	bump(db).run({ id });
}

/** Writes under the optimistic lock: false when somebody else was first. */
export function updateInspection(
	db: Db,
	id: string,
	version: number,
	patch: Partial<InspectionRow>
): boolean {
	return (
		db.orm
			.update(inspections)
			.set({ ...patch, version: version + 1 })
			.where(and(eq(inspections.id, id), eq(inspections.version, version)))
			.run().changes === 1
	);
}

export interface InspectionListRow {
	id: string;
	code: string;
	state: InspectionRow['state'];
	kind: InspectionRow['kind'];
	visitOn: string | null;
	visitAt: string;
	place: string;
	selfDueOn: string | null;
	explanationDueOn: string | null;
	planDueOn: string | null;
	reportDueOn: string | null;
	/** A re-check was ordered on the agency's report: it is in. */
	reportIn: boolean;
	version: number;
	illustrative: boolean;
	campaignId: string;
	campaignTitle: string;
	campaignYear: number;
	teamName: string;
	agencyId: string;
	agencyName: string;
	agencyShortName: string;
	agencyLevel: typeof agencies.$inferSelect.level;
	criteriaSetId: string;
	/** Of a re-check: the inspection it belongs to. */
	recheckOf: string | null;
}

/** Whether the agency's report is in, where the state is «re-check»: from which state it was ordered last. */
const reportIn = sql`inspections.state = 'recheck' and coalesce((
	select m.from_state = 'report_submitted' from inspection_moves m
	where m.inspection_id = inspections.id and m.to_state = 'recheck' order by m.at desc, m.id desc limit 1
), 0)`.mapWith(Boolean);

const reportInById = prepared((orm) =>
	orm
		.select({ reportIn })
		.from(inspections)
		.where(eq(inspections.id, sql.placeholder('id')))
		.prepare()
);

/** Whether a re-check was ordered on the agency's report, and is not over. */
export const isReportIn = (db: Db, id: string): boolean => reportInById(db).get({ id })?.reportIn ?? false;

const listColumns = {
	id: inspections.id,
	code: inspections.code,
	state: inspections.state,
	kind: inspections.kind,
	visitOn: inspections.visitOn,
	visitAt: inspections.visitAt,
	place: inspections.place,
	selfDueOn: inspections.selfDueOn,
	explanationDueOn: inspections.explanationDueOn,
	planDueOn: inspections.planDueOn,
	reportDueOn: inspections.reportDueOn,
	reportIn,
	version: inspections.version,
	illustrative: inspections.illustrative,
	campaignId: inspections.campaignId,
	campaignTitle: campaigns.title,
	campaignYear: campaigns.year,
	teamName: campaigns.teamName,
	agencyId: inspections.agencyId,
	agencyName: agencies.name,
	agencyShortName: agencies.shortName,
	agencyLevel: agencies.level,
	criteriaSetId: inspections.criteriaSetId,
	recheckOf: inspections.recheckOf
};

const listed = (orm: Orm, where: SQL | undefined) =>
	orm
		.select(listColumns)
		.from(inspections)
		.innerJoin(campaigns, eq(campaigns.id, inspections.campaignId))
		.innerJoin(agencies, eq(agencies.id, inspections.agencyId))
		.where(where)
		.orderBy(desc(campaigns.year), asc(inspections.visitOn), asc(inspections.code));

/** A re-check is part of another inspection: it is in no register, no count and no ranking. */
export const isWhole = isNull(inspections.recheckOf);

const wholeOnes = prepared((orm) => listed(orm, isWhole).prepare());

export const listInspections = (db: Db): InspectionListRow[] => wholeOnes(db).all();

export const listInspectionsById = (db: Db, ids: readonly string[]): InspectionListRow[] =>
	listed(db.orm, and(inArray(inspections.id, [...new Set(ids)]), isWhole)).all();

export const listInspectionsOfCampaign: (db: Db, campaignId: string) => InspectionListRow[] = preparedList(
	(orm, id) => listed(orm, and(eq(inspections.campaignId, id), isWhole))
);

export const listInspectionsOfAgency: (db: Db, agencyId: string) => InspectionListRow[] = preparedList(
	(orm, id) => listed(orm, and(eq(inspections.agencyId, id), isWhole))
);

const rechecks = preparedList((orm, id) => listed(orm, eq(inspections.recheckOf, id)));

/** The re-checks of an inspection, the first first. */
export const listRechecks = (db: Db, inspectionId: string): InspectionListRow[] =>
	rechecks(db, inspectionId).toSorted((a, b) => (a.code < b.code ? -1 : 1));

/** Re-checks of all inspections that are not over. */
export const listOpenRechecks = (db: Db): InspectionListRow[] =>
	listed(
		db.orm,
		and(isNotNull(inspections.recheckOf), notInArray(inspections.state, ['closed', 'cancelled']))
	).all();

/** Those in whose team an account is, re-checks among them. */
export const listInspectionsOfMember: (db: Db, accountId: string) => InspectionListRow[] = preparedList(
	(orm, id) => {
		const mine = orm
			.select({ id: teamMembers.inspectionId })
			.from(teamMembers)
			.where(eq(teamMembers.accountId, id));
		return listed(orm, inArray(inspections.id, mine));
	}
);

export interface TeamMemberRow {
	id: string;
	accountId: string;
	role: TeamRole;
	areas: string[];
	duty: string;
	displayName: string;
	title: string;
}

export const listTeam: (db: Db, inspectionId: string) => TeamMemberRow[] = preparedList((orm, id) =>
	orm
		.select({
			id: teamMembers.id,
			accountId: teamMembers.accountId,
			role: teamMembers.role,
			areas: teamMembers.areas,
			duty: teamMembers.duty,
			displayName: accounts.displayName,
			title: accounts.title
		})
		.from(teamMembers)
		.innerJoin(accounts, eq(accounts.id, teamMembers.accountId))
		.where(eq(teamMembers.inspectionId, id))
		.orderBy(
			sql`case ${teamMembers.role} when 'lead' then 0 when 'deputy_lead' then 1 when 'secretary' then 2 else 3 end`,
			accounts.displayName
		)
);

/** Codes of the areas given to a member; empty means all, or that the person has no place in the team. */
export function findAreas(db: Db, inspectionId: string, accountId: string): string[] {
	const row = db.orm
		.select({ areas: teamMembers.areas })
		.from(teamMembers)
		.where(and(eq(teamMembers.inspectionId, inspectionId), eq(teamMembers.accountId, accountId)))
		.get();
	return row?.areas ?? [];
}

export function replaceTeam(db: Db, inspectionId: string, rows: (typeof teamMembers.$inferInsert)[]): void {
	db.orm.delete(teamMembers).where(eq(teamMembers.inspectionId, inspectionId)).run();
	if (rows.length > 0) db.orm.insert(teamMembers).values(rows).run();
}

export function insertMove(db: Db, row: typeof inspectionMoves.$inferInsert): void {
	db.orm.insert(inspectionMoves).values(row).run();
}

const notice = prepared((orm) =>
	orm
		.select({ id: inspectionMoves.id })
		.from(inspectionMoves)
		.where(
			and(eq(inspectionMoves.inspectionId, sql.placeholder('id')), eq(inspectionMoves.transition, 'notify'))
		)
		.limit(1)
		.prepare()
);

/** Whether the agency was ever sent the notice, whatever happened since. */
export const wasNotified = (db: Db, id: string): boolean => notice(db).get({ id }) !== undefined;

export const listMovesOf: (db: Db, inspectionId: string) => (MoveRow & { actorName: string | null })[] =
	preparedList((orm, id) =>
		orm
			.select({
				id: inspectionMoves.id,
				inspectionId: inspectionMoves.inspectionId,
				transition: inspectionMoves.transition,
				fromState: inspectionMoves.fromState,
				toState: inspectionMoves.toState,
				reason: inspectionMoves.reason,
				actorId: inspectionMoves.actorId,
				at: inspectionMoves.at,
				actorName: accounts.displayName
			})
			.from(inspectionMoves)
			.leftJoin(accounts, eq(accounts.id, inspectionMoves.actorId))
			.where(eq(inspectionMoves.inspectionId, id))
			.orderBy(inspectionMoves.at, inspectionMoves.id)
	);

export function countInspectionsInYear(db: Db, year: number): number {
	return (
		db.orm
			.select({ n: count() })
			.from(inspections)
			.innerJoin(campaigns, eq(campaigns.id, inspections.campaignId))
			.where(and(eq(campaigns.year, year), isWhole))
			.get()?.n ?? 0
	);
}

const accountName = prepared((orm) =>
	orm
		.select({ name: accounts.displayName })
		.from(accounts)
		.where(eq(accounts.id, sql.placeholder('id')))
		.prepare()
);

/** Name of an account as printed in records; undefined for one that is not there. */
export function findAccountName(db: Db, id: string): string | undefined {
	return accountName(db).get({ id })?.name;
}
