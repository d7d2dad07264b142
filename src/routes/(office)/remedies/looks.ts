/** What each look of the tracker needs of the same filtered list, and no more. */
import { dayOf } from '#lib/domain/calendar.ts';
import { countGroups, countPeriods, countStandings, listCommonFindings } from '#lib/domain/remedy-figures.ts';
import type { RemedyLook } from '#lib/domain/remedy-filter.ts';
import { REMEDY_STANDINGS } from '#lib/domain/remedy-progress.ts';
import { codeOfMatter } from '#lib/domain/repeat.ts';
import type { Ctx } from '#lib/server/context.ts';
import type { TrackedRemedy } from '#lib/server/services/remedy-tracker-view.ts';
import { pageOf } from '#lib/ui/paging.ts';
import { fieldPicker } from '#lib/ui/pick-fields.ts';
import { readMonth } from '../month-days.ts';

/** A column shows the most urgent; the table has them all. */
const CARDS_A_COLUMN = 20;

const SHOWN_OF_ALL = [
	'findingId',
	'number',
	'year',
	'code',
	'text',
	'inspectionId',
	'agencyShortName',
	'standing',
	'percent',
	'due',
	'late',
	'repeatOf',
	'hindered'
] as const;

const cardOf = fieldPicker<TrackedRemedy>()(...SHOWN_OF_ALL);
/** What a card of the board or of the calendar shows. */
export type Card = ReturnType<typeof cardOf>;

const rowOf = fieldPicker<TrackedRemedy>()(...SHOWN_OF_ALL, 'agencyId', 'delayReason');

/** `shown` is what the filter lets through, the most urgent first. */
export function readLook(ctx: Ctx, look: RemedyLook, shown: readonly TrackedRemedy[], url: URL) {
	switch (look) {
		case 'table': {
			const { rows, paging } = pageOf(shown, url);
			return { look, rows: rows.map(rowOf), paging } as const;
		}
		case 'board':
			return { look, columns: readBoard(shown) } as const;
		case 'calendar':
			return { look, ...readDueDays(ctx, shown, url) } as const;
		case 'charts':
			return { look, ...readCharts(ctx, shown) } as const;
	}
}

function readBoard(shown: readonly TrackedRemedy[]) {
	return countStandings(shown, REMEDY_STANDINGS).map((column) => ({
		...column,
		cards: shown
			.filter(({ standing }) => standing === column.standing)
			.slice(0, CARDS_A_COLUMN)
			.map(cardOf)
	}));
}

function readDueDays(ctx: Ctx, shown: readonly TrackedRemedy[], url: URL) {
	const today = dayOf(ctx.now());
	const byDay = Map.groupBy(shown, ({ due }) => due?.on ?? '');
	const { month, days } = readMonth(ctx, url, today.slice(0, 7), byDay);
	return {
		month,
		today,
		days: days.map((day) => ({ ...day, items: day.items.map(cardOf) })),
		withoutDay: byDay.get('')?.length ?? 0
	};
}

function readCharts(ctx: Ctx, shown: readonly TrackedRemedy[]) {
	const oldestFirst = shown.toSorted((a, b) => a.year - b.year);
	const newest = new Map(oldestFirst.map((one) => [one.areaCode, one]));
	const newestOf = new Map(oldestFirst.map((one) => [one.matter, one]));
	const agencies = new Map(shown.map((one) => [one.agencyId, one.agencyShortName]));
	return {
		time: countPeriods(shown, dayOf(ctx.now())),
		areas: countGroups(shown, ({ areaCode }) => areaCode)
			.sort((a, b) => a.key.localeCompare(b.key, 'vi', { numeric: true }))
			.map((group) => {
				const { areaTitle, areaTitleEn } = newest.get(group.key)!;
				return { ...group, title: areaTitle, titleEn: areaTitleEn };
			}),
		common: listCommonFindings(shown).map((one) => {
			const { matterTitle, matterTitleEn } = newestOf.get(one.key)!;
			return { ...one, code: codeOfMatter(one.key), title: matterTitle, titleEn: matterTitleEn };
		}),
		agencies: countGroups(shown, ({ agencyId }) => agencyId)
			.sort((a, b) => b.late - a.late || b.total - b.verified - (a.total - a.verified) || b.total - a.total)
			.map((group) => ({ ...group, name: agencies.get(group.key)! }))
	};
}
