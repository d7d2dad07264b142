/**
 * Sending what was written, and keeping what came of it. At most once: «sending» is written before a mail goes, so what
 * a crash leaves in between is shown to a person and never sent again by itself.
 */
import type { AuditAction } from '#lib/domain/audit-action.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { letterSentence } from '#lib/domain/chasing-text.ts';
import { isInDigest, WEEKLY } from '#lib/domain/chasing.ts';
import { numberAndSign } from '#lib/domain/papers/wording.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { findDocument } from '../db/queries/documents.ts';
import { listInspectionsOfAgency } from '../db/queries/inspections.ts';
import * as queries from '../db/queries/notices.ts';
import type { MailingRow, NoticeRow } from '../db/queries/notices.ts';
import { findAccount } from '../db/queries/people.ts';
import { readSetting } from '../db/queries/settings.ts';
import { openMail, type MailSender, type SendOutcome } from '../notices/mail.ts';
import { requireOffice } from './access.ts';
import { loadCalendar } from './calendar.ts';
import { listOpenMatters, type OpenMatter } from './chasing-matters.ts';
import { composeFor, currentChasing, digestText, draftNotice } from './chasing-plan.ts';

/** Minutes after which a mail is tried again; after the last it has failed. */
export const RETRY_MINUTES = [5, 30, 120, 480];
const MINUTE = 60_000;

/** Reports one by one: the mails of a day go out over one connection after another, never all at once. */
export async function deliverWaiting(ctx: Ctx): Promise<number> {
	if (ctx.config.mail === null) return 0;
	const due = queries.listDueMailings(ctx.db, ctx.now());
	if (due.length === 0) return 0;
	const sender = openMail(ctx.config.mail, {
		name: readSetting(ctx.db, 'office')?.departmentName ?? 'Thước',
		domain: new URL(ctx.config.origin).hostname
	});
	try {
		for (const mailing of due) await deliver(ctx, sender, mailing);
	} finally {
		sender.close();
	}
	return due.length;
}

/** What a crash left between «sending» and its outcome: nobody knows whether it went. By the system, at its start. */
export function settleInterrupted(ctx: Ctx): void {
	for (const { id } of queries.listInterruptedMailings(ctx.db))
		keep(ctx, id, 'sending', { outcome: 'failed', fault: 'interrupted' });
}

/** A mail as it was written or sent. Problem `not_found`. */
export function readMailing(ctx: Ctx, id: string): MailingRow {
	requireOffice(ctx, 'campaign.read');
	const mailing = queries.findMailing(ctx.db, id);
	if (!mailing) throw new ProblemError(problem('not_found', {}));
	return mailing;
}

/** Puts a mail that failed or was not sent on its way again. Problems `not_found`, `mail.off`, `mail.not_failed`. */
export function retryMailing(ctx: Ctx, id: string): void {
	requireOffice(ctx, 'chasing.manage');
	inTransaction(ctx, () => {
		const mailing = queries.findMailing(ctx.db, id);
		if (!mailing) throw new ProblemError(problem('not_found', {}));
		if (ctx.config.mail === null) throw new ProblemError(problem('mail.off', {}));
		if (mailing.outcome !== 'failed' && mailing.outcome !== 'not_sent')
			throw new ProblemError(problem('mail.not_failed', {}));
		queries.updateMailing(ctx.db, id, mailing.outcome, {
			outcome: 'waiting',
			fault: '',
			attempts: 0,
			nextTryAt: null
		});
		audit(ctx, 'mail.retry', mailing.id, mailing.outcome, 'waiting');
	});
}

async function deliver(ctx: Ctx, sender: MailSender, mailing: MailingRow): Promise<void> {
	const mail = claim(ctx, mailing);
	if (mail === null) return;
	const { id, address, name } = mailing;
	const outcome = await sender.send({ id, to: { name, address }, ...mail });
	keep(ctx, id, 'sending', patchOf(ctx, outcome, mailing.attempts + 1));
}

