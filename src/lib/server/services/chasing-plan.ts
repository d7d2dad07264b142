/** From what is owed to the notices of a day: one reckoning for the run of the day, the preview and reminders by hand. */
import { daysLeftOf, isWorkingDay, workingDayFrom, type WorkCalendar } from '#lib/domain/calendar.ts';
import { DEFAULT_CHASING, type ChasingSettings } from '#lib/domain/chasing-settings.ts';
import { composeMail, matterLine, type MailLine } from '#lib/domain/chasing-text.ts';
import { mondayOf, planDay, WEEKLY, type DayDigest, type Step } from '#lib/domain/chasing.ts';
import type { Ctx } from '../context.ts';
import { listSentNotices } from '../db/queries/notices.ts';
import { readSetting } from '../db/queries/settings.ts';
import { loadCalendar } from './calendar.ts';
import { listOpenMatters, readDirectory, type OpenMatter, type Recipient } from './chasing-matters.ts';

/** A notice that is not made yet. */
export interface DraftNotice {
	/** Null for the digest of a week. */
	matter: OpenMatter | null;
	matterKey: string;
	dueOn: string;
	step: Step;
	text: string;
}

export interface DraftDigest {
	recipient: Recipient;
	notices: DraftNotice[];
}

/** The settings that hold, with their version (0: the defaults, never saved). */
export const currentChasing = (ctx: Pick<Ctx, 'db'>): ChasingSettings & { version: number } =>
	readSetting(ctx.db, 'chasing') ?? { ...DEFAULT_CHASING, version: 0 };

/** What goes out on `day` by `settings`, with its words; writes nothing. The callers have asked. */
export function draftDay(
	ctx: Pick<Ctx, 'db' | 'now'>,
	settings: ChasingSettings,
	day: string
): DraftDigest[] {
	const matters = listOpenMatters(ctx);
	const calendar = loadCalendar(ctx);
	const { audienceOf, recipientOf } = readDirectory(ctx);
	const byKey = new Map(matters.map((matter) => [matter.key, matter]));
	const sent = listSentNotices(ctx.db, [...byKey.keys()], day);
	const digests = planDay({ today: day, calendar, settings, matters, audienceOf, sent });
	return digests.map((digest) => ({
		recipient: recipientOf(digest.recipient),
		notices: noticesOf(digest, byKey, { day, calendar })
	}));
}

function noticesOf(
	{ notices, weekly }: DayDigest,
	byKey: ReadonlyMap<string, OpenMatter>,
	{ day, calendar }: { day: string; calendar: WorkCalendar }
): DraftNotice[] {
	const drafts = notices.map(({ matterKey, step }) =>
		draftNotice(byKey.get(matterKey)!, step, day, calendar)
	);
	if (weekly === null) return drafts;
	const matters = weekly.map((key) => byKey.get(key)!);
	const digest = { matter: null, matterKey: WEEKLY, dueOn: mondayOf(day), step: WEEKLY as Step };
	return [...drafts, { ...digest, text: digestText(matters, day, calendar) }];
}

/** The lines of a week's digest, the nearest day first; days are counted on `day`. */
export const digestText = (matters: readonly OpenMatter[], day: string, calendar: WorkCalendar): string =>
	matters
		.toSorted((a, b) => a.dueOn.localeCompare(b.dueOn))
		.map((matter) => `- ${matterLine(matter, WEEKLY, daysLeftOf(matter.dueOn, day, calendar))}`)
		.join('\n');

export function draftNotice(
	matter: OpenMatter,
	step: Step,
	day: string,
	calendar: WorkCalendar
): DraftNotice {
	const { key: matterKey, dueOn } = matter;
	return { matter, matterKey, dueOn, step, text: matterLine(matter, step, daysLeftOf(dueOn, day, calendar)) };
}

/** The day itself when it is worked, else the next one that is. */
export function sendingDay(ctx: Pick<Ctx, 'db' | 'now'>, day: string): { day: string; isOff: boolean } {
	const calendar = loadCalendar(ctx);
	return { day: workingDayFrom(day, calendar), isOff: !isWorkingDay(day, calendar) };
}

/** Subject and text of a mail with these notices. */
export function composeFor(
	ctx: Pick<Ctx, 'db' | 'config'>,
	recipient: Pick<Recipient, 'accountId' | 'name'>,
	notices: readonly { id?: string; step: Step; text: string }[],
	note = ''
): { subject: string; text: string } {
	const { origin } = ctx.config;
	const hasAccount = recipient.accountId !== null;
	const lines = notices.map(({ id, step, text }): MailLine => ({
		step,
		text,
		link: hasAccount && step !== WEEKLY ? `${origin}/notices/${id ?? '…'}` : null
	}));
	const sender = readSetting(ctx.db, 'office')?.departmentName ?? 'Sở Nội vụ';
	return composeMail({ recipient: recipient.name, hasAccount, sender, origin, lines, note });
}
