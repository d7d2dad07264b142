/** Reminders, the mails that carry them, and who they are for. */
import { and, asc, count, desc, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { AccountRole } from '#lib/domain/permissions.ts';
import { mondayOf, WEEKLY, type SentNotice } from '#lib/domain/chasing.ts';
import type { InspectionState } from '#lib/domain/inspection.ts';
import type { ActionDecision } from '#lib/domain/plan-decision.ts';
import type { CauseOwner } from '#lib/domain/remediation.ts';
import type { Db } from '../open.ts';
import { prepared } from '../prepared.ts';
import { mailings, notices, type MailOutcome } from '../schema/notices.ts';
import { accounts, agencies } from '../schema/people.ts';

export type NoticeRow = typeof notices.$inferSelect;
export type MailingRow = typeof mailings.$inferSelect;

const SENT_ON = `
	select recipient, matter_key as matterKey, due_on as dueOn, step, day as "on" from notices
	where matter_key in (select value from json_each(?)) or day = ? or (matter_key = '${WEEKLY}' and due_on = ?)`;

/** What was told on matters that are open, everything of a day, and the digests of its week. */
export function listSentNotices(db: Db, matterKeys: readonly string[], day: string): SentNotice[] {
	return db.sqlite.prepare(SENT_ON).all(JSON.stringify(matterKeys), day, mondayOf(day)) as SentNotice[];
}

/** False where this person had this day's mail before. */
export function insertMailing(db: Db, row: typeof mailings.$inferInsert): boolean {
	return db.orm.insert(mailings).values(row).onConflictDoNothing().run().changes === 1;
}

/** False where this person was told this matter at this step before. */
export function insertNotice(db: Db, row: typeof notices.$inferInsert): boolean {
	return db.orm.insert(notices).values(row).onConflictDoNothing().run().changes === 1;
}

export function findMailing(db: Db, id: string): MailingRow | undefined {
	return db.orm.select().from(mailings).where(eq(mailings.id, id)).get();
}

export function listNoticesOfMailing(db: Db, mailingId: string): NoticeRow[] {
	return db.orm.select().from(notices).where(eq(notices.mailingId, mailingId)).orderBy(asc(notices.id)).all();
}

/** Mails whose time has come, the oldest first. */
export function listDueMailings(db: Db, now: number): MailingRow[] {
	return db.orm
		.select()
		.from(mailings)
		.where(and(eq(mailings.outcome, 'waiting'), or(isNull(mailings.nextTryAt), lte(mailings.nextTryAt, now))))
		.orderBy(asc(mailings.madeAt), asc(mailings.id))
		.all();
}

export const listInterruptedMailings = (db: Db): MailingRow[] =>
	db.orm.select().from(mailings).where(eq(mailings.outcome, 'sending')).all();

/** Only from the outcome that was seen: false when another was first. */
export function updateMailing(
	db: Db,
	id: string,
	from: MailOutcome,
	patch: Partial<typeof mailings.$inferInsert>
): boolean {
	return (
		db.orm
			.update(mailings)
			.set(patch)
			.where(and(eq(mailings.id, id), eq(mailings.outcome, from)))
			.run().changes === 1
	);
}

const unread = prepared((orm) =>
	orm
		.select({ n: count() })
		.from(notices)
		.where(and(eq(notices.accountId, sql.placeholder('accountId')), isNull(notices.readAt)))
		.prepare()
);

export const countUnreadNotices = (db: Db, accountId: string): number =>
	unread(db).get({ accountId })?.n ?? 0;

/** The newest first. */
export function listNoticesOf(db: Db, accountId: string, limit: number): NoticeRow[] {
	return db.orm
		.select()
		.from(notices)
		.where(eq(notices.accountId, accountId))
		.orderBy(desc(notices.madeAt), asc(notices.id))
		.limit(limit)
		.all();
}

export function findNoticeOf(db: Db, accountId: string, id: string): NoticeRow | undefined {
	return db.orm
		.select()
		.from(notices)
		.where(and(eq(notices.accountId, accountId), eq(notices.id, id)))
		.get();
}

/** Marks what was not read before; one notice, or all of the person. */
export function markNoticesRead(db: Db, accountId: string, at: number, id?: string): void {
	db.orm
		.update(notices)
		.set({ readAt: at })
		.where(
			and(
				eq(notices.accountId, accountId),
				isNull(notices.readAt),
				id === undefined ? undefined : eq(notices.id, id)
			)
		)
		.run();
}

/** Every notice with its mail and the names it needs, the newest first. */
export function listNoticeHistory(db: Db, limit: number) {
	return db.orm
		.select({
			id: notices.id,
			day: notices.day,
			madeAt: notices.madeAt,
			step: notices.step,
			text: notices.text,
			readAt: notices.readAt,
			accountId: notices.accountId,
			recipientName: accounts.displayName,
			agencyName: agencies.shortName,
			inspectionId: notices.inspectionId,
			mailingId: notices.mailingId,
			address: mailings.address,
			mailName: mailings.name,
			outcome: mailings.outcome,
			fault: mailings.fault,
			attempts: mailings.attempts,
			sentAt: mailings.sentAt
		})
		.from(notices)
		.leftJoin(mailings, eq(mailings.id, notices.mailingId))
		.leftJoin(accounts, eq(accounts.id, notices.accountId))
		.leftJoin(agencies, eq(agencies.id, notices.agencyId))
		.orderBy(desc(notices.madeAt), asc(notices.recipient), asc(notices.id))
		.limit(limit)
		.all();
}
export type NoticeHistoryRow = ReturnType<typeof listNoticeHistory>[number];

const LAST_TOLD = `
	select matter_key as matterKey, due_on as dueOn, max(day) as day, count(distinct day || step) as times from notices
	where matter_key in (select value from json_each(?)) group by matter_key, due_on`;

/** When each matter was last spoken of, and how often. */
export function listLastTold(
	db: Db,
	matterKeys: readonly string[]
): { matterKey: string; dueOn: string; day: string; times: number }[] {
	return db.sqlite.prepare(LAST_TOLD).all(JSON.stringify(matterKeys)) as never;
}

export interface ChasedPerson {
	id: string;
	displayName: string;
	email: string;
	role: AccountRole;
	agencyId: string | null;
}

/** Accounts that can sign in, of the roles that reminders go to. */
export function listChasedPeople(db: Db): ChasedPerson[] {
	return db.orm
		.select({
			id: accounts.id,
			displayName: accounts.displayName,
			email: accounts.email,
			role: accounts.role,
			agencyId: accounts.agencyId
		})
		.from(accounts)
		.where(
			and(isNull(accounts.disabledAt), inArray(accounts.role, ['agency_head', 'agency_officer', 'planner']))
		)
		.orderBy(asc(accounts.username))
		.all();
}

export function listAgencySuperiors(db: Db) {
	return db.orm
		.select({
			id: agencies.id,
			name: agencies.name,
			shortName: agencies.shortName,
			superior: agencies.superior,
			superiorEmail: agencies.superiorEmail
		})
		.from(agencies)
		.all();
}

/** When each inspection last came into each of these states (epoch ms). */
export function listEntries(
	db: Db,
	states: readonly InspectionState[],
	inspectionIds: readonly string[] | null
): { inspectionId: string; state: InspectionState; at: number }[] {
	return db.sqlite
		.prepare(
			`select inspection_id as inspectionId, to_state as state, max(at) as at from inspection_moves
			where to_state in (select value from json_each(?)) ${ofNamed('inspection_id', inspectionIds)}
			group by inspection_id, to_state`
		)
		.all(JSON.stringify(states), ...namedBlank(inspectionIds)) as never;
}

/** Narrows a question to the named inspections, where some are named; `namedBlank` fills its last blank. */
const ofNamed = (column: string, ids: readonly string[] | null): string =>
	ids === null ? '' : `and ${column} in (select value from json_each(?))`;
const namedBlank = (ids: readonly string[] | null): string[] => (ids === null ? [] : [JSON.stringify(ids)]);

/** Inspections with findings that the agency has not answered. */
export function listUnansweredInspections(db: Db, inspectionIds: readonly string[] | null): string[] {
	return db.sqlite
		.prepare(
			`select distinct f.inspection_id from findings f
			left join explanations e on e.finding_id = f.id
			where f.withdrawn_at is null and e.id is null ${ofNamed('f.inspection_id', inspectionIds)}`
		)
		.pluck()
		.all(...namedBlank(inspectionIds)) as string[];
}

/** Actions of the plans that are being carried out, with their finding and their latest report. */
export function listOwedActions(
	db: Db,
	inspectionIds: readonly string[] | null
): {
	id: string;
	inspectionId: string;
	/** Of the finding. */
	number: number;
	measure: string;
	dueOn: string;
	findingState: string;
	causeKind: string;
	causeOwner: CauseOwner;
	decision: ActionDecision | null;
	latest: string | null;
}[] {
	return db.sqlite
		.prepare(`${OWED_ACTIONS} ${ofNamed('a.inspection_id', inspectionIds)}`)
		.all(...namedBlank(inspectionIds)) as never;
}

const OWED_ACTIONS = `
	select a.id, a.inspection_id as inspectionId, f.number, iif(a.measure = '', a.correction, a.measure) as measure,
		a.due_on as dueOn, f.state as findingState, f.cause_kind as causeKind, a.cause_owner as causeOwner,
		a.decision,
		(select p.state from progress_reports p where p.action_id = a.id
			order by p.reported_at desc, p.id desc limit 1) as latest
	from actions a
	join findings f on f.id = a.finding_id
	join inspections i on i.id = a.inspection_id
	where a.withdrawn_at is null and f.withdrawn_at is null
		and i.state in ('plan_accepted', 'remedying', 'recheck')`;
