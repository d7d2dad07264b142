/** What of the tracker is shown, and how: filters and look stand in the address, so that a view is a link. */
import { SEVERITIES, type Severity } from './finding.ts';
import { containsWords, foldText, searchWords } from './folded-text.ts';
import { REMEDY_STANDINGS, type RemedyStanding } from './remedy-progress.ts';

export const REMEDY_LOOKS = ['table', 'board', 'calendar', 'charts'] as const;
export type RemedyLook = (typeof REMEDY_LOOKS)[number];

/** Marks that can be asked for together. `mine` waits for the verification of the one who looks. */
export const REMEDY_MARKS = ['late', 'mine', 'repeated', 'hindered'] as const;
export type RemedyMark = (typeof REMEDY_MARKS)[number];

/** `objective`: the cause lies with another body; `awaiting`: sent to another body that has to decide. */
export const REMEDY_CAUSES = ['subjective', 'objective', 'awaiting'] as const;
export type RemedyCause = (typeof REMEDY_CAUSES)[number];

/** Empty text: not asked for. */
export interface RemedyFilter {
	query: string;
	year: string;
	campaign: string;
	agency: string;
	area: string;
	/** What it is about, as `nameMatters` names it. */
	matter: string;
	severity: Severity | '';
	standing: RemedyStanding | '';
	cause: RemedyCause | '';
	marks: readonly RemedyMark[];
}

export interface FilteredRemedy {
	year: number;
	campaignId: string;
	agencyId: string;
	agencyName: string;
	agencyShortName: string;
	inspectionCode: string;
	areaCode: string;
	/** What it is about, over sets and years; null where it is free. */
	matter: string | null;
	code: string | null;
	text: string;
	severity: Severity;
	standing: RemedyStanding;
	causeOutside: boolean;
	late: boolean;
	forMe: boolean;
	hindered: boolean;
	repeatOf: number | null;
}

const LONGEST_VALUE = 200;

const oneOf = <T extends string>(known: readonly T[], asked: string): T | '' =>
	known.find((value) => value === asked) ?? '';

/** Reads what an address asks for; what is not known is as if it were not asked. `get` reads one parameter. */
export function parseRemedyFilter(get: (key: string) => string | null): RemedyFilter {
	const read = (key: string) => (get(key) ?? '').slice(0, LONGEST_VALUE);
	const marks = read('show').split(',');
	return {
		query: read('q'),
		year: read('year'),
		campaign: read('campaign'),
		agency: read('agency'),
		area: read('area'),
		matter: read('matter'),
		severity: oneOf(SEVERITIES, read('severity')),
		standing: oneOf(REMEDY_STANDINGS, read('standing')),
		cause: oneOf(REMEDY_CAUSES, read('cause')),
		marks: REMEDY_MARKS.filter((mark) => marks.includes(mark))
	};
}

export const parseRemedyLook = (get: (key: string) => string | null): RemedyLook =>
	oneOf(REMEDY_LOOKS, get('view') ?? '') || 'table';

/** The parameters of an address that asks for this, always in the same order; empty ones are left out. */
export function writeRemedyFilter(filter: RemedyFilter): Record<string, string> {
	const { query, marks, year, campaign, agency, area, matter, severity, standing, cause } = filter;
	const all = {
		q: query,
		show: marks.join(','),
		year,
		campaign,
		agency,
		area,
		matter,
		severity,
		standing,
		cause
	};
	return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

export const isFiltered = (filter: RemedyFilter): boolean =>
	Object.keys(writeRemedyFilter(filter)).length > 0;

const MARKED: Record<RemedyMark, (remedy: FilteredRemedy) => boolean> = {
	late: ({ late }) => late,
	mine: ({ forMe }) => forMe,
	repeated: ({ repeatOf }) => repeatOf !== null,
	hindered: ({ hindered, standing }) => hindered && standing !== 'verified'
};

const CAUSED: Record<RemedyCause, (remedy: FilteredRemedy) => boolean> = {
	subjective: ({ causeOutside }) => !causeOutside,
	objective: ({ causeOutside }) => causeOutside,
	awaiting: ({ standing }) => standing === 'awaiting'
};

/** The remedies that a filter lets through, in their order. */
export function filterRemedies<T extends FilteredRemedy>(all: readonly T[], filter: RemedyFilter): T[] {
	const { query, year, campaign, agency, area, matter, severity, standing, cause, marks } = filter;
	const words = searchWords(query);
	const isAsked = (asked: string, value: string) => asked === '' || asked === value;
	return all.filter(
		(remedy) =>
			isAsked(year, String(remedy.year)) &&
			isAsked(campaign, remedy.campaignId) &&
			isAsked(agency, remedy.agencyId) &&
			isAsked(area, remedy.areaCode) &&
			isAsked(matter, remedy.matter ?? '') &&
			isAsked(severity, remedy.severity) &&
			isAsked(standing, remedy.standing) &&
			(cause === '' || CAUSED[cause](remedy)) &&
			marks.every((mark) => MARKED[mark](remedy)) &&
			(words.length === 0 || containsWords(searchedText(remedy), words))
	);
}

/** Folding costs more than searching, and the same rows are searched with every letter typed. */
const searched = new WeakMap<FilteredRemedy, string>();

function searchedText(remedy: FilteredRemedy): string {
	let folded = searched.get(remedy);
	if (folded === undefined) {
		const { agencyName, agencyShortName, inspectionCode, code, text } = remedy;
		folded = foldText([agencyName, agencyShortName, inspectionCode, code ?? '', text].join(' '));
		searched.set(remedy, folded);
	}
	return folded;
}

/** How many of `shown` (what the filter already lets through) each mark would leave. */
export const countMarks = (shown: readonly FilteredRemedy[]): Record<RemedyMark, number> =>
	Object.fromEntries(REMEDY_MARKS.map((mark) => [mark, shown.filter(MARKED[mark]).length])) as Record<
		RemedyMark,
		number
	>;

/** What is late first, the oldest on top; then what is still owed by its day; what is settled last. */
export function compareUrgency(
	a: Pick<FilteredRemedy, 'late' | 'standing'> & { due: { on: string } | null },
	b: Pick<FilteredRemedy, 'late' | 'standing'> & { due: { on: string } | null }
): number {
	const rank = ({ late, standing }: Pick<FilteredRemedy, 'late' | 'standing'>) =>
		late ? 0 : standing === 'verified' || standing === 'not_accepted' ? 2 : 1;
	const dayOf = ({ due }: { due: { on: string } | null }) => due?.on ?? '9999';
	return rank(a) - rank(b) || (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : 0);
}
