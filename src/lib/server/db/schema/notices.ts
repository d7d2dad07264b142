/** Reminders as they were made, and the mails that carried them. */
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { MatterKind, Step } from '#lib/domain/chasing.ts';
import { day, id, instant } from './columns.ts';
import { inspections } from './inspections.ts';
import { accounts, agencies } from './people.ts';

/** `sending` is written before the mail goes: what is found so after a crash may have gone, and is not sent again by itself. */
export type MailOutcome = 'waiting' | 'sending' | 'sent' | 'failed' | 'not_sent';

/** One mail: all that one person is told on one day, or by one reminder by hand. */
export const mailings = sqliteTable(
	'mailings',
	{
		id: id(),
		/** The account's id, or `mailto:` and the address of the body above. */
		recipient: text().notNull(),
		address: text().notNull(),
		/** As the letter names the recipient. */
		name: text().notNull(),
		/** YYYY-MM-DD in Việt Nam. */
		day: day().notNull(),
		/** Empty for the day's own digest; a reminder by hand has its own. */
		batch: text().notNull().default(''),
		/** A word of the office's own. */
		note: text().notNull().default(''),
		subject: text().notNull(),
		/** As sent. */
		text: text().notNull(),
		outcome: text().$type<MailOutcome>().notNull().default('waiting'),
		/** Why it failed or was not sent: a code of ours (`mail_off`, `settled`, `interrupted`) or the mail server's words. */
		fault: text().notNull().default(''),
		attempts: integer().notNull().default(0),
		nextTryAt: instant(),
		sentAt: instant(),
		madeAt: instant().notNull()
	},
	(t) => [
		uniqueIndex('mailings_recipient_day').on(t.recipient, t.day, t.batch),
		index('mailings_outcome').on(t.outcome),
		check(
			'mailings_outcome_known',
			sql`${t.outcome} in ('waiting', 'sending', 'sent', 'failed', 'not_sent')`
		),
		check('mailings_sent_at', sql`(${t.outcome} = 'sent') = (${t.sentAt} is not null)`)
	]
);

/** One matter, told to one person at one step. The unique key is why a repetition can never double. */
export const notices = sqliteTable(
	'notices',
	{
		id: id(),
		recipient: text().notNull(),
		/** Null for the body above, which has an address only. */
		accountId: text().references(() => accounts.id, { onDelete: 'restrict' }),
		agencyId: text().references(() => agencies.id, { onDelete: 'restrict' }),
		/** Null for the digest of a week. */
		inspectionId: text().references(() => inspections.id, { onDelete: 'restrict' }),
		/** `plan:<inspection>`, `action:<action>`; `weekly`. */
		matterKey: text().notNull(),
		matterKind: text().$type<MatterKind>(),
		dueOn: day().notNull(),
		step: text().$type<Step>().notNull(),
		day: day().notNull(),
		text: text().notNull(),
		/** Null where it is in the app alone. */
		mailingId: text().references(() => mailings.id, { onDelete: 'restrict' }),
		madeAt: instant().notNull(),
		/** Null for what the system made. */
		madeBy: text().references(() => accounts.id, { onDelete: 'restrict' }),
		readAt: instant()
	},
	(t) => [
		uniqueIndex('notices_once').on(t.recipient, t.matterKey, t.dueOn, t.step),
		index('notices_account').on(t.accountId, t.readAt),
		index('notices_mailing').on(t.mailingId),
		index('notices_matter').on(t.matterKey, t.dueOn),
		index('notices_day').on(t.day),
		index('notices_made').on(t.madeAt),
		check(
			'notices_matter_kind',
			sql`${t.matterKind} is null or ${t.matterKind} in ('self', 'explanation', 'plan', 'action', 'report')`
		)
	]
);
