/**
 * Chasing: which notices are due on a day, for whom, at which step. Pure: what is owed, the calendar, the settings and
 * what was sent before go in; nothing is read or sent here.
 *
 * A step that was missed (the server was off, the settings were changed) is made up by the latest one that has come,
 * never by all of them. Nothing goes out on a day off.
 */
import {
	addDays,
	addWorkingDays,
	countedDay,
	daysLeftOf,
	isWorkingDay,
	weekdayOf,
	workingDayFrom,
	workingDaysBetween
} from './calendar.ts';
import type { WorkCalendar } from './calendar.ts';
import type { ChasingSettings } from './chasing-settings.ts';

export const MATTER_KINDS = ['self', 'explanation', 'plan', 'action', 'report'] as const;
export type MatterKind = (typeof MATTER_KINDS)[number];

/** Something an agency owes by a day. */
export interface Matter {
	/** The same as long as the matter is: `plan:<inspection>`, `action:<action>`. */
	key: string;
	kind: MatterKind;
	/** YYYY-MM-DD. Another day (an extension) begins the steps anew. */
	dueOn: string;
	/** The day since which it is owed: what should have been said before is not said. Null: since ever. */
	openedOn: string | null;
	/** Another body has to decide or to act first. Reminded of, never escalated. */
	awaiting: boolean;
	settled: boolean;
}

/** Who is told of a matter; each is the stable key of a person or of an address. */
export interface Audience {
	responsible: readonly string[];
	/** The head of the agency. */
	heads: readonly string[];
	/** The body above the agency. */
	superiors: readonly string[];
}

/**
 * `after_n` is the n-th reminder after the day, from 1. `manual_…` was sent by hand, `letter_…` tells of an official
 * letter: neither moves the ladder.
 */
export type Step =
	| `before_${number}`
	| 'on_day'
	| `after_${number}`
	| 'to_head'
	| 'to_superior'
	| 'weekly'
	| `manual_${string}`
	| `letter_${string}`;

/** A notice that was made; `on` is the day it was made for. */
export interface SentNotice {
	recipient: string;
	matterKey: string;
	dueOn: string;
	step: Step;
	on: string;
}

export interface DueNotice {
	matterKey: string;
	dueOn: string;
	step: Step;
}

/** All that one person is told on one day: one mail. */
export interface DayDigest {
	recipient: string;
	/** At most one for each matter. */
	notices: DueNotice[];
	/** Keys of everything open, on the day of the weekly digest; null on other days. */
	weekly: string[] | null;
}

export interface ChasingFacts<M extends Matter> {
	/** YYYY-MM-DD. */
	today: string;
	calendar: WorkCalendar;
	settings: ChasingSettings;
	matters: readonly M[];
	audienceOf: (matter: M) => Audience;
	/** All that was sent on these matters, in any order, all that was sent today, and this week's digests. */
	sent: readonly SentNotice[];
}

type DayFacts = Pick<ChasingFacts<Matter>, 'today' | 'calendar' | 'settings'>;

/** The matter that stands for a whole week's digest among what was sent; its `dueOn` is the Monday. */
export const WEEKLY = 'weekly';

/** The Monday of a day's week. */
export const mondayOf = (day: string): string => addDays(day, -((weekdayOf(day) + 6) % 7));

/**
 * The digests of a day, one for each person; empty on days off and when chasing is switched off. Whoever was told
 * something by itself today is told nothing more: what is missing comes on the next working day.
 */
export function planDay<M extends Matter>(facts: ChasingFacts<M>): DayDigest[] {
	const { today, calendar, settings, matters, sent } = facts;
	if (!settings.enabled || !isWorkingDay(today, calendar)) return [];
	const book = Map.groupBy(sent, ({ matterKey, dueOn }) => bookKey(matterKey, dueOn));
	const toldOf = (key: string, dueOn: string) => book.get(bookKey(key, dueOn)) ?? [];
	const done = new Set(
		sent.filter(({ on, step }) => on === today && !isManual(step)).map((one) => one.recipient)
	);
	const digests = new Map<string, DayDigest>();
	const digestOf = (recipient: string): DayDigest => {
		const known = digests.get(recipient) ?? { recipient, notices: [], weekly: null };
		digests.set(recipient, known);
		return known;
	};
	const weekly = weeklyDay(facts);
	const hadWeekly = new Set(toldOf(WEEKLY, mondayOf(today)).map(({ recipient }) => recipient));
	for (const matter of matters) {
		if (matter.settled || (matter.openedOn !== null && today < matter.openedOn)) continue;
		const audience = facts.audienceOf(matter);
		for (const [recipient, step] of stepsOf(matter, audience, facts, toldOf(matter.key, matter.dueOn)))
			if (!done.has(recipient))
				digestOf(recipient).notices.push({ matterKey: matter.key, dueOn: matter.dueOn, step });
		if (weekly === null || !isInDigest(matter, facts)) continue;
		for (const recipient of new Set([...audience.responsible, ...audience.heads]))
			if (!done.has(recipient) && !hadWeekly.has(recipient))
				(digestOf(recipient).weekly ??= []).push(matter.key);
	}
	return [...digests.values()];
}

