/**
 * One table decides everything: role × action × state. Services ask it in their first line, pages ask it to show
 * what cannot be done now as disabled with the reason. A test walks every route with every role against it.
 */
import type { InspectionState, TeamRole, Transition } from './inspection.ts';

/** What an account is. `inspector` gets its say from its place in a team. */
export const ACCOUNT_ROLES = [
	'admin',
	'planner',
	'inspector',
	'clerk',
	'viewer',
	'agency_head',
	'agency_officer',
	'agency_clerk'
] as const;
export type AccountRole = (typeof ACCOUNT_ROLES)[number];

export const AGENCY_ROLES: readonly AccountRole[] = ['agency_head', 'agency_officer', 'agency_clerk'];
export const isAgencyRole = (role: AccountRole): boolean => AGENCY_ROLES.includes(role);

/** What a person is with regard to one thing: the account's role, and the place in the inspection's team. */
export type Hat = Exclude<AccountRole, 'inspector'> | TeamRole | 'inspector';

/** Who acts. `agencyId` is set for accounts of an inspected agency and only for them. */
export interface Actor {
	id: string;
	role: AccountRole;
	agencyId: string | null;
	displayName: string;
	/** Signed in with an initial password: nothing but the change of password is open. */
	mustChangePassword: boolean;
}

/** Where an action happens: nothing (the whole office) or one inspection. */
export interface Place {
	agencyId: string;
	state: InspectionState;
	/** The actor's own role in the team, if any. */
	teamRole: TeamRole | null;
	/**
	 * The agency has had its notice, whatever became of the inspection since: postponed, cancelled, planned anew. Only
	 * accounts of an agency are judged by it; absent is «no».
	 */
	wasNotified?: boolean;
}

const ANY = 'any' as const;
const OFFICE: readonly Hat[] = ['planner', 'admin'];
const TEAM: readonly Hat[] = ['lead', 'deputy_lead', 'secretary', 'member'];
const CHAIRS: readonly Hat[] = ['lead', 'deputy_lead'];
const AGENCY: readonly Hat[] = ['agency_head', 'agency_officer'];
const READERS: readonly Hat[] = [...OFFICE, 'clerk', 'viewer', 'inspector', ...TEAM];

const AFTER_NOTICE: readonly InspectionState[] = [
	'notified',
	'self_submitted',
	'desk_review',
	'in_session',
	'minutes_signed',
	'explaining',
	'reappraised',
	'concluded',
	'plan_submitted',
	'plan_accepted',
	'remedying',
	'report_submitted',
	'recheck',
	'closed'
];
/** What the agency has handed in can be issued, from the self-assessment on. */
const AFTER_SELF: readonly InspectionState[] = AFTER_NOTICE.filter((state) => state !== 'notified');
const AFTER_MINUTES = AFTER_NOTICE.slice(AFTER_NOTICE.indexOf('minutes_signed'));
const IN_FIELD: readonly InspectionState[] = ['self_submitted', 'desk_review', 'in_session'];
const PLANNING: readonly InspectionState[] = [
	'draft',
	'planned',
	'team_set',
	'notified',
	'self_submitted',
	'desk_review'
];
const REMEDY: readonly InspectionState[] = ['plan_accepted', 'remedying', 'recheck'];

interface Rule {
	hats: readonly Hat[];
	/** States of the inspection in which the action is open; absent for actions outside an inspection. */
	states?: readonly InspectionState[] | typeof ANY;
}

