import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agencyDuty } from './agency-duty.ts';
import { FINDING_STATES } from './finding.ts';
import { INSPECTION_STATES } from './inspection.ts';
import { listOtherSide, type OtherSideFacts } from './other-side.ts';

const look = (facts: Partial<OtherSideFacts>) =>
	listOtherSide({
		state: 'remedying',
		enteredAt: 1000,
		visitOn: '2026-09-21',
		explanations: [],
		actions: [],
		findings: [],
		openRequests: [],
		effects: [],
		...facts
	});
const explained = (stance: 'agree' | 'disagree', decision: 'accepted' | 'rejected' | null = null) => ({
	stance,
	decision
});
const decided = (decision: 'accepted' | 'returned' | null) => ({ decision });

describe('the other side', () => {
	it('reads the self-assessment until the visit', () => {
		expect(look({ state: 'desk_review' })).toMatchObject([
			{ kind: 'review_self', since: 1000, until: '2026-09-21', total: 0 }
		]);
	});

	it('decides what is contested; plain agreement needs no decision', () => {
		const explanations = [
			explained('disagree', 'rejected'),
			explained('disagree'),
			explained('agree'),
			explained('disagree')
		];
		expect(look({ state: 'explaining', explanations })).toMatchObject([
			{ kind: 'decide_explanations', done: 1, total: 3 }
		]);
	});

	it('judges the plan action by action', () => {
		const actions = [decided('accepted'), decided('accepted'), decided('returned'), decided(null)];
		expect(look({ state: 'plan_submitted', actions })).toMatchObject([
			{ kind: 'review_plan', done: 3, total: 4, returned: 1 }
		]);
	});

	it('verifies, also while the agency still carries out the rest', () => {
		const findings = [{ state: 'verified' }, { state: 'reported_done' }, { state: 'not_accepted' }] as const;
		const verifying = { kind: 'verify', done: 1, total: 2 };
		expect(look({ state: 'report_submitted', findings })).toMatchObject([{ ...verifying, since: 1000 }]);
		expect(look({ findings })).toMatchObject([{ ...verifying, since: null }]);
		expect(look({ findings: [{ state: 'in_progress' }, { state: 'verified' }] })).toEqual([]);
	});

	it('has requests before it since the first of them', () => {
		expect(look({ openRequests: [{ requestedAt: 30 }, { requestedAt: 20 }] })).toMatchObject([
			{ kind: 'decide_requests', total: 2, since: 20 }
		]);
	});

	it('judges the effect of a closed remedy from its day on', () => {
		const effects = [
			{ dueOn: '2027-06-01', judged: false },
			{ dueOn: '2027-03-01', judged: false },
			{ dueOn: '2027-01-01', judged: true }
		];
		expect(look({ state: 'closed', effects })).toMatchObject([
			{ kind: 'judge_effect', done: 1, total: 3, from: '2027-03-01' }
		]);
		expect(look({ state: 'concluded', effects })).toEqual([]);
		expect(look({ state: 'closed', effects: [effects[2]!] })).toEqual([]);
	});

	it('never counts more than there is, and is at work wherever the agency waits', () => {
		const states = fc.constantFrom(...INSPECTION_STATES);
		const findings = fc.array(fc.record({ state: fc.constantFrom(...FINDING_STATES) }));
		const actions = fc.array(fc.constantFrom(decided('accepted'), decided('returned'), decided(null)));
		fc.assert(
			fc.property(states, findings, actions, (state, someFindings, someActions) => {
				const works = look({ state, findings: someFindings, actions: someActions });
				for (const { done, total, returned } of works) {
					expect(done).toBeLessThanOrEqual(total);
					expect(returned).toBeLessThanOrEqual(total);
				}
				const { wait } = agencyDuty(state);
				if (wait !== null) expect(works[0]!.kind).toBe(wait);
			})
		);
	});
});
