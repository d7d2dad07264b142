/** Issued papers, evidence and the files behind both. */
import { and, asc, desc, eq, isNull, max } from 'drizzle-orm';
import type { PaperKind } from '#lib/domain/papers/paper.ts';
import type { Db } from '../open.ts';
import { documents } from '../schema/documents.ts';
import { evidence, files } from '../schema/evidence.ts';

export type DocumentRow = typeof documents.$inferSelect;
export type EvidenceRow = typeof evidence.$inferSelect;
export type FileRow = typeof files.$inferSelect;

export function findFile(db: Db, sha256: string): FileRow | undefined {
	return db.orm.select().from(files).where(eq(files.sha256, sha256)).get();
}

export function insertFile(db: Db, row: FileRow): void {
	db.orm.insert(files).values(row).onConflictDoNothing().run();
}

export type EvidenceListRow = EvidenceRow & { mediaType: string | null; size: number | null };

export function listEvidence(db: Db, inspectionId: string): EvidenceListRow[] {
	return db.orm
		.select()
		.from(evidence)
		.leftJoin(files, eq(files.sha256, evidence.fileSha256))
		.where(and(eq(evidence.inspectionId, inspectionId), isNull(evidence.withdrawnAt)))
		.orderBy(asc(evidence.addedAt), asc(evidence.id))
		.all()
		.map((row) => ({
			...row.evidence,
			mediaType: row.files?.mediaType ?? null,
			size: row.files?.size ?? null
		}));
}

export function findEvidence(db: Db, id: string): EvidenceRow | undefined {
	return db.orm.select().from(evidence).where(eq(evidence.id, id)).get();
}

export function insertEvidence(db: Db, row: typeof evidence.$inferInsert): void {
	db.orm.insert(evidence).values(row).run();
}

export function withdrawEvidence(db: Db, id: string, at: number): void {
	db.orm.update(evidence).set({ withdrawnAt: at }).where(eq(evidence.id, id)).run();
}

export function listDocuments(db: Db, inspectionId: string): DocumentRow[] {
	return db.orm
		.select()
		.from(documents)
		.where(eq(documents.inspectionId, inspectionId))
		.orderBy(asc(documents.issuedAt), asc(documents.id))
		.all();
}

export function findDocument(db: Db, id: string): DocumentRow | undefined {
	return db.orm.select().from(documents).where(eq(documents.id, id)).get();
}

export function findDocumentByCheckCode(db: Db, checkCode: string): DocumentRow | undefined {
	return db.orm.select().from(documents).where(eq(documents.checkCode, checkCode)).get();
}

/** The paper of a kind that stands: the newest that none supersedes. */
export function findStandingDocument(db: Db, inspectionId: string, kind: PaperKind): DocumentRow | undefined {
	return db.orm
		.select()
		.from(documents)
		.where(
			and(eq(documents.inspectionId, inspectionId), eq(documents.kind, kind), isNull(documents.supersededBy))
		)
		.orderBy(desc(documents.issuedAt))
		.get();
}

export function findDocumentByFile(db: Db, sha256: string): DocumentRow | undefined {
	return (
		db.orm.select().from(documents).where(eq(documents.sealedSha256, sha256)).get() ??
		db.orm.select().from(documents).where(eq(documents.renderedSha256, sha256)).get()
	);
}

export function lastDocumentNumber(db: Db, issuingBody: string, kind: PaperKind, year: number): number {
	return (
		db.orm
			.select({ last: max(documents.number) })
			.from(documents)
			.where(and(eq(documents.issuingBody, issuingBody), eq(documents.kind, kind), eq(documents.year, year)))
			.get()?.last ?? 0
	);
}

export function isDocumentNumberTaken(
	db: Db,
	issuingBody: string,
	kind: PaperKind,
	year: number,
	number: number
): boolean {
	return (
		db.orm
			.select({ id: documents.id })
			.from(documents)
			.where(
				and(
					eq(documents.issuingBody, issuingBody),
					eq(documents.kind, kind),
					eq(documents.year, year),
					eq(documents.number, number)
				)
			)
			.get() !== undefined
	);
}

export function insertDocument(db: Db, row: typeof documents.$inferInsert): void {
	db.orm.insert(documents).values(row).run();
}

export function sealDocument(db: Db, id: string, sealedSha256: string, sealedAt: number): void {
	db.orm.update(documents).set({ sealedSha256, sealedAt }).where(eq(documents.id, id)).run();
}

export function supersedeDocument(db: Db, id: string, by: string): void {
	db.orm.update(documents).set({ supersededBy: by }).where(eq(documents.id, id)).run();
}