/** Actions outside any inspection. */
const OFFICE_RULES = {
	'account.manage': { hats: ['admin'] },
	'agency.manage': { hats: ['admin', 'planner'] },
	'agency.read': { hats: READERS },
	'criteria.manage': { hats: ['admin', 'planner'] },
	'criteria.read': { hats: [...READERS, ...AGENCY, 'agency_clerk'] },
	'calendar.manage': { hats: ['admin', 'planner'] },
	'campaign.manage': { hats: ['planner', 'admin'] },
	'campaign.read': { hats: READERS },
	/** The yearly plan and the ranking: their texts, number and day. Those who issue papers outside any team. */
	'campaign.issue': { hats: ['clerk', 'planner'] },
	/** A digital signature on them: as on an inspection's papers (`document.sign_department`), by those who lead a team of the campaign. */
	'campaign.sign_department': { hats: ['viewer', ...CHAIRS] },
	'campaign.sign_organisation': { hats: ['clerk'] },
	/** What was signed with another tool, or with a pen: brought in by those who issue. */
	'campaign.bring_signed': { hats: ['clerk', 'planner'] },
	/** Why a number of a register was left out. */
	'register.keep': { hats: ['clerk', 'planner'] },
	/** Reminders by hand, sending a failed mail again, and when reminders go out. */
	'chasing.manage': { hats: ['admin', 'planner'] },
	/** The fixed sentences of the office's papers. */
	'phrases.manage': { hats: ['admin', 'planner', 'clerk'] },
	'inspection.create': { hats: ['planner', 'admin'] },
	'audit.read': { hats: ['admin'] },
	/** The organisation's certificate, whom to believe, time stamps. */
	'certificate.manage': { hats: ['admin'] },
	/** What papers look like: how the office is named in them, its own letters, logos. */
	'appearance.manage': { hats: ['admin'] }
} as const satisfies Record<string, Rule>;

