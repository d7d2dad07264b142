/** A person's own views of the tracker. Another person's are not there. */
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { checkViewName, MOST_VIEWS, viewAddress, type SavedView } from '#lib/domain/saved-view.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import * as queries from '../db/queries/saved-views.ts';
import { requireOffice } from './access.ts';

/** In order of their making. */
export function listSavedViews(ctx: Ctx): SavedView[] {
	return queries.listSavedViewsOf(ctx.db, requireOffice(ctx, 'campaign.read').id);
}

/** The address that the page opens with; null where the person has chosen none. */
export const findFirstView = (ctx: Ctx): string | null =>
	listSavedViews(ctx).find(({ opensFirst }) => opensFirst)?.address ?? null;

export interface ViewInput {
	name: string;
	opensFirst: boolean;
}

/**
 * Keeps the filters and the look of an address (its parameters as text) under a name; returns the view's id. Throws
 * `view.too_many` above 20, and what `checkViewName` says.
 */
export function saveView(ctx: Ctx, address: string, input: ViewInput): string {
	return inTransaction(ctx, () => {
		const actor = requireOffice(ctx, 'campaign.read');
		const own = queries.listSavedViewsOf(ctx.db, actor.id);
		if (own.length >= MOST_VIEWS) throw new ProblemError(problem('view.too_many', { maximum: MOST_VIEWS }));
		const asked = new URLSearchParams(address);
		const view: SavedView = {
			id: ctx.newId(),
			name: requireName(input.name, own),
			address: viewAddress((key) => asked.get(key)),
			opensFirst: input.opensFirst
		};
		if (view.opensFirst) queries.clearFirstView(ctx.db, actor.id);
		queries.insertSavedView(ctx.db, { ...view, accountId: actor.id, createdAt: ctx.now() });
		writeAudit(ctx, { action: 'view.save', subjectKind: 'saved_view', subjectId: view.id, new: view });
		return view.id;
	});
}

/** Names a view anew, and says whether the page opens with it. Throws `not_found`, and what `checkViewName` says. */
export function editView(ctx: Ctx, id: string, input: ViewInput): void {
	inTransaction(ctx, () => {
		const { actor, own, old } = requireOwn(ctx, id);
		const others = own.filter((view) => view.id !== id);
		const patch = { name: requireName(input.name, others), opensFirst: input.opensFirst };
		if (patch.opensFirst) queries.clearFirstView(ctx.db, actor.id);
		queries.updateSavedView(ctx.db, actor.id, id, patch);
		writeAudit(ctx, { action: 'view.edit', subjectKind: 'saved_view', subjectId: id, old, new: patch });
	});
}

/** Throws `not_found`. */
export function deleteView(ctx: Ctx, id: string): void {
	inTransaction(ctx, () => {
		const { actor, old } = requireOwn(ctx, id);
		queries.deleteSavedView(ctx.db, actor.id, id);
		writeAudit(ctx, { action: 'view.delete', subjectKind: 'saved_view', subjectId: id, old });
	});
}

function requireOwn(ctx: Ctx, id: string) {
	const actor = requireOffice(ctx, 'campaign.read');
	const own = queries.listSavedViewsOf(ctx.db, actor.id);
	const old = own.find((view) => view.id === id);
	if (!old) throw new ProblemError(problem('not_found', {}));
	return { actor, own, old };
}

function requireName(name: string, others: readonly SavedView[]): string {
	const checked = checkViewName(name, others);
	if (!checked.ok) throw new ProblemError(checked.problem);
	return checked.value;
}
