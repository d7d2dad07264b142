/**
 * The table of rights, written out once more by hand and in full: a change of a right has to be made in two places,
 * and is read by whoever reviews it.
 */
import { describe, expect, it } from 'vitest';
import { INSPECTION_STATES, TEAM_ROLES, type InspectionState, type TeamRole } from './inspection.ts';
import {
	ACCOUNT_ROLES,
	can,
	canOffice,
	INSPECTION_ACTIONS,
	isAgencyRole,
	judge,
	judgeOffice,
	OFFICE_ACTIONS,
	RULES,
	type AccountRole,
	type Action,
	type Actor,
	type InspectionAction,
	type OfficeAction,
	type Verdict
} from './permissions.ts';

const OWN = 'agency-own';
const OTHER = 'agency-other';
const EVERYBODY_OF_THE_OFFICE = 'admin planner inspector clerk viewer';
const SEEN_BY_AGENCY =
	'notified self_submitted desk_review in_session minutes_signed explaining reappraised concluded ' +
	'plan_submitted plan_accepted remedying report_submitted recheck closed';
const BEFORE_THE_SESSION = 'draft planned team_set notified self_submitted desk_review';
const IN_THE_FIELD = 'self_submitted desk_review in_session';

/** Accounts' roles, then roles in the team, then states; «*» is every state. */
const TABLE: Record<InspectionAction, [accounts: string, team: string, states: string]> = {
	'inspection.read': [EVERYBODY_OF_THE_OFFICE, 'lead deputy_lead secretary member', '*'],
	'inspection.read_as_agency': ['agency_head agency_officer agency_clerk', '', '*'],
	'inspection.plan': ['planner admin', '', BEFORE_THE_SESSION],
	'team.set': ['planner admin', '', 'planned team_set notified self_submitted desk_review'],
	'self.answer': ['agency_head agency_officer', '', 'notified'],
	'self.start': ['agency_head agency_officer', '', 'notified'],
	'self.assign': ['agency_head agency_officer', '', 'notified'],
	'self.comment': ['agency_head agency_officer', '', '*'],
	'self.reply': ['agency_head agency_officer', '', 'notified'],
	'unit.enter': ['agency_head agency_officer', '', 'notified'],
	'unit.approve': ['agency_head', '', 'notified'],
	'appraisal.answer': ['', 'lead deputy_lead secretary member', IN_THE_FIELD],
	'reappraisal.answer': ['', 'lead deputy_lead secretary member', 'explaining'],
	'conflict.settle': ['', 'lead deputy_lead secretary member', IN_THE_FIELD + ' explaining'],
	'survey.enter': ['planner admin', 'secretary', IN_THE_FIELD + ' minutes_signed explaining'],
	'finding.write': ['', 'lead deputy_lead secretary member', IN_THE_FIELD],
	'conclusion.write': ['', 'lead deputy_lead secretary', 'explaining reappraised'],
	'minutes.write': ['', 'lead deputy_lead secretary', 'in_session'],
	'minutes.sign_team': ['', 'lead deputy_lead', 'in_session'],
	'minutes.sign_agency': ['agency_head', 'lead deputy_lead secretary', 'in_session'],
	'explanation.write': ['agency_head agency_officer', '', 'minutes_signed explaining'],
	'explanation.decide': ['', 'lead deputy_lead secretary', 'explaining'],
	'due.move': [
		'planner',
		'lead deputy_lead',
		'minutes_signed explaining concluded plan_submitted plan_accepted remedying recheck'
	],
	'remedy.plan': ['agency_head agency_officer', '', 'concluded'],
	'remedy.report': ['agency_head agency_officer', '', 'plan_accepted remedying recheck'],
	'remedy.decide': [
		'planner',
		'lead deputy_lead',
		'plan_submitted plan_accepted remedying recheck report_submitted'
	],
	'remedy.review_effect': ['planner', 'lead deputy_lead secretary member', 'closed concluded'],
	'remedy.request': ['agency_head agency_officer', '', 'plan_accepted remedying recheck'],
	'remedy.verify': ['planner', 'lead deputy_lead secretary member', 'remedying report_submitted recheck'],
	'rescue.import': ['planner', 'lead deputy_lead secretary member', '*'],
	'rescue.import_other': ['planner', 'lead deputy_lead', '*'],
	'document.read': [
		EVERYBODY_OF_THE_OFFICE + ' agency_head agency_officer agency_clerk',
		'lead deputy_lead secretary member',
		'*'
	],
	'document.issue': ['clerk planner', 'lead deputy_lead secretary', '*'],
	'archive.make': [
		'clerk planner admin',
		'lead deputy_lead',
		'minutes_signed explaining reappraised concluded plan_submitted plan_accepted remedying report_submitted recheck closed'
	],
	'document.issue_agency': [
		'agency_head agency_officer agency_clerk',
		'',
		'self_submitted desk_review in_session minutes_signed explaining reappraised concluded plan_submitted plan_accepted remedying report_submitted recheck closed'
	],
	'document.sign_department': ['viewer', 'lead deputy_lead', '*'],
	'document.sign_lead': ['', 'lead deputy_lead', '*'],
	'document.sign_secretary': ['', 'secretary', '*'],
	'document.sign_score': ['', 'lead deputy_lead secretary member', '*'],
	'document.sign_agency': ['agency_head', '', '*'],
	'document.sign_organisation': ['clerk', '', '*'],
	'document.sign_organisation_agency': ['agency_clerk', '', '*'],
	'document.bring_signed': ['clerk planner', 'lead deputy_lead secretary', '*'],
	'document.bring_signed_agency': ['agency_head agency_officer agency_clerk', '', '*'],
	'move.plan': ['planner admin', '', 'draft'],
	'move.set_team': ['planner admin', '', 'planned'],
	'move.notify': ['planner admin', '', 'team_set'],
	'move.submit_self': ['agency_head', '', 'notified'],
	'move.return_self': ['planner admin', 'lead deputy_lead', 'self_submitted desk_review'],
	'move.start_desk_review': ['planner admin', 'lead deputy_lead secretary member', 'self_submitted'],
	'move.open_session': ['', 'lead deputy_lead secretary', 'team_set notified self_submitted desk_review'],
	'move.sign_minutes': ['', 'lead deputy_lead secretary', 'in_session'],
	'move.open_explanation': [
		'planner admin agency_head agency_officer',
		'lead deputy_lead secretary',
		'minutes_signed'
	],
	'move.reappraise': ['', 'lead deputy_lead', 'explaining'],
	'move.conclude': ['planner', 'lead deputy_lead', 'reappraised'],
	'move.submit_plan': ['agency_head', '', 'concluded'],
	'move.accept_plan': ['planner', 'lead deputy_lead', 'plan_submitted'],
	'move.return_plan': ['planner', 'lead deputy_lead', 'plan_submitted'],
	'move.start_remedy': ['planner agency_head agency_officer', 'lead deputy_lead', 'plan_accepted'],
	'move.submit_report': ['agency_head', '', 'remedying recheck'],
	'move.return_report': ['planner', 'lead deputy_lead', 'report_submitted'],
	'move.order_recheck': ['planner', 'lead deputy_lead', 'remedying report_submitted'],
	'remedy.recheck': ['planner', 'lead deputy_lead', 'remedying report_submitted recheck'],
	'move.close': ['planner', 'lead deputy_lead', 'minutes_signed concluded report_submitted recheck'],
	'move.reopen': ['planner', 'lead deputy_lead', 'closed'],
	'move.postpone': ['planner admin', '', BEFORE_THE_SESSION],
	'move.resume': ['planner admin', '', 'postponed'],
	'move.cancel': ['planner admin', '', BEFORE_THE_SESSION + ' postponed']
};

