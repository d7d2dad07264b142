import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	INSPECTION_KINDS,
	INSPECTION_STATES,
	isAtLeast,
	listMoves,
	move,
	MOVES,
	SIGNATURE_SIDES,
	TEAM_ROLES,
	TIMELINE,
	TRANSITIONS,
	type InspectionFacts,
	type InspectionKind,
	type InspectionState,
	type Transition
} from './inspection.ts';

/** The workflow written down a second time, move by move, so that a slip in the table shows. */
const WORKFLOW: Record<InspectionState, Partial<Record<Transition, InspectionState>>> = {
	draft: { plan: 'planned', cancel: 'cancelled' },
	planned: { set_team: 'team_set', postpone: 'postponed', cancel: 'cancelled' },
	team_set: { notify: 'notified', postpone: 'postponed', cancel: 'cancelled' },
	notified: {
		submit_self: 'self_submitted',
		open_session: 'in_session',
		postpone: 'postponed',
		cancel: 'cancelled'
	},
	self_submitted: {
		return_self: 'notified',
		start_desk_review: 'desk_review',
		open_session: 'in_session',
		postpone: 'postponed',
		cancel: 'cancelled'
	},
	desk_review: {
		return_self: 'notified',
		open_session: 'in_session',
		postpone: 'postponed',
		cancel: 'cancelled'
	},
	in_session: { sign_minutes: 'minutes_signed' },
	minutes_signed: { open_explanation: 'explaining' },
	explaining: { reappraise: 'reappraised' },
	reappraised: { conclude: 'concluded' },
	concluded: { submit_plan: 'plan_submitted', close: 'closed' },
	plan_submitted: { accept_plan: 'plan_accepted', return_plan: 'concluded' },
	plan_accepted: { start_remedy: 'remedying' },
	remedying: { submit_report: 'report_submitted', order_recheck: 'recheck' },
	report_submitted: { return_report: 'remedying', order_recheck: 'recheck', close: 'closed' },
	recheck: { submit_report: 'report_submitted', close: 'closed' },
	closed: { reopen: 'concluded' },
	postponed: { resume: 'planned', cancel: 'cancelled' },
	cancelled: {}
};

/** A surprise inspection is never announced: its session opens as soon as there is a team. */
function workflowOf(
	state: InspectionState,
	kind: InspectionKind
): Partial<Record<Transition, InspectionState>> {
	if (kind === 'direct' || kind === 'via_report') return WORKFLOW[state];
	const moves = { ...WORKFLOW[state] };
	delete moves.notify;
	delete moves.open_session;
	if (state === 'team_set') moves.open_session = 'in_session';
	if (kind === 'surprise') return moves;
	/* A re-check ends with its minutes: its findings are settled where they were raised. */
	delete moves.open_explanation;
	delete moves.close;
	delete moves.reopen;
	return state === 'minutes_signed' ? { ...moves, close: 'closed' } : moves;
}

const COMPLETE: InspectionFacts = {
	kind: 'direct',
	teamRoles: ['lead', 'secretary', 'member'],
	visitOn: '2026-09-12',
	unansweredSelf: [],
	unansweredAppraisal: [],
	openConflicts: [],
	unprovenSelf: [],
	untouchedReturns: [],
	signedSides: ['team', 'agency'],
	undecidedExplanations: 0,
	changesWithoutReason: [],
	findingsWithoutAction: 0,
	findingsOpen: 0,
	rechecksOpen: 0,
	actionsUnreported: [],
	requestsOpen: [],
	actionsReturned: 0,
	actionsAfterDemand: 0
};

const facts = (change: Partial<InspectionFacts>): InspectionFacts => ({ ...COMPLETE, ...change });

/** What a move needs beyond everything being complete: to open again, something must be open. */
const readyFor = (name: Transition): Partial<InspectionFacts> =>
	name === 'reopen' ? { findingsOpen: 1 } : {};

function reachableFrom(start: InspectionState, kind: InspectionKind): Set<InspectionState> {
	const reached = new Set([start]);
	for (const state of reached) for (const name of listMoves(state, kind)) reached.add(MOVES[name].to);
	return reached;
}

