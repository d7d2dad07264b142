import { and, desc, eq, max } from 'drizzle-orm';
import type { AgencyLevel, CriteriaSet } from '#lib/domain/criteria.ts';
import type { Db } from '../open.ts';
import { preparedById } from '../prepared.ts';
import { criteriaSets } from '../schema/criteria.ts';
import { inspections } from '../schema/inspections.ts';

export type CriteriaSetRow = typeof criteriaSets.$inferSelect;

const summary = {
	id: criteriaSets.id,
	code: criteriaSets.code,
	setVersion: criteriaSets.setVersion,
	title: criteriaSets.title,
	level: criteriaSets.level,
	year: criteriaSets.year,
	status: criteriaSets.status,
	createdAt: criteriaSets.createdAt,
	publishedAt: criteriaSets.publishedAt,
	retiredAt: criteriaSets.retiredAt,
	version: criteriaSets.version
};
export type CriteriaSetSummary = Pick<CriteriaSetRow, keyof typeof summary>;

export function listCriteriaSets(db: Db): CriteriaSetSummary[] {
	return db.orm
		.select(summary)
		.from(criteriaSets)
		.where(eq(criteriaSets.purpose, 'scoring'))
		.orderBy(desc(criteriaSets.year), criteriaSets.code, desc(criteriaSets.setVersion))
		.all();
}

export const findCriteriaSet = preparedById(criteriaSets);

export function listPublishedSets(db: Db, level: AgencyLevel): CriteriaSetSummary[] {
	return db.orm
		.select(summary)
		.from(criteriaSets)
		.where(
			and(
				eq(criteriaSets.level, level),
				eq(criteriaSets.status, 'published'),
				eq(criteriaSets.purpose, 'scoring')
			)
		)
		.orderBy(desc(criteriaSets.year), desc(criteriaSets.setVersion))
		.all();
}

export function lastSetVersion(db: Db, code: string): number {
	return (
		db.orm
			.select({ last: max(criteriaSets.setVersion) })
			.from(criteriaSets)
			.where(eq(criteriaSets.code, code))
			.get()?.last ?? 0
	);
}

export function isSetInUse(db: Db, id: string): boolean {
	return (
		db.orm
			.select({ id: inspections.id })
			.from(inspections)
			.where(eq(inspections.criteriaSetId, id))
			.limit(1)
			.get() !== undefined
	);
}

export function insertCriteriaSet(db: Db, row: typeof criteriaSets.$inferInsert): void {
	db.orm.insert(criteriaSets).values(row).run();
}

export function updateCriteriaSet(
	db: Db,
	id: string,
	version: number,
	patch: Partial<CriteriaSetRow>
): boolean {
	return (
		db.orm
			.update(criteriaSets)
			.set({ ...patch, version: version + 1 })
			.where(and(eq(criteriaSets.id, id), eq(criteriaSets.version, version)))
			.run().changes === 1
	);
}

export function deleteDraftSet(db: Db, id: string): void {
	db.orm
		.delete(criteriaSets)
		.where(and(eq(criteriaSets.id, id), eq(criteriaSets.status, 'draft')))
		.run();
}

const parsed = new WeakMap<Db, Map<string, CriteriaSet>>();

/** The content of a set that inspections use. Published content is frozen, so it is read and parsed once. */
export function loadSetContent(db: Db, id: string): CriteriaSet {
	let sets = parsed.get(db);
	if (!sets) parsed.set(db, (sets = new Map()));
	let set = sets.get(id);
	if (!set) {
		const row = findCriteriaSet(db, id);
		if (!row) throw new Error(`criteria set ${id} is missing`);
		set = row.content;
		if (row.status !== 'draft') sets.set(id, set);
	}
	return set;
}

export function findSetVersion(db: Db, code: string, setVersion: number): CriteriaSetSummary | undefined {
	return db.orm
		.select(summary)
		.from(criteriaSets)
		.where(and(eq(criteriaSets.code, code), eq(criteriaSets.setVersion, setVersion)))
		.get();
}
