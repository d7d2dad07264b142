/** Issued papers, and the files behind them and behind proofs. */
import { and, asc, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { PaperKind } from '#lib/domain/papers/paper.ts';
import type { Db } from '../open.ts';
import { documents } from '../schema/documents.ts';
import { prepared, preparedById, preparedList, preparedSql } from '../prepared.ts';
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

export const listDocuments: (db: Db, inspectionId: string) => DocumentRow[] = preparedList((orm, id) =>
	orm
		.select()
		.from(documents)
		.where(eq(documents.inspectionId, id))
		.orderBy(asc(documents.issuedAt), asc(documents.id))
);

/** Papers of a campaign as a whole, in order of issue. */
export function listCampaignDocuments(db: Db, campaignId: string): DocumentRow[] {
	return db.orm
		.select()
		.from(documents)
		.where(eq(documents.campaignId, campaignId))
		.orderBy(asc(documents.issuedAt), asc(documents.id))
		.all();
}

export const findDocument = preparedById(documents);

export function findDocumentByCheckCode(db: Db, checkCode: string): DocumentRow | undefined {
	return db.orm.select().from(documents).where(eq(documents.checkCode, checkCode)).get();
}

const standing = (of: typeof documents.inspectionId | typeof documents.campaignId) =>
	prepared((orm) =>
		orm
			.select()
			.from(documents)
			.where(
				and(
					eq(of, sql.placeholder('id')),
					eq(documents.kind, sql.placeholder('kind')),
					isNull(documents.supersededBy)
				)
			)
			.orderBy(desc(documents.issuedAt))
			.prepare()
	);

/** Standing papers by what they are of: the column that holds it. */
const OF = {
	inspection: standing(documents.inspectionId),
	campaign: standing(documents.campaignId)
} as const;

/** The paper of a kind that stands: the newest that none supersedes. */
export function findStandingDocument(
	db: Db,
	id: string,
	kind: PaperKind,
	of: keyof typeof OF = 'inspection'
): DocumentRow | undefined {
	return OF[of](db).get({ id, kind });
}

export function findDocumentByFile(db: Db, sha256: string): DocumentRow | undefined {
	return (
		db.orm.select().from(documents).where(eq(documents.sealedSha256, sha256)).get() ??
		db.orm.select().from(documents).where(eq(documents.renderedSha256, sha256)).get()
	);
}

/** The heads of the record that papers bear, of one inspection or of all, in the order of their lines. */
export function listRecordHeads(db: Db, inspectionId?: string) {
	return db.orm
		.select({
			kind: documents.kind,
			number: documents.number,
			sign: documents.sign,
			issuedOn: documents.issuedOn,
			line: sql<number>`${documents.recordLine}`,
			hash: sql<string>`${documents.recordHash}`
		})
		.from(documents)
		.where(
			and(
				isNotNull(documents.recordHash),
				inspectionId === undefined ? undefined : eq(documents.inspectionId, inspectionId)
			)
		)
		.orderBy(asc(documents.recordLine), asc(documents.id))
		.all();
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
