/** What the frame around every page of the office and the agencies shows of the person. */
import type { AccountRole } from '#lib/domain/permissions.ts';
import { countUnread } from '../services/notice-view.ts';
import { findAgency } from '../db/queries/agencies.ts';

export interface ShellData {
	displayName: string;
	role: AccountRole;
	/** Short name, for accounts of an agency. */
	agencyName: string | null;
	/** Notices that were not read. */
	unread: number;
}

/** Throws for a stranger: the entrance lets nobody in here without a session. */
export function shellOf({ actor, ctx }: Pick<App.Locals, 'actor' | 'ctx'>): ShellData {
	if (!actor) throw new Error('A page of the house was reached without a session.');
	const agency = actor.agencyId === null ? undefined : findAgency(ctx.db, actor.agencyId);
	const { displayName, role } = actor;
	return { displayName, role, agencyName: agency?.shortName ?? null, unread: countUnread(ctx) };
}
