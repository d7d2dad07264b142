import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { PaperContent, PaperKind } from '#lib/domain/papers/paper.ts';
import { day, id, instant, json } from './columns.ts';
import { files } from './evidence.ts';
import { inspections } from './inspections.ts';

/**
 * An issued paper: its content, its bytes and their hash are frozen (a trigger guards them). A correction is a new
 * paper that supersedes the old one.
 */
export const documents = sqliteTable(
	'documents',
	{
		id: id(),
		inspectionId: text()
			.notNull()
			.references(() => inspections.id, { onDelete: 'restrict' }),
		kind: text().$type<PaperKind>().notNull(),
		/** Body that issues it and whose register numbers it. */
		issuingBody: text().notNull(),
		number: integer().notNull(),
		sign: text().notNull(),
		year: integer().notNull(),
		issuedOn: day().notNull(),
		content: json<PaperContent>().notNull(),
		contentHash: text().notNull(),
		/** The rendered bytes, and the sealed ones once they are there. */
		renderedSha256: text()
			.notNull()
			.references(() => files.sha256, { onDelete: 'restrict' }),
		sealedSha256: text().references(() => files.sha256, { onDelete: 'restrict' }),
		/** Printed under the QR; the public page finds the paper by it. */
		checkCode: text().notNull(),
		issuedBy: text().notNull(),
		issuedAt: instant().notNull(),
		sealedAt: instant(),
		supersededBy: text()
	},
	(t) => [
		uniqueIndex('documents_check_code').on(t.checkCode),
		uniqueIndex('documents_number').on(t.issuingBody, t.kind, t.year, t.number),
		index('documents_inspection').on(t.inspectionId, t.kind),
		check('documents_number_positive', sql`${t.number} > 0`)
	]
);
