/**
 * The life of an inspection as a table of moves (source: workflow of a CCHC inspection, steps 1 to 18).
 * Every move not in the table is impossible. Who may make a move is in `permissions.ts`; what must hold is a guard here.
 */
import { fail, ok, problem, type Problem, type Result } from './problems.ts';

export const INSPECTION_STATES = [
	'draft',
	'planned',
	'team_set',
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
	'closed',
	'postponed',
	'cancelled'
] as const;
export type InspectionState = (typeof INSPECTION_STATES)[number];

/** What a campaign holds. `surprise` inspections skip notice, self-assessment and desk review. */
export const CAMPAIGN_KINDS = ['direct', 'via_report', 'surprise'] as const;
/** So does a `recheck`, which belongs to the inspection whose findings it looks at again, and ends with its minutes. */
export const INSPECTION_KINDS = [...CAMPAIGN_KINDS, 'recheck'] as const;
export type InspectionKind = (typeof INSPECTION_KINDS)[number];
export type CampaignKind = (typeof CAMPAIGN_KINDS)[number];

export const TRANSITIONS = [
	'plan',
	'set_team',
	'notify',
	'submit_self',
	'return_self',
	'start_desk_review',
	'open_session',
	'sign_minutes',
	'open_explanation',
	'reappraise',
	'conclude',
	'submit_plan',
	'accept_plan',
	'return_plan',
	'start_remedy',
	'submit_report',
	'return_report',
	'order_recheck',
	'close',
	'reopen',
	'postpone',
	'resume',
	'cancel'
] as const;
export type Transition = (typeof TRANSITIONS)[number];

/** Facts that guards need; gathered by the service in the same transaction as the move. */
export interface InspectionFacts {
	kind: InspectionKind;
	teamRoles: readonly TeamRole[];
	visitOn: string | null;
	/** Scored subcriteria without an answer, by stage. */
	unansweredSelf: readonly string[];
	unansweredAppraisal: readonly string[];
	/** Self-scored subcriteria with neither evidence nor explanation. */
	unprovenSelf: readonly string[];
	/** Subcriteria that were given back and are neither changed nor explained. */
	untouchedReturns: readonly string[];
	/** Subcriteria with two values that nobody has chosen from, of the stage that the move closes. */
	openConflicts: readonly string[];
	signedSides: readonly SignatureSide[];
	undecidedExplanations: number;
	/** Other than the stage before, or than the record of the last inspection, with no word why. */
	changesWithoutReason: readonly string[];
	findingsWithoutAction: number;
	findingsOpen: number;
	/** Re-checks ordered here whose minutes are not signed yet. */
	rechecksOpen: number;
	/** Actions never reported on, of findings that are not settled: of each the number of its finding. */
	actionsUnreported: readonly number[];
	/** Changes that the agency asked for and nobody has decided or taken back: of each the number of its finding. */
	requestsOpen: readonly number[];
	/** Returned by the office, and not changed since. */
	actionsReturned: number;
	/** Of those not accepted yet, due after the day that the conclusion demands. */
	actionsAfterDemand: number;
}

export const TEAM_ROLES = ['lead', 'deputy_lead', 'secretary', 'member'] as const;
export type TeamRole = (typeof TEAM_ROLES)[number];

export const SIGNATURE_SIDES = ['team', 'agency'] as const;
export type SignatureSide = (typeof SIGNATURE_SIDES)[number];

type Guard = (facts: InspectionFacts) => Problem | null;

interface Move {
	from: readonly InspectionState[];
	to: InspectionState;
	guard?: Guard;
}

const SHOWN_CODES = 12;
const codesOf = (codes: readonly string[]) =>
	codes.slice(0, SHOWN_CODES).join(', ') + (codes.length > SHOWN_CODES ? ', …' : '');

/** Numbers of findings, each once, in their order. */
const numbersOf = (numbers: readonly number[]) =>
	codesOf([...new Set(numbers)].sort((a, b) => a - b).map(String));

const undecidedValues = ({ openConflicts }: InspectionFacts): Problem | null =>
	openConflicts.length > 0
		? problem('inspection.conflicts_open', { count: openConflicts.length, codes: codesOf(openConflicts) })
		: null;

