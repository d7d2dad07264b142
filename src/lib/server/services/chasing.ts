/** Reminders: the run of the day by the system, its settings with a preview, and reminders by hand. */
import { dayOf, formatTime } from '#lib/domain/calendar.ts';
import { checkChasing, type ChasingSettings } from '#lib/domain/chasing-settings.ts';
import { matterTitle } from '#lib/domain/chasing-text.ts';
import type { Step } from '#lib/domain/chasing.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { findMailing, listSentNotices } from '../db/queries/notices.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';
import { requireOffice, requireVersion } from './access.ts';
import { loadCalendar } from './calendar.ts';
import { listOpenMatters, readDirectory, type OpenMatter, type Recipient } from './chasing-matters.ts';
import {
	composeFor,
	currentChasing,
	draftDay,
	draftNotice,
	sendingDay,
	type DraftDigest
} from './chasing-plan.ts';
import { writeDigest } from './chasing-write.ts';
import { deliverWaiting } from './mailings.ts';

/**
 * Makes the notices of today once its time has come, then sends what waits. Called every few minutes by the clock of
 * the server; a day that was begun is never begun again, and a server that was off makes up for it when it is on.
 */
export async function runChasing(ctx: Ctx): Promise<{ made: number; delivered: number }> {
	const settings = currentChasing(ctx);
	const today = dayOf(ctx.now());
	const made = formatTime(ctx.now()) >= settings.sendAt ? makeNotices(ctx, settings, today) : 0;
	return { made, delivered: await deliverWaiting(ctx) };
}

function makeNotices(ctx: Ctx, settings: ChasingSettings, today: string): number {
	return inTransaction(ctx, () => {
		if (readSetting(ctx.db, 'chasing_run')?.day === today) return 0;
		const digests = draftDay(ctx, settings, today);
		for (const digest of digests) writeDigest(ctx, digest, { day: today, batch: '', note: '' });
		writeSetting(ctx.db, 'chasing_run', { day: today });
		const notices = digests.reduce((sum, digest) => sum + digest.notices.length, 0);
		const people = digests.length;
		writeAudit(ctx, {
			action: 'chasing.run',
			subjectKind: 'day',
			subjectId: today,
			new: { people, notices }
		});
		return notices;
	});
}

export interface PreviewedMail {
	recipient: string;
	/** Empty: in the app only. */
	address: string;
	subject: string;
	text: string;
	/** Besides the digest of the week. */
	matters: number;
	hasWeekly: boolean;
}

export interface ChasingPreview {
	/** YYYY-MM-DD: today, or the next working day where today is off or is done already. */
	day: string;
	isOff: boolean;
	/** Today's notices have been made. */
	isDone: boolean;
	mails: PreviewedMail[];
}

export interface ChasingPage {
	settings: ChasingSettings & { version: number };
	/** The sender's address; null while no mail server is set up. */
	mailFrom: string | null;
	preview: ChasingPreview;
}

/** The settings, and what would go out by them next. */
export function readChasingPage(ctx: Ctx): ChasingPage {
	requireOffice(ctx, 'chasing.manage');
	const settings = currentChasing(ctx);
	return { settings, mailFrom: ctx.config.mail?.from ?? null, preview: preview(ctx, settings) };
}

/** What would go out next by settings that are not saved. Problems of `checkChasing`. */
export function previewChasing(ctx: Ctx, settings: ChasingSettings): ChasingPreview {
	requireOffice(ctx, 'chasing.manage');
	return preview(ctx, checked(settings));
}

/** Problems of `checkChasing`, `version.stale`. */
export function saveChasing(ctx: Ctx, version: number, settings: ChasingSettings): void {
	requireOffice(ctx, 'chasing.manage');
	const wanted = checked(settings);
	inTransaction(ctx, () => {
		const old = currentChasing(ctx);
		requireVersion(old.version, version);
		writeSetting(ctx.db, 'chasing', { ...wanted, version: version + 1 });
		writeAudit(ctx, {
			action: 'chasing.settings',
			subjectKind: 'setting',
			subjectId: 'chasing',
			old,
			new: wanted
		});
	});
}

function checked(settings: ChasingSettings): ChasingSettings {
	const result = checkChasing(settings);
	if (!result.ok) throw new ProblemError(result.problem);
	return result.value;
}

function preview(ctx: Ctx, settings: ChasingSettings): ChasingPreview {
	const today = dayOf(ctx.now());
	const { isOff } = sendingDay(ctx, today);
	const isDone = !isOff && readSetting(ctx.db, 'chasing_run')?.day === today;
	const tomorrow = dayOf(ctx.now() + 86_400_000);
	const { day } = sendingDay(ctx, isDone ? tomorrow : today);
	return { day, isOff, isDone, mails: draftDay(ctx, settings, day).map((digest) => toMail(ctx, digest)) };
}

