/** Reminders over months, by an injected clock, through a real mail server of this machine. */
import { afterEach, describe, expect, it, test } from 'vitest';
import { addDays, daysBetween, startOfDay } from '#lib/domain/calendar.ts';
import { DEFAULT_CHASING } from '#lib/domain/chasing-settings.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import { accounts, agencies } from '#lib/server/db/schema/people.ts';
import { mailings } from '#lib/server/db/schema/notices.ts';
import { updateMailing } from '#lib/server/db/queries/notices.ts';
import { listChasedMatters, listNotices } from '#lib/server/services/chasing-view.ts';
import {
	previewChasing,
	previewReminders,
	readChasingPage,
	runChasing,
	saveChasing,
	sendReminders
} from '#lib/server/services/chasing.ts';
import { deliverWaiting, retryMailing, settleInterrupted } from '#lib/server/services/mailings.ts';
import { countUnread, listOwnNotices, markAllRead, openNotice } from '#lib/server/services/notice-view.ts';
import { eq } from 'drizzle-orm';
import { join } from 'node:path';
import { as, auditActions, codeOf, type TestCtx } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import { agree, AWAITING, DONE, remedying, report } from '../support/remedies.ts';

const servers: MailServer[] = [];
afterEach(async () => {
	for (const server of servers.splice(0)) await server.stop();
});

async function openMailServer(...login: Parameters<typeof startMailServer>): Promise<MailServer> {
	const server = await startMailServer(...login);
	servers.push(server);
	return server;
}

const NO_WEEKLY = { ...DEFAULT_CHASING, weeklyOn: 0 };

interface Office {
	world: given.World;
	/** The system, with the mail server. */
	system: TestCtx;
	mail: MailServer;
}

/** People with addresses, and the reminders of every day without the weekly digest. */
async function openOffice(settings = NO_WEEKLY): Promise<Office> {
	const world = await given.openWorld();
	const mail = await openMailServer();
	world.ctx.config.mail = mail.config;
	const { people, ctx } = world;
	const address = (id: string, email: string) =>
		ctx.db.orm.update(accounts).set({ email }).where(eq(accounts.id, id)).run();
	address(people.officer.id, 'officer@stn.example');
	address(people.head.id, 'head@stn.example');
	ctx.db.orm
		.update(agencies)
		.set({ superiorEmail: 'ubnd@tinh.example' })
		.where(eq(agencies.id, people.agencyId))
		.run();
	saveChasing(as(ctx, people.planner), 0, settings);
	return { world, mail, system: as(ctx, null) };
}

const at = (day: string, time = '07:35') =>
	startOfDay(day) + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000;

/** Every day from `from` to `to`, as the server's clock would. */
async function live(
	{ system }: Office,
	from: string,
	to: string,
	each?: (day: string) => void
): Promise<void> {
	for (let i = 0; i <= daysBetween(from, to); i += 1) {
		const day = addDays(from, i);
		system.clock.at = at(day);
		each?.(day);
		await runChasing(system);
	}
}

const received = ({ mail }: Office) => mail.received.map(({ to, subject }) => `${to} ${subject}`);
const history = ({ world }: Office) => listNotices(as(world.ctx, world.people.viewer));
const steps = (office: Office) =>
	history(office)
		.map(({ day, address, recipientName, step }) => `${day} ${address ?? recipientName} ${step}`)
		.sort();

/** The action alone: the report of the whole falls due on a day of its own. */
const ofAction = (office: Office, key: string) =>
	office.world.ctx.db.sqlite
		.prepare("select day || ' ' || step from notices where matter_key = ? order by day, step")
		.pluck()
		.all(key);

