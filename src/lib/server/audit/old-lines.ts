/** Lines that are older than the chain: chained once, when the database is opened after the migration that brought it. */
import type { Database } from 'better-sqlite3';
import { CHAIN_START, contentHashOf, linkHashOf, type ChainHead, type StoredLine } from './chain.ts';

const PAGE = 1_000;
const STORED = `id, at, actor_id as actorId, action, subject_kind as subjectKind, subject_id as subjectId,
	inspection_id as inspectionId, old, new, address, device`;

/**
 * Chains what is not chained yet, in one transaction: when it is broken off nothing is done, and the next opening does
 * it. New lines cannot come unchained (a trigger), so the last line tells whether there is anything to do.
 */
export function chainOldLines(sqlite: Database): void {
	if (!isMigrated(sqlite)) return;
	const last = sqlite.prepare('select hash from audit_lines order by id desc limit 1').pluck();
	if (last.get() !== null) return;
	sqlite
		.transaction(() => {
			// Another process may have done it while this one waited for the lock.
			if (last.get() === null) chainFrom(sqlite, lastChained(sqlite));
		})
		.immediate();
}

/** A database that is brought to an older migration (tests do so) has no chain. */
const isMigrated = (sqlite: Database): boolean =>
	sqlite.prepare(`select 1 from pragma_table_info('audit_lines') where name = 'hash'`).get() !== undefined;

const lastChained = (sqlite: Database): ChainHead =>
	(sqlite
		.prepare('select id, hash from audit_lines where hash is not null order by id desc limit 1')
		.get() as ChainHead | undefined) ?? CHAIN_START;

function chainFrom(sqlite: Database, head: ChainHead): void {
	const page = sqlite.prepare(`select ${STORED} from audit_lines where id > ? order by id limit ${PAGE}`);
	const chain = sqlite.prepare('update audit_lines set previous_hash = ?, hash = ? where id = ?');
	for (let at = head; ;) {
		const lines = page.all(at.id) as Omit<StoredLine, 'originSalt'>[];
		if (lines.length === 0) return;
		for (const line of lines) {
			const hash = linkHashOf(line.id, at.hash, contentHashOf({ ...line, originSalt: null }));
			chain.run(at.hash, hash, line.id);
			at = { id: line.id, hash };
		}
	}
}
