/** What stands in the side bar, by role. What a role never does is not in it; what is closed now is on the pages. */
import BookOpenCheck from '@lucide/svelte/icons/book-open-check';
import Building2 from '@lucide/svelte/icons/building-2';
import UsersRound from '@lucide/svelte/icons/users-round';
import type { NavItem } from '#lib/components/AppShell.svelte';
import { canOffice, type AccountRole, type Actor, type OfficeAction } from '#lib/domain/permissions.ts';
import * as m from '#lib/paraglide/messages.js';

/** Only the role decides here; whether the password is settled is decided before any page. */
function allows(role: AccountRole, action: OfficeAction): boolean {
	const actor: Actor = { id: '', role, agencyId: null, displayName: '', mustChangePassword: false };
	return canOffice(actor, action);
}

/** Everything in the side bar of a role, in the order of the work. */
export function navigationOf(role: AccountRole): NavItem[] {
	return administrationItems(role);
}

function administrationItems(role: AccountRole): NavItem[] {
	return [
		...(allows(role, 'criteria.manage')
			? [{ href: '/admin/criteria', label: m.nav_criteria(), icon: BookOpenCheck }]
			: []),
		...(allows(role, 'agency.manage')
			? [{ href: '/admin/agencies', label: m.nav_agencies(), icon: Building2 }]
			: []),
		...(allows(role, 'account.manage')
			? [{ href: '/admin/accounts', label: m.nav_accounts(), icon: UsersRound }]
			: [])
	];
}
