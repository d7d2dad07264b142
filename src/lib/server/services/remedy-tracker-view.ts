/** The tracker: every finding of every concluded inspection, how far its remedy is and what is late. */
import { owedAction, type OwedAction } from '#lib/domain/action-request.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import { findSubcriterion } from '#lib/domain/criteria.ts';
import type { Finding } from '#lib/domain/finding.ts';
import { judge, type Actor, type Place } from '#lib/domain/permissions.ts';
import {
	bodiesOf,
	dueOfRemedy,
	isRemedyLate,
	percentOfRemedy,
	standingOf,
	type RemedyStanding
} from '#lib/domain/remedy-progress.ts';
import { isSameMatter, nameMatters, type Matter } from '#lib/domain/repeat.ts';
import type { Ctx } from '../context.ts';
import { listAcceptedMoves } from '../db/queries/action-requests.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { listTeamPlaces } from '../db/queries/registers.ts';
import * as queries from '../db/queries/tracked-remedies.ts';
import { requireOffice } from './access.ts';
import { deadlineReader, type DayLeft } from './deadlines.ts';
import { remembered } from './remembered.ts';

export interface TrackedRemedy {
	findingId: string;
	number: number;
	year: number;
	areaCode: string;
	areaTitle: string;
	areaTitleEn: string;
	code: string | null;
	/** What it is about, over sets and years; null, without a title, where it is free. */
	matter: string | null;
	matterTitle: string;
	matterTitleEn: string;
	text: string;
	severity: Finding['severity'];
	/** The cause, or that of an action of the plan, lies with another body; `causeBodies` are those that the plan names. */
	causeOutside: boolean;
	causeBodies: string[];
	/** The body whose approval it waits for; empty where it waits for none. */
	awaitedBody: string;
	/** The units that the plan names, or the one that the finding names. */
	responsible: readonly string[];
	/** The cause lies with another body, or a paper waits for its approval. */
	hindered: boolean;
	/** Year of the agency's earlier inspection that already named the same subcriterion; null when it is new. */
	repeatOf: number | null;
	/** Findings of this agency about the same, of any year. */
	sameAs: readonly string[];
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
	/** Working days: so far where it is late, as frozen where it was reported done; 0 when in time. */
	daysLate: number;
	delayReason: string;
	/** The day since when it is the agency's to remedy: of the conclusion, later for what was raised after it. */
	raisedOn: string;
	/** The day since when the agency owes nothing more on it; null while it owes. */
	answeredOn: string | null;
	verifiedOn: string | null;
	/** Reported as done, and the one who asks may verify it. */
	forMe: boolean;
}

/** All tracked findings, the newest campaign first. */
export function listTrackedRemedies(ctx: Ctx): TrackedRemedy[] {
	const actor = requireOffice(ctx, 'campaign.read');
	return remembered(ctx, `tracker ${actor.id} ${actor.role}`, () => {
		const placeOf = placeReader(ctx, actor);
		return rememberedTracker(ctx).map(({ remedy, row }) => ({
			...remedy,
			forMe: row.state === 'reported_done' && judge(actor, 'remedy.verify', placeOf(row)) === 'allowed'
		}));
	});
}

/** The same for everybody; the row goes along, because who may verify depends on who looks. */
interface Tracked {
	remedy: Omit<TrackedRemedy, 'forMe'>;
	row: queries.TrackedFindingRow;
}

/** What the tracker's filter has to choose from; areas and agencies as their newest inspection names them. */
export function listRemedyChoices(ctx: Ctx) {
	requireOffice(ctx, 'campaign.read');
	return remembered(ctx, 'tracker choices', () =>
		choicesOf(rememberedTracker(ctx).map(({ remedy }) => remedy))
	);
}

function choicesOf(all: readonly Tracked['remedy'][]) {
	const oldestFirst = all.toSorted((a, b) => a.year - b.year);
	const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, 'vi');
	return {
		years: [...new Set(all.map(({ year }) => year))].sort((a, b) => b - a),
		campaigns: [...new Map(all.map((one) => [one.campaignId, one.campaignTitle]))].map(([id, name]) => ({
			id,
			name
		})),
		agencies: [...new Map(oldestFirst.map((one) => [one.agencyId, one.agencyShortName]))]
			.map(([id, name]) => ({ id, name }))
			.sort(byName),
		areas: [...new Map(oldestFirst.map((one) => [one.areaCode, one]))]
			.map(([code, { areaTitle, areaTitleEn }]) => ({ code, title: areaTitle, titleEn: areaTitleEn }))
			.sort((a, b) => a.code.localeCompare(b.code, 'vi', { numeric: true }))
	};
}