/** Places in a campaign's teams that count besides the account's role, where there are any. */
const CAMPAIGN_TEAMS: Partial<Record<OfficeAction, string>> = {
	'campaign.sign_department': 'lead deputy_lead'
};

const OFFICE_TABLE: Record<OfficeAction, string> = {
	'account.manage': 'admin',
	'agency.manage': 'admin planner',
	'agency.read': EVERYBODY_OF_THE_OFFICE,
	'criteria.manage': 'admin planner',
	'criteria.read': EVERYBODY_OF_THE_OFFICE + ' agency_head agency_officer agency_clerk',
	'calendar.manage': 'admin planner',
	'chasing.manage': 'admin planner',
	'phrases.manage': 'admin planner clerk',
	'campaign.manage': 'planner admin',
	'campaign.read': EVERYBODY_OF_THE_OFFICE,
	'campaign.issue': 'clerk planner',
	'campaign.sign_department': 'viewer',
	'campaign.sign_organisation': 'clerk',
	'campaign.bring_signed': 'clerk planner',
	'register.keep': 'clerk planner',
	'inspection.create': 'planner admin',
	'audit.read': 'admin',
	'certificate.manage': 'admin',
	'appearance.manage': 'admin'
};

const TEAM_PLACES: (TeamRole | null)[] = [null, ...TEAM_ROLES];
const within = (words: string, word: string) => words.split(' ').includes(word);

