/** Mails on a bad day: a server that is down or refuses, and a crash in between; each goes once or is told of. */
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { DEFAULT_CHASING } from '#lib/domain/chasing-settings.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import { updateMailing } from '#lib/server/db/queries/notices.ts';
import { mailings } from '#lib/server/db/schema/notices.ts';
import { runChasing } from '#lib/server/services/chasing.ts';
import { deliverWaiting, retryMailing, settleInterrupted } from '#lib/server/services/mailings.ts';
import { countUnread } from '#lib/server/services/notice-view.ts';
import { at, history, live, openMailServer, openOffice, steps, type Office } from '../support/chasing.ts';
import { as, codeOf, type TestCtx } from '../support/database.ts';
import * as given from '../support/inspections.ts';

describe('the mail server', () => {
	it('that is down is tried again later, and the mail goes once', async () => {
		const office = await openOffice();
		given.notified(office.world);
		office.mail.refuse = { code: 451, text: 'Try again later' };
		await live(office, '2026-09-14', '2026-09-14');
		expect(history(office)[0]).toMatchObject({ outcome: 'waiting', attempts: 1 });
		expect(history(office)[0]!.fault).toContain('Try again later');
		await runChasing(office.system);
		expect(history(office)[0]!.attempts).toBe(1);
		office.mail.refuse = null;
		office.system.clock.at += 5 * 60_000;
		await runChasing(office.system);
		await runChasing(office.system);
		expect(history(office)[0]).toMatchObject({ outcome: 'sent', attempts: 2, fault: '' });
		expect(office.mail.received).toHaveLength(1);
	});

	it('that stays down makes it failed; a person sends it again, with its days counted anew', async () => {
		const office = await openOffice();
		given.notified(office.world);
		office.mail.refuse = { code: 451, text: 'Try again later' };
		await live(office, '2026-09-14', '2026-09-14');
		for (const minutes of [5, 30, 120, 480]) {
			office.system.clock.at += minutes * 60_000;
			await deliverWaiting(office.system);
		}
		const [failed] = history(office);
		expect(failed).toMatchObject({ outcome: 'failed', attempts: 5 });
		office.mail.refuse = null;
		office.system.clock.at = at('2026-09-16', '10:00');
		const planner = as(office.world.ctx, office.world.people.planner);
		retryMailing(planner, failed!.mailingId!);
		expect(await codeOf(() => retryMailing(planner, failed!.mailingId!))).toBe('mail.not_failed');
		await deliverWaiting(office.system);
		expect(office.mail.received.map(({ text }) => /đã quá hạn \d+ ngày/.exec(text)?.[0])).toEqual([
			'đã quá hạn 2 ngày'
		]);
		for (const name of ['viewer', 'lead', 'clerk'] as const)
			expect(
				await codeOf(() => retryMailing(as(office.world.ctx, office.world.people[name]), failed!.mailingId!))
			).toBe('permission.denied');
		expect(await codeOf(() => retryMailing(planner, 'none'))).toBe('not_found');
	});

	it('that refuses an address for good is not asked again', async () => {
		const office = await openOffice();
		given.notified(office.world);
		office.mail.refuse = { code: 550, text: 'No such mailbox' };
		await live(office, '2026-09-14', '2026-09-14');
		expect(history(office)[0]).toMatchObject({ outcome: 'failed', attempts: 1 });
	});

	it('that asks for a login gets it; a wrong one is tried again', async () => {
		const office = await openOffice();
		const mail = await openMailServer({ user: 'cchc', password: 'mật-khẩu' });
		office.world.ctx.config.mail = mail.config;
		mail.refuseLogin = true;
		given.notified(office.world);
		await live(office, '2026-09-14', '2026-09-14');
		expect(history(office)[0]).toMatchObject({ outcome: 'waiting', attempts: 1 });
		expect(history(office)[0]!.fault).not.toContain('mật-khẩu');
		mail.refuseLogin = false;
		office.system.clock.at += 5 * 60_000;
		await runChasing(office.system);
		expect(mail.received).toHaveLength(1);
	});

	it('is not there: everything is in the app, what only mail can carry is kept as not sent', async () => {
		const office = await openOffice();
		office.world.ctx.config.mail = null;
		given.notified(office.world);
		await live(office, '2026-09-14', '2026-10-07');
		expect(office.mail.received).toEqual([]);
		const byMail = history(office).filter(({ mailingId }) => mailingId !== null);
		expect(byMail.map(({ address, outcome, fault }) => [address, outcome, fault])).toEqual([
			['ubnd@tinh.example', 'not_sent', 'mail_off']
		]);
		const planner = as(office.world.ctx, office.world.people.planner);
		expect(await codeOf(() => retryMailing(planner, byMail[0]!.mailingId!))).toBe('mail.off');
		expect(countUnread(as(office.world.ctx, office.world.people.officer))).toBeGreaterThan(3);
	});
});

