/** How field edits arrive: batches and operations as the record, order per device, and values that met. */
import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Answer, Stage } from '#lib/domain/answer.ts';
import type { Choice } from '#lib/domain/conflict.ts';
import type { Operation } from '#lib/domain/operation.ts';
import type { Problem } from '#lib/domain/problems.ts';
import { id, instant, json } from './columns.ts';
import { inspections } from './inspections.ts';

/** What operations that arrived together have in common. One batch is one version of the inspection. */
export const syncBatches = sqliteTable(
	'sync_batches',
	{
		id: integer().primaryKey(),
		inspectionId: text()
			.notNull()
			.references(() => inspections.id, { onDelete: 'restrict' }),
		deviceId: text().notNull(),
		actorId: text().notNull(),
		receivedAt: instant().notNull(),
		/** Version of the inspection after it. */
		version: integer().notNull(),
		/** Our clock minus the device's at the sending, in ms; null where the device did not say. */
		clockOffsetMs: integer()
	},
	(t) => [index('sync_batches_inspection').on(t.inspectionId, t.version)]
);

/** Every operation that was accepted: idempotent by `opId`, and the record of each edit. */
export const operations = sqliteTable('operations', {
	opId: text().primaryKey(),
	batchId: integer()
		.notNull()
		.references(() => syncBatches.id, { onDelete: 'restrict' }),
	seq: integer().notNull(),
	baseVersion: integer().notNull(),
	type: text().notNull(),
	payload: json<unknown>().notNull(),
	/** What stood before, of what the operation changed. */
	before: json<unknown>(),
	madeAt: instant().notNull()
});

/** How far the count of one person's device has come in one inspection: what comes after a gap has to wait. */
export const syncPositions = sqliteTable(
	'sync_positions',
	{
		inspectionId: text()
			.notNull()
			.references(() => inspections.id, { onDelete: 'restrict' }),
		deviceId: text().notNull(),
		actorId: text().notNull(),
		lastSeq: integer().notNull(),
		seenAt: instant().notNull(),
		clockOffsetMs: integer()
	},
	(t) => [primaryKey({ columns: [t.inspectionId, t.deviceId, t.actorId] })]
);

/** Operations that came before an earlier one of the same device. Applied and taken away once the gap is closed. */
export const heldOperations = sqliteTable(
	'held_operations',
	{
		opId: text().primaryKey(),
		inspectionId: text()
			.notNull()
			.references(() => inspections.id, { onDelete: 'restrict' }),
		deviceId: text().notNull(),
		actorId: text().notNull(),
		seq: integer().notNull(),
		operation: json<Operation>().notNull(),
		receivedAt: instant().notNull(),
		/** Why it could not be applied when its turn came; it stays here, and its device hears it when it asks again. */
		refusedWith: json<Problem>()
	},
	(t) => [index('held_operations_device').on(t.inspectionId, t.deviceId, t.actorId, t.seq)]
);

/** Two values of one answer: both are kept, and only the settlement is ever written to a row. */
export const conflicts = sqliteTable(
	'conflicts',
	{
		/** The id of the operation that came late. */
		id: id(),
		inspectionId: text()
			.notNull()
			.references(() => inspections.id, { onDelete: 'restrict' }),
		stage: text().$type<Stage>().notNull(),
		code: text().notNull(),
		lateAnswer: json<Answer>().notNull(),
		lateBy: text().notNull(),
		lateDevice: text().notNull(),
		/** By the device's own clock. */
		madeAt: instant().notNull(),
		receivedAt: instant().notNull(),
		clockOffsetMs: integer(),
		/** What the late device had seen; null where it did not say. */
		basis: json<Answer>(),
		standingAnswer: json<Answer>().notNull(),
		standingBy: text().notNull(),
		standingAt: instant().notNull(),
		choice: text().$type<Choice>(),
		settleReason: text(),
		settledBy: text(),
		settledAt: instant()
	},
	(t) => [
		index('conflicts_inspection').on(t.inspectionId, t.settledAt),
		check('conflicts_stage', sql`${t.stage} in ('self', 'appraisal', 'reappraisal', 'final')`),
		check('conflicts_choice', sql`${t.choice} is null or ${t.choice} in ('standing', 'late')`),
		check(
			'conflicts_settled_whole',
			sql`(${t.settledAt} is null) = (${t.choice} is null) and (${t.settledAt} is null) = (${t.settledBy} is null)`
		)
	]
);
