/** The record. Called inside the transaction of the write it tells of, so that neither is there without the other. */
import { sql } from 'drizzle-orm';
import type { AuditAction } from '#lib/domain/audit-action.ts';
import type { Ctx } from '../context.ts';
import { prepared } from '../db/prepared.ts';
import { auditLines } from '../db/schema/audit.ts';

export interface AuditEntry {
	action: AuditAction;
	subjectKind: string;
	subjectId: string;
	inspectionId?: string | null;
	old?: unknown;
	new?: unknown;
}

const insertLine = prepared((orm) =>
	orm
		.insert(auditLines)
		.values({
			at: sql.placeholder('at'),
			actorId: sql.placeholder('actorId'),
			action: sql.placeholder('action'),
			subjectKind: sql.placeholder('subjectKind'),
			subjectId: sql.placeholder('subjectId'),
			inspectionId: sql.placeholder('inspectionId'),
			old: sql.placeholder('old'),
			new: sql.placeholder('new'),
			address: sql.placeholder('address'),
			device: sql.placeholder('device')
		})
		.prepare()
);

/** Adds one line: who, what, old, new, when, from where. Secrets never go into `old` or `new`. */
export function writeAudit(ctx: Ctx, entry: AuditEntry): void {
	insertLine(ctx.db).run({
		at: ctx.now(),
		actorId: ctx.actor?.id ?? null,
		action: entry.action,
		subjectKind: entry.subjectKind,
		subjectId: entry.subjectId,
		inspectionId: entry.inspectionId ?? null,
		old: entry.old ?? null,
		new: entry.new ?? null,
		address: ctx.origin.address,
		device: ctx.origin.device
	});
}