/** Actions on one inspection. The moves of its life are here under `move.<transition>`. */
const INSPECTION_RULES = {
	'inspection.read': { hats: READERS, states: ANY },
	/** `agencySees` says in which states: it depends on whether there was a notice. */
	'inspection.read_as_agency': { hats: [...AGENCY, 'agency_clerk'], states: ANY },
	'inspection.plan': { hats: OFFICE, states: PLANNING },
	'team.set': { hats: OFFICE, states: ['planned', 'team_set', 'notified', 'self_submitted', 'desk_review'] },
	'self.answer': { hats: AGENCY, states: ['notified'] },
	/** Beginning from an earlier inspection's answers, and giving subcriteria to colleagues. */
	'self.start': { hats: AGENCY, states: ['notified'] },
	'self.assign': { hats: AGENCY, states: ['notified'] },
	/** Among the agency's own people; no hat of the office is here, nor may be. */
	'self.comment': { hats: AGENCY, states: ANY },
	/** Why a returned subcriterion stays as it is. */
	'self.reply': { hats: AGENCY, states: ['notified'] },
	/** Officers enter what the units give; only the head takes it as the agency's own. */
	'unit.enter': { hats: AGENCY, states: ['notified'] },
	'unit.approve': { hats: ['agency_head'], states: ['notified'] },
	'appraisal.answer': { hats: TEAM, states: IN_FIELD },
	'reappraisal.answer': { hats: [...CHAIRS, 'secretary', 'member'], states: ['explaining'] },
	/** Choosing between two values; whose area it is decides further (`ownsSubcriterion`). */
	'conflict.settle': { hats: TEAM, states: [...IN_FIELD, 'explaining'] },
	'survey.enter': { hats: [...OFFICE, 'secretary'], states: [...IN_FIELD, 'minutes_signed', 'explaining'] },
	'finding.write': { hats: TEAM, states: IN_FIELD },
	'conclusion.write': { hats: [...CHAIRS, 'secretary'], states: ['explaining', 'reappraised'] },
	'minutes.write': { hats: [...CHAIRS, 'secretary'], states: ['in_session'] },
	'minutes.sign_team': { hats: ['lead', 'deputy_lead'], states: ['in_session'] },
	/** The agency's side signs on the team's tablet: the secretary or lead holds it out. */
	'minutes.sign_agency': { hats: [...CHAIRS, 'secretary', 'agency_head'], states: ['in_session'] },
	'explanation.write': { hats: AGENCY, states: ['minutes_signed', 'explaining'] },
	'explanation.decide': { hats: [...CHAIRS, 'secretary'], states: ['explaining'] },
	/** More time for one agency: explanation, plan, report; which of them goes by the state (`movableDues`). */
	'due.move': {
		hats: ['planner', ...CHAIRS],
		states: ['minutes_signed', 'explaining', 'concluded', 'plan_submitted', ...REMEDY]
	},
	'remedy.plan': { hats: AGENCY, states: ['concluded'] },
	'remedy.report': { hats: AGENCY, states: REMEDY },
	/** The word on each action of a submitted plan, and on what is asked for later. */
	'remedy.decide': {
		hats: ['planner', ...CHAIRS],
		states: ['plan_submitted', ...REMEDY, 'report_submitted']
	},
	/** `concluded`: opened again by another remedy that did not hold. */
	'remedy.review_effect': { hats: ['planner', ...TEAM], states: ['closed', 'concluded'] },
	'remedy.request': { hats: AGENCY, states: REMEDY },
	'remedy.verify': {
		hats: ['planner', ...CHAIRS, 'secretary', 'member'],
		states: ['remedying', 'report_submitted', 'recheck']
	},
	/**
	 * Bringing unsent work by hand, in a rescue file. One's own by whoever is in the team; another's by those who answer
	 * for the inspection. Either way each edit also asks what whoever brings it may do: a file can name anybody as its
	 * author, and must not give a right that its bearer lacks.
	 */
	'rescue.import': { hats: ['planner', ...TEAM], states: ANY },
	'rescue.import_other': { hats: ['planner', ...CHAIRS], states: ANY },
	'document.read': { hats: [...READERS, ...AGENCY, 'agency_clerk'], states: ANY },
	'document.issue': { hats: ['clerk', 'planner', ...CHAIRS, 'secretary'], states: ANY },
	/** All of an inspection in one file, to be kept: from the minutes on, when what is in it has weight. */
	'archive.make': { hats: ['clerk', ...OFFICE, ...CHAIRS], states: AFTER_MINUTES },
	'document.issue_agency': {
		hats: [...AGENCY, 'agency_clerk'],
		states: AFTER_SELF
	},
	/** A digital signature of one's own, each in the block that is one's own (`signActionOf`). The head of the Department has an account of the leadership; a deputy head who leads the team signs for the head (KT.). */
	'document.sign_department': { hats: ['viewer', ...CHAIRS], states: ANY },
	'document.sign_lead': { hats: CHAIRS, states: ANY },
	'document.sign_secretary': { hats: ['secretary'], states: ANY },
	'document.sign_score': { hats: TEAM, states: ANY },
	'document.sign_agency': { hats: ['agency_head'], states: ANY },
	/** The body's own signature, by those who keep its seal. */
	'document.sign_organisation': { hats: ['clerk'], states: ANY },
	'document.sign_organisation_agency': { hats: ['agency_clerk'], states: ANY },
	/** What was signed with another tool, or with a pen; for which paper is decided further (`mayBring`). */
	'document.bring_signed': { hats: ['clerk', 'planner', ...CHAIRS, 'secretary'], states: ANY },
	'document.bring_signed_agency': { hats: [...AGENCY, 'agency_clerk'], states: ANY },
	'move.plan': { hats: OFFICE, states: ['draft'] },
	'move.set_team': { hats: OFFICE, states: ['planned'] },
	'move.notify': { hats: OFFICE, states: ['team_set'] },
	'move.submit_self': { hats: ['agency_head'], states: ['notified'] },
	'move.return_self': { hats: [...OFFICE, ...CHAIRS], states: ['self_submitted', 'desk_review'] },
	'move.start_desk_review': { hats: [...OFFICE, ...TEAM], states: ['self_submitted'] },
	'move.open_session': {
		hats: [...CHAIRS, 'secretary'],
		states: ['team_set', 'notified', 'self_submitted', 'desk_review']
	},
	'move.sign_minutes': { hats: [...CHAIRS, 'secretary'], states: ['in_session'] },
	'move.open_explanation': {
		hats: [...OFFICE, ...CHAIRS, 'secretary', ...AGENCY],
		states: ['minutes_signed']
	},
	'move.reappraise': { hats: [...CHAIRS], states: ['explaining'] },
	'move.conclude': { hats: [...CHAIRS, 'planner'], states: ['reappraised'] },
	'move.submit_plan': { hats: ['agency_head'], states: ['concluded'] },
	'move.accept_plan': { hats: ['planner', ...CHAIRS], states: ['plan_submitted'] },
	'move.return_plan': { hats: ['planner', ...CHAIRS], states: ['plan_submitted'] },
	'move.start_remedy': { hats: ['planner', ...CHAIRS, ...AGENCY], states: ['plan_accepted'] },
	'move.submit_report': { hats: ['agency_head'], states: ['remedying', 'recheck'] },
	'move.return_report': { hats: ['planner', ...CHAIRS], states: ['report_submitted'] },
	'move.order_recheck': { hats: ['planner', ...CHAIRS], states: ['remedying', 'report_submitted'] },
	/** A visit to look again, also a second one while the first has left something open. */
	'remedy.recheck': { hats: ['planner', ...CHAIRS], states: ['remedying', 'report_submitted', 'recheck'] },
	'move.close': {
		hats: ['planner', ...CHAIRS],
		states: ['minutes_signed', 'concluded', 'report_submitted', 'recheck']
	},
	'move.reopen': { hats: ['planner', ...CHAIRS], states: ['closed'] },
	'move.postpone': { hats: OFFICE, states: PLANNING },
	'move.resume': { hats: OFFICE, states: ['postponed'] },
	'move.cancel': { hats: OFFICE, states: [...PLANNING, 'postponed'] }
} as const satisfies Record<string, Rule> & Record<`move.${Transition}`, Rule>;