const bookKey = (matterKey: string, dueOn: string) => `${matterKey}\n${dueOn}`;
const isManual = (step: Step) => step.startsWith('manual_') || step.startsWith('letter_');
const isAfter = (step: Step) => step.startsWith('after_');

/**
 * One step at most for each person: who is responsible and head at once hears the heavier one. `told`: all that was said of
 * the matter since it has its day.
 */
function stepsOf<M extends Matter>(
	matter: M,
	audience: Audience,
	facts: ChasingFacts<M>,
	told: readonly SentNotice[]
): Map<string, Step> {
	const steps = new Map<string, Step>();
	for (const recipient of audience.responsible) {
		const own = told.filter((one) => one.recipient === recipient);
		const step = ownStep(matter, facts, own);
		if (step !== null) steps.set(recipient, step);
	}
	for (const [recipient, step] of escalations(matter, audience, facts, told)) steps.set(recipient, step);
	return steps;
}

/** Before, on and after the day, for whoever is responsible. */
function ownStep(
	matter: Matter,
	{ today, calendar, settings }: DayFacts,
	told: readonly SentNotice[]
): Step | null {
	const day = countedDay(matter.dueOn, calendar);
	const wasOwedOn = (step: string) => matter.openedOn === null || step >= matter.openedOn;
	if (today < day) {
		const come = settings.before.filter((n) => addWorkingDays(day, -n, calendar) <= today);
		const nearest = Math.min(...come);
		if (come.length === 0 || !wasOwedOn(addWorkingDays(day, -nearest, calendar))) return null;
		const said = told.some(({ step }) => step.startsWith('before_') && Number(step.slice(7)) <= nearest);
		return said ? null : `before_${nearest}`;
	}
	const after = told.filter(({ step }) => isAfter(step));
	const heard = told.filter(({ step }) => isAfter(step) || step === 'to_head').map(({ on }) => on);
	const last = heard.reduce((a, b) => (a > b ? a : b), day);
	const sinceLast = workingDaysBetween(last, today, calendar);
	if (after.length < settings.maximumAfter && sinceLast >= settings.everyAfter)
		return `after_${after.length + 1}`;
	const isFirst = heard.length === 0 && !told.some(({ step }) => step === 'on_day');
	return isFirst && sinceLast < settings.everyAfter && wasOwedOn(day) ? 'on_day' : null;
}

/**
 * The head first; the body above only once the head has had the working days between the two, also where everything
 * was late before chasing began. Where there is no head to tell, the body above is told on its own day.
 */
function escalations<M extends Matter>(
	matter: M,
	{ heads, superiors }: Audience,
	{ today, calendar, settings }: ChasingFacts<M>,
	told: readonly SentNotice[]
): [string, Step][] {
	const late = -daysLeftOf(matter.dueOn, today, calendar);
	if (matter.awaiting || late < settings.toHeadAfter || late <= 0) return [];
	const wasTold = (recipient: string, step: Step) =>
		told.some((one) => one.recipient === recipient && one.step === step);
	const steps: [string, Step][] = heads
		.filter((head) => !wasTold(head, 'to_head'))
		.map((head) => [head, 'to_head']);
	const headTold = told
		.filter(({ step }) => step === 'to_head')
		.map(({ on }) => on)
		.sort()[0];
	const gap = settings.toSuperiorAfter - settings.toHeadAfter;
	const hadTime =
		headTold === undefined ? heads.length === 0 : workingDaysBetween(headTold, today, calendar) >= gap;
	if (late >= settings.toSuperiorAfter && hadTime)
		for (const superior of superiors)
			if (!wasTold(superior, 'to_superior')) steps.push([superior, 'to_superior']);
	return steps;
}

/**
 * The day of this week's digest, once it has come; where it falls on a day off, the next working day of the same week.
 * Whoever had none (the server was off) gets it later in the week, but never for what came up after the day.
 */
function weeklyDay({ today, calendar, settings }: DayFacts): string | null {
	if (settings.weeklyOn === 0) return null;
	const day = workingDayFrom(addDays(mondayOf(today), settings.weeklyOn - 1), calendar);
	return today >= day ? day : null;
}

/** Whether a matter stands in the digest that is made on `today`. */
export const isInDigest = (matter: Matter, facts: DayFacts): boolean =>
	(matter.openedOn ?? '') <= (weeklyDay(facts) ?? facts.today) && !isLongLate(matter, facts);

/** What the reminders have given up on is left to the office: it would stand in each week's digest for ever. */
function isLongLate(matter: Matter, { today, calendar, settings }: DayFacts) {
	const patience = Math.max(settings.everyAfter * settings.maximumAfter, settings.toSuperiorAfter);
	return -daysLeftOf(matter.dueOn, today, calendar) > patience;
}
