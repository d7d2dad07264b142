/** The numbers of a register: those that papers bear, those that were left out, and what stands beside one. */
import { and, asc, desc, eq, gt, gte, lt, lte, max, type SQL } from 'drizzle-orm';
import type { PaperRegister } from '#lib/domain/papers/availability.ts';
import type { NumberedDay } from '#lib/domain/papers/register-order.ts';
import type { Db } from '../open.ts';
import { documents, leftOutNumbers } from '../schema/documents.ts';

export type LeftOutRow = typeof leftOutNumbers.$inferSelect;

/** One register: of a body, for one name of papers, for one year. */
export interface RegisterKey {
	issuingBody: string;
	register: PaperRegister;
	year: number;
}

const inRegister = (
	table: typeof documents | typeof leftOutNumbers,
	{ issuingBody, register, year }: RegisterKey
): SQL | undefined =>
	and(eq(table.issuingBody, issuingBody), eq(table.register, register), eq(table.year, year));

/** The highest number that was given or left out; 0 while there is none. */
export function lastPaperNumber(db: Db, key: RegisterKey): number {
	const given = db.orm
		.select({ last: max(documents.number) })
		.from(documents)
		.where(inRegister(documents, key))
		.get();
	const leftOut = db.orm
		.select({ last: max(leftOutNumbers.last) })
		.from(leftOutNumbers)
		.where(inRegister(leftOutNumbers, key))
		.get();
	return Math.max(given?.last ?? 0, leftOut?.last ?? 0);
}

export function isPaperNumberTaken(db: Db, key: RegisterKey, number: number): boolean {
	return (
		db.orm
			.select({ id: documents.id })
			.from(documents)
			.where(and(inRegister(documents, key), eq(documents.number, number)))
			.get() !== undefined
	);
}

/** The papers next to a number, below and above it. */
export function findNeighbours(
	db: Db,
	key: RegisterKey,
	number: number
): { before: NumberedDay | null; after: NumberedDay | null } {
	const pick = (where: SQL, order: SQL): NumberedDay | null =>
		db.orm
			.select({ number: documents.number, issuedOn: documents.issuedOn })
			.from(documents)
			.where(and(inRegister(documents, key), where))
			.orderBy(order)
			.get() ?? null;
	return {
		before: pick(lt(documents.number, number), desc(documents.number)),
		after: pick(gt(documents.number, number), asc(documents.number))
	};
}

/** Numbers that papers of the register bear, within a range. */
export function listGivenNumbers(db: Db, key: RegisterKey, first: number, last: number): number[] {
	return db.orm
		.select({ number: documents.number })
		.from(documents)
		.where(and(inRegister(documents, key), gte(documents.number, first), lte(documents.number, last)))
		.all()
		.map(({ number }) => number);
}

/** Notes on left-out numbers that reach into a range. */
export function listLeftOutWithin(db: Db, key: RegisterKey, first: number, last: number): LeftOutRow[] {
	return db.orm
		.select()
		.from(leftOutNumbers)
		.where(
			and(inRegister(leftOutNumbers, key), lte(leftOutNumbers.first, last), gte(leftOutNumbers.last, first))
		)
		.all();
}

export function listLeftOutNumbers(db: Db): LeftOutRow[] {
	return db.orm.select().from(leftOutNumbers).orderBy(asc(leftOutNumbers.first)).all();
}

export function insertLeftOut(db: Db, row: LeftOutRow): void {
	db.orm.insert(leftOutNumbers).values(row).run();
}

export function rewordLeftOut(
	db: Db,
	id: string,
	{ reason, notedBy, notedAt }: Pick<LeftOutRow, 'reason' | 'notedBy' | 'notedAt'>
): void {
	db.orm.update(leftOutNumbers).set({ reason, notedBy, notedAt }).where(eq(leftOutNumbers.id, id)).run();
}