export type OfficeAction = keyof typeof OFFICE_RULES;
export type InspectionAction = keyof typeof INSPECTION_RULES;
export type Action = OfficeAction | InspectionAction;

/** The actions on an inspection that somebody may do; others are not named (false in what a device fetched long ago). */
export type Rights = Partial<Record<InspectionAction, boolean>>;

export const OFFICE_ACTIONS = Object.keys(OFFICE_RULES) as OfficeAction[];
export const INSPECTION_ACTIONS = Object.keys(INSPECTION_RULES) as InspectionAction[];

/** The table itself, for the test that walks it and for the page that prints it. */
export const RULES: Readonly<Record<Action, Rule>> = { ...OFFICE_RULES, ...INSPECTION_RULES };

/**
 * The hats a person wears. An inspector without a place in the team only reads; a team role counts for inspectors
 * and planners (a planner may be secretary), never for accounts of an agency.
 */
export function hatsOf(actor: Pick<Actor, 'role'>, teamRole: TeamRole | null): Hat[] {
	if (isAgencyRole(actor.role) || teamRole === null) return [actor.role];
	return [actor.role, teamRole];
}

/** `hidden`: answer as if it were not there. `closed`: may see, but not now. `forbidden`: may see, but never does this. */
export type Verdict = 'allowed' | 'forbidden' | 'closed' | 'hidden';

const wears = (rule: Rule, hats: readonly Hat[]) => hats.some((hat) => rule.hats.includes(hat));

/**
 * Decides an action outside any inspection. Accounts of an agency never learn what there is. On one campaign, `teamRoles` are
 * the actor's places in its teams; elsewhere there are none.
 */
export function judgeOffice(
	actor: Actor | null,
	action: OfficeAction,
	teamRoles: readonly TeamRole[] = []
): Verdict {
	if (actor === null || actor.mustChangePassword) return 'hidden';
	const hats = [null, ...teamRoles].flatMap((teamRole) => hatsOf(actor, teamRole));
	if (wears(RULES[action], hats)) return 'allowed';
	return isAgencyRole(actor.role) ? 'hidden' : 'forbidden';
}

/** Decides an action on one inspection. An agency sees only its own, and only once it has been notified: then also what is postponed or cancelled later. */
export function judge(actor: Actor | null, action: InspectionAction, place: Place): Verdict {
	if (actor === null || actor.mustChangePassword) return 'hidden';
	if (isAgencyRole(actor.role) && !agencySees(actor, place)) return 'hidden';
	const rule = RULES[action];
	if (!wears(rule, hatsOf(actor, place.teamRole))) return 'forbidden';
	return rule.states === ANY || rule.states!.includes(place.state) ? 'allowed' : 'closed';
}

function agencySees(actor: Actor, place: Place): boolean {
	return actor.agencyId === place.agencyId && (isKnownToAgency(place.state) || place.wasNotified === true);
}

/** States in which the agency has been told by the state alone; in the others it depends on an earlier notice. */
export const isKnownToAgency = (state: InspectionState): boolean => AFTER_NOTICE.includes(state);

export const can = (actor: Actor | null, action: InspectionAction, place: Place): boolean =>
	judge(actor, action, place) === 'allowed';
export const canOffice = (actor: Actor | null, action: OfficeAction): boolean =>
	judgeOffice(actor, action) === 'allowed';
