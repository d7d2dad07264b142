/** The tracker: every finding of every concluded inspection, how far its remedy is and what is late. */
import { owedAction } from '#lib/domain/action-request.ts';
import type { Finding } from '#lib/domain/finding.ts';
import { judge, type Actor } from '#lib/domain/permissions.ts';
import {
	dueOfRemedy,
	isRemedyLate,
	percentOfRemedy,
	standingOf,
	type RemedyStanding
} from '#lib/domain/remedy-progress.ts';
import type { Ctx } from '../context.ts';
import { listAcceptedMoves } from '../db/queries/action-requests.ts';
import * as registers from '../db/queries/registers.ts';
import { requireOffice } from './access.ts';
import { deadlineReader, type DayLeft } from './deadlines.ts';
import { remembered } from './remembered.ts';

export interface TrackedRemedy {
	findingId: string;
	number: number;
	year: number;
	code: string | null;
	text: string;
	severity: Finding['severity'];
	/** The cause lies with another body, or a paper waits for its approval. */
	hindered: boolean;
	/** Year of the agency's earlier inspection that already named the same subcriterion; null when it is new. */
	repeatOf: number | null;
	inspectionId: string;
	inspectionCode: string;
	campaignId: string;
	campaignTitle: string;
	agencyId: string;
	agencyName: string;
	agencyShortName: string;
	standing: RemedyStanding;
	/** 0 to 100, whole. */
	percent: number;
	due: ({ of: 'plan' | 'remedy' } & DayLeft) | null;
	late: boolean;
	delayReason: string;
	/** Reported as done, and the one who asks may verify it. */
	forMe: boolean;
}

/** All tracked findings, the newest campaign first. */
export function listTrackedRemedies(ctx: Ctx): TrackedRemedy[] {
	const actor = requireOffice(ctx, 'campaign.read');
	return remembered(ctx, `tracker ${actor.id} ${actor.role}`, () => buildTracker(ctx, actor));
}

function buildTracker(ctx: Ctx, actor: Actor): TrackedRemedy[] {
	const { db } = ctx;
	const rows = registers.listTrackedFindings(db);
	const actionsOf = Map.groupBy(registers.listTrackedActions(db), ({ findingId }) => findingId);
	const latest = new Map(registers.listLatestProgress(db).map((row) => [row.actionId, row]));
	const movesOf = Map.groupBy(listAcceptedMoves(db), ({ actionId }) => actionId);
	const teamRoles = new Map(
		registers
			.listTeamPlaces(db)
			.filter(({ accountId }) => accountId === actor.id)
			.map(({ inspectionId, role }) => [inspectionId, role])
	);
	const firstYears = readFirstYears(rows);
	const days = deadlineReader(ctx);
	return rows.map((row) => {
		const actions = actionsOf.get(row.id) ?? [];
		const standing = standingOf(row, actions, latest);
		const owed = actions.map((action) => owedAction(action, movesOf.get(action.id) ?? []));
		const { of, dueOn } = dueOfRemedy(row, owed, row.planDueOn);
		const first = firstYears.get(placeOf(row));
		const place = {
			agencyId: row.agencyId,
			state: row.inspectionState,
			teamRole: teamRoles.get(row.inspectionId) ?? null
		};
		return {
			findingId: row.id,
			number: row.number,
			year: row.year,
			code: row.subcriterionCode,
			text: row.text,
			severity: row.severity,
			hindered: row.causeKind === 'objective' || standing === 'awaiting',
			repeatOf: first !== undefined && first < row.year ? first : null,
			inspectionId: row.inspectionId,
			inspectionCode: row.inspectionCode,
			campaignId: row.campaignId,
			campaignTitle: row.campaignTitle,
			agencyId: row.agencyId,
			agencyName: row.agencyName,
			agencyShortName: row.agencyShortName,
			standing,
			percent: standing === 'verified' ? 100 : percentOfRemedy(actions, latest),
			due: dueOn === null ? null : { of, ...days.read(dueOn) },
			late: isRemedyLate(row, dueOn, owed, latest, days.today),
			delayReason:
				actions.map(({ id }) => latest.get(id)?.delayReason ?? '').find((reason) => reason !== '') ?? '',
			forMe: row.state === 'reported_done' && judge(actor, 'remedy.verify', place) === 'allowed'
		};
	});
}

/** The first year in which each agency had a finding on each subcriterion. */
function readFirstYears(rows: readonly registers.TrackedFindingRow[]): Map<string, number> {
	const first = new Map<string, number>();
	for (const row of rows) {
		if (row.subcriterionCode === null) continue;
		const place = placeOf(row);
		first.set(place, Math.min(first.get(place) ?? Infinity, row.year));
	}
	return first;
}

/** Free findings have no code and are never taken for a repetition. */
const placeOf = (row: registers.TrackedFindingRow) =>
	row.subcriterionCode === null ? row.id : `${row.agencyId} ${row.subcriterionCode}`;

export interface TrackerSummary {
	total: number;
	agencies: number;
	verified: number;
	waiting: number;
	doing: number;
	late: number;
	/** Of those whose day has come: how many were settled or reported by now. */
	dueSoFar: number;
	keptSoFar: number;
	/** Working days that the oldest is late; 0 when nothing is. */
	longestLate: number;
	repeated: number;
}

/** The figures over a list of remedies; what was not accepted counts nowhere. */
export function summarizeRemedies(all: readonly TrackedRemedy[], today: string): TrackerSummary {
	const owed = all.filter(({ standing }) => standing !== 'not_accepted');
	const come = owed.filter(({ due }) => due !== null && due.on < today);
	const late = owed.filter((remedy) => remedy.late);
	const verified = owed.filter(({ standing }) => standing === 'verified').length;
	const waiting = owed.filter(({ standing }) => standing === 'reported_done').length;
	return {
		total: owed.length,
		agencies: new Set(owed.map(({ agencyId }) => agencyId)).size,
		verified,
		waiting,
		doing: owed.length - verified - waiting - late.length,
		late: late.length,
		dueSoFar: come.length,
		keptSoFar: come.length - come.filter((remedy) => remedy.late).length,
		longestLate: Math.max(0, ...late.map(({ due }) => -(due?.workingDaysLeft ?? 0))),
		repeated: owed.filter(({ repeatOf }) => repeatOf !== null).length
	};
}
