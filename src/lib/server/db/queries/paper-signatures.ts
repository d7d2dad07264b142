/** Signatures and scans of issued papers. */
import { and, asc, eq, inArray, ne, type SQL } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { preparedList } from '../prepared.ts';
import { documents } from '../schema/documents.ts';
import { paperSignatures } from '../schema/paper-signatures.ts';

export type PaperSignatureRow = typeof paperSignatures.$inferSelect;

/** In the order in which they came. */
export const listPaperSignatures: (db: Db, documentId: string) => PaperSignatureRow[] = preparedList(
	(orm, id) =>
		orm
			.select()
			.from(paperSignatures)
			.where(eq(paperSignatures.documentId, id))
			.orderBy(asc(paperSignatures.position))
);

/** Of all papers of an inspection. */
export const listInspectionSignatures = (db: Db, inspectionId: string): PaperSignatureRow[] =>
	listWhere(db, eq(documents.inspectionId, inspectionId));

/** Of all papers of a campaign as a whole. */
export const listCampaignSignatures = (db: Db, campaignId: string): PaperSignatureRow[] =>
	listWhere(db, eq(documents.campaignId, campaignId));

/** Of these papers. */
export const listSignaturesOf = (db: Db, documentIds: readonly string[]): PaperSignatureRow[] =>
	listWhere(db, inArray(documents.id, [...documentIds]));

function listWhere(db: Db, where: SQL): PaperSignatureRow[] {
	return db.orm
		.select({ signature: paperSignatures })
		.from(paperSignatures)
		.innerJoin(documents, eq(documents.id, paperSignatures.documentId))
		.where(where)
		.orderBy(asc(paperSignatures.documentId), asc(paperSignatures.position))
		.all()
		.map(({ signature }) => signature);
}

/** The digitally signed revision with these bytes. */
export function findSignedRevision(db: Db, sha256: string): PaperSignatureRow | undefined {
	return db.orm
		.select()
		.from(paperSignatures)
		.where(and(eq(paperSignatures.fileSha256, sha256), ne(paperSignatures.way, 'scan')))
		.get();
}

export function insertPaperSignature(db: Db, row: typeof paperSignatures.$inferInsert): void {
	db.orm.insert(paperSignatures).values(row).run();
}
