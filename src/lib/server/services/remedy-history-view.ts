/** The way of one finding from its raising on: what happened, when, by whom, and where the proof of it lies. */
import type { EvidenceView } from '#lib/contracts/field.ts';
import type { EffectResult } from '#lib/domain/effect-review.ts';
import type { ExplanationDecision, Stance } from '#lib/domain/explanation.ts';
import type { Transition } from '#lib/domain/inspection.ts';
import type { ActionDecision } from '#lib/domain/plan-decision.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import type { RecheckVerdict } from '#lib/domain/recheck.ts';
import { nameOfAction, type RemedyAction, type ReportedProgress } from '#lib/domain/remediation.ts';
import type { Ctx } from '../context.ts';
import { listPlanVersions } from '../db/queries/action-requests.ts';
import { listEffectReviews } from '../db/queries/effect-reviews.ts';
import { findAccountName, listMovesOf } from '../db/queries/inspections.ts';
import * as remedy from '../db/queries/remediation.ts';
import { findRaised, listActionDecisions, type RaisedRow } from '../db/queries/tracked-remedies.ts';
import { listEvidenceViews } from './evidence.ts';
import { listOnlySeen } from './recheck-verdicts.ts';
import { remembered } from './remembered.ts';
import { listTrackedRemedies, type TrackedRemedy } from './remedy-tracker-view.ts';
import { requestReader, type RequestView } from './request-view.ts';

type PlanLine = Pick<RemedyAction, 'id' | 'measure' | 'leadUnit' | 'personInCharge' | 'dueOn'>;

/** Another finding that belongs to the story. */
export interface FindingLink {
	findingId: string;
	number: number;
	year: number;
}

export type HistoryEvent = { key: string; at: number; by: string } & (
	| { kind: 'raised'; from: FindingLink | null }
	| { kind: 'moved'; transition: Transition; reason: string }
	| { kind: 'answered'; stance: Stance; reason: string; proofs: EvidenceView[] }
	| { kind: 'answer_decided'; decision: ExplanationDecision; reason: string }
	| { kind: 'planned'; version: number; actions: PlanLine[] }
	| { kind: 'action_decided'; decision: ActionDecision; reason: string; measure: string }
	| { kind: 'requested'; request: RequestView; measure: string }
	| { kind: 'request_decided'; request: RequestView; measure: string }
	| { kind: 'reported'; report: ReportedProgress; measure: string; proofs: EvidenceView[] }
	| { kind: 'seen'; verdict: RecheckVerdict; reason: string }
	| { kind: 'judged'; result: 'verified' | 'returned'; reason: string }
	| { kind: 'reviewed'; result: EffectResult; reason: string; opened: FindingLink | null }
);

export interface FindingHistory {
	remedy: TrackedRemedy;
	demand: string;
	cause: string;
	/** The first first. */
	events: HistoryEvent[];
	/** The same subcriterion at this agency in other years, the first first. */
	repeats: TrackedRemedy[];
}

/** Throws `not_found` for a finding that is not tracked: withdrawn, or its inspection not concluded. */
export function readFindingHistory(ctx: Ctx, findingId: string): FindingHistory {
	const all = listTrackedRemedies(ctx);
	const tracked = all.find((one) => one.findingId === findingId);
	if (!tracked) throw new ProblemError(problem('not_found', {}));
	return remembered(ctx, `history ${ctx.actor?.id} ${ctx.actor?.role} ${findingId}`, () =>
		buildHistory(ctx, tracked, all)
	);
}

function buildHistory(ctx: Ctx, tracked: TrackedRemedy, all: readonly TrackedRemedy[]): FindingHistory {
	const facts = gather(ctx, tracked, all);
	const repeats = all
		.filter(({ findingId }) => tracked.sameAs.includes(findingId))
		.sort((a, b) => a.year - b.year || a.number - b.number);
	const events = [
		tellBeginning(facts),
		...tellAnswer(facts),
		...tellPlan(facts),
		...tellRequests(facts),
		...tellReports(facts),
		...tellJudgements(facts),
		...tellMoves(facts)
	];
	return {
		remedy: tracked,
		demand: facts.raised.demand,
		cause: facts.raised.cause,
		// A stable sort: what happened in one moment stays in the order of the work.
		events: events.sort((a, b) => a.at - b.at),
		repeats
	};
}

interface Facts {
	ctx: Ctx;
	findingId: string;
	number: number;
	inspectionId: string;
	raised: RaisedRow;
	actions: remedy.ActionRow[];
	measureOf: ReadonlyMap<string, string>;
	proofsOf: (kind: EvidenceView['subjectKind'], id: string) => EvidenceView[];
	nameOf: (accountId: string | null) => string;
	linkOf: (findingId: string | null) => FindingLink | null;
}

function gather(
	ctx: Ctx,
	{ findingId, number, inspectionId }: TrackedRemedy,
	all: readonly TrackedRemedy[]
): Facts {
	const { db } = ctx;
	const actions = remedy.listActions(db, inspectionId).filter((action) => action.findingId === findingId);
	const proofs = Map.groupBy(
		listEvidenceViews(ctx, inspectionId),
		({ subjectKind, subjectId }) => `${subjectKind} ${subjectId}`
	);
	const byId = new Map(all.map((one) => [one.findingId, one]));
	const names = new Map<string, string>();
	return {
		ctx,
		findingId,
		number,
		inspectionId,
		raised: findRaised(db, findingId)!,
		actions,
		measureOf: new Map(actions.map((action) => [action.id, nameOfAction(action)])),
		proofsOf: (kind, id) => proofs.get(`${kind} ${id}`) ?? [],
		nameOf: (id) => {
			if (id === null) return '';
			if (!names.has(id)) names.set(id, findAccountName(db, id) ?? '');
			return names.get(id)!;
		},
		linkOf: (id) => {
			const one = id === null ? undefined : byId.get(id);
			return one ? { findingId: one.findingId, number: one.number, year: one.year } : null;
		}
	};
}

