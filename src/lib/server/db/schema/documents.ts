import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { PaperRegister } from '#lib/domain/papers/availability.ts';
import type { SignerPlace } from '#lib/domain/paper-signing.ts';
import type { PaperContent, PaperKind } from '#lib/domain/papers/paper.ts';
import { day, id, instant, json } from './columns.ts';
import { files } from './evidence.ts';
import { campaigns, inspections } from './inspections.ts';

/**
 * An issued paper: its content, its bytes and their hash are frozen (a trigger guards them). A correction is a new
 * paper that supersedes the old one.
 */
export const documents = sqliteTable(
	'documents',
	{
		id: id(),
		/** What it is a paper of: an inspection or a campaign, exactly one of them. */
		inspectionId: text().references(() => inspections.id, { onDelete: 'restrict' }),
		campaignId: text().references(() => campaigns.id, { onDelete: 'restrict' }),
		kind: text().$type<PaperKind>().notNull(),
		/** Body that issues it, and which of its registers numbers it. */
		issuingBody: text().notNull(),
		register: text().$type<PaperRegister>().notNull(),
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
		/** Room for each signer's digital signature, in the order of the blocks; null on papers from before it was kept. */
		signerPlaces: json<SignerPlace[]>(),
		issuedBy: text().notNull(),
		issuedAt: instant().notNull(),
		sealedAt: instant(),
		supersededBy: text(),
		/** Pages of the file; null for papers from before they were counted. */
		pages: integer(),
		/** The last line of the record when the paper was drawn, and its hash: printed on it. Null on older papers. */
		recordLine: integer(),
		recordHash: text()
	},
	(t) => [
		uniqueIndex('documents_check_code').on(t.checkCode),
		uniqueIndex('documents_number').on(t.issuingBody, t.register, t.year, t.number),
		index('documents_inspection').on(t.inspectionId, t.kind),
		index('documents_campaign').on(t.campaignId, t.kind),
		check('documents_of_one', sql`(${t.inspectionId} is null) <> (${t.campaignId} is null)`),
		check('documents_number_positive', sql`${t.number} > 0`)
	]
);

/** Numbers of a register that no paper bears and none will: with the reason, kept for good. */
export const leftOutNumbers = sqliteTable(
	'left_out_numbers',
	{
		id: id(),
		issuingBody: text().notNull(),
		register: text().$type<PaperRegister>().notNull(),
		year: integer().notNull(),
		/** Both included. */
		first: integer().notNull(),
		last: integer().notNull(),
		reason: text().notNull(),
		notedBy: text().notNull(),
		notedAt: instant().notNull()
	},
	(t) => [
		uniqueIndex('left_out_numbers_first').on(t.issuingBody, t.register, t.year, t.first),
		check('left_out_numbers_range', sql`${t.first} > 0 and ${t.first} <= ${t.last}`)
	]
);