describe('the table of moves', () => {
	const everyStep = INSPECTION_KINDS.flatMap((kind) => INSPECTION_STATES.map((state) => ({ kind, state })));

	it.each(everyStep)('$kind from $state: exactly the moves of the workflow', ({ kind, state }) => {
		const expected = workflowOf(state, kind);
		expect(listMoves(state, kind).toSorted()).toEqual(Object.keys(expected).toSorted());
		for (const name of TRANSITIONS) {
			const to = expected[name];
			expect(move(state, name, facts({ kind, ...readyFor(name) }))).toEqual(
				to === undefined
					? { ok: false, problem: { code: 'transition.not_from_here', details: { action: name, state } } }
					: { ok: true, value: to }
			);
		}
	});

	it.each(['direct', 'via_report'] as const)('reaches every state in a %s inspection', (kind) => {
		expect([...reachableFrom('draft', kind)].toSorted()).toEqual([...INSPECTION_STATES].toSorted());
	});

	it('goes from its team to its minutes and ends in a re-check', () => {
		expect([...reachableFrom('team_set', 'recheck')].toSorted()).toEqual(
			['team_set', 'in_session', 'minutes_signed', 'closed', 'postponed', 'planned', 'cancelled'].toSorted()
		);
	});

	it('reaches all but the announced states in a surprise inspection', () => {
		const reached = reachableFrom('draft', 'surprise');
		expect(INSPECTION_STATES.filter((state) => !reached.has(state))).toEqual([
			'notified',
			'self_submitted',
			'desk_review'
		]);
	});

	const everyLiveStep = everyStep.filter(
		({ kind, state }) =>
			state !== 'closed' && state !== 'cancelled' && reachableFrom('draft', kind).has(state)
	);

	it.each(everyLiveStep)('$kind from $state: there is a way to the end', ({ kind, state }) => {
		const reached = reachableFrom(state, kind);
		expect(reached.has('closed') || reached.has('cancelled')).toBe(true);
	});

	it('never undoes signed minutes', () => {
		const after = reachableFrom('minutes_signed', 'direct');
		for (const state of ['draft', 'notified', 'desk_review', 'in_session', 'cancelled', 'postponed'] as const)
			expect(after.has(state)).toBe(false);
	});
});