describe('a year of one action', () => {
	it('reminds before, on and after its day, over Tết, tells the head, then the body above, and stops', async () => {
		const office = await openOffice();
		const { id, actionId } = remedying(office.world, { dueOn: '2026-12-31' });
		agree(office.world, id, actionId, { dueOn: '2027-02-10' });
		await live(office, '2026-12-01', '2027-06-30');
		// The holidays of Tết 2027 as the product reckons them: 5 to 9/2.
		expect(ofAction(office, `action:${actionId}`)).toEqual([
			'2026-12-24 before_30',
			'2027-01-27 before_7',
			'2027-02-04 before_1',
			'2027-02-10 on_day',
			'2027-02-17 after_1',
			'2027-02-17 to_head',
			'2027-02-24 after_2',
			'2027-03-03 after_3',
			'2027-03-03 to_superior',
			'2027-03-10 after_4',
			'2027-03-17 after_5',
			'2027-03-24 after_6'
		]);
		const days = office.mail.received.map(({ to, raw }) => `${to} ${/^Date: (.*)$/m.exec(raw)?.[1]}`);
		expect(days.length).toBe(new Set(history(office).map(({ mailingId }) => mailingId)).size);
		expect(history(office).every(({ outcome }) => outcome === 'sent')).toBe(true);
		expect(office.mail.received.every(({ from }) => from === 'cchc@snv.example')).toBe(true);
	});

	it('begins anew when the office agrees to more time, and rests while it may', async () => {
		const office = await openOffice();
		const { id, actionId } = remedying(office.world, { dueOn: '2026-11-02' });
		await live(office, '2026-10-29', '2027-01-29', (day) => {
			if (day === '2026-11-05') agree(office.world, id, actionId, { dueOn: '2026-11-20' });
			if (day === '2026-11-23')
				agree(office.world, id, actionId, { kind: 'cannot_now', dueOn: null, restsUntil: '2027-01-20' });
		});
		expect(ofAction(office, `action:${actionId}`)).toEqual([
			'2026-10-29 before_7',
			'2026-10-30 before_1',
			'2026-11-02 on_day',
			'2026-11-05 before_30',
			'2026-11-11 before_7',
			'2026-11-19 before_1',
			'2026-11-20 on_day',
			'2026-12-08 before_30',
			'2027-01-11 before_7',
			'2027-01-19 before_1',
			'2027-01-20 on_day',
			'2027-01-27 after_1',
			'2027-01-27 to_head'
		]);
	});

	it('whose cause lies with another body is reminded of and not taken higher', async () => {
		const office = await openOffice();
		const { actionId } = remedying(office.world, { dueOn: '2026-11-02' });
		office.world.ctx.db.sqlite.prepare("update findings set cause_kind = 'objective'").run();
		await live(office, '2026-11-02', '2026-12-11');
		const said = ofAction(office, `action:${actionId}`) as string[];
		expect(said.some((line) => line.includes('after_'))).toBe(true);
		expect(said.filter((line) => line.includes('to_'))).toEqual([]);
	});

	it('says nothing after it was done, and does not escalate while another body has to decide', async () => {
		const office = await openOffice();
		const { id, actionId } = remedying(office.world, { dueOn: '2026-11-02' });
		const late = (today: string) => ({
			asOfOn: today,
			delayReason: 'Chờ thẩm định',
			newDueOn: addDays(today, 30)
		});
		await live(office, '2026-10-20', '2026-12-11', (day) => {
			if (day === '2026-11-04') report(office.world, id, actionId, { ...AWAITING, ...late(day) });
			if (day === '2026-12-02') report(office.world, id, actionId, { ...DONE, ...late(day) });
		});
		expect(ofAction(office, `action:${actionId}`)).toEqual([
			'2026-10-20 before_30',
			'2026-10-22 before_7',
			'2026-10-30 before_1',
			'2026-11-02 on_day',
			'2026-11-09 after_1',
			'2026-11-16 after_2',
			'2026-11-23 after_3',
			'2026-11-30 after_4'
		]);
		const last = office.mail.received.findLast(({ text }) => text.includes('Trình phê duyệt đề án'));
		expect(last?.text).toContain('Đã trình, đang chờ cơ quan có thẩm quyền phê duyệt.');
	});
});

