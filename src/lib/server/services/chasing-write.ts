/**
 * Writes notices and the mails that will carry them. Nothing is sent here: what is written is there after a crash, and
 * the unique keys keep a repetition from doubling it.
 */
import type { Ctx } from '../context.ts';
import type { Recipient } from './chasing-matters.ts';
import { insertMailing, insertNotice } from '../db/queries/notices.ts';
import { composeFor, type DraftDigest, type DraftNotice } from './chasing-plan.ts';

export interface WrittenDigest {
	/** Null where it is in the app alone. */
	mailingId: string | null;
	/** Those that were new. */
	notices: DraftNotice[];
}

export interface DigestWay {
	/** YYYY-MM-DD. */
	day: string;
	/** Empty for the day's own digest. */
	batch: string;
	note: string;
}

/**
 * Part of the transaction of whoever calls. An account without an address, or any account while no mail server is set
 * up, is told in the app only; the body above has no app, so its mail is kept as «not sent».
 */
export function writeDigest(ctx: Ctx, digest: DraftDigest, { day, batch, note }: DigestWay): WrittenDigest {
	const { recipient } = digest;
	const isOn = ctx.config.mail !== null;
	const byMail = recipient.address !== '' && (isOn || recipient.accountId === null);
	const at = ctx.now();
	const named = digest.notices.map((notice) => ({ id: ctx.newId(), notice }));
	const mailingId = byMail ? writeMailing(ctx, digest.recipient, named, { day, batch, note }) : null;
	const written = named.filter(({ id, notice }) =>
		insertNotice(ctx.db, {
			id,
			recipient: recipient.key,
			accountId: recipient.accountId,
			agencyId: notice.matter?.agencyId ?? null,
			inspectionId: notice.matter?.inspectionId ?? null,
			matterKey: notice.matterKey,
			matterKind: notice.matter?.kind ?? null,
			dueOn: notice.dueOn,
			step: notice.step,
			day,
			text: notice.text,
			mailingId,
			madeAt: at,
			madeBy: ctx.actor?.id ?? null
		})
	);
	return { mailingId, notices: written.map(({ notice }) => notice) };
}

/** Null where this person had this day's mail before: the clock was set back. */
function writeMailing(
	ctx: Ctx,
	recipient: Recipient,
	named: readonly { id: string; notice: DraftNotice }[],
	way: DigestWay
): string | null {
	const isOn = ctx.config.mail !== null;
	const lines = named.map(({ id, notice: { step, text } }) => ({ id, step, text }));
	const id = ctx.newId();
	const isNew = insertMailing(ctx.db, {
		id,
		recipient: recipient.key,
		address: recipient.address,
		name: recipient.name,
		...way,
		...composeFor(ctx, recipient, lines, way.note),
		outcome: isOn ? 'waiting' : 'not_sent',
		fault: isOn ? '' : 'mail_off',
		madeAt: ctx.now()
	});
	return isNew ? id : null;
}
