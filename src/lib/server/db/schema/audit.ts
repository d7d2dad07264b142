import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant, json } from './columns.ts';

/** The record: one line at least for each write, in the same transaction. Only ever added to (a trigger guards it). */
export const auditLines = sqliteTable(
	'audit_lines',
	{
		id: integer().primaryKey({ autoIncrement: true }),
		at: instant().notNull(),
		/** Null for what the system does by itself. */
		actorId: text(),
		/** Dotted: `inspection.sign`. */
		action: text().notNull(),
		subjectKind: text().notNull(),
		subjectId: text().notNull(),
		inspectionId: text(),
		old: json<unknown>(),
		new: json<unknown>(),
		address: text().notNull().default(''),
		device: text().notNull().default(''),
		/** Chance that goes into the hash beside address and device, so that a line can be shown without them; null on older lines. */
		originSalt: text(),
		/** SHA-256 of the line before and of this one (`audit/chain.ts`); a trigger lets no line in without them. */
		previousHash: text(),
		hash: text()
	},
	(t) => [
		index('audit_lines_subject').on(t.subjectKind, t.subjectId),
		index('audit_lines_inspection').on(t.inspectionId)
	]
);

/** Facts about this installation: its kind, its master data. */
export const settings = sqliteTable('settings', {
	key: text().primaryKey(),
	value: json<unknown>().notNull()
});
