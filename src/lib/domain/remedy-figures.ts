/**
 * Figures over a list of remedies. The tracker's page, its charts, an agency's history and the workbook all ask here, so
 * that no two of them can say different numbers.
 */
import { addDays, addMonths, daysBetween } from './calendar.ts';
import type { RemedyStanding } from './remedy-progress.ts';

/** What figures are reckoned from. Days are YYYY-MM-DD. */
export interface RemedyFacts {
	agencyId: string;
	standing: RemedyStanding;
	/** Late today. */
	late: boolean;
	/** Working days late: so far where it is late, as frozen where it was reported done; 0 when in time. */
	daysLate: number;
	/** `endsOn`: the day on which the term ends, where the day itself is off. */
	due: { on: string; endsOn: string; workingDaysLeft: number } | null;
	/** Year of the earlier inspection that named the same; null when it is new. */
	repeatOf: number | null;
	/** An objective cause is never counted as late. */
	causeOutside: boolean;
	/** Since when it is the agency's to remedy. */
	raisedOn: string;
	/** Since when the agency owes nothing more on it: reported done, or lying with another body; null while it owes. */
	answeredOn: string | null;
	verifiedOn: string | null;
}

export interface RemedySummary {
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

type Counted = Pick<RemedyFacts, 'agencyId' | 'standing' | 'late' | 'due' | 'repeatOf'>;

/** The figures over a list of remedies; what was not accepted counts nowhere. */
export function summarizeRemedies(all: readonly Counted[]): RemedySummary {
	const owed = all.filter(isOwed);
	const come = owed.filter(({ due }) => due !== null && due.workingDaysLeft < 0);
	const late = owed.filter((remedy) => remedy.late);
	const parts = countParts(owed);
	return {
		...parts,
		agencies: new Set(owed.map(({ agencyId }) => agencyId)).size,
		dueSoFar: come.length,
		keptSoFar: come.length - come.filter((remedy) => remedy.late).length,
		longestLate: late.reduce((longest, { due }) => Math.max(longest, -(due?.workingDaysLeft ?? 0)), 0),
		repeated: owed.filter(({ repeatOf }) => repeatOf !== null).length
	};
}

const isOwed = ({ standing }: Pick<RemedyFacts, 'standing'>) => standing !== 'not_accepted';

/** The four parts that bars show; together they are the total. */
export interface RemedyParts {
	total: number;
	verified: number;
	waiting: number;
	doing: number;
	late: number;
}

/** What was not accepted is in no part. */
export function countParts(all: readonly Pick<RemedyFacts, 'standing' | 'late'>[]): RemedyParts {
	const parts = { total: 0, verified: 0, waiting: 0, doing: 0, late: 0 };
	for (const remedy of all) {
		if (!isOwed(remedy)) continue;
		parts.total += 1;
		parts[partOf(remedy)] += 1;
	}
	return parts;
}

function partOf({
	standing,
	late
}: Pick<RemedyFacts, 'standing' | 'late'>): keyof Omit<RemedyParts, 'total'> {
	if (late) return 'late';
	if (standing === 'verified') return 'verified';
	return standing === 'reported_done' ? 'waiting' : 'doing';
}

/** The parts of each group, in the order in which the groups are met; groups with nothing owed are left out. */
export function countGroups<T extends Pick<RemedyFacts, 'standing' | 'late'>>(
	all: readonly T[],
	keyOf: (remedy: T) => string
): ({ key: string } & RemedyParts)[] {
	return [...Map.groupBy(all, keyOf)]
		.map(([key, rows]) => ({ key, ...countParts(rows) }))
		.filter(({ total }) => total > 0);
}

/** A matter that was named at several agencies (tồn tại chung), with the parts of its findings. */
export interface CommonFinding extends RemedyParts {
	/** The matter, as `nameMatters` names it. */
	key: string;
	agencies: number;
	/** At how many agencies in each year that named it, the newest first. */
	years: { year: number; agencies: number }[];
}

/** What was named at two agencies or more: at the most agencies first, then what was named most often. */
export function listCommonFindings(
	all: readonly (Pick<RemedyFacts, 'agencyId' | 'standing' | 'late'> & {
		matter: string | null;
		year: number;
	})[]
): CommonFinding[] {
	const named = all.filter((remedy) => isOwed(remedy) && remedy.matter !== null);
	const byMatter = Map.groupBy(named, ({ matter }) => matter!);
	const countAgencies = (rows: readonly { agencyId: string }[]) =>
		new Set(rows.map(({ agencyId }) => agencyId)).size;
	return countGroups(named, ({ matter }) => matter!)
		.map((group) => {
			const rows = byMatter.get(group.key)!;
			const years = [...Map.groupBy(rows, ({ year }) => year)]
				.map(([year, within]) => ({ year, agencies: countAgencies(within) }))
				.sort((a, b) => b.year - a.year);
			return { ...group, agencies: countAgencies(rows), years };
		})
		.filter(({ agencies }) => agencies > 1)
		.sort(
			(a, b) =>
				b.agencies - a.agencies || b.total - a.total || a.key.localeCompare(b.key, 'vi', { numeric: true })
		);
}

/** How many remedies stand in each place, and how many of those are late. */
export function countStandings(
	all: readonly Pick<RemedyFacts, 'standing' | 'late'>[],
	standings: readonly RemedyStanding[]
): { standing: RemedyStanding; count: number; late: number }[] {
	return standings.map((standing) => {
		const rows = all.filter((remedy) => remedy.standing === standing);
		return { standing, count: rows.length, late: rows.filter(({ late }) => late).length };
	});
}

export const PERIOD_UNITS = ['month', 'quarter', 'year'] as const;
export type PeriodUnit = (typeof PERIOD_UNITS)[number];

export interface PeriodFigures {
	/** The first and the last day; the last is not after today. */
	from: string;
	to: string;
	raised: number;
	verified: number;
	/** At the end of the period: raised and not verified; and of these, late. */
	open: number;
	late: number;
}

const MONTHS: Record<PeriodUnit, number> = { month: 1, quarter: 3, year: 12 };
/** More columns than this are too narrow to be read; then the next longer unit is taken. */
const MOST_PERIODS = 24;

/**
 * The way through time, from the first remedy to today, or to the last verification where nothing is open. Lateness at the
 * end of an earlier period is reckoned by the day that counts today: where the office agreed to more time afterwards, it
 * was not late. Empty where nothing is owed.
 */
export function countPeriods(
	all: readonly RemedyFacts[],
	today: string
): { unit: PeriodUnit; periods: PeriodFigures[] } {
	const owed = all.filter(isOwed);
	if (owed.length === 0) return { unit: 'month', periods: [] };
	const first = owed.reduce((day, { raisedOn }) => (raisedOn < day ? raisedOn : day), today);
	const last = owed.some(({ verifiedOn }) => verifiedOn === null)
		? today
		: owed.reduce((day, { verifiedOn }) => (verifiedOn! > day ? verifiedOn! : day), first);
	const unit = PERIOD_UNITS.find((one) => listPeriods(first, last, one).length <= MOST_PERIODS) ?? 'year';
	const periods = listPeriods(first, last, unit).map(({ from, to: end }) => {
		const to = end > today ? today : end;
		const within = (day: string | null) => day !== null && day >= from && day <= to;
		return {
			from,
			to,
			raised: owed.filter(({ raisedOn }) => within(raisedOn)).length,
			verified: owed.filter(({ verifiedOn }) => within(verifiedOn)).length,
			open: owed.filter((remedy) => isOpenAt(remedy, to)).length,
			late: owed.filter((remedy) => (to === today ? remedy.late : wasLateAt(remedy, to))).length
		};
	});
	return { unit, periods };
}

function listPeriods(first: string, last: string, unit: PeriodUnit): { from: string; to: string }[] {
	const months = MONTHS[unit];
	const month = Number(first.slice(5, 7)) - 1;
	const start = `${first.slice(0, 5)}${String(month - (month % months) + 1).padStart(2, '0')}-01`;
	const periods = [];
	for (let from = start; from <= last; from = addMonths(from, months))
		periods.push({ from, to: addDays(addMonths(from, months), -1) });
	return periods;
}

const isOpenAt = ({ raisedOn, verifiedOn }: RemedyFacts, day: string) =>
	raisedOn <= day && (verifiedOn === null || verifiedOn > day);

const wasLateAt = (remedy: RemedyFacts, day: string) =>
	isOpenAt(remedy, day) &&
	!remedy.causeOutside &&
	remedy.due !== null &&
	remedy.due.endsOn < day &&
	(remedy.answeredOn === null || remedy.answeredOn > day);

export interface Timeliness {
	/** Reported done, verified or not. */
	done: number;
	/** Of these: without a day late. */
	inTime: number;
	/** Days from the raising to the verification, the mean rounded; null where nothing is verified. */
	meanDays: number | null;
	/** Days since the oldest open one was raised; null where nothing is open. */
	oldestDays: number | null;
}

/** How an agency keeps its days. What was not accepted counts nowhere. */
export function readTimeliness(all: readonly RemedyFacts[], today: string): Timeliness {
	const owed = all.filter(isOwed);
	const done = owed.filter(({ standing }) => standing === 'verified' || standing === 'reported_done');
	const spans = owed.flatMap(({ raisedOn, verifiedOn }) =>
		verifiedOn === null ? [] : [daysBetween(raisedOn, verifiedOn)]
	);
	const ages = owed.flatMap(({ raisedOn, verifiedOn }) =>
		verifiedOn === null ? [daysBetween(raisedOn, today)] : []
	);
	return {
		done: done.length,
		inTime: done.filter(({ daysLate }) => daysLate === 0).length,
		meanDays:
			spans.length === 0 ? null : Math.round(spans.reduce((sum, span) => sum + span, 0) / spans.length),
		oldestDays: ages.length === 0 ? null : Math.max(...ages)
	};
}