describe('guards', () => {
	const many = Array.from({ length: 14 }, (_, i) => `1.1.${i + 1}`);
	it.each<[InspectionState, Transition, Partial<InspectionFacts>, object]>([
		[
			'planned',
			'set_team',
			{ teamRoles: ['secretary'] },
			{ code: 'inspection.team_incomplete', details: { missing: 'lead' } }
		],
		[
			'planned',
			'set_team',
			{ teamRoles: ['lead', 'member'] },
			{ code: 'inspection.team_incomplete', details: { missing: 'secretary' } }
		],
		['planned', 'set_team', { visitOn: null }, { code: 'input.required', at: 'visitOn' }],
		[
			'notified',
			'submit_self',
			{ unansweredSelf: ['3.4.1', '3.4.2'] },
			{ code: 'self.incomplete', details: { count: 2, codes: '3.4.1, 3.4.2' } }
		],
		[
			'notified',
			'submit_self',
			{ unansweredSelf: many },
			{ code: 'self.incomplete', details: { count: 14, codes: `${many.slice(0, 12).join(', ')}, …` } }
		],
		[
			'notified',
			'submit_self',
			{ unprovenSelf: ['3.4.1'] },
			{ code: 'self.evidence_or_explanation', details: { count: 1, codes: '3.4.1' } }
		],
		[
			'notified',
			'submit_self',
			{ untouchedReturns: ['3.4.1'] },
			{ code: 'self.returned_untouched', details: { count: 1, codes: '3.4.1' } }
		],
		['desk_review', 'open_session', { visitOn: null }, { code: 'input.required', at: 'visitOn' }],
		[
			'in_session',
			'sign_minutes',
			{ unansweredAppraisal: ['7.4.1'] },
			{ code: 'inspection.unanswered', details: { count: 1, codes: '7.4.1' } }
		],
		[
			'in_session',
			'sign_minutes',
			{ changesWithoutReason: ['3.4.1'] },
			{ code: 'answer.reason_required', at: '3.4.1' }
		],
		[
			'in_session',
			'sign_minutes',
			{ signedSides: [] },
			{ code: 'minutes.signature_missing', details: { side: 'team' } }
		],
		[
			'in_session',
			'sign_minutes',
			{ signedSides: ['team'] },
			{ code: 'minutes.signature_missing', details: { side: 'agency' } }
		],
		[
			'notified',
			'submit_self',
			{ openConflicts: ['3.4.1', '7.4.1'] },
			{ code: 'inspection.conflicts_open', details: { count: 2, codes: '3.4.1, 7.4.1' } }
		],
		[
			'in_session',
			'sign_minutes',
			{ openConflicts: ['3.4.1', '7.4.1'] },
			{ code: 'inspection.conflicts_open', details: { count: 2, codes: '3.4.1, 7.4.1' } }
		],
		[
			'explaining',
			'reappraise',
			{ openConflicts: ['3.4.1', '7.4.1'] },
			{ code: 'inspection.conflicts_open', details: { count: 2, codes: '3.4.1, 7.4.1' } }
		],
		[
			'explaining',
			'reappraise',
			{ undecidedExplanations: 1 },
			{ code: 'inspection.explanations_undecided', details: { count: 1 } }
		],
		[
			'explaining',
			'reappraise',
			{ changesWithoutReason: ['3.4.1'] },
			{ code: 'answer.reason_required', at: '3.4.1' }
		],
		[
			'reappraised',
			'conclude',
			{ undecidedExplanations: 2 },
			{ code: 'inspection.explanations_undecided', details: { count: 2 } }
		],
		[
			'concluded',
			'submit_plan',
			{ findingsWithoutAction: 3 },
			{ code: 'inspection.finding_without_action', details: { count: 3 } }
		],
		['concluded', 'submit_plan', { actionsReturned: 1 }, { code: 'remedy.returned_untouched' }],
		['concluded', 'submit_plan', { actionsAfterDemand: 2 }, { code: 'remedy.after_demand' }],
		['plan_submitted', 'accept_plan', { actionsReturned: 1 }, { code: 'remedy.actions_returned' }],
		[
			'remedying',
			'submit_report',
			{ actionsUnreported: [10, 2, 10] },
			{ code: 'remedy.actions_unreported', details: { count: 3, findings: '2, 10' } }
		],
		['concluded', 'close', { findingsOpen: 8 }, { code: 'inspection.findings_open', details: { count: 8 } }],
		[
			'report_submitted',
			'close',
			{ findingsOpen: 1 },
			{ code: 'inspection.findings_open', details: { count: 1 } }
		],
		[
			'recheck',
			'close',
			{ requestsOpen: [3, 1] },
			{ code: 'remedy.requests_open', details: { count: 2, findings: '1, 3' } }
		],
		['closed', 'reopen', {}, { code: 'inspection.nothing_open' }],
		['recheck', 'close', { rechecksOpen: 1 }, { code: 'recheck.still_open' }],
		['recheck', 'close', { findingsOpen: 1 }, { code: 'inspection.findings_open', details: { count: 1 } }]
	])('%s → %s with %j', (state, transition, change, problem) => {
		expect(move(state, transition, facts(change))).toMatchObject({ ok: false, problem });
	});

	it('asks a guard only from a state where the move exists', () => {
		expect(move('draft', 'close', facts({ findingsOpen: 1 }))).toMatchObject({
			problem: { code: 'transition.not_from_here' }
		});
	});
});

const codes = fc.constantFrom<readonly string[]>([], [], ['3.4.1']);
const numbers = fc.constantFrom<readonly number[]>([], [], [2]);
const some = fc.constantFrom(0, 0, 2);
const arbFacts: fc.Arbitrary<InspectionFacts> = fc.record({
	kind: fc.constant('direct' as const),
	teamRoles: fc.subarray([...TEAM_ROLES]),
	visitOn: fc.constantFrom(null, '2026-09-12', '2026-09-12'),
	unansweredSelf: codes,
	unansweredAppraisal: codes,
	openConflicts: codes,
	unprovenSelf: codes,
	untouchedReturns: codes,
	signedSides: fc.subarray([...SIGNATURE_SIDES]),
	undecidedExplanations: some,
	changesWithoutReason: codes,
	findingsWithoutAction: some,
	findingsOpen: some,
	rechecksOpen: some,
	actionsUnreported: numbers,
	requestsOpen: numbers,
	actionsReturned: some,
	actionsAfterDemand: some
});

