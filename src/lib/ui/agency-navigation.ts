/** The side bar of an inspected agency's accounts. */
import ClipboardPen from '@lucide/svelte/icons/clipboard-pen';
import FileText from '@lucide/svelte/icons/file-text';
import ListChecks from '@lucide/svelte/icons/list-checks';
import ListTodo from '@lucide/svelte/icons/list-todo';
import MessagesSquare from '@lucide/svelte/icons/messages-square';
import type { Icon } from '#lib/components/icon.ts';
import type { NavItem } from '#lib/components/AppShell.svelte';
import * as m from '#lib/paraglide/messages.js';
import { AGENCY_PARTS, partHref, type AgencyPart } from './agency-parts.ts';
import { partText } from './agency-text.ts';

const ICONS: Record<AgencyPart, Icon> = {
	self: ClipboardPen,
	findings: MessagesSquare,
	remedy: ListChecks,
	papers: FileText
};

export interface AgencyNavigationFacts {
	/** The inspection one looks at, or the only one there is; undefined leads to a page to choose on. */
	here: string | undefined;
	/** What waits, in all and by part. */
	waiting: number;
	waitingIn: Partial<Record<AgencyPart, number>>;
}

/** Without facts (a page outside the agency's own) the entries lead to where one chooses. */
export function agencyNavigation(facts?: AgencyNavigationFacts): NavItem[] {
	const { here, waiting = 0, waitingIn = {} } = facts ?? { here: undefined };
	return [
		{ href: '/agency', label: m.inspected_nav_tasks(), icon: ListTodo, count: waiting, exact: true },
		...AGENCY_PARTS.map((part) => ({
			href: here ? partHref(here, part) : `/agency/${part}`,
			label: partText(part),
			icon: ICONS[part],
			count: waitingIn[part]
		}))
	];
}
