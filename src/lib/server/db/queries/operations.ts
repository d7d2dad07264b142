/** The record of field edits: batches as they arrived, and the operations in them. Only added to. */
import type { Db } from '../open.ts';
import { preparedRows, preparedSql } from '../prepared.ts';
import type { operations, syncBatches } from '../schema/sync.ts';

const knownOperations = preparedSql(
	`select o.op_id as opId, b.version from operations o join sync_batches b on b.id = o.batch_id
	where o.op_id in (select value from json_each(?))
	union all select id, null from conflicts where id in (select value from json_each(?))`
);

/** The versions that operations brought about which are already here, by their id; null: kept as a conflict. */
export function findKnownOperations(db: Db, opIds: readonly string[]): Map<string, number | null> {
	const ids = JSON.stringify(opIds);
	const rows = knownOperations(db).all(ids, ids) as { opId: string; version: number | null }[];
	return new Map(rows.map(({ opId, version }) => [opId, version]));
}

const addBatch = preparedSql(
	`insert into sync_batches (inspection_id, device_id, actor_id, received_at, version, clock_offset_ms)
	values (?, ?, ?, ?, ?, ?)`
);

/** Adds a batch and returns its id. */
export function insertBatch(db: Db, row: Omit<typeof syncBatches.$inferSelect, 'id'>): number {
	const { inspectionId, deviceId, actorId, receivedAt, version, clockOffsetMs } = row;
	return Number(
		addBatch(db).run(inspectionId, deviceId, actorId, receivedAt, version, clockOffsetMs).lastInsertRowid
	);
}

const addOperations = preparedRows(
	'operations',
	['op_id', 'seq', 'base_version', 'type', 'payload', 'before', 'made_at'],
	['batch_id']
);

export type OperationWrite = Omit<typeof operations.$inferSelect, 'batchId'>;

export function insertOperations(db: Db, batchId: number, rows: readonly OperationWrite[]): void {
	addOperations(
		db,
		rows.map((row) => [
			row.opId,
			row.seq,
			row.baseVersion,
			row.type,
			JSON.stringify(row.payload),
			row.before === undefined || row.before === null ? null : JSON.stringify(row.before),
			row.madeAt
		]),
		{ batch_id: batchId }
	);
}
