/** What waits for one person of the office, over all inspections: read off the permission table, never listed by hand. */
import { dueOf } from '#lib/domain/due.ts';
import { listMoves, type TeamRole, type Transition } from '#lib/domain/inspection.ts';
import { requireIssuable } from '#lib/domain/papers/availability.ts';
import type { PaperKind } from '#lib/domain/papers/paper.ts';
import { can, type Actor, type InspectionAction } from '#lib/domain/permissions.ts';
import type { Ctx } from '../context.ts';
import type { InspectionListRow } from '../db/queries/inspections.ts';
import { countWaitingRequests } from '../db/queries/action-requests.ts';
import * as registers from '../db/queries/registers.ts';
import type { DayLeft, DeadlineReader } from './deadlines.ts';
import { briefOf, type InspectionBrief } from './inspection-brief.ts';
import type { TrackedRemedy } from './remedy-tracker-view.ts';

export type OfficeTask = { inspection: InspectionBrief; due: DayLeft | null } & (
	| { kind: 'move'; transition: Transition }
	| { kind: 'decide' | 'decide_requests' | 'verify'; count: number }
	| { kind: 'issue'; paper: PaperKind }
);

interface Facts {
	inspections: readonly InspectionListRow[];
	remedies: readonly TrackedRemedy[];
	days: DeadlineReader;
}

/** Moves that a person makes because it is their turn; side exits and returns are no tasks. */
const TURNS: readonly Transition[] = [
	'plan',
	'set_team',
	'notify',
	'start_desk_review',
	'open_session',
	'sign_minutes',
	'open_explanation',
	'reappraise',
	'conclude',
	'accept_plan',
	'start_remedy',
	'close'
];
/** Papers that are owed. A score sheet is an annex: whoever wants it takes it from the papers page. */
const OWED_PAPERS: readonly PaperKind[] = ['minutes', 'recheck_minutes', 'conclusion', 'closing_note'];
/** The one that is owed when all else is done; what was never issued before stays as it is. */
const OWED_WHEN_CLOSED: PaperKind = 'closing_note';

/** The tasks of `actor`: what has a day first, the nearest day on top. */
export function listOfficeTasks(
	ctx: Ctx,
	actor: Actor,
	{ inspections, remedies, days }: Facts
): OfficeTask[] {
	const roles = new Map(
		registers
			.listTeamPlaces(ctx.db)
			.filter(({ accountId }) => accountId === actor.id)
			.map(({ inspectionId, role }) => [inspectionId, role])
	);
	const undecided = Map.groupBy(
		registers.listContested(ctx.db).filter(({ decision }) => decision === null),
		({ inspectionId }) => inspectionId
	);
	const standing = Map.groupBy(registers.listStandingKinds(ctx.db), ({ inspectionId }) => inspectionId);
	const requests = countWaitingRequests(ctx.db);
	const findings = new Map(registers.listFindingCounts(ctx.db).map((row) => [row.inspectionId, row]));
	const tasks = inspections.flatMap((row) => {
		const { total = 0, settled = 0 } = findings.get(row.id) ?? {};
		return listOf(actor, row, {
			days,
			teamRole: roles.get(row.id) ?? null,
			undecided: undecided.get(row.id)?.length ?? 0,
			requests: requests.get(row.id) ?? 0,
			toVerify: remedies.filter(({ inspectionId, forMe }) => forMe && inspectionId === row.id).length,
			issued: standing.get(row.id)?.map(({ kind }) => kind) ?? [],
			openFindings: total - settled
		});
	});
	return tasks.sort((a, b) => (a.due?.on ?? '9999').localeCompare(b.due?.on ?? '9999'));
}

interface InspectionFactsForTasks {
	days: DeadlineReader;
	teamRole: TeamRole | null;
	undecided: number;
	/** Changes of the plan that the agency asks for. */
	requests: number;
	toVerify: number;
	issued: readonly PaperKind[];
	openFindings: number;
}

function listOf(actor: Actor, row: InspectionListRow, facts: InspectionFactsForTasks): OfficeTask[] {
	const { state, agencyId } = row;
	const may = (action: InspectionAction) => can(actor, action, { agencyId, state, teamRole: facts.teamRole });
	const due = dueOf(row);
	const task = {
		inspection: briefOf(row),
		due: due && due.waitsFor === 'team' ? facts.days.readDue(due) : null
	};
	const tasks: OfficeTask[] = [];
	if (facts.undecided > 0 && may('explanation.decide'))
		tasks.push({ ...task, kind: 'decide', count: facts.undecided });
	if (facts.requests > 0 && may('remedy.decide'))
		tasks.push({ ...task, kind: 'decide_requests', count: facts.requests });
	if (facts.toVerify > 0) tasks.push({ ...task, kind: 'verify', count: facts.toVerify });
	for (const transition of listMoves(state, row.kind))
		if (TURNS.includes(transition) && may(`move.${transition}`) && isMyTurn(transition, row, facts))
			tasks.push({ ...task, kind: 'move', transition });
	if (may('document.issue'))
		for (const paper of OWED_PAPERS)
			if (
				(state !== 'closed' || paper === OWED_WHEN_CLOSED) &&
				requireIssuable(paper, row).ok &&
				!facts.issued.includes(paper)
			)
				tasks.push({ ...task, kind: 'issue', paper });
	return tasks;
}

/** A move that the table allows, but that would come too early or has something else before it. */
function isMyTurn(transition: Transition, row: InspectionListRow, facts: InspectionFactsForTasks): boolean {
	const { today } = facts.days;
	switch (transition) {
		case 'open_session':
			return row.visitOn !== null && row.visitOn <= today;
		case 'open_explanation':
			return facts.days.readMaybe(row.explanationDueOn)?.past === true;
		case 'reappraise':
			return facts.undecided === 0;
		case 'close':
			return facts.openFindings + facts.requests === 0;
		default:
			return true;
	}
}
