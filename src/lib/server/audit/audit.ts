/** The record. Called inside the transaction of the write it tells of, so that neither is there without the other. */
import type { AuditAction } from '#lib/domain/audit-action.ts';
import { randomBytes } from 'node:crypto';
import type { Ctx } from '../context.ts';
import { readChainHead } from '../db/queries/record-lines.ts';
import { preparedSql } from '../db/prepared.ts';
import { contentHashOf, linkHashOf, type StoredLine } from './chain.ts';

export interface AuditEntry {
	action: AuditAction;
	subjectKind: string;
	subjectId: string;
	inspectionId?: string | null;
	old?: unknown;
	new?: unknown;
}

const SALT_BYTES = 16;

const insertLine = preparedSql(
	`insert into audit_lines (id, at, actor_id, action, subject_kind, subject_id, inspection_id, old, new, address, device,
		origin_salt, previous_hash, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
);

/**
 * Adds one line: who, what, old, new, when, from where. Secrets never go into `old` or `new`. The head of the chain is
 * read from the database each time and never kept: a transaction or savepoint that is taken back takes its lines along.
 */
export function writeAudit(ctx: Ctx, entry: AuditEntry): void {
	const head = readChainHead(ctx.db);
	const line: StoredLine = {
		id: head.id + 1,
		at: ctx.now(),
		actorId: ctx.actor?.id ?? null,
		action: entry.action,
		subjectKind: entry.subjectKind,
		subjectId: wellFormed(entry.subjectId),
		inspectionId: entry.inspectionId ?? null,
		old: jsonText(entry.old),
		new: jsonText(entry.new),
		address: wellFormed(ctx.origin.address),
		device: wellFormed(ctx.origin.device),
		originSalt: randomBytes(SALT_BYTES).toString('hex')
	};
	const hash = linkHashOf(line.id, head.hash, contentHashOf(line));
	insertLine(ctx.db).run(...Object.values(line), head.hash, hash);
}

/** Half a surrogate pair is not UTF-8: the database would keep another text than was hashed. */
const wellFormed = (text: string): string => text.toWellFormed();

const jsonText = (value: unknown): string | null =>
	value === undefined || value === null ? null : JSON.stringify(value);
