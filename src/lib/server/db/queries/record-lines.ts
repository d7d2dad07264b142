/** The lines of the record as they are stored, for the chain: written in `audit.ts`, read here. */
import { CHAIN_START, type ChainHead, type StoredLine } from '../../audit/chain.ts';
import type { Db } from '../open.ts';
import { preparedSql } from '../prepared.ts';

/** As stored; the hashes are null only where something else than this product wrote. */
export type ChainedLine = StoredLine & { previousHash: string | null; hash: string | null };

const STORED = `id, at, actor_id as actorId, action, subject_kind as subjectKind, subject_id as subjectId,
	inspection_id as inspectionId, old, new, address, device, origin_salt as originSalt, previous_hash as previousHash, hash`;
const PAGE = 1_000;

const head = preparedSql('select id, hash from audit_lines order by id desc limit 1');

/** The last line; `CHAIN_START` while there is none. */
export const readChainHead = (db: Db): ChainHead => (head(db).get() as ChainHead | undefined) ?? CHAIN_START;

const one = preparedSql(`select ${STORED} from audit_lines where id = ?`);

export const findLine = (db: Db, id: number): ChainedLine | undefined =>
	one(db).get(id) as ChainedLine | undefined;

const byHash = preparedSql('select id from audit_lines where hash = ?');

/** Which line bears a hash. Reads the whole record: for when something is wrong. */
export const findLineByHash = (db: Db, hash: string): number | undefined =>
	(byHash(db).get(hash) as { id: number } | undefined)?.id;

const page = preparedSql(
	`select ${STORED} from audit_lines where id > ? and id <= ? order by id limit ${PAGE}`
);

/**
 * The lines after `after` up to `upTo`, in order, read by pages: between two pages others may write. Lines are only
 * ever added, so that what is read is what stood when `upTo` was the last.
 */
export function* readLines(db: Db, after: number, upTo: number): Generator<ChainedLine> {
	for (let at = after; ;) {
		const lines = page(db).all(at, upTo) as ChainedLine[];
		yield* lines;
		if (lines.length < PAGE) return;
		at = lines.at(-1)!.id;
	}
}

const given = preparedSql(`select seq from sqlite_sequence where name = 'audit_lines'`);

/** The highest number that was ever given to a line, also when that line is gone; 0 before the first. */
export const lastGivenLine = (db: Db): number => (given(db).get() as { seq: number } | undefined)?.seq ?? 0;
