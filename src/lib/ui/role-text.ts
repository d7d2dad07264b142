/** Names of roles, and what each is for. */
import type { AccountRole } from '#lib/domain/permissions.ts';
import * as m from '#lib/paraglide/messages.js';

const NAMES: Record<AccountRole, () => string> = {
	admin: () => m.role_admin(),
	planner: () => m.role_planner(),
	inspector: () => m.role_inspector(),
	clerk: () => m.role_clerk(),
	viewer: () => m.role_viewer(),
	agency_head: () => m.role_agency_head(),
	agency_officer: () => m.role_agency_officer(),
	agency_clerk: () => m.role_agency_clerk()
};

const PURPOSES: Record<AccountRole, () => string> = {
	admin: () => m.role_admin_text(),
	planner: () => m.role_planner_text(),
	inspector: () => m.role_inspector_text(),
	clerk: () => m.role_clerk_text(),
	viewer: () => m.role_viewer_text(),
	agency_head: () => m.role_agency_head_text(),
	agency_officer: () => m.role_agency_officer_text(),
	agency_clerk: () => m.role_agency_clerk_text()
};

export const roleText = (role: AccountRole): string => NAMES[role]();

/** One sentence on what the role may do. */
export const rolePurpose = (role: AccountRole): string => PURPOSES[role]();