describe('a crash', () => {
	it('between the writing and the sending loses nothing and doubles nothing', async () => {
		const office = await openOffice();
		given.notified(office.world);
		const mail = office.world.ctx.config.mail;
		// Written with a server that cannot be reached, then the process is gone.
		office.world.ctx.config.mail = { ...mail!, port: 1 };
		await live(office, '2026-09-14', '2026-09-14');
		const path = join(office.world.ctx.config.dataDir, 'thuoc.sqlite');
		office.world.ctx.db.sqlite.close();
		const again: TestCtx = { ...office.system, db: openDatabase(path) };
		again.config.mail = mail;
		again.clock.at += 5 * 60_000;
		settleInterrupted(again);
		for (let i = 0; i < 3; i += 1) await runChasing(again);
		expect(office.mail.received).toHaveLength(1);
		again.db.sqlite.close();
	});

	it('while a mail was going leaves it to a person: it may have gone', async () => {
		const office = await openOffice();
		given.notified(office.world);
		office.mail.refuse = { code: 451, text: 'later' };
		await live(office, '2026-09-14', '2026-09-14');
		// What the power leaves behind when it goes between the mail and its outcome.
		const { id } = office.world.ctx.db.orm.select().from(mailings).get()!;
		updateMailing(office.world.ctx.db, id, 'waiting', { outcome: 'sending' });
		office.mail.refuse = null;
		office.system.clock.at += 60 * 60_000;
		await runChasing(office.system);
		expect(office.mail.received).toEqual([]);
		settleInterrupted(office.system);
		await runChasing(office.system);
		expect(office.mail.received).toEqual([]);
		expect(history(office)[0]).toMatchObject({ outcome: 'failed', fault: 'interrupted' });
	});

	it('of a whole week is made up once', async () => {
		const office = await openOffice();
		given.notified(office.world);
		await live(office, '2026-09-14', '2026-09-14');
		await live(office, '2026-09-22', '2026-09-22');
		await runChasing(office.system);
		expect(steps(office)).toEqual([
			'2026-09-14 officer@stn.example on_day',
			'2026-09-22 head@stn.example to_head',
			'2026-09-22 officer@stn.example after_1'
		]);
	});

	it('of the clock does not double', async () => {
		const office = await openOffice();
		given.notified(office.world);
		await live(office, '2026-09-14', '2026-09-15');
		await live(office, '2026-09-14', '2026-09-15');
		expect(steps(office)).toEqual(['2026-09-14 officer@stn.example on_day']);
		expect(office.mail.received).toHaveLength(1);
	});
});

/** The mail of 14/9 is refused for now; the self-assessment is handed in before it is tried again. */
async function settleWhileWaiting(office: Office, id: string): Promise<void> {
	office.mail.refuse = { code: 451, text: 'later' };
	await live(office, '2026-09-14', '2026-09-14');
	given.answerAll(office.world, 'officer', id, 'self');
	given.move(office.world, 'head', id, 'submit_self');
	office.mail.refuse = null;
	office.system.clock.at += 10 * 60_000;
}

test('what was settled while its mail waited is not sent', async () => {
	const office = await openOffice();
	const id = given.notified(office.world);
	await settleWhileWaiting(office, id);
	await runChasing(office.system);
	expect(office.mail.received).toEqual([]);
	expect(history(office)[0]).toMatchObject({ outcome: 'not_sent', fault: 'settled' });
});

describe('a mail that waits until a later day', () => {
	it('counts the days of its weekly digest from the day on which it goes', async () => {
		const office = await openOffice({ ...DEFAULT_CHASING, before: [] });
		given.notified(office.world, '2026-10-05');
		office.mail.refuse = { code: 451, text: 'later' };
		await live(office, '2026-09-14', '2026-09-14');
		office.mail.refuse = null;
		office.system.clock.at = at('2026-09-15', '10:00');
		await deliverWaiting(office.system);
		expect(office.mail.received.map(({ text }) => /còn (\d+) ngày/.exec(text)?.[1])).toEqual(['9', '9']);
	});

	it('leaves out of its digest what was settled meanwhile, and is not sent where nothing is left', async () => {
		const office = await openOffice({ ...DEFAULT_CHASING, before: [] });
		const id = given.notified(office.world, '2026-10-05');
		await settleWhileWaiting(office, id);
		await deliverWaiting(office.system);
		expect(office.mail.received).toEqual([]);
		expect(history(office)[0]).toMatchObject({ step: 'weekly', outcome: 'not_sent', fault: 'settled' });
	});
});