/** Moves of the whole inspection that change what is owed on each of its findings. */
const TOLD: readonly string[] = [
	'conclude',
	'accept_plan',
	'return_plan',
	'submit_report',
	'return_report',
	'order_recheck',
	'close',
	'reopen'
];

const tellBeginning = ({ findingId, raised, nameOf, linkOf }: Facts): HistoryEvent => ({
	kind: 'raised',
	key: `raised ${findingId}`,
	at: raised.createdAt,
	by: nameOf(raised.createdBy),
	from: linkOf(raised.raisedFrom)
});

const tellMoves = ({ ctx, inspectionId, raised }: Facts): HistoryEvent[] =>
	listMovesOf(ctx.db, inspectionId)
		.filter(({ transition, at }) => TOLD.includes(transition) && at >= raised.createdAt)
		.map(({ id, at, transition, reason, actorName }) => ({
			kind: 'moved',
			key: id,
			at,
			by: actorName ?? '',
			transition: transition as Transition,
			reason
		}));

function tellAnswer({ ctx, inspectionId, findingId, proofsOf, nameOf }: Facts): HistoryEvent[] {
	return remedy
		.listExplanations(ctx.db, inspectionId)
		.filter((row) => row.findingId === findingId)
		.flatMap(({ id, stance, reason, writtenAt, writtenBy, decision, decidedAt, ...row }): HistoryEvent[] => [
			{
				kind: 'answered',
				key: id,
				at: writtenAt,
				by: nameOf(writtenBy),
				stance,
				reason,
				proofs: proofsOf('explanation', id)
			},
			...(decision === null
				? []
				: [
						{
							kind: 'answer_decided' as const,
							key: `${id} decided`,
							at: decidedAt ?? writtenAt,
							by: nameOf(row.decidedBy),
							decision,
							reason: row.decisionReason
						}
					])
		]);
}

function tellPlan({ ctx, inspectionId, findingId, nameOf }: Facts): HistoryEvent[] {
	const versions = listPlanVersions(ctx.db, inspectionId).flatMap((row): HistoryEvent[] => {
		const actions = row.actions.filter((action) => action.findingId === findingId);
		if (actions.length === 0) return [];
		return [
			{
				kind: 'planned',
				key: row.id,
				at: row.submittedAt,
				by: nameOf(row.submittedBy),
				version: row.number,
				actions: actions.map((action) => ({
					id: action.id,
					measure: nameOfAction(action),
					leadUnit: action.leadUnit,
					personInCharge: action.personInCharge,
					dueOn: action.dueOn
				}))
			}
		];
	});
	const decided = listActionDecisions(ctx.db, findingId).map((row): HistoryEvent => ({
		kind: 'action_decided',
		key: `${row.actionId} decided ${row.at}`,
		at: row.at,
		by: nameOf(row.decidedBy),
		decision: row.decision,
		reason: row.decisionReason,
		measure: row.measure
	}));
	return [...versions, ...decided];
}

function tellRequests({ ctx, inspectionId, actions, measureOf }: Facts): HistoryEvent[] {
	const requestsOf = requestReader(ctx, inspectionId, '');
	return actions.flatMap(({ id: actionId }) => {
		const measure = measureOf.get(actionId) ?? '';
		return requestsOf(actionId).views.flatMap((request): HistoryEvent[] => {
			const { id, at, by, decidedAt, decidedBy } = request;
			const asked: HistoryEvent = { kind: 'requested', key: id, at, by, request, measure };
			if (decidedAt === null) return [asked];
			const key = `${id} decided`;
			return [asked, { kind: 'request_decided', key, at: decidedAt, by: decidedBy, request, measure }];
		});
	});
}

function tellReports({ ctx, inspectionId, measureOf, proofsOf, nameOf }: Facts): HistoryEvent[] {
	return remedy
		.listProgress(ctx.db, inspectionId)
		.filter(({ actionId }) => measureOf.has(actionId))
		.map((report) => ({
			kind: 'reported',
			key: report.id,
			at: report.reportedAt,
			by: nameOf(report.reportedBy),
			report,
			measure: measureOf.get(report.actionId)!,
			proofs: proofsOf('progress', report.id)
		}));
}

function tellJudgements({ ctx, inspectionId, findingId, number, nameOf, linkOf }: Facts): HistoryEvent[] {
	const judged = remedy
		.listVerifications(ctx.db, inspectionId)
		.filter((row) => row.findingId === findingId)
		.map(({ id, result, reason, verifiedBy, verifiedAt }): HistoryEvent => ({
			kind: 'judged',
			key: id,
			at: verifiedAt,
			by: nameOf(verifiedBy),
			result,
			reason
		}));
	const reviewed = listEffectReviews(ctx.db, inspectionId)
		.filter((row) => row.findingId === findingId)
		.map(({ id, result, reason, reviewedBy, reviewedAt, newFindingId }): HistoryEvent => ({
			kind: 'reviewed',
			key: id,
			at: reviewedAt,
			by: nameOf(reviewedBy),
			result,
			reason,
			opened: linkOf(newFindingId)
		}));
	const seen = listOnlySeen(ctx, inspectionId, { id: findingId, number }).map((row): HistoryEvent => ({
		kind: 'seen',
		key: row.recheckId,
		at: row.at,
		by: nameOf(row.seenBy),
		verdict: row.verdict,
		reason: row.seen
	}));
	return [...judged, ...seen, ...reviewed];
}