const rememberedTracker = (ctx: Ctx): Tracked[] => remembered(ctx, 'tracker', () => buildTracker(ctx));

function buildTracker(ctx: Ctx): Tracked[] {
	const { db } = ctx;
	const rows = queries.listTrackedFindings(db);
	const actionsOf = Map.groupBy(queries.listTrackedActions(db), ({ findingId }) => findingId);
	const movesOf = Map.groupBy(listAcceptedMoves(db), ({ actionId }) => actionId);
	const latest = new Map(queries.listLatestProgress(db).map((row) => [row.actionId, row]));
	const matterOf = matterReader(ctx);
	const sameOf = sameReader(rows, matterOf);
	const namesOf = matterNamer(rows, matterOf);
	const daysOf = dayReader(ctx);
	const areaOf = areaReader(ctx);
	const days = deadlineReader(ctx);
	return rows.map((row) => {
		const actions = actionsOf.get(row.id) ?? [];
		const owed = actions.map((action) => owedAction(action, movesOf.get(action.id) ?? []));
		const standing = standingOf(row, actions, latest);
		const { of, dueOn } = dueOfRemedy(row, owed, row.planDueOn);
		const remedy = {
			...nameOf(row),
			...areaOf(row.criteriaSetId, row.areaCode),
			...daysOf(row, standing, owed, latest),
			...progressOf(row, standing, actions, latest),
			...lateness(row, standing, owed, latest, { of, due: days.readMaybe(dueOn), today: days.today }),
			...sameOf(row),
			...namesOf(row),
			responsible: responsibleOf(row.responsibleUnit, actions)
		};
		return { remedy, row };
	});
}

const nameOf = (row: queries.TrackedFindingRow) => ({
	findingId: row.id,
	number: row.number,
	year: row.year,
	areaCode: row.areaCode,
	code: row.subcriterionCode,
	text: row.text,
	severity: row.severity,
	inspectionId: row.inspectionId,
	inspectionCode: row.inspectionCode,
	campaignId: row.campaignId,
	campaignTitle: row.campaignTitle,
	agencyId: row.agencyId,
	agencyName: row.agencyName,
	agencyShortName: row.agencyShortName
});

type TrackedAction = ReturnType<typeof queries.listTrackedActions>[number];

function progressOf(
	row: queries.TrackedFindingRow,
	standing: RemedyStanding,
	actions: readonly TrackedAction[],
	latest: Latest
) {
	const causeBodies = bodiesOf(actions);
	const causeOutside = row.causeKind === 'objective' || causeBodies.length > 0;
	const reports = actions.flatMap(({ id }) => latest.get(id) ?? []);
	return {
		standing,
		percent: percentOfRemedy(row, actions, latest),
		causeOutside,
		causeBodies,
		hindered: causeOutside || standing === 'awaiting',
		awaitedBody: reports.find(({ state }) => state === 'submitted_awaiting')?.awaitedBody ?? '',
		delayReason: reports.find(({ delayReason }) => delayReason !== '')?.delayReason ?? ''
	};
}

function lateness(
	row: queries.TrackedFindingRow,
	standing: RemedyStanding,
	owed: readonly OwedAction[],
	latest: Latest,
	{ of, due, today }: { of: 'plan' | 'remedy'; due: DayLeft | null; today: string }
) {
	const late = isRemedyLate(row, due?.endsOn ?? null, owed, latest, today);
	const reports = owed.flatMap(({ id }) => latest.get(id) ?? []);
	return {
		due: due === null ? null : { of, ...due },
		late,
		// From zero, because the negative of zero is not zero in a sheet.
		daysLate: late ? 0 - (due?.workingDaysLeft ?? 0) : frozenDaysLate(standing, reports)
	};
}

/** Where the one who looks stands in each inspection. */
function placeReader({ db }: Ctx, actor: Actor): (row: queries.TrackedFindingRow) => Place {
	const teamRoles = new Map(
		listTeamPlaces(db)
			.filter(({ accountId }) => accountId === actor.id)
			.map(({ inspectionId, role }) => [inspectionId, role])
	);
	return ({ agencyId, inspectionState, inspectionId }) => ({
		agencyId,
		state: inspectionState,
		teamRole: teamRoles.get(inspectionId) ?? null
	});
}

type Latest = ReadonlyMap<string, queries.LatestProgressRow>;

