/** How far each device's count has come, and the operations that wait for an earlier one. */
import type { Operation } from '#lib/domain/operation.ts';
import type { Problem } from '#lib/domain/problems.ts';
import type { Db } from '../open.ts';
import { preparedSql } from '../prepared.ts';

/** One person's device in one inspection: what is counted. */
export interface Sender {
	inspectionId: string;
	deviceId: string;
	actorId: string;
}

const position = preparedSql(
	`select last_seq as lastSeq,
		exists (select 1 from held_operations h where h.inspection_id = p.inspection_id and h.device_id = p.device_id
			and h.actor_id = p.actor_id and h.refused_with is null) as isHolding
	from sync_positions p where inspection_id = ? and device_id = ? and actor_id = ?`
);

export interface Position {
	/** The last number that has been seen of a sender; 0 before the first. */
	lastSeq: number;
	/** Whether operations of this sender wait for an earlier one. */
	isHolding: boolean;
}

export function findPosition(db: Db, { inspectionId, deviceId, actorId }: Sender): Position {
	const row = position(db).get(inspectionId, deviceId, actorId) as
		| { lastSeq: number; isHolding: number }
		| undefined;
	return { lastSeq: row?.lastSeq ?? 0, isHolding: row?.isHolding === 1 };
}

const setPosition = preparedSql(
	`insert into sync_positions (inspection_id, device_id, actor_id, last_seq, seen_at, clock_offset_ms)
	values (?, ?, ?, ?, ?, ?) on conflict (inspection_id, device_id, actor_id) do update set
		last_seq = excluded.last_seq, seen_at = excluded.seen_at, clock_offset_ms = excluded.clock_offset_ms`
);

export function writePosition(
	db: Db,
	{ inspectionId, deviceId, actorId }: Sender,
	to: { lastSeq: number; seenAt: number; clockOffsetMs: number | null }
): void {
	setPosition(db).run(inspectionId, deviceId, actorId, to.lastSeq, to.seenAt, to.clockOffsetMs);
}

const held = preparedSql(
	`select operation from held_operations where inspection_id = ? and device_id = ? and actor_id = ?
		and refused_with is null order by seq`
);

export function listHeld(db: Db, { inspectionId, deviceId, actorId }: Sender): Operation[] {
	const rows = held(db).all(inspectionId, deviceId, actorId) as { operation: string }[];
	return rows.map(({ operation }) => JSON.parse(operation) as Operation);
}

const hold = preparedSql(
	`insert into held_operations (op_id, inspection_id, device_id, actor_id, seq, operation, received_at)
	values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing`
);

export function holdOperation(db: Db, operation: Operation, receivedAt: number): void {
	const { opId, inspectionId, deviceId, actorId, seq } = operation;
	hold(db).run(opId, inspectionId, deviceId, actorId, seq, JSON.stringify(operation), receivedAt);
}

const release = preparedSql(`delete from held_operations where op_id = ?`);

export function releaseHeld(db: Db, opId: string): void {
	release(db).run(opId);
}

const refuse = preparedSql(`update held_operations set refused_with = ? where op_id = ?`);

/** What was held cannot be applied: it stays with the reason, for its device to be told when it asks. */
export function refuseHeld(db: Db, opId: string, problem: Problem): void {
	refuse(db).run(JSON.stringify(problem), opId);
}

const lastSendings = preparedSql(
	`select inspection_id as inspectionId, device_id as deviceId, max(seen_at) as at from sync_positions
	where actor_id = ? group by inspection_id`
);

/** Where a person's last sending came from and when, by inspection. */
export function listLastSendings(db: Db, actorId: string): Map<string, { at: number; deviceId: string }> {
	const rows = lastSendings(db).all(actorId) as { inspectionId: string; at: number; deviceId: string }[];
	return new Map(rows.map(({ inspectionId, at, deviceId }) => [inspectionId, { at, deviceId }]));
}
