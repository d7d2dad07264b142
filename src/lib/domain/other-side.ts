/**
 * What the inspecting side is doing with what an agency handed in, in figures that the agency may know: how much of it
 * is settled, since when, until when. Never who decides, nor a word that was not given out.
 */
import { agencyDuty, type AgencyWait } from './agency-duty.ts';
import { needsDecision, type Explanation } from './explanation.ts';
import type { FindingState } from './finding.ts';
import type { InspectionState } from './inspection.ts';
import type { ActionDecision } from './plan-decision.ts';

/** The waits of a state, and what goes on beside the agency's own task. */
export type OtherSideKind = AgencyWait | 'decide_requests' | 'judge_effect';

export interface OtherSideWork {
	kind: OtherSideKind;
	/** Settled of all; 0 of 0 where it is one piece. */
	done: number;
	total: number;
	/** Of those settled: given back to the agency. */
	returned: number;
	/** Epoch ms; null where it is not known. */
	since: number | null;
	/** The day it is to be over by, and the day it begins on (YYYY-MM-DD); null where none is set. */
	until: string | null;
	from: string | null;
}

export interface OtherSideFacts {
	state: InspectionState;
	/** When the state was reached (epoch ms). */
	enteredAt: number | null;
	visitOn: string | null;
	explanations: readonly Pick<Explanation, 'stance' | 'decision'>[];
	actions: readonly { decision: ActionDecision | null }[];
	findings: readonly { state: FindingState }[];
	/** Requests that nobody has decided. */
	openRequests: readonly { requestedAt: number }[];
	/** Of verified remedies: the day from which the effect is judged, and whether it was. */
	effects: readonly { dueOn: string; judged: boolean }[];
}

const NONE = { done: 0, total: 0, returned: 0, since: null, until: null, from: null };

/** What is going on, the state's own work first; empty while everything lies with the agency. */
export function listOtherSide(facts: OtherSideFacts): OtherSideWork[] {
	const { state, enteredAt, openRequests } = facts;
	const { wait } = agencyDuty(state);
	const works: OtherSideWork[] = [];
	if (wait !== null) works.push({ ...NONE, kind: wait, since: enteredAt, ...figuresOf(wait, facts) });
	else if (facts.findings.some((finding) => finding.state === 'reported_done'))
		works.push({ ...NONE, kind: 'verify', ...figuresOf('verify', facts) });
	if (openRequests.length > 0) {
		const since = Math.min(...openRequests.map(({ requestedAt }) => requestedAt));
		works.push({ ...NONE, kind: 'decide_requests', total: openRequests.length, since });
	}
	const effect = judgedEffects(facts);
	return effect === null ? works : [...works, effect];
}

function figuresOf(wait: AgencyWait, facts: OtherSideFacts): Partial<OtherSideWork> {
	switch (wait) {
		case 'review_self':
			return { until: facts.visitOn };
		case 'decide_explanations': {
			const contested = facts.explanations.filter(({ stance }) => stance !== 'agree');
			return { done: contested.length - contested.filter(needsDecision).length, total: contested.length };
		}
		case 'review_plan': {
			const decided = (decision: ActionDecision) =>
				facts.actions.filter((action) => action.decision === decision).length;
			const returned = decided('returned');
			return { done: decided('accepted') + returned, total: facts.actions.length, returned };
		}
		case 'verify': {
			const owed = facts.findings.filter(({ state }) => state !== 'not_accepted');
			const of = (wanted: FindingState) => owed.filter(({ state }) => state === wanted).length;
			return { done: of('verified'), total: owed.length, returned: of('returned') };
		}
		default:
			return {};
	}
}

/** Effects are judged once the inspection is closed; while it is open again they still wait. */
function judgedEffects({ state, effects }: OtherSideFacts): OtherSideWork | null {
	const waiting = effects.filter(({ judged }) => !judged);
	if (state !== 'closed' || waiting.length === 0) return null;
	const from = waiting.map(({ dueOn }) => dueOn).sort()[0]!;
	return {
		...NONE,
		kind: 'judge_effect',
		done: effects.length - waiting.length,
		total: effects.length,
		from
	};
}
