/**
 * Views that are reckoned once and remembered until something changes. Every write leaves a line in the record inside
 * its own transaction, so the number of the last line is the stamp of everything: the same stamp, the same view. Whoever
 * asks must have settled the permission before, because what is remembered is handed out without asking again.
 */
import { dayOf } from '#lib/domain/calendar.ts';
import type { Ctx } from '../context.ts';
import type { Db } from '../db/open.ts';
import { lastAuditLine } from '../db/queries/registers.ts';
import type { Access } from './access.ts';

/** Enough for what some dozen people look at in turn; the one not asked for longest goes first. */
const MOST_VIEWS = 300;

interface Shelf {
	stamp: string;
	views: Map<string, unknown>;
}

const shelves = new WeakMap<Db, Shelf>();

/**
 * The view under `key`, made by `work` if it is not there. Never asked inside the transaction of a write, which may yet be
 * rolled back and its stamp given again. The key names all that the view depends on besides the
 * database and the day: who looks, at what. What comes back is shared and must not be changed.
 */
export function remembered<T>(ctx: Pick<Ctx, 'db' | 'now'>, key: string, work: () => T): T {
	const stamp = `${lastAuditLine(ctx.db)} ${dayOf(ctx.now())}`;
	let shelf = shelves.get(ctx.db);
	if (shelf?.stamp !== stamp) shelves.set(ctx.db, (shelf = { stamp, views: new Map() }));
	const { views } = shelf;
	const known = views.has(key) ? (views.get(key) as T) : work();
	views.delete(key);
	views.set(key, known);
	if (views.size > MOST_VIEWS) views.delete(views.keys().next().value!);
	return known;
}

/** One inspection as one person sees it: who, in which place, with which role. */
export const keyOf = ({ inspection, actor, teamRole }: Access): string =>
	`${inspection.id} ${actor.id} ${actor.role} ${teamRole ?? ''}`;