const teamComplete: Guard = ({ teamRoles, visitOn }) => {
	if (!teamRoles.includes('lead')) return problem('inspection.team_incomplete', { missing: 'lead' });
	if (!teamRoles.includes('secretary'))
		return problem('inspection.team_incomplete', { missing: 'secretary' });
	if (visitOn === null) return problem('input.required', { field: 'visitOn' }, 'visitOn');
	return null;
};

const visitPlanned: Guard = ({ visitOn }) =>
	visitOn === null ? problem('input.required', { field: 'visitOn' }, 'visitOn') : null;

const selfComplete: Guard = (facts) => {
	const { unansweredSelf, unprovenSelf, untouchedReturns } = facts;
	if (unansweredSelf.length > 0)
		return problem('self.incomplete', { count: unansweredSelf.length, codes: codesOf(unansweredSelf) });
	if (unprovenSelf.length > 0)
		return problem('self.evidence_or_explanation', {
			count: unprovenSelf.length,
			codes: codesOf(unprovenSelf)
		});
	if (untouchedReturns.length > 0)
		return problem('self.returned_untouched', {
			count: untouchedReturns.length,
			codes: codesOf(untouchedReturns)
		});
	if (facts.changesWithoutReason.length > 0)
		return problem('answer.reason_required', {}, codesOf(facts.changesWithoutReason));
	return undecidedValues(facts);
};

const everythingScored: Guard = (facts) => {
	const { unansweredAppraisal, changesWithoutReason, signedSides } = facts;
	const undecided = undecidedValues(facts);
	if (undecided !== null) return undecided;
	if (unansweredAppraisal.length > 0)
		return problem('inspection.unanswered', {
			count: unansweredAppraisal.length,
			codes: codesOf(unansweredAppraisal)
		});
	if (changesWithoutReason.length > 0)
		return problem('answer.reason_required', {}, codesOf(changesWithoutReason));
	const missing = SIGNATURE_SIDES.find((side) => !signedSides.includes(side));
	return missing === undefined ? null : problem('minutes.signature_missing', { side: missing });
};

const explanationsDecided: Guard = (facts) => {
	const { undecidedExplanations, changesWithoutReason } = facts;
	const undecided = undecidedValues(facts);
	if (undecided !== null) return undecided;
	if (undecidedExplanations > 0)
		return problem('inspection.explanations_undecided', { count: undecidedExplanations });
	if (changesWithoutReason.length > 0)
		return problem('answer.reason_required', {}, codesOf(changesWithoutReason));
	return null;
};

const planComplete: Guard = ({ findingsWithoutAction, actionsReturned, actionsAfterDemand }) => {
	if (findingsWithoutAction > 0)
		return problem('inspection.finding_without_action', { count: findingsWithoutAction });
	if (actionsReturned > 0) return problem('remedy.returned_untouched', { count: actionsReturned });
	return actionsAfterDemand > 0 ? problem('remedy.after_demand', { count: actionsAfterDemand }) : null;
};

const nothingReturned: Guard = ({ actionsReturned }) =>
	actionsReturned > 0 ? problem('remedy.actions_returned', { count: actionsReturned }) : null;

/** A report tells of every action, also of one that is not done. */
const reportComplete: Guard = ({ actionsUnreported }) =>
	actionsUnreported.length > 0
		? problem('remedy.actions_unreported', {
				count: actionsUnreported.length,
				findings: numbersOf(actionsUnreported)
			})
		: null;

/** What the agency asked for is answered before the end, also where its finding was verified meanwhile. */
const everythingClosed: Guard = ({ findingsOpen, rechecksOpen, requestsOpen }) => {
	if (findingsOpen > 0) return problem('inspection.findings_open', { count: findingsOpen });
	if (requestsOpen.length > 0)
		return problem('remedy.requests_open', { count: requestsOpen.length, findings: numbersOf(requestsOpen) });
	return rechecksOpen > 0 ? problem('recheck.still_open', {}) : null;
};

const somethingOpen: Guard = ({ findingsOpen }) =>
	findingsOpen > 0 ? null : problem('inspection.nothing_open', {});

const BEFORE_SESSION = ['planned', 'team_set', 'notified', 'self_submitted', 'desk_review'] as const;

