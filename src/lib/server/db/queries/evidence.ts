/** Proofs: announced, arrived, changed, taken back; never deleted. */
import { and, asc, count, eq, getTableColumns, isNull, sql } from 'drizzle-orm';
import type { Proof } from '#lib/domain/evidence.ts';
import type { Db } from '../open.ts';
import { prepared, preparedById, preparedList } from '../prepared.ts';
import { evidence, files } from '../schema/evidence.ts';
import { accounts } from '../schema/people.ts';
import { evidenceLinks } from '../schema/self-assessment.ts';

export type EvidenceRow = typeof evidence.$inferSelect;

/** With the kind of the file as it is kept, null while it is not here, and the name of whoever gave it. */
export type EvidenceListRow = PlacedRow & { fileType: string | null; byName: string };

/** `codes`: where a proof of an answer stands, once it is shared. */
export type PlacedRow = EvidenceRow & Pick<Proof, 'codes'>;

const shown = preparedList((orm, id) =>
	orm
		.select({ row: evidence, fileType: files.mediaType, byName: accounts.displayName })
		.from(evidence)
		.leftJoin(files, eq(files.sha256, evidence.fileSha256))
		.leftJoin(accounts, eq(accounts.id, evidence.addedBy))
		.where(and(eq(evidence.inspectionId, id), isNull(evidence.withdrawnAt)))
		.orderBy(asc(evidence.position), asc(evidence.id))
);

/** What is shown, in the order in which it is shown within each subject. */
export function listEvidence(db: Db, inspectionId: string): EvidenceListRow[] {
	const codes = listSharedCodes(db, inspectionId);
	return shown(db, inspectionId).map(({ row, fileType, byName }) => ({
		...row,
		...(codes.has(row.id) ? { codes: codes.get(row.id)! } : {}),
		fileType,
		byName: byName ?? ''
	}));
}

/** How often the proofs of each subject of a kind changed: every one that came, and every one that was taken back. */
export function countProofChanges(
	db: Db,
	inspectionId: string,
	kind: EvidenceRow['subjectKind']
): Map<string, number> {
	const rows = db.orm
		.select({ id: evidence.subjectId, came: count(), went: count(evidence.withdrawnAt) })
		.from(evidence)
		.where(and(eq(evidence.inspectionId, inspectionId), eq(evidence.subjectKind, kind)))
		.groupBy(evidence.subjectId)
		.all();
	return new Map(rows.map(({ id, came, went }) => [id, came + went]));
}

const links = preparedList((orm, id) =>
	orm
		.select({ link: evidenceLinks, home: evidence.subjectId })
		.from(evidenceLinks)
		.innerJoin(evidence, eq(evidence.id, evidenceLinks.evidenceId))
		.where(eq(evidence.inspectionId, id))
		.orderBy(asc(evidenceLinks.linkedAt), asc(evidenceLinks.code))
);

/** Where shared proofs stand: their own subcriterion first, unless they were taken away from it. */
function listSharedCodes(db: Db, inspectionId: string): Map<string, string[]> {
	const rows = links(db, inspectionId);
	const codes = new Map<string, string[]>();
	for (const { link, home } of rows) if (!codes.has(link.evidenceId)) codes.set(link.evidenceId, [home]);
	for (const { link } of rows) {
		const others = codes.get(link.evidenceId)!.filter((code) => code !== link.code);
		codes.set(link.evidenceId, link.withdrawnAt === null ? [...others, link.code] : others);
	}
	return codes;
}

/** Writes where a proof stands now; what was taken away stays in the record. */
export function writePlaces(
	db: Db,
	id: string,
	was: readonly string[],
	is: readonly string[],
	at: number
): void {
	const write = (code: string, withdrawnAt: number | null) =>
		db.orm
			.insert(evidenceLinks)
			.values({ evidenceId: id, code, linkedAt: at, withdrawnAt })
			.onConflictDoUpdate({
				target: [evidenceLinks.evidenceId, evidenceLinks.code],
				set: withdrawnAt === null ? { linkedAt: at, withdrawnAt } : { withdrawnAt }
			})
			.run();
	for (const code of was) if (!is.includes(code)) write(code, at);
	for (const code of is) if (!was.includes(code)) write(code, null);
}

/** Withdrawn ones too. */
export const findEvidence = preparedById(evidence);

/** The columns that say what a proof is, without where its file stands. */
export const toProof = ({
	id,
	side,
	subjectKind,
	subjectId,
	stage,
	fileName,
	mediaType,
	size,
	sha256,
	caption,
	takenAt,
	place,
	originalId,
	position,
	addedBy,
	codes
}: PlacedRow): Proof => ({
	id,
	side,
	subjectKind,
	subjectId,
	stage,
	fileName,
	mediaType,
	size,
	sha256,
	caption,
	takenAt,
	place,
	originalId,
	position,
	addedBy,
	...(codes ? { codes } : {})
});

const insertion = prepared((orm) =>
	orm
		.insert(evidence)
		.values(
			Object.fromEntries(
				Object.keys(getTableColumns(evidence)).map((column) => [column, sql.placeholder(column)])
			) as never
		)
		.prepare()
);

type NewEvidence = Omit<EvidenceRow, keyof typeof NOT_ARRIVED> & Partial<EvidenceRow>;
const NOT_ARRIVED = {
	fileSha256: null,
	arrivedSha256: null,
	arrivedAt: null,
	citation: null,
	withdrawnAt: null
} satisfies Partial<EvidenceRow>;

export function insertEvidence(db: Db, row: NewEvidence): void {
	insertion(db).run({ ...NOT_ARRIVED, ...row });
}

export function editEvidence(db: Db, { id, caption, position }: Proof): void {
	db.orm.update(evidence).set({ caption, position }).where(eq(evidence.id, id)).run();
}

export function withdrawEvidence(db: Db, id: string, at: number): void {
	db.orm.update(evidence).set({ withdrawnAt: at }).where(eq(evidence.id, id)).run();
}

const arrival = prepared((orm) =>
	orm
		.update(evidence)
		.set({
			fileSha256: sql`${sql.placeholder('fileSha256')}`,
			arrivedSha256: sql`${sql.placeholder('arrivedSha256')}`,
			arrivedAt: sql`${sql.placeholder('at')}`
		})
		.where(eq(evidence.id, sql.placeholder('id')))
		.prepare()
);

/** The bytes are here. The database itself refuses a second file. */
export function markArrived(
	db: Db,
	file: { id: string; fileSha256: string; arrivedSha256: string; at: number }
): void {
	arrival(db).run(file);
}

/** How many files one side has announced, and how many of them are not here. Citations alone are no files. */
export function countAwaited(
	db: Db,
	inspectionId: string,
	side: EvidenceRow['side']
): { awaited: number; all: number } {
	const found = db.orm
		.select({ all: count(), arrived: count(evidence.fileSha256) })
		.from(evidence)
		.where(
			and(
				eq(evidence.inspectionId, inspectionId),
				eq(evidence.side, side),
				isNull(evidence.withdrawnAt),
				sql`${evidence.size} is not null`
			)
		)
		.get();
	const { all, arrived } = found ?? { all: 0, arrived: 0 };
	return { awaited: all - arrived, all };
}
