/** Issued papers, and the files behind them and behind proofs. */
import { and, asc, desc, eq, inArray, isNull, max } from 'drizzle-orm';
import type { PaperKind } from '#lib/domain/papers/paper.ts';
import type { Db } from '../open.ts';
import { documents } from '../schema/documents.ts';
import { preparedSql } from '../prepared.ts';
import { files } from '../schema/evidence.ts';

export type DocumentRow = typeof documents.$inferSelect;
export type FileRow = typeof files.$inferSelect;

export function findFile(db: Db, sha256: string): FileRow | undefined {
	return db.orm.select().from(files).where(eq(files.sha256, sha256)).get();
}

const fileInsertion = preparedSql(
	`insert into files (sha256, size, media_type, stored_at) values (?, ?, ?, ?) on conflict do nothing`
);

export function insertFile(db: Db, { sha256, size, mediaType, storedAt }: FileRow): void {
	fileInsertion(db).run(sha256, size, mediaType, storedAt);
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

/** The last number that a body gave in a year to papers of these kinds; 0 while there is none. */
export function lastDocumentNumber(
	db: Db,
	issuingBody: string,
	kinds: readonly PaperKind[],
	year: number
): number {
	return (
		db.orm
			.select({ last: max(documents.number) })
			.from(documents)
			.where(
				and(
					eq(documents.issuingBody, issuingBody),
					inArray(documents.kind, [...kinds]),
					eq(documents.year, year)
				)
			)
			.get()?.last ?? 0
	);
}

export function isDocumentNumberTaken(
	db: Db,
	issuingBody: string,
	kinds: readonly PaperKind[],
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
					inArray(documents.kind, [...kinds]),
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
