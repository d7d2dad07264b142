/** Names of the places in a team, for people. */
import type { TeamRole } from '#lib/domain/inspection.ts';
import * as m from '#lib/paraglide/messages.js';

const NAMES: Record<TeamRole, () => string> = {
	lead: m.team_role_lead,
	deputy_lead: m.team_role_deputy_lead,
	secretary: m.team_role_secretary,
	member: m.team_role_member
};

export const teamRoleText = (role: TeamRole): string => NAMES[role]();
