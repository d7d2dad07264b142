import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Stage } from '#lib/domain/answer.ts';
import type { Citation } from '#lib/domain/citation.ts';
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

/** A proof: a file (or a citation alone) that belongs to an answer, a finding, an explanation or a remedy's report. */
export const evidence = sqliteTable(
	'evidence',
	{
		id: id(),
		inspectionId: text()
			.notNull()
			.references(() => inspections.id, { onDelete: 'restrict' }),
		side: text().$type<SignatureSide>().notNull(),
		subjectKind: text().$type<EvidenceSubject>().notNull(),
		/** Subcriterion's code for answers; the id of the finding, explanation or progress report otherwise. */
		subjectId: text().notNull(),
		stage: text().$type<Stage>(),
		fileSha256: text().references(() => files.sha256, { onDelete: 'restrict' }),
		fileName: text().notNull().default(''),
		citation: json<Citation>(),
		caption: text().notNull().default(''),
		takenAt: instant(),
		addedBy: text().notNull(),
		addedAt: instant().notNull(),
		withdrawnAt: instant()
	},
	(t) => [
		index('evidence_subject').on(t.inspectionId, t.subjectKind, t.subjectId),
		check('evidence_subject_kind', sql`${t.subjectKind} in ('answer', 'finding', 'explanation', 'progress')`),
		check('evidence_something', sql`${t.fileSha256} is not null or ${t.citation} is not null`)
	]
);

export type EvidenceSubject = 'answer' | 'finding' | 'explanation' | 'progress';
