import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { AgencyLevel } from '#lib/domain/criteria.ts';
import type { AccountRole } from '#lib/domain/permissions.ts';
import { day, id, instant, version } from './columns.ts';
import { files } from './evidence.ts';

/** Agencies and their level are data with validity dates: old records keep old names (two-level government since 7/2025). */
export const agencies = sqliteTable(
	'agencies',
	{
		id: id(),
		code: text().notNull(),
		name: text().notNull(),
		shortName: text().notNull(),
		/** The group of letters in the signs of its papers: SLĐTBXH. */
		sign: text().notNull(),
		level: text().$type<AgencyLevel>().notNull(),
		/** The body above it, printed in the head of its papers. */
		superior: text().notNull(),
		/** Title of its head: Giám đốc, Chủ tịch UBND. */
		headTitle: text().notNull(),
		/** Place name in «…, ngày … tháng …». */
		place: text().notNull(),
		address: text().notNull().default(''),
		/** Where the body above is told of what is long overdue; empty where it is not known. */
		superiorEmail: text().notNull().default(''),
		/** Picture in the head of its papers; null where it has none. */
		logoSha256: text().references(() => files.sha256, { onDelete: 'restrict' }),
		validFrom: day(),
		validTo: day(),
		createdAt: instant().notNull(),
		version: version()
	},
	(t) => [
		uniqueIndex('agencies_code').on(t.code),
		check('agencies_level', sql`${t.level} in ('department', 'commune')`),
		check(
			'agencies_validity',
			sql`${t.validTo} is null or ${t.validFrom} is null or ${t.validFrom} <= ${t.validTo}`
		)
	]
);

/** Rooms and units below an agency; they merge, close and change name, so they have validity dates too. */
export const units = sqliteTable(
	'units',
	{
		id: id(),
		agencyId: text()
			.notNull()
			.references(() => agencies.id, { onDelete: 'restrict' }),
		name: text().notNull(),
		/** `office`: rooms inside; `service_unit`: đơn vị sự nghiệp; `branch`: chi cục. */
		kind: text().$type<'office' | 'service_unit' | 'branch'>().notNull(),
		validFrom: day(),
		validTo: day(),
		createdAt: instant().notNull()
	},
	(t) => [
		uniqueIndex('units_name').on(t.agencyId, t.name),
		check('units_kind', sql`${t.kind} in ('office', 'service_unit', 'branch')`)
	]
);

export const accounts = sqliteTable(
	'accounts',
	{
		id: id(),
		username: text().notNull(),
		displayName: text().notNull(),
		/** Printed beside the name on papers: Trưởng phòng CCHC, Sở Nội vụ. */
		title: text().notNull().default(''),
		/** Where reminders go; empty: in the app only. */
		email: text().notNull().default(''),
		role: text().$type<AccountRole>().notNull(),
		agencyId: text().references(() => agencies.id, { onDelete: 'restrict' }),
		passwordHash: text().notNull(),
		mustChangePassword: integer({ mode: 'boolean' }).notNull().default(true),
		disabledAt: instant(),
		createdAt: instant().notNull(),
		version: version()
	},
	(t) => [
		uniqueIndex('accounts_username').on(t.username),
		check(
			'accounts_role',
			sql`${t.role} in ('admin', 'planner', 'inspector', 'clerk', 'viewer', 'agency_head', 'agency_officer', 'agency_clerk')`
		),
		check(
			'accounts_agency',
			sql`(${t.role} in ('agency_head', 'agency_officer', 'agency_clerk')) = (${t.agencyId} is not null)`
		)
	]
);

/** Only the SHA-256 of a session's token is kept. */
export const sessions = sqliteTable(
	'sessions',
	{
		tokenHash: text().primaryKey(),
		accountId: text()
			.notNull()
			.references(() => accounts.id, { onDelete: 'cascade' }),
		/** Public handle for «end this session», never the token. */
		handle: text().notNull(),
		createdAt: instant().notNull(),
		/** Idle expiry, moved forward by use; never past `absoluteExpiresAt`. */
		expiresAt: instant().notNull(),
		absoluteExpiresAt: instant().notNull(),
		lastSeenAt: instant().notNull(),
		address: text().notNull().default(''),
		device: text().notNull().default('')
	},
	(t) => [index('sessions_account').on(t.accountId), uniqueIndex('sessions_handle').on(t.handle)]
);

/** A person's own views of the tracker: filters and look as an address, under a name. */
export const savedViews = sqliteTable(
	'saved_views',
	{
		id: id(),
		accountId: text()
			.notNull()
			.references(() => accounts.id, { onDelete: 'restrict' }),
		name: text().notNull(),
		/** As `viewAddress` writes it. */
		address: text().notNull(),
		opensFirst: integer({ mode: 'boolean' }).notNull().default(false),
		createdAt: instant().notNull()
	},
	(t) => [
		uniqueIndex('saved_views_name').on(t.accountId, t.name),
		uniqueIndex('saved_views_first')
			.on(t.accountId)
			.where(sql`${t.opensFirst} = 1`)
	]
);
