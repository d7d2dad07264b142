/** One inspection as the office sees it: what stands above every tab, and the overview. */
import { formatCitation } from '#lib/domain/citation.ts';
import { dueOf, type Due } from '#lib/domain/due.ts';
import { needsDecision } from '#lib/domain/explanation.ts';
import { isSettled } from '#lib/domain/finding.ts';
import {
	TIMELINE,
	type InspectionKind,
	type InspectionState,
	type TeamRole
} from '#lib/domain/inspection.ts';
import { canOffice, type Rights } from '#lib/domain/permissions.ts';
import type { Ctx } from '../context.ts';
import { findAgency } from '../db/queries/agencies.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { listDocuments } from '../db/queries/documents.ts';
import { listFindings } from '../db/queries/field.ts';
import {
	findInspection,
	isReportIn,
	listMovesOf,
	listRechecks,
	listTeam,
	type InspectionRow
} from '../db/queries/inspections.ts';
import { findCampaign } from '../db/queries/campaigns.ts';
import { listExplanations } from '../db/queries/remediation.ts';
import { listRights, requireInspection, type Access } from './access.ts';
import { movableDues, type DueChangeKind } from '#lib/domain/due-change.ts';
import { readDueChanges, type DueChangeView } from './due-changes.ts';
import { deadlineReader, type DayLeft } from './deadlines.ts';
import { countAwaitedFiles } from './evidence.ts';
import { listNextSteps, type NextStep } from './next-steps.ts';
import { loadTeamDecision } from './paper-citations.ts';
import { readStanding, type Standing } from './standing-totals.ts';
import { keyOf, remembered } from './remembered.ts';

export interface InspectionHead {
	id: string;
	code: string;
	version: number;
	kind: InspectionKind;
	state: InspectionState;
	stateReason: string;
	illustrative: boolean;
	agency: { id: string; name: string; shortName: string; headTitle: string };
	campaign: { id: string; title: string; year: number };
	teamRole: TeamRole | null;
	due: ({ kind: Due['kind']; waitsFor: Due['waitsFor'] } & DayLeft) | null;
	steps: NextStep[];
	can: Rights;
	canAudit: boolean;
	counts: { findings: number; undecided: number; openRemedies: number; papers: number; rechecks: number };
	/** Files that the team has announced, and how many of them are not here yet. */
	files: { awaited: number; all: number };
	/** Of a re-check: the inspection it belongs to. */
	parent: { id: string; code: string } | null;
}

/** Throws `not_found` for whoever may not read it. */
export function readInspectionHead(ctx: Ctx, inspectionId: string): InspectionHead {
	const access = requireInspection(ctx, 'inspection.read', inspectionId);
	return remembered(ctx, `head ${keyOf(access)}`, () => buildHead(ctx, access));
}

function buildHead(ctx: Ctx, access: Access): InspectionHead {
	const { inspection, actor, teamRole } = access;
	const agency = findAgency(ctx.db, inspection.agencyId)!;
	const campaign = findCampaign(ctx.db, inspection.campaignId)!;
	return {
		id: inspection.id,
		code: inspection.code,
		version: inspection.version,
		kind: inspection.kind,
		state: inspection.state,
		stateReason: inspection.stateReason,
		illustrative: inspection.illustrative,
		agency: { id: agency.id, name: agency.name, shortName: agency.shortName, headTitle: agency.headTitle },
		campaign: { id: campaign.id, title: campaign.title, year: campaign.year },
		teamRole,
		due: readDue(ctx, inspection),
		steps: listNextSteps(ctx, access),
		can: listRights(access),
		canAudit: canOffice(actor, 'audit.read'),
		counts: countForTabs(ctx, inspection.id),
		files: countAwaitedFiles(ctx, inspection.id),
		parent: readParent(ctx, inspection)
	};
}

function readParent(ctx: Ctx, { recheckOf }: InspectionRow): InspectionHead['parent'] {
	if (recheckOf === null) return null;
	const { id, code } = findInspection(ctx.db, recheckOf)!;
	return { id, code };
}

function readDue(ctx: Ctx, inspection: InspectionRow): InspectionHead['due'] {
	const due = dueOf({ ...inspection, reportIn: isReportIn(ctx.db, inspection.id) });
	return due && deadlineReader(ctx).readDue(due);
}

function countForTabs({ db }: Ctx, inspectionId: string): InspectionHead['counts'] {
	const findings = listFindings(db, inspectionId);
	return {
		findings: findings.length,
		undecided: listExplanations(db, inspectionId).filter(needsDecision).length,
		openRemedies: findings.filter(({ state }) => !isSettled(state)).length,
		rechecks: listRechecks(db, inspectionId).length,
		papers: listDocuments(db, inspectionId).filter(({ supersededBy }) => supersededBy === null).length
	};
}