/** The days of a remedy's way: raised, answered, verified. */
function dayReader({ db }: Ctx) {
	const concluded = new Map(queries.listConcludedAt(db).map(({ inspectionId, at }) => [inspectionId, at]));
	const verified = new Map(queries.listVerifiedAt(db).map(({ findingId, at }) => [findingId, at]));
	return (
		row: queries.TrackedFindingRow,
		standing: RemedyStanding,
		actions: readonly OwedAction[],
		latest: Latest
	): Pick<TrackedRemedy, 'raisedOn' | 'answeredOn' | 'verifiedOn'> => {
		const at = standing === 'verified' ? verified.get(row.id) : undefined;
		const verifiedOn = at === undefined ? null : dayOf(at);
		return {
			raisedOn: dayOf(Math.max(row.createdAt, concluded.get(row.inspectionId) ?? 0)),
			answeredOn: answeredOn(standing, actions, latest) ?? verifiedOn,
			verifiedOn
		};
	};
}

/** The day of the last report, where every action is done or lies with another body. */
function answeredOn(standing: RemedyStanding, actions: readonly OwedAction[], latest: Latest): string | null {
	if (standing === 'returned' || actions.length === 0) return null;
	const reports = actions.map(({ id }) => latest.get(id));
	if (reports.some((report) => report === undefined || report.state === 'doing')) return null;
	return dayOf(Math.max(...reports.map((report) => report!.reportedAt)));
}

const frozenDaysLate = (standing: RemedyStanding, reports: readonly queries.LatestProgressRow[]): number =>
	standing === 'verified' || standing === 'reported_done'
		? Math.max(0, ...reports.map(({ daysLate }) => daysLate ?? 0))
		: 0;

function responsibleOf(named: string, actions: readonly { leadUnit: string }[]): string[] {
	const planned = [...new Set(actions.map(({ leadUnit }) => leadUnit))].filter((unit) => unit !== '');
	return planned.length > 0 || named === '' ? planned : [named];
}

/** Titles of areas by the criteria set of the inspection. */
function areaReader({ db }: Ctx) {
	const sets = new Map<string, Map<string, Pick<TrackedRemedy, 'areaTitle' | 'areaTitleEn'>>>();
	return (setId: string, code: string) => {
		let areas = sets.get(setId);
		if (!areas) {
			const { areas: listed } = loadSetContent(db, setId);
			areas = new Map(
				listed.map((area) => [area.code, { areaTitle: area.title, areaTitleEn: area.titleEn }])
			);
			sets.set(setId, areas);
		}
		return areas.get(code) ?? { areaTitle: code, areaTitleEn: code };
	};
}

type MatterReader = (row: queries.TrackedFindingRow) => Matter & { titleEn: string };

/** What a finding is about, as the criteria set of its inspection says; one object for all of a subcriterion. */
function matterReader({ db }: Ctx): MatterReader {
	const read = new Map<string, ReturnType<MatterReader>>();
	return ({ subcriterionCode: code, criteriaSetId }) => {
		const place = `${criteriaSetId} ${code}`;
		let matter = read.get(place);
		if (!matter) {
			const set = loadSetContent(db, criteriaSetId);
			const found = code === null ? undefined : findSubcriterion(set, code)?.subcriterion;
			matter = { code, title: found?.title ?? '', titleEn: found?.titleEn ?? '', setCode: set.code };
			read.set(place, matter);
		}
		return matter;
	};
}

/** The names that matters have over sets and years. */
function matterNamer(rows: readonly queries.TrackedFindingRow[], matterOf: MatterReader) {
	const nameOf = nameMatters(rows.map((row) => ({ ...matterOf(row), year: row.year })));
	const names = new Map<Matter, Pick<TrackedRemedy, 'matter' | 'matterTitle' | 'matterTitleEn'>>();
	return (row: queries.TrackedFindingRow) => {
		const matter = matterOf(row);
		let name = names.get(matter);
		if (!name) {
			name = { matter: nameOf(matter), matterTitle: matter.title, matterTitleEn: matter.titleEn };
			names.set(matter, name);
		}
		return name;
	};
}

/** Which findings of the same agency are about the same as one; those dropped after an explanation were none. */
function sameReader(rows: readonly queries.TrackedFindingRow[], matterOf: MatterReader) {
	const placeOf = ({ agencyId, subcriterionCode }: queries.TrackedFindingRow) =>
		`${agencyId} ${subcriterionCode}`;
	const byPlace = Map.groupBy(
		rows.filter(({ subcriterionCode, state }) => subcriterionCode !== null && state !== 'not_accepted'),
		placeOf
	);
	return (row: queries.TrackedFindingRow): Pick<TrackedRemedy, 'sameAs' | 'repeatOf'> => {
		const near = (byPlace.get(placeOf(row)) ?? []).filter(({ id }) => id !== row.id);
		const same =
			near.length === 0 ? near : near.filter((other) => isSameMatter(matterOf(row), matterOf(other)));
		const first = same.reduce((year, other) => Math.min(year, other.year), row.year);
		return { sameAs: same.map(({ id }) => id), repeatOf: first < row.year ? first : null };
	};
}
