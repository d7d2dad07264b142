/** The record of one inspection for those who may read it. */
import type { Ctx } from '../context.ts';
import { listAuditOfInspection } from '../db/queries/registers.ts';
import { requireInspection, requireOffice } from './access.ts';

export interface AuditLineView {
	id: number;
	at: number;
	/** Empty for what the system did by itself. */
	by: string;
	/** Dotted: `inspection.sign_minutes`. */
	action: string;
	/** As JSON, cut to a length that can be read; empty for none. */
	old: string;
	new: string;
	address: string;
}

export const AUDIT_LIMIT = 500;
const LONGEST_JSON = 4000;

/** The newest first, at most `AUDIT_LIMIT`. Throws `permission.denied` for everybody but those with `audit.read`. */
export function listAuditLines(ctx: Ctx, inspectionId: string): AuditLineView[] {
	requireOffice(ctx, 'audit.read');
	requireInspection(ctx, 'inspection.read', inspectionId);
	return listAuditOfInspection(ctx.db, inspectionId, AUDIT_LIMIT).map((line) => ({
		id: line.id,
		at: line.at,
		by: line.actorName ?? '',
		action: line.action,
		old: shown(line.old),
		new: shown(line.new),
		address: line.address
	}));
}

function shown(value: unknown): string {
	if (value === null || value === undefined) return '';
	const text = JSON.stringify(value, null, 1);
	return text.length > LONGEST_JSON ? `${text.slice(0, LONGEST_JSON)} …` : text;
}
