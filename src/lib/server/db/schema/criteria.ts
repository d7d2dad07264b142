import { sql } from 'drizzle-orm';
import { check, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { AgencyLevel, CriteriaSet } from '#lib/domain/criteria.ts';
import { id, instant, json, version } from './columns.ts';

/** A version of a criteria set. Content of a published version is frozen by a trigger. */
export const criteriaSets = sqliteTable(
	'criteria_sets',
	{
		id: id(),
		code: text().notNull(),
		setVersion: integer().notNull(),
		title: text().notNull(),
		level: text().$type<AgencyLevel>().notNull(),
		year: integer().notNull(),
		status: text().$type<'draft' | 'published' | 'retired'>().notNull().default('draft'),
		content: json<CriteriaSet>().notNull(),
		contentHash: text().notNull(),
		/** `recheck`: made of the open findings of one inspection; no set of the province. */
		purpose: text().$type<'scoring' | 'recheck'>().notNull().default('scoring'),
		createdAt: instant().notNull(),
		publishedAt: instant(),
		retiredAt: instant(),
		version: version()
	},
	(t) => [
		uniqueIndex('criteria_sets_version').on(t.code, t.setVersion),
		check('criteria_sets_status', sql`${t.status} in ('draft', 'published', 'retired')`)
	]
);

/** Days off and swapped working days that are announced each year; the lunar and fixed ones are reckoned. */
export const calendarDays = sqliteTable(
	'calendar_days',
	{
		day: text().primaryKey(),
		kind: text().$type<'holiday' | 'working'>().notNull(),
		name: text().notNull(),
		createdAt: instant().notNull()
	},
	(t) => [check('calendar_days_kind', sql`${t.kind} in ('holiday', 'working')`)]
);