/** Null where another was first, or where all that it tells of has been settled since. */
function claim(ctx: Ctx, mailing: MailingRow): { subject: string; text: string } | null {
	return inTransaction(ctx, () => {
		const told = queries.listNoticesOfMailing(ctx.db, mailing.id);
		const open = stillOpen(ctx, told, mailing);
		if (open.length === 0) {
			keep(ctx, mailing.id, 'waiting', { outcome: 'not_sent', fault: 'settled' });
			return null;
		}
		const isAsWritten = open.length === told.length && open.every(({ text }, at) => text === told[at]!.text);
		const { subject, text } = isAsWritten ? mailing : recompose(ctx, mailing, open);
		const patch = { outcome: 'sending' as const, subject, text, attempts: mailing.attempts + 1 };
		return queries.updateMailing(ctx.db, mailing.id, 'waiting', patch) ? { subject, text } : null;
	});
}

/**
 * A matter that was settled, or got another day, between the writing and the sending is left out, of the digest of a week
 * too. What goes on a later day than it was written for counts its days from that day.
 */
function stillOpen(ctx: Ctx, told: readonly NoticeRow[], { day }: Pick<MailingRow, 'day'>): NoticeRow[] {
	const today = dayOf(ctx.now());
	const calendar = loadCalendar(ctx);
	const named = told.flatMap(({ inspectionId }) => inspectionId ?? []);
	const open = new Map(
		listOpenMatters(ctx, named).map((matter) => [`${matter.key} ${matter.dueOn}`, matter])
	);
	return told.flatMap((row) => {
		if (row.matterKey === WEEKLY) {
			const text = digestText(listDigested(ctx, row), today, calendar);
			return text === '' ? [] : [{ ...row, text }];
		}
		const matter = open.get(`${row.matterKey} ${row.dueOn}`);
		if (!matter) return [];
		if (day === today) return [row];
		const { text } = draftNotice(matter, row.step, today, calendar);
		return [{ ...row, text: text + letterWords(ctx, row) }];
	});
}

/** What a digest told of and is owed still: all of the recipient's agency that stood in it on its day. */
function listDigested(ctx: Ctx, { accountId, day }: NoticeRow): OpenMatter[] {
	const agencyId = accountId === null ? null : findAccount(ctx.db, accountId)?.agencyId;
	if (!agencyId) return [];
	const facts = { today: day, calendar: loadCalendar(ctx), settings: currentChasing(ctx) };
	const inspectionIds = listInspectionsOfAgency(ctx.db, agencyId).map(({ id }) => id);
	return listOpenMatters(ctx, inspectionIds).filter((matter) => isInDigest(matter, facts));
}

/** What was said of the official letter, where the notice tells of one. */
function letterWords(ctx: Ctx, { step }: NoticeRow): string {
	const paper = step.startsWith('letter_') ? findDocument(ctx.db, step.slice('letter_'.length)) : undefined;
	if (paper?.content.kind !== 'reminder_letter') return '';
	const { head, choice } = paper.content;
	return ` ${letterSentence(numberAndSign(paper.number, head.sign), choice.answerBy)}`;
}

const recompose = (ctx: Ctx, { name, note }: MailingRow, open: readonly NoticeRow[]) =>
	composeFor(ctx, { accountId: open[0]!.accountId, name }, open, note);

function patchOf(ctx: Ctx, outcome: SendOutcome, attempts: number): Partial<MailingRow> {
	if (outcome.sent) return { outcome: 'sent', sentAt: ctx.now(), fault: '', nextTryAt: null };
	const wait = RETRY_MINUTES[attempts - 1];
	return outcome.lasting || wait === undefined
		? { outcome: 'failed', fault: outcome.fault, nextTryAt: null }
		: { outcome: 'waiting', fault: outcome.fault, nextTryAt: ctx.now() + wait * MINUTE };
}

function keep(ctx: Ctx, id: string, from: MailingRow['outcome'], patch: Partial<MailingRow>): void {
	inTransaction(ctx, () => {
		if (queries.updateMailing(ctx.db, id, from, patch))
			audit(ctx, 'mail.outcome', id, from, { outcome: patch.outcome, fault: patch.fault });
	});
}

function audit(ctx: Ctx, action: AuditAction, id: string, old: unknown, now: unknown): void {
	writeAudit(ctx, { action, subjectKind: 'mailing', subjectId: id, old, new: now });
}