export interface TimelinePoint {
	state: InspectionState;
	stand: 'done' | 'now' | 'todo' | 'skipped';
	/** When it was reached last (epoch ms) and by whom; null where it was not. */
	at: number | null;
	by: string;
}

export interface InspectionOverview {
	timeline: TimelinePoint[];
	/** Every move that was made, the newest first. */
	moves: { transition: string; toState: InspectionState; reason: string; by: string; at: number }[];
	facts: {
		setTitle: string;
		setTitleEn: string;
		teamName: string;
		plan: string;
		decision: string;
		visitNotice: string;
		periodFrom: string;
		periodTo: string;
		visit: DayLeft | null;
		visitAt: string;
		place: string;
		selfDue: DayLeft | null;
		explanationDue: DayLeft | null;
		planDue: DayLeft | null;
		reportDue: DayLeft | null;
	};
	/** Days that were moved for this agency, the newest first; which of them may be moved now, by whom the table says. */
	dueChanges: DueChangeView[];
	movable: DueChangeKind[];
	team: { name: string; title: string; role: TeamRole; areas: string[] }[];
	standing: Standing;
}

export function readInspectionOverview(ctx: Ctx, inspectionId: string): InspectionOverview {
	const access = requireInspection(ctx, 'inspection.read', inspectionId);
	return remembered(ctx, `overview ${inspectionId}`, () => buildOverview(ctx, access.inspection));
}

function buildOverview(ctx: Ctx, inspection: InspectionRow): InspectionOverview {
	const inspectionId = inspection.id;
	const campaign = findCampaign(ctx.db, inspection.campaignId)!;
	const set = loadSetContent(ctx.db, inspection.criteriaSetId);
	const moves = listMovesOf(ctx.db, inspectionId);
	const days = deadlineReader(ctx);
	const decision = loadTeamDecision(ctx, inspection);
	return {
		timeline: buildTimeline(inspection, moves),
		moves: moves
			.map(({ transition, toState, reason, actorName, at }) => ({
				transition,
				toState,
				reason,
				by: actorName ?? '',
				at
			}))
			.reverse(),
		facts: {
			setTitle: set.title,
			setTitleEn: set.titleEn,
			teamName: campaign.teamName,
			plan: campaign.plan ? formatCitation(campaign.plan) : '',
			decision: decision ? formatCitation(decision) : '',
			visitNotice: inspection.visitNotice ? formatCitation(inspection.visitNotice) : '',
			periodFrom: campaign.periodFrom,
			periodTo: campaign.periodTo,
			visit: days.readMaybeEvent(inspection.visitOn),
			visitAt: inspection.visitAt,
			place: inspection.place,
			selfDue: days.readMaybe(inspection.selfDueOn),
			explanationDue: days.readMaybe(inspection.explanationDueOn),
			planDue: days.readMaybe(inspection.planDueOn),
			reportDue: days.readMaybe(inspection.reportDueOn)
		},
		dueChanges: readDueChanges(ctx, inspectionId),
		movable: movableDues(inspection.state),
		team: listTeam(ctx.db, inspectionId).map(({ displayName, title, role, areas }) => ({
			name: displayName,
			title,
			role,
			areas
		})),
		standing: readStanding(ctx, inspection)
	};
}

/** A re-check is made whole, and ends with its minutes. */
const RECHECK_LINE = ['team_set', 'in_session', 'minutes_signed', 'closed'] as const;

/**
 * The main line with what happened to each state. A state before the present one that no move ever reached was
 * skipped (a surprise inspection has no notice). Side exits stand at the state they left.
 */
function buildTimeline(inspection: InspectionRow, moves: ReturnType<typeof listMovesOf>): TimelinePoint[] {
	const reached = new Map(moves.map((move) => [move.toState, move]));
	const here = standsAt(inspection, moves);
	const at = TIMELINE.indexOf(here);
	const line = inspection.kind === 'recheck' ? RECHECK_LINE : TIMELINE;
	return line.map((state): TimelinePoint => {
		const index = TIMELINE.indexOf(state);
		const move = reached.get(state);
		const made = index <= at && (move !== undefined || state === 'draft');
		return {
			state,
			stand: index > at ? 'todo' : state === here ? 'now' : made ? 'done' : 'skipped',
			at: index <= at ? (move?.at ?? (state === 'draft' ? inspection.createdAt : null)) : null,
			by: index <= at ? (move?.actorName ?? '') : ''
		};
	});
}

/** The place on the main line: a recheck stands at the report, a side exit at the state it left. */
function standsAt({ state }: InspectionRow, moves: ReturnType<typeof listMovesOf>): InspectionState {
	if (state === 'recheck') return 'report_submitted';
	if (state !== 'postponed' && state !== 'cancelled') return state;
	const left = moves.findLast(({ fromState }) => TIMELINE.includes(fromState));
	return left?.fromState ?? 'draft';
}