/** Who may do it is in `permissions.ts`; this says only from where to where, and what must hold. */
export const MOVES: Record<Transition, Move> = {
	plan: { from: ['draft'], to: 'planned' },
	set_team: { from: ['planned'], to: 'team_set', guard: teamComplete },
	notify: { from: ['team_set'], to: 'notified' },
	submit_self: { from: ['notified'], to: 'self_submitted', guard: selfComplete },
	return_self: { from: ['self_submitted', 'desk_review'], to: 'notified' },
	start_desk_review: { from: ['self_submitted'], to: 'desk_review' },
	open_session: {
		from: ['team_set', 'notified', 'self_submitted', 'desk_review'],
		to: 'in_session',
		guard: visitPlanned
	},
	sign_minutes: { from: ['in_session'], to: 'minutes_signed', guard: everythingScored },
	open_explanation: { from: ['minutes_signed'], to: 'explaining' },
	reappraise: { from: ['explaining'], to: 'reappraised', guard: explanationsDecided },
	conclude: { from: ['reappraised'], to: 'concluded', guard: explanationsDecided },
	submit_plan: { from: ['concluded'], to: 'plan_submitted', guard: planComplete },
	accept_plan: { from: ['plan_submitted'], to: 'plan_accepted', guard: nothingReturned },
	return_plan: { from: ['plan_submitted'], to: 'concluded' },
	start_remedy: { from: ['plan_accepted'], to: 'remedying' },
	submit_report: { from: ['remedying', 'recheck'], to: 'report_submitted', guard: reportComplete },
	return_report: { from: ['report_submitted'], to: 'remedying' },
	order_recheck: { from: ['remedying', 'report_submitted'], to: 'recheck' },
	/* From the signed minutes only a re-check is closed: its findings are settled where they were raised. */
	close: {
		from: ['minutes_signed', 'concluded', 'report_submitted', 'recheck'],
		to: 'closed',
		guard: everythingClosed
	},
	/* Only where a remedy did not hold: the finding that it opened goes the same way again. */
	reopen: { from: ['closed'], to: 'concluded', guard: somethingOpen },
	postpone: { from: BEFORE_SESSION, to: 'postponed' },
	resume: { from: ['postponed'], to: 'planned' },
	cancel: { from: ['draft', ...BEFORE_SESSION, 'postponed'], to: 'cancelled' }
};

/**
 * Tries a move. Returns the state after it, or the problem: not from this state, or what the guard misses.
 * A surprise inspection or a re-check opens its session from `team_set`; the others only once the agency was notified.
 */
export function move(
	state: InspectionState,
	transition: Transition,
	facts: InspectionFacts
): Result<InspectionState> {
	const { from, to, guard } = MOVES[transition];
	if (!from.includes(state) || !startsRight(state, transition, facts.kind))
		return fail('transition.not_from_here', { action: transition, state });
	const missing = guard?.(facts) ?? null;
	return missing === null ? ok(to) : { ok: false, problem: missing };
}

function startsRight(state: InspectionState, transition: Transition, kind: InspectionKind): boolean {
	const unannounced = kind === 'surprise' || kind === 'recheck';
	if (transition === 'notify') return !unannounced;
	if (transition === 'open_session') return (state === 'team_set') === unannounced;
	if (transition === 'open_explanation' || transition === 'reopen') return kind !== 'recheck';
	if (transition === 'close') return (state === 'minutes_signed') === (kind === 'recheck');
	return true;
}

/** The moves that the table knows from a state for a kind, guards not asked. */
export function listMoves(state: InspectionState, kind: InspectionKind): Transition[] {
	return TRANSITIONS.filter((name) => MOVES[name].from.includes(state) && startsRight(state, name, kind));
}

/** The step of the workflow a state stands at, for the timeline; side exits have none. */
export const TIMELINE: readonly InspectionState[] = INSPECTION_STATES.slice(0, -2).filter(
	(s) => s !== 'recheck'
);

const ORDER = new Map(INSPECTION_STATES.map((state, i) => [state, i]));

/** True when `state` is at or past `reference` on the main line (side exits are never past anything). */
export function isAtLeast(state: InspectionState, reference: InspectionState): boolean {
	if (state === 'cancelled' || state === 'postponed') return state === reference;
	return ORDER.get(state)! >= ORDER.get(reference)!;
}
