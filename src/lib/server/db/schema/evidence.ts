import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Stage } from '#lib/domain/answer.ts';
import type { Citation } from '#lib/domain/citation.ts';
import type { EvidenceSubject, Place } from '#lib/domain/evidence.ts';
import type { SignatureSide } from '#lib/domain/inspection.ts';
import { id, instant, json } from './columns.ts';
import { inspections } from './inspections.ts';

/** Files are kept by the SHA-256 of their bytes, once each. */
export const files = sqliteTable('files', {
	sha256: text().primaryKey(),
	size: integer().notNull(),
	mediaType: text().notNull(),
	storedAt: instant().notNull()
});

/**
 * A proof: a file (or a citation alone) that belongs to an answer, a finding, an explanation or a remedy's report. A
 * file may be announced before it arrives: then `fileSha256` is null until its bytes are here.
 */
export const evidence = sqliteTable(
	'evidence',
	{
		id: id(),
		inspectionId: text()
			.notNull()
			.references(() => inspections.id, { onDelete: 'restrict' }),
		side: text().$type<SignatureSide>().notNull(),
		subjectKind: text().$type<EvidenceSubject>().notNull(),
		/** Subcriterion's code for answers; the id of the finding (also of an effect), explanation or progress report otherwise. */
		subjectId: text().notNull(),
		stage: text().$type<Stage>(),
		/** What is kept of it. */
		fileSha256: text().references(() => files.sha256, { onDelete: 'restrict' }),
		/** As announced: kind and size as the device says, SHA-256 of the bytes it will send (where it can reckon one). */
		mediaType: text(),
		size: integer(),
		sha256: text(),
		/** SHA-256 of the bytes as they arrived; another than `fileSha256` where they were cleaned. */
		arrivedSha256: text(),
		arrivedAt: instant(),
		fileName: text().notNull().default(''),
		citation: json<Citation>(),
		caption: text().notNull().default(''),
		takenAt: instant(),
		place: json<Place>(),
		originalId: text().references((): AnySQLiteColumn => evidence.id, { onDelete: 'restrict' }),
		position: integer().notNull().default(0),
		addedBy: text().notNull(),
		addedAt: instant().notNull(),
		withdrawnAt: instant()
	},
	(t) => [
		index('evidence_subject').on(t.inspectionId, t.subjectKind, t.subjectId),
		check(
			'evidence_subject_kind',
			sql`${t.subjectKind} in ('answer', 'finding', 'explanation', 'progress', 'effect')`
		),
		check(
			'evidence_something',
			sql`${t.fileSha256} is not null or ${t.citation} is not null or ${t.size} is not null`
		),
		check('evidence_arrived_whole', sql`(${t.arrivedSha256} is null) = (${t.arrivedAt} is null)`)
	]
);