describe('a mail', () => {
	it('holds all of a person’s matters of the day, in Vietnamese, with an address for each', async () => {
		const office = await openOffice(DEFAULT_CHASING);
		given.notified(office.world);
		await live(office, '2026-09-14', '2026-09-14');
		expect(received(office).sort()).toEqual([
			'head@stn.example [Sở Nội vụ] Tổng hợp trong tuần: các việc kiểm tra CCHC đang mở',
			'officer@stn.example [Sở Nội vụ] Nhắc 1 việc kiểm tra CCHC'
		]);
		const { text } = office.mail.received.find(({ to }) => to.startsWith('officer'))!;
		expect(text).toContain('Nộp kết quả tự đánh giá');
		expect(text).toContain('hạn 14/9/2026, đến hạn hôm nay');
		expect(text).toContain('TỔNG HỢP TRONG TUẦN');
		const [, noticeId] = /http:\/\/localhost:3000\/notices\/([0-9a-f-]+)/.exec(text)!;
		const officer = as(office.world.ctx, office.world.people.officer);
		expect(openNotice(officer, noticeId!)).toMatchObject({ notice: { isSettled: false, step: 'on_day' } });
	});

	it('to the body above names the agency and no address of the product', async () => {
		const office = await openOffice();
		given.notified(office.world);
		await live(office, '2026-09-14', '2026-10-07');
		const above = office.mail.received.filter(({ to }) => to === 'ubnd@tinh.example');
		expect(above).toHaveLength(1);
		expect(above[0]!.text).toContain('Kính gửi: UBND tỉnh');
		expect(above[0]!.text).toContain('Sở Thử nghiệm: Nộp kết quả tự đánh giá');
		expect(above[0]!.text).not.toContain('http');
	});

	it('is none on days off and before the hour of the settings', async () => {
		const office = await openOffice();
		given.notified(office.world);
		for (const [day, time] of [
			['2026-09-12', '09:00'],
			['2026-09-13', '09:00'],
			['2026-09-14', '07:29']
		] as const) {
			office.system.clock.at = at(day, time);
			await runChasing(office.system);
		}
		expect(received(office)).toEqual([]);
		office.system.clock.at = at('2026-09-14', '07:30');
		await runChasing(office.system);
		expect(received(office)).toHaveLength(1);
	});
});

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

test('what was settled while its mail waited is not sent', async () => {
	const office = await openOffice();
	const id = given.notified(office.world);
	office.mail.refuse = { code: 451, text: 'later' };
	await live(office, '2026-09-14', '2026-09-14');
	given.answerAll(office.world, 'officer', id, 'self');
	given.move(office.world, 'head', id, 'submit_self');
	office.mail.refuse = null;
	office.system.clock.at += 10 * 60_000;
	await runChasing(office.system);
	expect(office.mail.received).toEqual([]);
	expect(history(office)[0]).toMatchObject({ outcome: 'not_sent', fault: 'settled' });
});

describe('in the app', () => {
	it('a person sees the own notices, reads them, and finds the matter, or that it is done', async () => {
		const office = await openOffice();
		const { world } = office;
		const id = given.notified(world);
		await live(office, '2026-09-14', '2026-09-21');
		const officer = as(world.ctx, world.people.officer);
		expect(countUnread(officer)).toBe(2);
		const [newest, oldest] = listOwnNotices(officer);
		expect([newest!.step, oldest!.step]).toEqual(['after_1', 'on_day']);
		expect(openNotice(officer, newest!.id)).toMatchObject({
			notice: { isSettled: false },
			href: `/agency/inspections/${id}/self`
		});
		expect(countUnread(officer)).toBe(1);
		given.answerAll(world, 'officer', id, 'self');
		given.move(world, 'head', id, 'submit_self');
		expect(openNotice(officer, oldest!.id)).toMatchObject({ notice: { isSettled: true } });
		expect(listOwnNotices(officer).every(({ isSettled, isRead }) => isSettled && isRead)).toBe(true);
		const head = as(world.ctx, world.people.head);
		expect(await codeOf(() => openNotice(head, newest!.id))).toBe('not_found');
		expect(countUnread(head)).toBe(1);
		markAllRead(head);
		expect(countUnread(head)).toBe(0);
		expect(await codeOf(() => listOwnNotices(as(world.ctx, null)))).toBe('auth.required');
	});
});

