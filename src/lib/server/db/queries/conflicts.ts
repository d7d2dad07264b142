/** Values that met: kept whole, settled once. */
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Stage } from '#lib/domain/answer.ts';
import type { Conflict } from '#lib/domain/conflict.ts';
import type { Db } from '../open.ts';
import { prepared } from '../prepared.ts';
import { accounts } from '../schema/people.ts';
import { conflicts } from '../schema/sync.ts';

const late = alias(accounts, 'late');
const standing = alias(accounts, 'standing');

type Row = typeof conflicts.$inferSelect & { lateName: string | null; standingName: string | null };

/** All of an inspection, oldest first; only open ones, or one by its id, where asked for. */
export function listConflicts(
	db: Db,
	inspectionId: string,
	only: { open?: boolean; id?: string } = {}
): Conflict[] {
	const rows = db.orm
		.select({ row: conflicts, lateName: late.displayName, standingName: standing.displayName })
		.from(conflicts)
		.leftJoin(late, eq(late.id, conflicts.lateBy))
		.leftJoin(standing, eq(standing.id, conflicts.standingBy))
		.where(
			and(
				eq(conflicts.inspectionId, inspectionId),
				only.open ? isNull(conflicts.settledAt) : undefined,
				only.id === undefined ? undefined : eq(conflicts.id, only.id)
			)
		)
		.orderBy(asc(conflicts.receivedAt), sql`${conflicts}.rowid`)
		.all();
	return rows.map(({ row, ...names }) => toConflict({ ...row, ...names }));
}

function toConflict(row: Row): Conflict {
	const { id, stage, code, basis, choice, settledBy, settledAt } = row;
	return {
		id,
		stage,
		code,
		late: {
			answer: row.lateAnswer,
			by: row.lateBy,
			byName: row.lateName ?? '',
			madeAt: row.madeAt,
			receivedAt: row.receivedAt,
			clockOffsetMs: row.clockOffsetMs
		},
		basis,
		standing: {
			answer: row.standingAnswer,
			by: row.standingBy,
			byName: row.standingName ?? '',
			at: row.standingAt
		},
		settled:
			choice === null ? null : { choice, reason: row.settleReason ?? '', by: settledBy!, at: settledAt! }
	};
}

export function insertConflict(
	db: Db,
	place: { inspectionId: string; deviceId: string },
	{ id, stage, code, late: came, basis, standing: stood }: Conflict
): void {
	db.orm
		.insert(conflicts)
		.values({
			id,
			inspectionId: place.inspectionId,
			stage,
			code,
			lateAnswer: came.answer,
			lateBy: came.by,
			lateDevice: place.deviceId,
			madeAt: came.madeAt,
			receivedAt: came.receivedAt,
			clockOffsetMs: came.clockOffsetMs,
			basis,
			standingAnswer: stood.answer,
			standingBy: stood.by,
			standingAt: stood.at
		})
		.run();
}

/** Writes the settlement of a conflict that has one. */
export function settleConflict(db: Db, { id, settled }: Conflict): void {
	if (settled === null) throw new Error(`conflict ${id} is not settled`);
	db.orm
		.update(conflicts)
		.set({
			choice: settled.choice,
			settleReason: settled.reason,
			settledBy: settled.by,
			settledAt: settled.at
		})
		.where(eq(conflicts.id, id))
		.run();
}

const openCodes = prepared((orm) =>
	orm
		.selectDistinct({ code: conflicts.code })
		.from(conflicts)
		.where(
			and(
				eq(conflicts.inspectionId, sql.placeholder('inspectionId')),
				eq(conflicts.stage, sql.placeholder('stage')),
				isNull(conflicts.settledAt)
			)
		)
		.prepare()
);

/** Codes of one stage with values that nobody has chosen from, each once. */
export function listOpenConflictCodes(db: Db, inspectionId: string, stage: Stage): string[] {
	return openCodes(db)
		.all({ inspectionId, stage })
		.map(({ code }) => code);
}
