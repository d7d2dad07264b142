/** Công văn đôn đốc and the note that ends the follow-up: issued, numbered, told, and never in each other's way. */
import { describe, expect, it } from 'vitest';
import { startOfDay } from '#lib/domain/calendar.ts';
import type { ReminderChoice } from '#lib/domain/papers/paper.ts';
import { writePapers } from '../../src/cli/papers.ts';
import { findDocument } from '#lib/server/db/queries/documents.ts';
import { findInspection } from '#lib/server/db/queries/inspections.ts';
import { accounts } from '#lib/server/db/schema/people.ts';
import { readAgencyPapers } from '#lib/server/services/agency-papers-view.ts';
import { listChasedMatters } from '#lib/server/services/chasing-view.ts';
import { deliverWaiting } from '#lib/server/services/mailings.ts';
import { countUnread, listOwnNotices, openNotice } from '#lib/server/services/notice-view.ts';
import { readPaperDesk } from '#lib/server/services/paper-desk-view.ts';
import { listRegisteredPapers } from '#lib/server/services/paper-register.ts';
import { issuePaper, readPaper } from '#lib/server/services/papers.ts';
import {
	drawReminderDraft,
	issueReminderLetter,
	readReminderDesk
} from '#lib/server/services/reminder-letters.ts';
import { orderRecheck } from '#lib/server/services/rechecks.ts';
import { eq } from 'drizzle-orm';
import { basename, join } from 'node:path';
import { openMailServer } from '../support/chasing.ts';
import { as, auditActions, codeOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { installSeal, keptWorld } from '../support/kept-world.ts';
import { agree, beginRemedy, DONE, planAction, report } from '../support/remedies.ts';
import { pdfText } from '../support/pdf-measure.ts';

interface Office {
	world: given.World;
	id: string;
	actionId: string;
}

/** A remedy due on 30/9/2026; the clock stands at 15/10/2026. */
const openOffice: () => Promise<Office> = keptWorld(async (world) => {
	await installSeal(world.ctx);
	const id = given.concluded(world);
	await issuePaper(as(world.ctx, world.people.clerk), id, 'conclusion', {
		version: given.versionOf(world, id)
	});
	const actionId = planAction(world, id, { dueOn: '2026-09-30' });
	beginRemedy(world, id);
	world.ctx.clock.at = startOfDay('2026-10-15') + 8 * 3_600_000;
	return { id, actionId };
});

const REPORTED = { ...DONE, asOfOn: '2026-10-14' };
const choice = (office: Office, change: Partial<ReminderChoice> = {}): ReminderChoice => ({
	keys: [`action:${office.actionId}`],
	answerBy: '2026-10-23',
	note: '',
	toSuperior: false,
	...change
});

const issue = (office: Office, change: Partial<ReminderChoice> = {}, more = {}) =>
	issueReminderLetter(as(office.world.ctx, office.world.people.clerk), office.id, {
		version: given.versionOf(office.world, office.id),
		choice: choice(office, change),
		...more
	});

const textOf = ({ world }: Office, documentId: string) =>
	pdfText(readPaper(as(world.ctx, world.people.viewer), documentId).pdf);

describe('the desk of a letter', () => {
	it('offers what is late on the day, with the days since, and proposes five working days to answer', async () => {
		const office = await openOffice();
		const { world, id, actionId } = office;
		const desk = readReminderDesk(as(world.ctx, world.people.planner), id);
		expect(desk).toMatchObject({ today: '2026-10-15', answerBy: '2026-10-22', earlier: [] });
		expect(desk.items).toMatchObject([
			{
				key: `action:${actionId}`,
				owedOn: '2026-09-30',
				daysLate: 11,
				action: { findingNumber: 1, measure: 'Trình phê duyệt đề án', latest: null, earlierDays: [] }
			}
		]);
		world.ctx.clock.at = startOfDay('2026-09-30');
		expect(readReminderDesk(as(world.ctx, world.people.planner), id).items).toEqual([]);
	});

	it('counts a term that ends on a day off from the next working day, as reminders do', async () => {
		const office = await openOffice();
		const { world, id, actionId } = office;
		agree(world, id, actionId, { dueOn: '2026-10-17' });
		const itemsOn = (day: string) => {
			world.ctx.clock.at = startOfDay(day) + 8 * 3_600_000;
			return readReminderDesk(as(world.ctx, world.people.planner), id).items;
		};
		// 17/10/2026 is a Saturday: the term ends on Monday 19/10.
		expect(itemsOn('2026-10-19')).toEqual([]);
		expect(itemsOn('2026-10-20')).toMatchObject([
			{ owedOn: '2026-10-17', daysLate: 1, action: { earlierDays: ['2026-09-30'] } }
		]);
	});

	it('is reached from the chasing page, for what is late and by those who issue papers', async () => {
		const office = await openOffice();
		const { ctx, people } = office.world;
		const hrefs = (actor: typeof people.planner) =>
			listChasedMatters(as(ctx, actor)).map(({ kind, letterHref }) => [kind, letterHref]);
		expect(hrefs(people.planner)).toEqual([
			['action', `/inspections/${office.id}/papers/reminder`],
			['report', null]
		]);
		expect(hrefs(people.viewer)).toEqual([
			['action', null],
			['report', null]
		]);
	});
});

describe('a letter', () => {
	it('is frozen with what was chosen, numbered in its register, sealed, and read by the agency', async () => {
		const office = await openOffice();
		const { world, id } = office;
		const { ctx, people } = world;
		const draft = await drawReminderDraft(as(ctx, people.planner), id, choice(office));
		const drawn = pdfText(draft);
		expect(drawn).toContain('Số: /SNV-CCHC');
		expect(drawn).toContain('Trình phê duyệt đề án');
		const issued = await issue(office, { note: 'Lời của Sở' });
		expect(issued.number).toBe(1);
		const text = textOf(office, issued.id);
		expect(text).toContain('Số: 01/SNV-CCHC');
		expect(text).toContain('Theo Thông báo số 01/TB-SNV ngày 12/9/2026 của Sở Nội vụ');
		expect(text).toContain('trước ngày 23/10/2026');
		const row = findDocument(ctx.db, issued.id)!;
		expect(row.content).toMatchObject({ choice: choice(office, { note: 'Lời của Sở' }) });
		expect(auditActions(ctx.db)).toContain('document.issue');
		expect(
			readAgencyPapers(as(ctx, people.officer), id).received.find(({ kind }) => kind === 'reminder_letter')
		).toMatchObject({ number: 1, sealed: true, superseded: false, answerBy: '2026-10-23' });
	});

	it('supersedes none before it; the register shows all, the next one names them', async () => {
		const office = await openOffice();
		const { ctx, people } = office.world;
		await issue(office);
		const second = await issue(office, {}, { issuedOn: '2026-10-16' });
		expect(second.number).toBe(2);
		expect(textOf(office, second.id)).toContain(
			'Sở Nội vụ đã đôn đốc bằng Công văn số 01/SNV-CCHC ngày 15/10/2026.'
		);
		const register = listRegisteredPapers(as(ctx, people.viewer)).filter(
			({ kind }) => kind === 'reminder_letter'
		);
		expect(register.map(({ number, superseded }) => [number, superseded])).toEqual([
			[2, 0],
			[1, 0]
		]);
		const desk = readPaperDesk(as(ctx, people.clerk), office.id).papers;
		expect(desk.find(({ kind }) => kind === 'reminder_letter')!.issued).toHaveLength(2);
		const files = await writePapers(
			as(ctx, people.planner),
			findInspection(ctx.db, office.id)!,
			join(ctx.config.dataDir, 'out')
		);
		expect(files.map((file) => basename(file)).filter((name) => name.includes('don-doc'))).toEqual([
			expect.stringMatching(/cong-van-don-doc-01-2026\.pdf$/),
			expect.stringMatching(/cong-van-don-doc-02-2026\.pdf$/)
		]);
	});

	it('is told to the officers and the head at once, in the app and by one mail each', async () => {
		const office = await openOffice();
		const { world, id } = office;
		const { ctx, people } = world;
		const mail = await openMailServer();
		ctx.config.mail = mail.config;
		for (const [person, email] of [
			[people.officer, 'officer@stn.example'],
			[people.head, 'head@stn.example']
		] as const)
			ctx.db.orm.update(accounts).set({ email }).where(eq(accounts.id, person.id)).run();
		const { told } = await issue(office);
		expect(told).toBe(2);
		expect(mail.received.map(({ to }) => String(to)).sort()).toEqual([
			expect.stringContaining('head@stn.example'),
			expect.stringContaining('officer@stn.example')
		]);
		expect(mail.received[0]!.subject).toContain('Công văn đôn đốc 1 việc quá hạn');
		expect(mail.received[0]!.text).toContain('Công văn số 01/SNV-CCHC ngày 15/10/2026');
		expect(mail.received[0]!.text).toContain(`/agency/inspections/${id}/papers`);
		expect(countUnread(as(ctx, people.head))).toBe(1);
		expect(countUnread(as(ctx, people.otherHead))).toBe(0);
		const [notice] = listOwnNotices(as(ctx, people.officer));
		expect(notice!.text).toMatch(
			/đã quá hạn 11 ngày làm việc\. Đôn đốc bằng Công văn số 01\/SNV-CCHC, trả lời bằng văn bản trước ngày 23\/10\/2026\.$/
		);
		expect(openNotice(as(ctx, people.officer), notice!.id).href).toBe(`/agency/inspections/${id}/papers`);
	});

	it('keeps its sentence in a mail that goes on a later day, with the days of that day', async () => {
		const office = await openOffice();
		const { ctx, people } = office.world;
		const mail = await openMailServer();
		ctx.config.mail = mail.config;
		ctx.db.orm
			.update(accounts)
			.set({ email: 'head@stn.example' })
			.where(eq(accounts.id, people.head.id))
			.run();
		mail.refuse = { code: 451, text: 'later' };
		await issue(office);
		mail.refuse = null;
		ctx.clock.at += 86_400_000;
		await deliverWaiting(as(ctx, null));
		expect(mail.received).toHaveLength(1);
		expect(mail.received[0]!.text).toContain(
			'đã quá hạn 12 ngày làm việc. Đôn đốc bằng Công văn số 01/SNV-CCHC, trả lời bằng văn bản trước ngày 23/10/2026.'
		);
	});

	it.each([
		['nothing chosen', { keys: [] }, {}, 'chasing.nothing_chosen'],
		['a matter that is not there', { keys: ['action:none'] }, {}, 'reminder.settled'],
		['a day before the matter was late', {}, { issuedOn: '2026-09-30' }, 'reminder.settled'],
		['an answer before the letter', { answerBy: '2026-10-15' }, {}, 'reminder.answer_too_early'],
		['no day', {}, { issuedOn: '31/10' }, 'date.invalid'],
		['a stale version', {}, { version: 1 }, 'version.stale']
	])('with %s is refused, and nobody is told', async (_, change, more, code) => {
		const office = await openOffice();
		expect(await codeOf(() => issue(office, change, more))).toBe(code);
		const { ctx, people } = office.world;
		expect(countUnread(as(ctx, people.head))).toBe(0);
		expect(listRegisteredPapers(as(ctx, people.viewer)).some(({ kind }) => kind === 'reminder_letter')).toBe(
			false
		);
	});

	it('about what was done meanwhile is refused', async () => {
		const office = await openOffice();
		const { world, id, actionId } = office;
		report(world, id, actionId, REPORTED);
		expect(await codeOf(() => issue(office))).toBe('reminder.settled');
	});

	it('is not for the agency, for readers, or before the conclusion', async () => {
		const office = await openOffice();
		const { world } = office;
		const { ctx, people } = world;
		const by = (actor: typeof people.head) => codeOf(() => readReminderDesk(as(ctx, actor), office.id));
		expect(await by(people.head)).toBe('permission.denied');
		expect(await by(people.otherHead)).toBe('not_found');
		expect(await by(people.viewer)).toBe('permission.denied');
		expect(await by(people.clerk)).toBeNull();
		const other = await given.openWorld();
		const early = given.notified(other);
		expect(await codeOf(() => readReminderDesk(as(other.ctx, other.people.planner), early))).toBe(
			'document.not_issued'
		);
	});
});

describe('the note that ends the follow-up', () => {
	/** Closed after a re-check on the spot. */
	async function closed(): Promise<Office> {
		const office = await openOffice();
		const { world, id, actionId } = office;
		const { ctx, people } = world;
		report(world, id, actionId, REPORTED);
		given.move(world, 'head', id, 'submit_report');
		const recheckId = orderRecheck(as(ctx, people.planner), id, {
			version: given.versionOf(world, id),
			findingIds: ['finding-1'],
			visitOn: '2026-10-16',
			visitAt: '08:00',
			place: '',
			reason: 'Kiểm tra thực tế'
		});
		ctx.clock.at = startOfDay('2026-10-16') + 9 * 3_600_000;
		given.move(world, 'lead', recheckId, 'open_session');
		const seen = { input: { kind: 'options' as const, index: 0 }, note: 'Đã xem quyết định' };
		given.send(world, 'member', recheckId, given.setAnswer('appraisal', 'TT1', seen));
		given.drawBoth(world, recheckId);
		given.move(world, 'lead', recheckId, 'sign_minutes');
		given.move(world, 'planner', id, 'close');
		return office;
	}

	it('waits until the inspection is closed', async () => {
		const { world, id } = await openOffice();
		const clerk = as(world.ctx, world.people.clerk);
		const issueNote = () => issuePaper(clerk, id, 'closing_note', { version: given.versionOf(world, id) });
		expect(await codeOf(issueNote)).toBe('document.not_issued');
	});

	it('tells how and when each finding was settled, and takes its number from the register of notices', async () => {
		const office = await closed();
		const { world, id } = office;
		const clerk = as(world.ctx, world.people.clerk);
		const issueNote = (number?: number) =>
			issuePaper(clerk, id, 'closing_note', {
				version: given.versionOf(world, id),
				...(number === undefined ? {} : { number })
			});
		// 01/TB-SNV is the conclusion.
		expect(await codeOf(() => issueNote(1))).toBe('number.taken');
		const first = await issueNote();
		expect(first.number).toBe(2);
		const text = textOf(office, first.id);
		expect(text).toContain('Kết thúc theo dõi khắc phục tồn tại, hạn chế');
		expect(text).toContain('01 tồn tại đã khắc phục và được xác nhận (01 qua kiểm tra lại)');
		expect(text).toContain('Chậm 10 ngày làm việc');
		expect(text).toContain('Tồn tại 1: đánh giá từ ngày');
		expect(text).toContain('- Thông báo số 01/TB-SNV ngày 12/9/2026 của Sở Nội vụ');
		const second = await issueNote();
		expect(findDocument(world.ctx.db, first.id)!.supersededBy).toBe(second.id);
	});
});
