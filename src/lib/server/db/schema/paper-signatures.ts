import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { SignatureLevel, SigningWay, SlotRole, StampOutcome } from '#lib/domain/paper-signing.ts';
import { documents } from './documents.ts';
import { files } from './evidence.ts';
import { id, instant } from './columns.ts';

/**
 * What was put on an issued paper after its seal, in order: digital signatures, each a new revision of the whole file, and
 * scans of a print that was signed by pen. Only added to (a trigger guards it). Of a certificate its facts are kept; a
 * key, a passphrase or a .p12 file never.
 */
export const paperSignatures = sqliteTable(
	'paper_signatures',
	{
		id: id(),
		documentId: text()
			.notNull()
			.references(() => documents.id, { onDelete: 'restrict' }),
		/** From 1, scans among them. */
		position: integer().notNull(),
		way: text().$type<SigningWay>().notNull(),
		/** The place that is signed, a block of the paper or the body's own; null for a scan, which shows the whole. */
		slot: integer(),
		role: text().$type<SlotRole>(),
		/** The bytes that were signed or printed, and those that came of it. */
		baseSha256: text()
			.notNull()
			.references(() => files.sha256, { onDelete: 'restrict' }),
		fileSha256: text()
			.notNull()
			.references(() => files.sha256, { onDelete: 'restrict' }),
		signerName: text(),
		organisation: text(),
		issuer: text(),
		/** Hexadecimal. */
		serialNumber: text(),
		validFrom: instant(),
		validTo: instant(),
		level: text().$type<SignatureLevel>(),
		/** What the signer says, and what a trusted authority proves. */
		claimedAt: instant(),
		stampedAt: instant(),
		/** Of a signature made here: what became of its time stamp. */
		stamp: text().$type<StampOutcome>(),
		/** The certificate's name is not the printed one: whoever brought it answers for that. */
		nameConfirmed: integer({ mode: 'boolean' }).notNull().default(false),
		addedBy: text().notNull(),
		addedAt: instant().notNull()
	},
	(t) => [
		uniqueIndex('paper_signatures_position').on(t.documentId, t.position),
		uniqueIndex('paper_signatures_slot').on(t.documentId, t.slot),
		index('paper_signatures_file').on(t.fileSha256),
		check('paper_signatures_way', sql`${t.way} in ('app', 'outside', 'scan')`),
		check('paper_signatures_scan', sql`(${t.way} = 'scan') = (${t.slot} is null)`),
		check('paper_signatures_signed', sql`(${t.slot} is null) = (${t.signerName} is null)`),
		check('paper_signatures_level', sql`${t.level} is null or ${t.level} in ('B-B', 'B-T')`)
	]
);