describe('random walks', () => {
	it('never leave the table, and every guard held where a walk got through', () => {
		const steps = fc.array(fc.tuple(fc.constantFrom(...TRANSITIONS), arbFacts), {
			minLength: 60,
			maxLength: 200
		});
		fc.assert(
			fc.property(fc.constantFrom(...INSPECTION_KINDS), steps, (kind, walk) => {
				let state: InspectionState = 'draft';
				for (const [name, drawn] of walk) {
					const at = { ...drawn, kind };
					const result = move(state, name, at);
					const to = workflowOf(state, kind)[name];
					if (!result.ok) {
						if (to === undefined) expect(result.problem.code).toBe('transition.not_from_here');
						else expect(result.problem.code).not.toBe('transition.not_from_here');
						continue;
					}
					expect(result.value).toBe(to);
					expectGuardHeld(name, at);
					state = result.value;
				}
			}),
			{ numRuns: 200 }
		);
	});

	it('reach every state when nothing is missing', () => {
		const seen = new Set<InspectionState>();
		fc.assert(
			fc.property(fc.array(fc.nat(), { minLength: 40, maxLength: 80 }), (choices) => {
				let state: InspectionState = 'draft';
				seen.add(state);
				for (const choice of choices) {
					const moves = listMoves(state, 'direct');
					const name = moves[choice % moves.length];
					if (name === undefined) break;
					const result = move(state, name, facts(readyFor(name)));
					if (!result.ok) throw new Error(`${state} ${name}`);
					state = result.value;
					seen.add(state);
				}
				expect(INSPECTION_STATES).toContain(state);
			}),
			{ numRuns: 2000, seed: 18 }
		);
		expect(seen.size).toBe(INSPECTION_STATES.length);
	});
});

/** What the workflow demands of each step, told apart from the guards themselves. */
function expectGuardHeld(name: Transition, at: InspectionFacts): void {
	if (name === 'set_team') expect(at.teamRoles).toEqual(expect.arrayContaining(['lead', 'secretary']));
	if (name === 'set_team' || name === 'open_session') expect(at.visitOn).not.toBeNull();
	if (['submit_self', 'sign_minutes', 'reappraise', 'conclude'].includes(name))
		expect(at.openConflicts).toEqual([]);
	if (name === 'submit_self')
		expect([at.unansweredSelf, at.unprovenSelf, at.untouchedReturns]).toEqual([[], [], []]);
	if (name === 'sign_minutes') {
		expect([at.unansweredAppraisal, at.changesWithoutReason]).toEqual([[], []]);
		expect(at.signedSides).toHaveLength(2);
	}
	if (name === 'reappraise' || name === 'conclude')
		expect([at.undecidedExplanations, at.changesWithoutReason]).toEqual([0, []]);
	if (name === 'submit_plan')
		expect([at.findingsWithoutAction, at.actionsReturned, at.actionsAfterDemand]).toEqual([0, 0, 0]);
	if (name === 'accept_plan') expect(at.actionsReturned).toBe(0);
	if (name === 'submit_report') expect(at.actionsUnreported).toEqual([]);
	if (name === 'close') expect([at.findingsOpen, at.rechecksOpen, at.requestsOpen]).toEqual([0, 0, []]);
	if (name === 'reopen') expect(at.findingsOpen).toBeGreaterThan(0);
}

describe('the timeline', () => {
	it('has the main line from draft to closed', () => {
		expect(TIMELINE[0]).toBe('draft');
		expect(TIMELINE.at(-1)).toBe('closed');
		expect(TIMELINE).toHaveLength(16);
		for (const side of ['recheck', 'postponed', 'cancelled'] as const) expect(TIMELINE).not.toContain(side);
	});

	it.each<[InspectionState, InspectionState, boolean]>([
		['concluded', 'minutes_signed', true],
		['minutes_signed', 'minutes_signed', true],
		['in_session', 'minutes_signed', false],
		['recheck', 'report_submitted', true],
		['cancelled', 'draft', false],
		['postponed', 'planned', false],
		['postponed', 'postponed', true]
	])('%s is at or past %s: %s', (state, reference, expected) => {
		expect(isAtLeast(state, reference)).toBe(expected);
	});
});
