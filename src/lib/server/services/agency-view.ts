/** What the inspected agency sees of its inspections: what is asked of it, by when, and what the other side is at. */
import {
	agencyDuty,
	dueDayOf,
	MILESTONES,
	standingAside,
	standingReturn,
	type AgencyTask,
	type AgencyWait,
	type Aside,
	type Milestone
} from '#lib/domain/agency-duty.ts';
import { formatCitation } from '#lib/domain/citation.ts';
import { isOwed } from '#lib/domain/finding.ts';
import type { OtherSideWork } from '#lib/domain/other-side.ts';
import { isAtLeast, type InspectionKind, type InspectionState } from '#lib/domain/inspection.ts';
import type { AccountRole, Rights } from '#lib/domain/permissions.ts';
import { can, isKnownToAgency } from '#lib/domain/permissions.ts';
import type { Ctx } from '../context.ts';
import { listDocuments } from '../db/queries/documents.ts';
import { listFindings } from '../db/queries/field.ts';
import {
	findInspection,
	isReportIn,
	listInspectionsOfAgency,
	listMovesOf,
	wasNotified,
	type InspectionListRow,
	type InspectionRow,
	type MoveRow
} from '../db/queries/inspections.ts';
import { findCampaign } from '../db/queries/campaigns.ts';
import { listVerifications } from '../db/queries/remediation.ts';
import { accessOf, listRights, type Access } from './access.ts';
import { requireAgency, requireOwnInspection, type AgencyActor } from './agency-access.ts';
import { readTaskProgress, type TaskProgress } from './agency-progress-view.ts';
import { deadlineReader, type DayLeft, type DeadlineReader } from './deadlines.ts';
import { readDueChanges, type DueChangeView } from './due-changes.ts';
import { isAnswerDayOpen } from './explanations.ts';
import { readOtherSide } from './other-side-view.ts';

export interface ReturnNotice {
	kind: 'self' | 'plan' | 'report' | 'finding';
	/** Of a finding. */
	text: string;
	reason: string;
	at: number;
}

export interface TimelineStep {
	milestone: Milestone;
	/** `now`: what is being worked towards. */
	stand: 'done' | 'now' | 'todo' | 'skipped';
	/** When it was reached (epoch ms), null while it was not. */
	at: number | null;
}

export interface AgencyInspection {
	id: string;
	code: string;
	version: number;
	kind: InspectionKind;
	state: InspectionState;
	campaignTitle: string;
	campaignYear: number;
	teamName: string;
	periodFrom: string;
	periodTo: string;
	visitOn: string | null;
	visitAt: string;
	place: string;
	noticeText: string;
	/** Công văn thông báo, already worded; empty while there is none. */
	visitNotice: string;
	illustrative: boolean;
	task: AgencyTask | null;
	deadline: DayLeft | null;
	progress: TaskProgress;
	wait: AgencyWait | null;
	/** What the other side is doing now, the state's own work first. */
	works: OtherSideWork[];
	/** Days that the office moved, the newest first. */
	dueChanges: Omit<DueChangeView, 'by'>[];
	/** The explanation's day, whether answers are still taken, and whether they are late by now. */
	answers: { open: boolean; late: boolean; dueOn: string } | null;
	aside: Aside | null;
	returns: ReturnNotice[];
	steps: TimelineStep[];
	can: Rights;
}

export interface AgencyHome {
	agency: { name: string; shortName: string; headTitle: string };
	role: AccountRole;
	today: string;
	/** Newest first. */
	inspections: AgencyInspection[];
}

/** Everything asked of the actor's agency. Throws `not_found` for accounts of no agency. */
export function readAgencyHome(ctx: Ctx): AgencyHome {
	const { actor, agency } = requireAgency(ctx);
	const reader = { ctx, days: deadlineReader(ctx) };
	const inspections = listSeen(ctx, actor, agency.id).map(({ id }) =>
		toView(reader, accessOf(ctx, actor, findInspection(ctx.db, id)!))
	);
	const { name, shortName, headTitle } = agency;
	return { agency: { name, shortName, headTitle }, role: actor.role, today: reader.days.today, inspections };
}

/** The agency's name and its inspections in few words, for the frame around its pages. */
export function readAgencyFrame(ctx: Ctx): {
	agencyName: string;
	inspections: {
		id: string;
		code: string;
		state: InspectionState;
		task: AgencyTask | null;
		title: string;
	}[];
} {
	const { actor, agency } = requireAgency(ctx);
	const inspections = listSeen(ctx, actor, agency.id).map(({ id, code, state, reportIn, campaignTitle }) => ({
		id,
		code,
		state,
		task: taskOf(ctx, { id, state, reportIn }),
		title: campaignTitle
	}));
	return { agencyName: agency.shortName, inspections };
}

/** One inspection of the actor's agency. Throws `not_found` for any other. */
export function readAgencyInspection(ctx: Ctx, inspectionId: string): AgencyInspection {
	const access = requireOwnInspection(ctx, inspectionId);
	return toView({ ctx, days: deadlineReader(ctx) }, access);
}

function listSeen(ctx: Ctx, actor: AgencyActor, agencyId: string): InspectionListRow[] {
	return listInspectionsOfAgency(ctx.db, agencyId).filter(({ id, state }) => {
		const notified = !isKnownToAgency(state) && wasNotified(ctx.db, id);
		const place = { agencyId, state, teamRole: null, wasNotified: notified };
		return can(actor, 'inspection.read_as_agency', place);
	});
}

