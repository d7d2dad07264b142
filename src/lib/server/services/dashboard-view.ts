/** The first page of the office: how things stand, what waits for the one who looks, what is late and why. */
import type { AgencyLevel } from '#lib/domain/criteria.ts';
import { dueOf, type Due } from '#lib/domain/due.ts';
import { isAtLeast, type InspectionState } from '#lib/domain/inspection.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { placeAmong } from '#lib/domain/ranking.ts';
import { summarizeRemedies, type RemedySummary } from '#lib/domain/remedy-figures.ts';
import type { Ctx } from '../context.ts';
import { listInspections, listOpenRechecks, type InspectionListRow } from '../db/queries/inspections.ts';
import { listDocumentRegister, type DocumentRegisterRow } from '../db/queries/registers.ts';
import { requireOffice } from './access.ts';
import { deadlineReader, type DayLeft, type DeadlineReader } from './deadlines.ts';
import { listFirstSteps, type FirstStep } from './first-steps.ts';
import { briefOf, type InspectionBrief } from './inspection-brief.ts';
import { listOfficeTasks, type OfficeTask } from './office-tasks.ts';
import { listTrackedRemedies, type TrackedRemedy } from './remedy-tracker-view.ts';
import { readStanding, type Standing } from './standing-totals.ts';
import { remembered } from './remembered.ts';

/** Something late: a step of an inspection, or the remedies of one. */
export interface LateItem {
	inspection: InspectionBrief;
	what: Due['kind'] | 'remedy';
	waitsFor: Due['waitsFor'];
	/** Of remedies: how many, the oldest day counts. */
	count: number;
	due: DayLeft;
	reason: string;
}

export interface RankedResult {
	inspection: InspectionBrief;
	/** Equal results share a place and the next one is skipped. */
	place: number;
	percent: number;
	rating: Standing['rating'];
}

export interface RankedGroup {
	year: number;
	level: AgencyLevel;
	results: RankedResult[];
}

export interface Dashboard {
	today: string;
	inspections: {
		preparing: number;
		inspecting: number;
		remedying: number;
		closed: number;
		total: number;
	};
	remedies: RemedySummary;
	tasks: OfficeTask[];
	visits: { inspection: InspectionBrief; visit: DayLeft; visitAt: string; place: string }[];
	late: LateItem[];
	ranking: RankedGroup[];
	documents: DocumentRegisterRow[];
	/** Empty once the installation is ready. */
	firstSteps: FirstStep[];
}

const SHOWN = 6;

export function readDashboard(ctx: Ctx): Dashboard {
	const actor = requireOffice(ctx, 'campaign.read');
	return remembered(ctx, `dashboard ${actor.id} ${actor.role}`, () => buildDashboard(ctx, actor));
}

function buildDashboard(ctx: Ctx, actor: Actor): Dashboard {
	const days = deadlineReader(ctx);
	const inspections = listInspections(ctx.db);
	const rechecks = listOpenRechecks(ctx.db);
	const remedies = listTrackedRemedies(ctx);
	return {
		today: days.today,
		inspections: countPhases(inspections),
		remedies: summarizeRemedies(remedies),
		/* A re-check counts nowhere, but somebody has to go there. */
		tasks: listOfficeTasks(ctx, actor, { inspections: [...inspections, ...rechecks], remedies, days }),
		visits: listVisits([...inspections, ...rechecks], days),
		late: [...listLateSteps(inspections, days), ...listLateRemedies(inspections, remedies)].sort(
			(a, b) => a.due.workingDaysLeft - b.due.workingDaysLeft
		),
		ranking: rankConcluded(ctx, inspections),
		documents: listDocumentRegister(ctx.db).slice(0, SHOWN),
		firstSteps: listFirstSteps(ctx, actor)
	};
}

const PREPARING: readonly InspectionState[] = ['draft', 'planned', 'team_set', 'notified', 'postponed'];
const INSPECTING: readonly InspectionState[] = [
	'self_submitted',
	'desk_review',
	'in_session',
	'minutes_signed',
	'explaining',
	'reappraised'
];

/** The cancelled ones are nobody's work any more and are not counted. */
function countPhases(inspections: readonly InspectionListRow[]): Dashboard['inspections'] {
	const count = (states: readonly InspectionState[]) =>
		inspections.filter(({ state }) => states.includes(state)).length;
	const preparing = count(PREPARING);
	const inspecting = count(INSPECTING);
	const closed = count(['closed']);
	const total = inspections.length - count(['cancelled']);
	return { preparing, inspecting, remedying: total - preparing - inspecting - closed, closed, total };
}

function listVisits(inspections: readonly InspectionListRow[], days: DeadlineReader): Dashboard['visits'] {
	return inspections
		.filter(({ visitOn, state }) => visitOn !== null && visitOn >= days.today && isBeforeVisit(state))
		.sort((a, b) => a.visitOn!.localeCompare(b.visitOn!))
		.slice(0, SHOWN)
		.map((row) => ({
			inspection: briefOf(row),
			visit: days.readEvent(row.visitOn!),
			visitAt: row.visitAt,
			place: row.place
		}));
}

const isBeforeVisit = (state: InspectionState) =>
	state !== 'cancelled' && state !== 'postponed' && !isAtLeast(state, 'minutes_signed');

function listLateSteps(inspections: readonly InspectionListRow[], days: DeadlineReader): LateItem[] {
	return inspections.flatMap((row) => {
		const due = dueOf(row);
		if (due === null) return [];
		const { kind, waitsFor, ...day } = days.readDue(due);
		return day.past
			? [{ inspection: briefOf(row), what: kind, waitsFor, count: 1, due: day, reason: '' }]
			: [];
	});
}

function listLateRemedies(
	inspections: readonly InspectionListRow[],
	remedies: readonly TrackedRemedy[]
): LateItem[] {
	const late = remedies.filter((remedy) => remedy.late && remedy.due?.of === 'remedy');
	return [...Map.groupBy(late, ({ inspectionId }) => inspectionId)].map(([id, group]) => ({
		inspection: briefOf(inspections.find((row) => row.id === id)!),
		what: 'remedy' as const,
		waitsFor: 'agency' as const,
		count: group.length,
		due: group.map(({ due }) => due!).reduce((a, b) => (a.on <= b.on ? a : b)),
		reason: group.find(({ delayReason }) => delayReason !== '')?.delayReason ?? ''
	}));
}

/** Results inside groups that can be compared: one year, one level. The newest year first. */
function rankConcluded(ctx: Ctx, inspections: readonly InspectionListRow[]): RankedGroup[] {
	const results = inspections
		.filter(({ state }) => isAtLeast(state, 'concluded') && state !== 'postponed' && state !== 'cancelled')
		.flatMap((row) => {
			const { percent, rating } = readStanding(ctx, row);
			return percent === null ? [] : [{ row, percent, rating }];
		});
	const groups = Map.groupBy(results, ({ row }) => `${row.campaignYear} ${row.agencyLevel}`);
	return [...groups.values()]
		.map((group) => ({
			year: group[0]!.row.campaignYear,
			level: group[0]!.row.agencyLevel,
			results: group
				.sort((a, b) => b.percent - a.percent || a.row.agencyName.localeCompare(b.row.agencyName, 'vi'))
				.map(({ row, percent, rating }) => ({
					inspection: briefOf(row),
					place: placeAmong(
						percent,
						group.map((other) => other.percent)
					),
					percent,
					rating
				}))
		}))
		.sort((a, b) => b.year - a.year || a.level.localeCompare(b.level));
}
