/** Reminders over months, by an injected clock, through a real mail server of this machine. */
import { describe, expect, it } from 'vitest';
import { addDays } from '#lib/domain/calendar.ts';
import { DEFAULT_CHASING } from '#lib/domain/chasing-settings.ts';
import { agencies } from '#lib/server/db/schema/people.ts';
import { listChasedMatters } from '#lib/server/services/chasing-view.ts';
import {
	previewChasing,
	previewReminders,
	readChasingPage,
	runChasing,
	saveChasing,
	sendReminders
} from '#lib/server/services/chasing.ts';
import { deliverWaiting } from '#lib/server/services/mailings.ts';
import { countUnread, listOwnNotices, markAllRead, openNotice } from '#lib/server/services/notice-view.ts';
import {
	at,
	history,
	live,
	NO_WEEKLY,
	openOffice,
	received,
	steps,
	type Office
} from '../support/chasing.ts';
import { as, auditActions, codeOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { agree, AWAITING, DONE, remedying, report } from '../support/remedies.ts';

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

it('a cause that the accepted plan places with another body is told to nobody’s superior', async () => {
	const office = await openOffice();
	const { actionId } = remedying(office.world, { causeOwner: 'other', causeBody: 'UBND tỉnh' });
	await live(office, '2026-12-20', '2027-02-05');
	const told = ofAction(office, `action:${actionId}`);
	expect(told).not.toEqual([]);
	expect(told.filter((line) => /to_head|to_superior/.test(`${line as string}`))).toEqual([]);
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

it('however many notices there are, what a day asks of them is found by an index', async () => {
	const { world, system } = await openOffice(DEFAULT_CHASING);
	const { sqlite } = world.ctx.db;
	const prepare = sqlite.prepare.bind(sqlite);
	const asked = new Set<string>();
	sqlite.prepare = ((source: string) => {
		if (/^\s*select.* from "?notices/is.test(source)) asked.add(source);
		return prepare(source);
	}) as typeof sqlite.prepare;
	system.clock.at = at('2026-09-14');
	await runChasing(system);
	const planner = as(world.ctx, world.people.planner);
	readChasingPage(planner);
	listChasedMatters(planner);
	listOwnNotices(planner);
	expect(asked.size).toBeGreaterThan(2);
	for (const source of asked) {
		const blanks = [...source.matchAll(/\?/g)].map((_, i) =>
			i === 0 && source.includes('json_each') ? '[]' : 1
		);
		const plan = prepare(`explain query plan ${source}`).all(...blanks) as { detail: string }[];
		const scanned = plan.filter(({ detail }) => /^SCAN notices(?! USING INDEX)/.test(detail));
		expect([source, scanned]).toEqual([source, []]);
	}
});

it('a list of notices and a mail ask of their own inspections alone', async () => {
	const office = await openOffice(DEFAULT_CHASING);
	const { world, system, mail } = office;
	given.notified(world);
	mail.refuse = { code: 451, text: 'later' };
	await live(office, '2026-09-14', '2026-09-14');
	mail.refuse = null;
	const { sqlite } = world.ctx.db;
	const prepare = sqlite.prepare.bind(sqlite);
	const asked: string[] = [];
	sqlite.prepare = ((source: string) => {
		if (/from ("inspections"|inspection_moves|actions a|findings f)/.test(source)) asked.push(source);
		return prepare(source);
	}) as typeof sqlite.prepare;
	listOwnNotices(as(world.ctx, world.people.officer));
	system.clock.at += 5 * 60_000;
	await deliverWaiting(system);
	expect(mail.received.length).toBeGreaterThan(0);
	expect(asked.length).toBeGreaterThan(2);
	const isNamed = /(inspection_id|"inspections"\."id") in|"agency_id" = \?/;
	expect(asked.filter((source) => !isNamed.test(source))).toEqual([]);
});