function actorOf(role: AccountRole, mustChangePassword = false): Actor {
	const agencyId = isAgencyRole(role) ? OWN : null;
	return { id: 'p', role, agencyId, displayName: 'P', mustChangePassword };
}

function expected(
	role: AccountRole,
	teamRole: TeamRole | null,
	action: InspectionAction,
	state: InspectionState,
	agencyId: string,
	wasNotified: boolean
): Verdict {
	const [accounts, team, states] = TABLE[action];
	const isOfAgency = isAgencyRole(role);
	const isTold = wasNotified || within(SEEN_BY_AGENCY, state);
	if (isOfAgency && (agencyId !== OWN || !isTold)) return 'hidden';
	const hasRight = within(accounts, role) || (!isOfAgency && teamRole !== null && within(team, teamRole));
	if (!hasRight) return 'forbidden';
	return states === '*' || within(states, state) ? 'allowed' : 'closed';
}

describe('every action on an inspection', () => {
	it('is in the table, and the table names no other', () => {
		expect(Object.keys(TABLE).sort()).toEqual([...INSPECTION_ACTIONS].sort());
		expect(Object.keys(RULES).sort()).toEqual([...INSPECTION_ACTIONS, ...OFFICE_ACTIONS].sort());
	});

	it.each(INSPECTION_ACTIONS)('%s: each role, place in the team and state is as the table says', (action) => {
		const differing: string[] = [];
		for (const role of ACCOUNT_ROLES)
			for (const teamRole of TEAM_PLACES)
				for (const state of INSPECTION_STATES)
					for (const agencyId of [OWN, OTHER])
						for (const wasNotified of [false, true]) {
							const place = { agencyId, state, teamRole, wasNotified };
							const verdict = judge(actorOf(role), action, place);
							const wanted = expected(role, teamRole, action, state, agencyId, wasNotified);
							if (verdict !== wanted || can(actorOf(role), action, place) !== (wanted === 'allowed'))
								differing.push(`${role}/${teamRole}/${state}/${agencyId}: ${verdict}, not ${wanted}`);
						}
		expect(differing).toEqual([]);
	});
});

