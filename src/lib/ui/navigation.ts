/** What stands in the side bar, by role. What a role never does is not in it; what is closed now is on the pages. */
import BadgeCheck from '@lucide/svelte/icons/badge-check';
import BellRing from '@lucide/svelte/icons/bell-ring';
import BookOpenCheck from '@lucide/svelte/icons/book-open-check';
import Building2 from '@lucide/svelte/icons/building-2';
import CalendarRange from '@lucide/svelte/icons/calendar-range';
import ClipboardCheck from '@lucide/svelte/icons/clipboard-check';
import Files from '@lucide/svelte/icons/files';
import LayoutDashboard from '@lucide/svelte/icons/layout-dashboard';
import ListChecks from '@lucide/svelte/icons/list-checks';
import MessagesSquare from '@lucide/svelte/icons/messages-square';
import TabletSmartphone from '@lucide/svelte/icons/tablet-smartphone';
import Type from '@lucide/svelte/icons/type';
import UsersRound from '@lucide/svelte/icons/users-round';
import type { NavItem } from '#lib/components/AppShell.svelte';
import {
	canOffice,
	isAgencyRole,
	type AccountRole,
	type Actor,
	type OfficeAction
} from '#lib/domain/permissions.ts';
import * as m from '#lib/paraglide/messages.js';
import { agencyNavigation } from './agency-navigation.ts';

/** What waits where; known on the office's own pages only. */
export interface NavigationFacts {
	undecided: number;
	lateRemedies: number;
	remediesForMe: number;
	/** In a team of an inspection that is not over. */
	inTeam: boolean;
}

/** Only the role decides here; whether the password is settled is decided before any page. */
function allows(role: AccountRole, action: OfficeAction): boolean {
	const actor: Actor = { id: '', role, agencyId: null, displayName: '', mustChangePassword: false };
	return canOffice(actor, action);
}

/** Everything in the side bar of a role, in the order of the work. Agencies have a side bar of their own. */
export function navigationOf(role: AccountRole, facts?: NavigationFacts): NavItem[] {
	if (isAgencyRole(role)) return agencyNavigation();
	return [...officeItems(role, facts), ...registerItems(role)];
}

function officeItems(role: AccountRole, facts?: NavigationFacts): NavItem[] {
	const { undecided = 0, lateRemedies = 0, remediesForMe = 0 } = facts ?? {};
	return [
		{ href: '/dashboard', label: m.office_nav_dashboard(), icon: LayoutDashboard },
		{ href: '/campaigns', label: m.office_nav_campaigns(), icon: CalendarRange },
		{ href: '/inspections', label: m.office_nav_inspections(), icon: ClipboardCheck },
		{ href: '/explanations', label: m.office_nav_explanations(), icon: MessagesSquare, count: undecided },
		{
			href: '/remedies',
			label: m.office_nav_remedies(),
			icon: ListChecks,
			count: lateRemedies || remediesForMe,
			tone: lateRemedies > 0 ? 'seal' : 'neutral'
		},
		{ href: '/chasing', label: m.office_nav_chasing(), icon: BellRing },
		...(facts?.inTeam || role === 'inspector'
			? [{ href: '/field', label: m.office_nav_field(), icon: TabletSmartphone }]
			: [])
	];
}

function registerItems(role: AccountRole): NavItem[] {
	return [
		{ href: '/documents', label: m.office_nav_documents(), icon: Files },
		...(allows(role, 'criteria.manage')
			? [{ href: '/admin/criteria', label: m.nav_criteria(), icon: BookOpenCheck }]
			: []),
		{ href: '/agencies', label: m.nav_agencies(), icon: Building2, also: '/admin/agencies' },
		...(allows(role, 'account.manage')
			? [{ href: '/admin/accounts', label: m.nav_accounts(), icon: UsersRound }]
			: []),
		...(allows(role, 'certificate.manage')
			? [{ href: '/admin/certificates', label: m.certificates_title(), icon: BadgeCheck }]
			: []),
		...(allows(role, 'appearance.manage')
			? [{ href: '/admin/appearance', label: m.appearance_title(), icon: Type }]
			: [])
	];
}
