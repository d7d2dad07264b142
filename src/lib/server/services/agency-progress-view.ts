/** How far a task of the agency is: counted, never guessed. */
import { owedAction } from '#lib/domain/action-request.ts';
import type { AgencyTask } from '#lib/domain/agency-duty.ts';
import { isAnswered } from '#lib/domain/answer.ts';
import { listScoredSubcriteria } from '#lib/domain/criteria.ts';
import { isOwed } from '#lib/domain/finding.ts';
import { dueOfRemedy, isRemedyLate } from '#lib/domain/remedy-progress.ts';
import { latestByAction } from '#lib/domain/remediation.ts';
import { listLoweredScores } from '#lib/domain/score-change.ts';
import type { Ctx } from '../context.ts';
import { listRequests } from '../db/queries/action-requests.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { loadAnswers } from '../db/queries/answers.ts';
import { listFindings } from '../db/queries/field.ts';
import type { InspectionRow } from '../db/queries/inspections.ts';
import { listActions, listExplanations, listProgress } from '../db/queries/remediation.ts';
import type { DeadlineReader } from './deadlines.ts';
import { gatherFacts } from './inspection-facts.ts';

export interface TaskProgress {
	done: number;
	total: number;
	/** Self-assessment: scored without a proof or a word. Remedy: findings returned by the verification. */
	wanting: number;
	/** Findings past their day. */
	overdue: number;
	/** Of a remedy: the first day by which a finding is still owed; null where nothing is. */
	nextDueOn: string | null;
}

/** Nothing to count where there is no task. The caller has asked for permission. */
export function readTaskProgress(
	ctx: Ctx,
	inspection: InspectionRow,
	task: AgencyTask | null,
	days: DeadlineReader
): TaskProgress {
	switch (task) {
		case 'self_assess':
			return selfProgress(ctx, inspection);
		case 'explain':
			return explanationProgress(ctx, inspection);
		case 'make_plan':
			return planProgress(ctx, inspection);
		case 'carry_out':
			return remedyProgress(ctx, inspection, days);
		default:
			return { done: 0, total: 0, wanting: 0, overdue: 0, nextDueOn: null };
	}
}

function selfProgress(ctx: Ctx, inspection: InspectionRow): TaskProgress {
	const scored = listScoredSubcriteria(loadSetContent(ctx.db, inspection.criteriaSetId));
	const { self } = loadAnswers(ctx.db, inspection.id);
	return {
		done: scored.filter(({ subcriterion }) => isAnswered(self.get(subcriterion.code))).length,
		total: scored.length,
		wanting: gatherFacts(ctx, inspection, 'submit_self').unprovenSelf.length,
		overdue: 0,
		nextDueOn: null
	};
}

/** Answered of what may be answered: each finding, and each lowered score that no finding names. */
function explanationProgress(ctx: Ctx, inspection: InspectionRow): TaskProgress {
	const findings = listFindings(ctx.db, inspection.id);
	const named = new Set(findings.map(({ subcriterionCode }) => subcriterionCode));
	const { self, appraisal } = loadAnswers(ctx.db, inspection.id);
	const lowered = listLoweredScores(loadSetContent(ctx.db, inspection.criteriaSetId), self, appraisal);
	const scores = lowered.filter(({ subcriterion }) => !named.has(subcriterion.code));
	const codes = new Set(scores.map(({ subcriterion }) => subcriterion.code));
	const answered = listExplanations(ctx.db, inspection.id).filter(
		({ findingId, subcriterionCode }) => findingId !== null || codes.has(subcriterionCode!)
	);
	return {
		done: answered.length,
		total: findings.length + scores.length,
		wanting: 0,
		overdue: 0,
		nextDueOn: null
	};
}

function planProgress(ctx: Ctx, inspection: InspectionRow): TaskProgress {
	const owed = listFindings(ctx.db, inspection.id).filter(({ state }) => state !== 'not_accepted');
	const covered = new Set(listActions(ctx.db, inspection.id).map(({ findingId }) => findingId));
	return {
		done: owed.filter(({ id }) => covered.has(id)).length,
		total: owed.length,
		wanting: 0,
		overdue: 0,
		nextDueOn: null
	};
}

function remedyProgress(ctx: Ctx, inspection: InspectionRow, days: DeadlineReader): TaskProgress {
	const findings = listFindings(ctx.db, inspection.id);
	const actions = listActions(ctx.db, inspection.id);
	const latest = latestByAction(listProgress(ctx.db, inspection.id));
	const requestsOf = Map.groupBy(listRequests(ctx.db, inspection.id), ({ actionId }) => actionId);
	const open = findings.flatMap((finding) => {
		if (!isOwed(finding.state)) return [];
		const own = actions.filter(({ findingId }) => findingId === finding.id);
		const owed = own.map((action) => owedAction(action, requestsOf.get(action.id) ?? []));
		const due = days.readMaybe(dueOfRemedy(finding, owed, inspection.planDueOn).dueOn);
		return { due, late: isRemedyLate(finding, due?.endsOn ?? null, owed, latest, days.today) };
	});
	return {
		done: actions.filter(({ id }) => latest.get(id)?.state === 'done').length,
		total: actions.length,
		wanting: findings.filter(({ state }) => state === 'returned').length,
		overdue: open.filter(({ late }) => late).length,
		nextDueOn: open.flatMap(({ due }) => due?.on ?? []).sort()[0] ?? null
	};
}
