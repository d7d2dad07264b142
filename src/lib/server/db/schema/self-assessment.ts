/** What an agency's self-assessment keeps beside its answers. Of these only returns are for the office's eyes, too. */
import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Answer } from '#lib/domain/answer.ts';
import type { UnitFigureState } from '#lib/domain/unit-figures.ts';
import { day, id, instant, json, version } from './columns.ts';
import { evidence } from './evidence.ts';
import { inspections } from './inspections.ts';
import { accounts, units } from './people.ts';

const inspectionId = () =>
	text()
		.notNull()
		.references(() => inspections.id, { onDelete: 'restrict' });
const account = () =>
	text()
		.notNull()
		.references(() => accounts.id, { onDelete: 'restrict' });

/**
 * Where a proof of an answer stands beside its own subcriterion. A row for the own one is there only once the proof was
 * taken away from it. Taken back rows stay.
 */
export const evidenceLinks = sqliteTable(
	'evidence_links',
	{
		evidenceId: text()
			.notNull()
			.references(() => evidence.id, { onDelete: 'restrict' }),
		code: text().notNull(),
		linkedAt: instant().notNull(),
		withdrawnAt: instant()
	},
	(t) => [primaryKey({ columns: [t.evidenceId, t.code] })]
);

/** A self-assessment that was begun from an earlier inspection's answers. */
export const selfStarts = sqliteTable('self_starts', {
	inspectionId: inspectionId().primaryKey(),
	sourceId: inspectionId(),
	takenBy: account(),
	takenAt: instant().notNull()
});

/** Who of the agency prepares which subcriterion. */
export const selfAssignments = sqliteTable(
	'self_assignments',
	{
		inspectionId: inspectionId(),
		code: text().notNull(),
		accountId: account(),
		assignedBy: account(),
		assignedAt: instant().notNull()
	},
	(t) => [primaryKey({ columns: [t.inspectionId, t.code] })]
);

/** What colleagues of the agency say to each other. Read by `self-comments.ts` alone: never for the inspectors. */
export const selfComments = sqliteTable(
	'self_comments',
	{
		id: id(),
		inspectionId: inspectionId(),
		code: text().notNull(),
		text: text().notNull(),
		writtenBy: account(),
		writtenAt: instant().notNull(),
		withdrawnAt: instant()
	},
	(t) => [index('self_comments_subject').on(t.inspectionId, t.code)]
);

/** A self-assessment that the office gave back. */
export const selfReturns = sqliteTable(
	'self_returns',
	{
		id: id(),
		inspectionId: inspectionId(),
		reason: text().notNull(),
		/** All of it, or only what `self_return_items` names. */
		isWhole: integer({ mode: 'boolean' }).notNull(),
		returnedBy: account(),
		returnedAt: instant().notNull(),
		/** When it came back; null while the agency has it. */
		answeredAt: instant()
	},
	(t) => [index('self_returns_inspection').on(t.inspectionId)]
);

export const selfReturnItems = sqliteTable(
	'self_return_items',
	{
		returnId: text()
			.notNull()
			.references(() => selfReturns.id, { onDelete: 'restrict' }),
		code: text().notNull(),
		/** Empty: the reason of the whole return. */
		reason: text().notNull().default(''),
		/** As it was given back, and as it came back. */
		before: json<Answer>(),
		beforeProofs: json<string[]>().notNull(),
		after: json<Answer>(),
		afterProofs: json<string[]>(),
		/** Why the agency leaves it as it is. */
		reply: text().notNull().default('')
	},
	(t) => [primaryKey({ columns: [t.returnId, t.code] })]
);

/** A unit's part of the agency's figures for one subcriterion. */
export const unitFigures = sqliteTable(
	'unit_figures',
	{
		inspectionId: inspectionId(),
		code: text().notNull(),
		unitId: text()
			.notNull()
			.references(() => units.id, { onDelete: 'restrict' }),
		numerator: real().notNull(),
		denominator: real().notNull(),
		asOfOn: day().notNull(),
		note: text().notNull().default(''),
		state: text().$type<UnitFigureState>().notNull(),
		changedBy: account(),
		changedAt: instant().notNull(),
		version: version()
	},
	(t) => [
		primaryKey({ columns: [t.inspectionId, t.code, t.unitId] }),
		check('unit_figures_state', sql`${t.state} in ('drafted', 'submitted', 'approved')`),
		check('unit_figures_range', sql`${t.numerator} >= 0 and ${t.denominator} >= 0`)
	]
);