interface Reader {
	ctx: Ctx;
	days: DeadlineReader;
}

function toView(reader: Reader, access: Access): AgencyInspection {
	const { ctx, days } = reader;
	const { inspection } = access;
	const campaign = findCampaign(ctx.db, inspection.campaignId)!;
	const moves = listMovesOf(ctx.db, inspection.id);
	const reportIn = isReportIn(ctx.db, inspection.id);
	const task = taskOf(ctx, { ...inspection, reportIn });
	const progress = readTaskProgress(ctx, inspection, task, days);
	/* What a re-check gave back is owed by its own day; the report, which is in, is not asked for again. */
	const dueOn = task === 'carry_out' && reportIn ? progress.nextDueOn : task && dueDayOf(task, inspection);
	return {
		id: inspection.id,
		code: inspection.code,
		version: inspection.version,
		kind: inspection.kind,
		state: inspection.state,
		campaignTitle: campaign.title,
		campaignYear: campaign.year,
		teamName: campaign.teamName,
		periodFrom: campaign.periodFrom,
		periodTo: campaign.periodTo,
		visitOn: inspection.visitOn,
		visitAt: inspection.visitAt,
		place: inspection.place,
		noticeText: inspection.noticeText,
		visitNotice: inspection.visitNotice ? formatCitation(inspection.visitNotice) : '',
		illustrative: inspection.illustrative,
		task,
		deadline: days.readMaybe(dueOn),
		progress,
		wait: agencyDuty(inspection.state).wait,
		works: readOtherSide(ctx, inspection, moves),
		dueChanges: readDueChanges(ctx, inspection.id).map(({ by: _, ...change }) => change),
		answers: answersOf(reader, inspection),
		aside: standingAside(moves),
		returns: listReturns(ctx, inspection, moves),
		steps: stepsOf(inspection, moves),
		can: listRights(access)
	};
}

function answersOf({ ctx, days }: Reader, inspection: InspectionRow): AgencyInspection['answers'] {
	const { explanationDueOn, state } = inspection;
	if (explanationDueOn === null || (state !== 'minutes_signed' && state !== 'explaining')) return null;
	const open = isAnswerDayOpen(ctx, inspection);
	return { open, late: days.read(explanationDueOn).past, dueOn: explanationDueOn };
}

/**
 * A paper that was issued is no longer a task; what was given back while a re-check of the report is on its way is one
 * again.
 */
function taskOf(
	ctx: Ctx,
	{ id, state, reportIn }: Pick<InspectionListRow, 'id' | 'state' | 'reportIn'>
): AgencyTask | null {
	if (reportIn && listFindings(ctx.db, id).some((finding) => isOwed(finding.state))) return 'carry_out';
	const { task } = agencyDuty(state, reportIn);
	if (task !== 'issue_plan' && task !== 'issue_report') return task;
	const issued = new Set(listDocuments(ctx.db, id).map(({ kind }) => kind));
	const done =
		task === 'issue_plan'
			? issued.has('remediation_plan')
			: issued.has('remediation_report') || issued.has('remediation_letter');
	return done ? null : task;
}

const RETURN_KIND: Record<string, ReturnNotice['kind']> = {
	return_self: 'self',
	return_plan: 'plan',
	return_report: 'report'
};

/** What was returned and stands so: the whole by its last move, single findings by their last verification. */
function listReturns(ctx: Ctx, inspection: InspectionRow, moves: readonly MoveRow[]): ReturnNotice[] {
	const whole = standingReturn(moves);
	const notices: ReturnNotice[] = whole
		? [{ kind: RETURN_KIND[whole.transition]!, text: '', reason: whole.reason, at: whole.at }]
		: [];
	const verifications = listVerifications(ctx.db, inspection.id);
	for (const { id, text, state } of listFindings(ctx.db, inspection.id)) {
		const last =
			state === 'returned' ? verifications.findLast(({ findingId }) => findingId === id) : undefined;
		if (last) notices.push({ kind: 'finding', text, reason: last.reason, at: last.verifiedAt });
	}
	return notices;
}

const SURPRISE_SKIPS: readonly Milestone[] = ['notified', 'self_submitted'];

/** What is put aside keeps the steps it had made, and works towards none. */
function stepsOf(inspection: InspectionRow, moves: readonly MoveRow[]): TimelineStep[] {
	const { kind } = inspection;
	const isAside = standingAside(moves) !== null;
	const state = isAside
		? (moves.findLast(({ fromState }) => fromState !== 'postponed')?.fromState ?? inspection.state)
		: inspection.state;
	const reachedAt = new Map(moves.map(({ toState, at }) => [toState, at]));
	const next = isAside ? undefined : MILESTONES.find((milestone) => !isAtLeast(state, milestone));
	return MILESTONES.map((milestone) => {
		if (kind === 'surprise' && SURPRISE_SKIPS.includes(milestone))
			return { milestone, stand: 'skipped', at: null };
		if (isAtLeast(state, milestone))
			return { milestone, stand: 'done', at: reachedAt.get(milestone) ?? null };
		return { milestone, stand: milestone === next ? 'now' : 'todo', at: null };
	});
}