describe('every action of the office', () => {
	it.each(OFFICE_ACTIONS)('%s: each role is as the table says', (action) => {
		for (const role of ACCOUNT_ROLES) {
			const refusal = isAgencyRole(role) ? 'hidden' : 'forbidden';
			const wanted = within(OFFICE_TABLE[action], role) ? 'allowed' : refusal;
			expect([role, judgeOffice(actorOf(role), action)]).toEqual([role, wanted]);
			expect(canOffice(actorOf(role), action)).toBe(wanted === 'allowed');
		}
	});

	it.each(OFFICE_ACTIONS.filter((action) => action.startsWith('campaign.')))(
		'%s: with a place in a team of the campaign, too',
		(action) => {
			const differing: string[] = [];
			for (const role of ACCOUNT_ROLES)
				for (const teamRole of TEAM_ROLES) {
					const isOfAgency = isAgencyRole(role);
					const byPlace = !isOfAgency && within(CAMPAIGN_TEAMS[action] ?? '', teamRole);
					const hasRight = within(OFFICE_TABLE[action], role) || byPlace;
					const wanted = hasRight ? 'allowed' : isOfAgency ? 'hidden' : 'forbidden';
					const verdict = judgeOffice(actorOf(role), action, ['member', teamRole]);
					if (verdict !== wanted) differing.push(`${role}/${teamRole}: ${verdict}, not ${wanted}`);
				}
			expect(differing).toEqual([]);
		}
	);
});

describe('whatever the table says', () => {
	const everywhere = (check: (action: InspectionAction, state: InspectionState) => Verdict) =>
		new Set(INSPECTION_ACTIONS.flatMap((action) => INSPECTION_STATES.map((state) => check(action, state))));

	it('nothing is there for a stranger', () => {
		const place = (state: InspectionState) => ({ agencyId: OWN, state, teamRole: 'lead' as const });
		expect(everywhere((action, state) => judge(null, action, place(state)))).toEqual(new Set(['hidden']));
		expect(OFFICE_ACTIONS.every((action) => judgeOffice(null, action) === 'hidden')).toBe(true);
	});

	it('nothing is there while an initial password stands', () => {
		const place = (state: InspectionState) => ({ agencyId: OWN, state, teamRole: 'lead' as const });
		expect(everywhere((action, state) => judge(actorOf('admin', true), action, place(state)))).toEqual(
			new Set(['hidden'])
		);
		expect(OFFICE_ACTIONS.every((action) => judgeOffice(actorOf('admin', true), action) === 'hidden')).toBe(
			true
		);
	});

	it('an agency sees nothing of another one, not even with a place in the team', () => {
		for (const role of ACCOUNT_ROLES.filter(isAgencyRole)) {
			const place = (state: InspectionState) => ({ agencyId: OTHER, state, teamRole: 'lead' as const });
			expect(everywhere((action, state) => judge(actorOf(role), action, place(state)))).toEqual(
				new Set(['hidden'])
			);
		}
	});

	it('an agency signs no paper of a campaign, not even with a place in a team', () => {
		for (const role of ACCOUNT_ROLES.filter(isAgencyRole))
			for (const action of ['campaign.sign_department', 'campaign.bring_signed', 'campaign.read'] as const)
				expect(judgeOffice(actorOf(role), action, TEAM_ROLES)).toBe('hidden');
	});

	it('a viewer changes nothing; the head of the Department, who has such an account, signs its papers', () => {
		const reading: Action[] = ['inspection.read', 'document.read', 'document.sign_department'];
		const changing = INSPECTION_ACTIONS.filter((action) => !reading.includes(action));
		for (const action of changing)
			for (const state of INSPECTION_STATES)
				expect(can(actorOf('viewer'), action, { agencyId: OWN, state, teamRole: null })).toBe(false);
	});

	it('nobody scores once the minutes are signed, but in the second appraisal', () => {
		for (const state of INSPECTION_STATES.filter((state) => !within(IN_THE_FIELD, state)))
			for (const role of ACCOUNT_ROLES)
				for (const teamRole of TEAM_PLACES)
					expect(can(actorOf(role), 'appraisal.answer', { agencyId: OWN, state, teamRole })).toBe(false);
	});
});
