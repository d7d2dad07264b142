/** A person's own notices: the count beside the bell, the list, and the way from a notice to its matter. */
import type { Step } from '#lib/domain/chasing.ts';
import { isAgencyRole, type Actor } from '#lib/domain/permissions.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import type { Ctx } from '../context.ts';
import * as queries from '../db/queries/notices.ts';
import type { NoticeRow } from '../db/queries/notices.ts';
import { requireActor } from './access.ts';
import { listOpenMatters } from './chasing-matters.ts';

const SHOWN = 200;

export interface OwnNotice {
	id: string;
	step: Step;
	/** As sent. */
	text: string;
	madeAt: number;
	isRead: boolean;
	/** What it asks for is done, or no longer asked. */
	isSettled: boolean;
}

/** 0 for whoever is not signed in, or may do nothing yet. */
export function countUnread(ctx: Ctx): number {
	return ctx.actor === null || ctx.actor.mustChangePassword
		? 0
		: queries.countUnreadNotices(ctx.db, ctx.actor.id);
}

/** The newest first, at most 200. */
export function listOwnNotices(ctx: Ctx): OwnNotice[] {
	const actor = requireActor(ctx);
	const rows = queries.listNoticesOf(ctx.db, actor.id, SHOWN);
	const isOpen = openTest(ctx, rows);
	return rows.map((row) => ({
		id: row.id,
		step: row.step,
		text: row.text,
		madeAt: row.madeAt,
		isRead: row.readAt !== null,
		isSettled: !isOpen(row)
	}));
}

export function markAllRead(ctx: Ctx): void {
	queries.markNoticesRead(ctx.db, requireActor(ctx).id, ctx.now());
}

/**
 * Opens a notice from the list or from a mail's address: it is read from now on. `href` is where its matter is, null for
 * the digest of a week. Another person's notice is not there (`not_found`).
 */
export function openNotice(ctx: Ctx, id: string): { notice: OwnNotice; href: string | null } {
	const actor = requireActor(ctx);
	const row = queries.findNoticeOf(ctx.db, actor.id, id);
	if (!row) throw new ProblemError(problem('not_found', {}));
	queries.markNoticesRead(ctx.db, actor.id, ctx.now(), id);
	const { step, text, madeAt } = row;
	const isSettled = !openTest(ctx, [row])(row);
	return { notice: { id, step, text, madeAt, isRead: true, isSettled }, href: hrefOf(actor, row, isSettled) };
}

/** Of these notices; a digest of a week asks for nothing by itself. */
function openTest(ctx: Ctx, rows: readonly NoticeRow[]): (row: NoticeRow) => boolean {
	const named = rows.flatMap(({ inspectionId }) => inspectionId ?? []);
	const open = new Set(listOpenMatters(ctx, named).map(({ key, dueOn }) => `${key} ${dueOn}`));
	return ({ matterKind, matterKey, dueOn }) => matterKind === null || open.has(`${matterKey} ${dueOn}`);
}

const AGENCY_PART = {
	self: '/self',
	explanation: '/findings',
	plan: '/remedy',
	action: '/remedy',
	report: '/remedy'
} as const;
const OFFICE_PART = {
	self: '',
	explanation: '/explanations',
	plan: '/remedy',
	action: '/remedy',
	report: '/remedy'
} as const;

/** To the part where the matter is done; what is done leads to the inspection, what tells of a letter to the papers. */
function hrefOf(
	actor: Actor,
	{ inspectionId, matterKind, step }: NoticeRow,
	isSettled: boolean
): string | null {
	if (inspectionId === null || matterKind === null) return null;
	const isAgency = isAgencyRole(actor.role);
	const place = isAgency ? `/agency/inspections/${inspectionId}` : `/inspections/${inspectionId}`;
	if (step.startsWith('letter_')) return `${place}/papers`;
	if (isSettled) return place;
	return place + (isAgency ? AGENCY_PART : OFFICE_PART)[matterKind];
}