function toMail(ctx: Ctx, { recipient, notices }: DraftDigest, note = ''): PreviewedMail {
	return {
		recipient: recipient.name,
		address: ctx.config.mail === null && recipient.accountId !== null ? '' : recipient.address,
		matters: notices.filter(({ matter }) => matter !== null).length,
		hasWeekly: notices.some(({ matter }) => matter === null),
		...composeFor(ctx, recipient, notices, note)
	};
}

/** Reminders by hand go to whoever is responsible, and to the head where asked. */
export interface ReminderInput {
	matterKeys: readonly string[];
	toHead: boolean;
	/** A word of the office's own, above the list; may be empty. */
	note: string;
}

/** Whom a matter would be told to, or why not. */
export interface ReminderLine {
	matterKey: string;
	title: string;
	agencyShortName: string;
	/** The account's id; empty where nobody is there to tell. */
	recipientKey: string;
	recipient: string;
	outcome: 'ready' | 'already_today' | 'settled' | 'nobody' | 'in_app' | 'mail' | 'mail_sent' | 'mail_failed';
	/** Of a mail that was written. */
	mailingId: string | null;
}

/** What each recipient would get; writes nothing. Problem `chasing.nothing_chosen`. */
export function previewReminders(
	ctx: Ctx,
	input: ReminderInput
): { mails: PreviewedMail[]; lines: ReminderLine[] } {
	requireOffice(ctx, 'chasing.manage');
	const { digests, lines } = draftReminders(ctx, input);
	return { lines, mails: digests.map((digest) => toMail(ctx, digest, input.note)) };
}

/**
 * Sends them: on a day off too, because a person decided it. A matter is told to the same person by hand once a day.
 * One line for each matter and person. Problem `chasing.nothing_chosen`.
 */
export async function sendReminders(ctx: Ctx, input: ReminderInput): Promise<ReminderLine[]> {
	requireOffice(ctx, 'chasing.manage');
	const lines = inTransaction(ctx, () => {
		const { digests, lines } = draftReminders(ctx, input);
		const way = { day: dayOf(ctx.now()), batch: ctx.newId(), note: input.note };
		const written = new Map(digests.map((digest) => [digest.recipient.key, writeDigest(ctx, digest, way)]));
		writeAudit(ctx, {
			action: 'chasing.remind',
			subjectKind: 'batch',
			subjectId: way.batch,
			new: { matters: input.matterKeys, toHead: input.toHead, note: input.note, people: digests.length }
		});
		return lines.map((line): ReminderLine => {
			const digest = written.get(line.recipientKey);
			if (line.outcome !== 'ready' || !digest) return line;
			return { ...line, outcome: digest.mailingId === null ? 'in_app' : 'mail', mailingId: digest.mailingId };
		});
	});
	await deliverWaiting(ctx);
	return lines.map((line) => {
		const outcome = line.mailingId === null ? undefined : findMailing(ctx.db, line.mailingId)?.outcome;
		if (outcome === 'sent') return { ...line, outcome: 'mail_sent' };
		return outcome === 'failed' || outcome === 'not_sent' ? { ...line, outcome: 'mail_failed' } : line;
	});
}

function draftReminders(ctx: Ctx, { matterKeys, toHead }: ReminderInput) {
	if (matterKeys.length === 0) throw new ProblemError(problem('chasing.nothing_chosen', {}));
	const day = dayOf(ctx.now());
	const step: Step = `manual_${day}`;
	const calendar = loadCalendar(ctx);
	const { audienceOf, recipientOf } = readDirectory(ctx);
	const open = new Map(listOpenMatters(ctx).map((matter) => [matter.key, matter]));
	const told = new Set(
		listSentNotices(ctx.db, matterKeys, day)
			.filter((one) => one.step === step)
			.map(({ recipient, matterKey }) => `${recipient} ${matterKey}`)
	);
	const digests = new Map<string, DraftDigest>();
	const lines = [...new Set(matterKeys)].flatMap((key): ReminderLine[] => {
		const matter = open.get(key);
		if (!matter) return [lineOf(key, undefined, null, 'settled')];
		const { responsible, heads } = audienceOf(matter);
		const people = [...new Set([...responsible, ...(toHead ? heads : [])])];
		if (people.length === 0) return [lineOf(key, matter, null, 'nobody')];
		return people.map((person) => {
			const recipient = recipientOf(person);
			if (told.has(`${person} ${key}`)) return lineOf(key, matter, recipient, 'already_today');
			const digest = digests.get(person) ?? { recipient, notices: [] };
			digest.notices.push(draftNotice(matter, step, day, calendar));
			digests.set(person, digest);
			return lineOf(key, matter, recipient, 'ready');
		});
	});
	return { digests: [...digests.values()], lines };
}

const lineOf = (
	matterKey: string,
	matter: OpenMatter | undefined,
	recipient: Recipient | null,
	outcome: ReminderLine['outcome']
): ReminderLine => ({
	matterKey,
	title: matter ? matterTitle(matter) : '',
	agencyShortName: matter?.agencyShortName ?? '',
	recipientKey: recipient?.key ?? '',
	recipient: recipient?.name ?? '',
	outcome,
	mailingId: null
});