describe('the desk', () => {
	it('lists what is owed, the longest late first, and what was said of it', async () => {
		const office = await openOffice();
		given.notified(office.world);
		await live(office, '2026-09-14', '2026-09-21');
		expect(listChasedMatters(as(office.world.ctx, office.world.people.viewer))).toEqual([
			expect.objectContaining({
				kind: 'self',
				title: 'Nộp kết quả tự đánh giá',
				late: true,
				heldBy: null,
				lastToldOn: '2026-09-21',
				timesTold: 3
			})
		]);
	});

	it('sends reminders by hand after a preview, once a day for each, with a line for each result', async () => {
		const office = await openOffice();
		const { world, system } = office;
		given.notified(world);
		// A Saturday: a person may send on a day off.
		system.clock.at = at('2026-09-19', '09:00');
		const planner = as(world.ctx, world.people.planner);
		const [matter] = listChasedMatters(planner);
		const input = {
			matterKeys: [matter!.key, 'plan:gone'],
			toHead: true,
			note: 'Đề nghị nộp trước ngày 25/9/2026.'
		};
		const preview = previewReminders(planner, input);
		expect(preview.mails.map(({ address }) => address).sort()).toEqual([
			'head@stn.example',
			'officer@stn.example'
		]);
		expect(preview.mails[0]!.text).toContain(input.note);
		expect(office.mail.received).toEqual([]);
		const lines = await sendReminders(planner, input);
		expect(lines.map(({ outcome }) => outcome)).toEqual(['mail_sent', 'mail_sent', 'settled']);
		expect(office.mail.received.map(({ to }) => to).sort()).toEqual([
			'head@stn.example',
			'officer@stn.example'
		]);
		expect(office.mail.received[0]!.text).toContain(input.note);
		expect((await sendReminders(planner, input)).map(({ outcome }) => outcome)).toEqual([
			'already_today',
			'already_today',
			'settled'
		]);
		expect(office.mail.received).toHaveLength(2);
		expect(await codeOf(() => previewReminders(planner, { ...input, matterKeys: [] }))).toBe(
			'chasing.nothing_chosen'
		);
		// A word by hand moves no ladder.
		await live(office, '2026-09-21', '2026-09-21');
		expect(steps(office).slice(-2)).toEqual([
			'2026-09-21 head@stn.example to_head',
			'2026-09-21 officer@stn.example after_1'
		]);
		expect(auditActions(world.ctx.db)).toContain('chasing.remind');
	});
});

describe('settings', () => {
	it('are previewed before they are saved, and saved under a version', async () => {
		const office = await openOffice();
		const { world, system } = office;
		given.notified(world);
		system.clock.at = at('2026-09-12');
		const planner = as(world.ctx, world.people.planner);
		const page = readChasingPage(planner);
		expect(page).toMatchObject({ mailFrom: 'cchc@snv.example', settings: { version: 1 } });
		// Saturday: the next working day is told of.
		expect(page.preview).toMatchObject({ day: '2026-09-14', isOff: true, isDone: false });
		expect(page.preview.mails.map(({ address }) => address)).toEqual(['officer@stn.example']);
		expect(previewChasing(planner, { ...NO_WEEKLY, enabled: false }).mails).toEqual([]);
		expect(await codeOf(() => saveChasing(planner, 0, NO_WEEKLY))).toBe('version.stale');
		expect(await codeOf(() => saveChasing(planner, 1, { ...NO_WEEKLY, toHeadAfter: 20 }))).toBe(
			'chasing.superior_before_head'
		);
		saveChasing(planner, 1, { ...NO_WEEKLY, enabled: false });
		await live(office, '2026-09-14', '2026-09-30');
		expect(history(office)).toEqual([]);
	});

	it('show tomorrow once today is done', async () => {
		const office = await openOffice();
		given.notified(office.world);
		await live(office, '2026-09-18', '2026-09-18');
		const { preview } = readChasingPage(as(office.world.ctx, office.world.people.admin));
		expect(preview).toMatchObject({ day: '2026-09-21', isDone: true, isOff: false });
	});
});

it('an agency without an address above it: the planners are told, so that nothing ends in silence', async () => {
	const office = await openOffice();
	const { world } = office;
	world.ctx.db.orm.update(agencies).set({ superiorEmail: '' }).run();
	given.notified(world);
	await live(office, '2026-09-14', '2026-10-07');
	const planner = as(world.ctx, world.people.planner);
	const [notice] = listOwnNotices(planner);
	expect(notice).toMatchObject({ step: 'to_superior' });
	expect(openNotice(planner, notice!.id).href).toMatch(/^\/inspections\//);
});
