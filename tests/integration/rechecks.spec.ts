import { beforeEach, describe, expect, test } from 'vitest';
import { listCriteriaSets } from '#lib/server/db/queries/criteria.ts';
import { countByState } from '#lib/server/db/queries/registers.ts';
import { findInspection, listInspections } from '#lib/server/db/queries/inspections.ts';
import { listVerifications } from '#lib/server/db/queries/remediation.ts';
import { readAgencyHome } from '#lib/server/services/agency-view.ts';
import { listChasedMatters } from '#lib/server/services/chasing-view.ts';
import { readDashboard } from '#lib/server/services/dashboard-view.ts';
import { readFieldSnapshot } from '#lib/server/services/field-view.ts';
import { listRegisteredInspections } from '#lib/server/services/inspection-register-view.ts';
import { readInspectionHead, readInspectionOverview } from '#lib/server/services/inspection-view.ts';
import { readOwnRechecks, readRechecks } from '#lib/server/services/recheck-view.ts';
import { orderRecheck } from '#lib/server/services/rechecks.ts';
import { verifyFinding } from '#lib/server/services/remediation.ts';
import { previewMinutes } from '#lib/server/services/minutes.ts';
import { readPaperDesk } from '#lib/server/services/paper-desk-view.ts';
import { issuePaper, readPaper } from '#lib/server/services/papers.ts';
import { readFindingHistory } from '#lib/server/services/remedy-history-view.ts';
import { readRemedies } from '#lib/server/services/remedy-view.ts';
import { auditActions, codeOf, problemOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { installSeal, keptWorld } from '../support/kept-world.ts';
import { beginRemedy, concludedWith, DONE, planAction, report } from '../support/remedies.ts';

let world: given.World;
let id: string;
const by = (person: given.Person) => given.by(world, person);
const ORDER = { visitOn: '2026-10-05', visitAt: '14:00', place: '', reason: 'Báo cáo chưa rõ số liệu' };
const order = (findingIds: string[], change: Partial<typeof ORDER> = {}, person: given.Person = 'planner') =>
	orderRecheck(by(person), id, { version: given.versionOf(world, id), findingIds, ...ORDER, ...change });

/** Two findings, both reported done, the report handed in. */
const openReported = keptWorld((made) => {
	const reported = concludedWith(made, '5.1.1', '7.4.3');
	const actions = ['finding-1', 'finding-2'].map((findingId) =>
		planAction(made, reported, { findingId, product: 'Văn bản phân công' })
	);
	beginRemedy(made, reported);
	for (const actionId of actions) report(made, reported, actionId, { ...DONE, doneText: 'Đã phân công' });
	given.move(made, 'head', reported, 'submit_report');
	return { id: reported };
});

beforeEach(async () => {
	({ world, id } = await openReported());
});

/** Walks it: a verdict with what was seen on each line, and both sign. */
function carryOut(recheckId: string, verdicts: Record<string, [index: number, seen: string]>): void {
	given.move(world, 'lead', recheckId, 'open_session');
	for (const [code, [index, note]] of Object.entries(verdicts))
		given.send(
			world,
			'member',
			recheckId,
			given.setAnswer('appraisal', code, { input: { kind: 'options', index }, note })
		);
	given.drawBoth(world, recheckId);
}

describe('the report that is in', () => {
	const home = () => readAgencyHome(by('officer')).inspections[0]!;
	const dues = () => [
		readInspectionHead(by('planner'), id).due,
		listRegisteredInspections(by('planner'))[0]!.due,
		...readDashboard(by('planner')).late
	];

	test('is asked for no more, neither by the office nor on the agency’s page', () => {
		order(['finding-2']);
		world.ctx.clock.at += 365 * 86_400_000;
		expect(dues()).toEqual([null, null]);
		expect(home()).toMatchObject({ task: 'issue_report', wait: 'verify' });
	});

	test('is asked for where the re-check was ordered without it', () => {
		given.move(world, 'planner', id, 'return_report', 'Thiếu số liệu');
		order(['finding-2']);
		expect(dues()).toMatchObject([{ kind: 'report' }, { kind: 'report' }]);
		expect(home()).toMatchObject({
			task: 'carry_out',
			deadline: { on: findInspection(world.ctx.db, id)!.reportDueOn }
		});
	});

	test('leaves to the agency what the re-check gave back, by its own day', () => {
		const recheckId = order(['finding-2']);
		carryOut(recheckId, { TT2: [2, 'Chưa có văn bản phân công'] });
		given.move(world, 'lead', recheckId, 'sign_minutes');
		expect(home()).toMatchObject({ task: 'carry_out', wait: 'verify', deadline: { on: '2026-12-31' } });
		expect(dues()).toEqual([null, null]);
	});
});

describe('ordering', () => {
	test('makes a small inspection of the chosen findings, with the same team, ready for the tablet', () => {
		const recheckId = order(['finding-2']);
		expect(given.stateOf(world, id)).toBe('recheck');
		const snapshot = readFieldSnapshot(by('member'), recheckId);
		expect(snapshot).toMatchObject({
			code: 'KT-2026-001-KTL1',
			kind: 'recheck',
			state: 'team_set',
			visitOn: '2026-10-05',
			visitAt: '14:00',
			place: 'Hội trường',
			teamRole: 'member',
			earlierRemedy: null
		});
		expect(
			snapshot.set.areas.flatMap(({ criteria }) => criteria.flatMap((one) => one.subcriteria))
		).toMatchObject([{ code: 'TT2', evidence: ['Văn bản phân công'] }]);
		expect(snapshot.carriedOver).toMatchObject([
			{
				findingId: 'finding-2',
				code: 'TT2',
				number: 2,
				standing: 'reported_done',
				actions: [{ latest: { percent: 100 } }]
			}
		]);
		expect(snapshot.team.map(({ role }) => role)).toEqual(['lead', 'secretary', 'member']);
	});

	test('is in no register, no count and no list of sets', () => {
		const before = [listInspections(world.ctx.db).length, listCriteriaSets(world.ctx.db).length];
		order(['finding-1']);
		expect([listInspections(world.ctx.db).length, listCriteriaSets(world.ctx.db).length]).toEqual(before);
		expect(countByState(world.ctx.db)).toEqual({ recheck: 1 });
	});

	test('by the office and the chairs only, of open findings, with a day ahead and a reason; one at a time', async () => {
		for (const person of ['member', 'secretary', 'viewer', 'clerk'] as const)
			expect([person, await codeOf(() => order(['finding-1'], {}, person))]).toEqual([
				person,
				'permission.denied'
			]);
		expect(await codeOf(() => order(['finding-1'], {}, 'head'))).toBe('permission.denied');
		expect(await codeOf(() => order([]))).toBe('recheck.nothing_chosen');
		expect(await codeOf(() => order(['finding-9']))).toBe('finding.unknown');
		expect(await problemOf(() => order(['finding-1'], { visitOn: '2026-09-11' }))).toMatchObject({
			code: 'date.passed',
			at: 'visitOn'
		});
		expect(await problemOf(() => order(['finding-1'], { reason: ' ' }))).toMatchObject({ at: 'reason' });
		expect(given.stateOf(world, id)).toBe('report_submitted');
		verifyFinding(by('planner'), id, { findingId: 'finding-1', result: 'verified', reason: 'Đủ' });
		expect(await codeOf(() => order(['finding-1']))).toBe('finding.unknown');
		order(['finding-2'], {}, 'lead');
		expect(await codeOf(() => order(['finding-2']))).toBe('recheck.still_open');
	});

	test('two who order at once: the second is told that things have changed', async () => {
		const version = given.versionOf(world, id);
		order(['finding-1']);
		const late = { version, findingIds: ['finding-1'], ...ORDER };
		expect(await codeOf(() => orderRecheck(by('lead'), id, late))).toBe('version.stale');
	});
});

describe('its verdicts', () => {
	test('verify what is remedied and return the rest, by who judged, with what was seen', () => {
		const recheckId = order(['finding-1', 'finding-2']);
		carryOut(recheckId, { TT1: [0, 'Đã xem 05 quyết định'], TT2: [1, 'Còn thiếu 02 phòng'] });
		given.move(world, 'lead', recheckId, 'sign_minutes');
		const items = readRemedies(by('planner'), id).items;
		expect(items.map(({ finding }) => finding.state)).toEqual(['verified', 'returned']);
		expect(
			listVerifications(world.ctx.db, id).map(({ result, reason, verifiedBy, recheckId: at }) => [
				result,
				reason,
				verifiedBy === world.people.member.id,
				at
			])
		).toEqual([
			['verified', 'Đã xem 05 quyết định', true, recheckId],
			['returned', 'Còn thiếu 02 phòng', true, recheckId]
		]);
		expect(auditActions(world.ctx.db, 'finding-1')).toContain('remedy.verified');
		expect(findInspection(world.ctx.db, recheckId)!.explanationDueOn).toBeNull();
	});

	test('count also where nothing was reported before, and never against what was settled on paper meanwhile', () => {
		given.move(world, 'planner', id, 'return_report', 'Thiếu số liệu');
		const recheckId = order(['finding-1', 'finding-2']);
		verifyFinding(by('planner'), id, {
			findingId: 'finding-2',
			result: 'verified',
			reason: 'Đã nhận văn bản'
		});
		carryOut(recheckId, { TT1: [0, 'Đã thấy'], TT2: [2, 'Chưa thấy'] });
		given.move(world, 'lead', recheckId, 'sign_minutes');
		expect(readRemedies(by('planner'), id).items.map(({ finding }) => finding.state)).toEqual([
			'verified',
			'verified'
		]);
		expect(
			listVerifications(world.ctx.db, id).filter(({ findingId }) => findingId === 'finding-2')
		).toHaveLength(1);
	});

	test('return nothing that was never reported done: seen open it stays as it is, and its history tells what was seen', () => {
		given.move(world, 'planner', id, 'return_report', 'Thiếu số liệu');
		const [first] = readRemedies(by('planner'), id).items;
		report(world, id, first!.actions[0]!.id, {
			percent: 90,
			state: 'submitted_awaiting',
			awaitedBody: 'UBND tỉnh',
			regressReason: 'Còn chờ phê duyệt'
		});
		const recheckId = order(['finding-1', 'finding-2']);
		carryOut(recheckId, { TT1: [2, 'Chưa có quyết định'], TT2: [1, 'Còn thiếu 02 phòng'] });
		given.move(world, 'lead', recheckId, 'sign_minutes');
		const seenBy = world.people.member.displayName;
		expect(readRemedies(by('planner'), id).items).toMatchObject([
			{ finding: { state: 'in_progress' }, standing: 'awaiting', verifications: [] },
			{
				finding: { state: 'returned' },
				verifications: [{ result: 'returned', reason: 'Còn thiếu 02 phòng' }]
			}
		]);
		const told = (findingId: string) =>
			readFindingHistory(by('viewer'), findingId).events.filter(
				({ kind }) => kind === 'seen' || kind === 'judged'
			);
		expect(told('finding-1')).toMatchObject([
			{ kind: 'seen', verdict: 'not_remedied', reason: 'Chưa có quyết định', by: seenBy, at: world.ctx.now() }
		]);
		expect(told('finding-2')).toMatchObject([{ kind: 'judged', result: 'returned', by: seenBy }]);
		expect(readAgencyHome(by('officer')).inspections[0]!.returns.map(({ reason }) => reason)).toEqual([
			'Còn thiếu 02 phòng'
		]);
	});

	test('all are needed, each with a word of what was seen, and both signatures', async () => {
		const recheckId = order(['finding-1', 'finding-2']);
		carryOut(recheckId, { TT1: [0, ''] });
		const sign = () => given.move(world, 'lead', recheckId, 'sign_minutes');
		expect(await problemOf(sign)).toMatchObject({ code: 'inspection.unanswered', details: { codes: 'TT2' } });
		given.send(
			world,
			'member',
			recheckId,
			given.setAnswer('appraisal', 'TT2', { input: { kind: 'options', index: 2 }, note: 'Chưa làm' })
		);
		expect(await problemOf(sign)).toMatchObject({ code: 'answer.reason_required', at: 'TT1' });
		given.send(world, 'member', recheckId, given.setAnswer('appraisal', 'TT1', { note: 'Đã làm' }));
		expect(await codeOf(sign)).toBe('minutes.content_changed');
		given.drawBoth(world, recheckId);
		sign();
		expect(given.stateOf(world, recheckId)).toBe('minutes_signed');
	});
});

describe('afterwards', () => {
	test('the re-check ends with its minutes; the inspection closes once everything is settled', async () => {
		const recheckId = order(['finding-1']);
		verifyFinding(by('planner'), id, { findingId: 'finding-2', result: 'verified', reason: 'Đủ' });
		expect(await codeOf(() => given.move(world, 'planner', id, 'close'))).toBe('inspection.findings_open');
		carryOut(recheckId, { TT1: [0, 'Đã thấy'] });
		given.move(world, 'lead', recheckId, 'sign_minutes');
		expect(await codeOf(() => given.move(world, 'officer', recheckId, 'open_explanation'))).toBe(
			'transition.not_from_here'
		);
		given.move(world, 'lead', recheckId, 'close');
		given.move(world, 'planner', id, 'close');
		expect(given.stateOf(world, id)).toBe('closed');
		expect(readInspectionOverview(by('planner'), recheckId).timeline.map(({ state }) => state)).toEqual([
			'team_set',
			'in_session',
			'minutes_signed',
			'closed'
		]);
	});

	test('a visit that is still to come keeps the inspection open; called off, it does not', async () => {
		const recheckId = order(['finding-1']);
		for (const findingId of ['finding-1', 'finding-2'])
			verifyFinding(by('planner'), id, { findingId, result: 'verified', reason: 'Đủ' });
		expect(await codeOf(() => given.move(world, 'planner', id, 'close'))).toBe('recheck.still_open');
		given.move(world, 'planner', recheckId, 'cancel', 'Đã xác nhận qua hồ sơ');
		given.move(world, 'planner', id, 'close');
	});

	test('another one may follow where something was left', () => {
		const first = order(['finding-1', 'finding-2']);
		carryOut(first, { TT1: [0, 'Đã thấy'], TT2: [2, 'Chưa làm'] });
		given.move(world, 'lead', first, 'sign_minutes');
		const second = order(['finding-2']);
		expect(readInspectionHead(by('planner'), second)).toMatchObject({
			code: 'KT-2026-001-KTL2',
			parent: { id, code: 'KT-2026-001' }
		});
		expect(readInspectionHead(by('planner'), id)).toMatchObject({ counts: { rechecks: 2 }, parent: null });
	});
});

describe('meanwhile', () => {
	const owed = () => listChasedMatters(by('planner')).map(({ kind }) => kind);

	test('a report that was handed in is not asked for again', () => {
		order(['finding-1']);
		expect(owed()).toEqual([]);
	});

	test('one that was returned is still owed', () => {
		given.move(world, 'planner', id, 'return_report', 'Thiếu số liệu');
		order(['finding-1']);
		expect(owed()).toEqual(['report']);
	});
});

describe('its minutes', () => {
	test('say of each finding what was demanded, reported and seen; numbered among the minutes, the only paper it has', async () => {
		const recheckId = order(['finding-1', 'finding-2']);
		carryOut(recheckId, { TT1: [0, 'Đã xem 05 quyết định'], TT2: [1, 'Còn thiếu 02 phòng'] });
		const { content } = previewMinutes(by('lead'), recheckId);
		expect(content.kind).toBe('recheck_minutes');
		const results = content.sections.find(({ key }) => key === 'results')!;
		const lines = results.blocks.flatMap((block) => ('text' in block ? [block.text] : []));
		expect(lines.slice(0, 5)).toEqual([
			'Chưa phê duyệt đề án vị trí việc làm của 05 đơn vị sự nghiệp',
			'Yêu cầu: Trình phê duyệt (thời hạn: ngày 31/12/2026).',
			'Cơ quan báo cáo: Đã phân công (số liệu đến ngày 12/9/2026).',
			'Kiểm tra thực tế: Đã xem 05 quyết định.',
			'Kết luận: đã khắc phục.'
		]);
		given.move(world, 'lead', recheckId, 'sign_minutes');
		await installSeal(world.ctx);
		const version = given.versionOf(world, recheckId);
		const minutesNumber = await issuePaper(by('secretary'), id, 'minutes', {
			version: given.versionOf(world, id)
		});
		const issued = await issuePaper(by('secretary'), recheckId, 'recheck_minutes', { version });
		expect(issued.number).toBe(minutesNumber.number + 1);
		expect(readPaper(by('officer'), issued.id).pdf.subarray(0, 5).toString()).toBe('%PDF-');
		expect(await codeOf(() => readPaper(by('otherHead'), issued.id))).toBe('not_found');
		expect(readPaperDesk(by('planner'), recheckId).papers.map(({ kind }) => kind)).toEqual([
			'recheck_minutes'
		]);
		expect(readPaperDesk(by('planner'), id).papers.map(({ kind }) => kind)).not.toContain('recheck_minutes');
		await expect(
			issuePaper(by('secretary'), recheckId, 'minutes', { version: version + 1 })
		).rejects.toMatchObject({
			problem: { code: 'document.not_issued' }
		});
	});
});

describe('whose turn it is', () => {
	test('the lead has the visit among the tasks and the visits, then the minutes to issue, and at last the end', async () => {
		const recheckId = order(['finding-1'], { visitOn: '2026-09-12' });
		const tasks = () =>
			readDashboard(by('lead'))
				.tasks.filter(({ inspection }) => inspection.id === recheckId)
				.map((task) => ('transition' in task ? task.transition : 'paper' in task ? task.paper : task.kind));
		expect(tasks()).toEqual(['open_session']);
		expect(readDashboard(by('planner')).visits.map(({ inspection }) => inspection.id)).toContain(recheckId);
		carryOut(recheckId, { TT1: [0, 'Đã thấy'] });
		expect(tasks()).toEqual(['sign_minutes']);
		given.move(world, 'lead', recheckId, 'sign_minutes');
		expect(tasks().toSorted()).toEqual(['close', 'recheck_minutes']);
		given.move(world, 'lead', recheckId, 'close');
		expect(tasks()).toEqual([]);
	});
});

describe('who sees what', () => {
	test('the office sees verdicts as they are made, the agency once both have signed', async () => {
		const recheckId = order(['finding-1']);
		expect(readOwnRechecks(by('officer'), id)).toMatchObject([
			{
				code: 'KT-2026-001-KTL1',
				visitAt: '14:00',
				reason: ORDER.reason,
				findings: [{ number: 1, verdict: null }]
			}
		]);
		carryOut(recheckId, { TT1: [1, 'Còn thiếu'] });
		const verdictFor = (items: { findings: { verdict: string | null; seen: string }[] }[]) =>
			items[0]!.findings.map(({ verdict, seen }) => [verdict, seen]);
		expect(verdictFor(readRechecks(by('planner'), id).rechecks)).toEqual([['partly_remedied', 'Còn thiếu']]);
		expect(verdictFor(readOwnRechecks(by('officer'), id))).toEqual([[null, '']]);
		given.move(world, 'lead', recheckId, 'sign_minutes');
		expect(verdictFor(readOwnRechecks(by('officer'), id))).toEqual([['partly_remedied', 'Còn thiếu']]);
		expect(await codeOf(() => readOwnRechecks(by('otherHead'), id))).toBe('not_found');
	});

	test('open findings are offered with what was reported; nothing while one is on its way', () => {
		expect(readRechecks(by('planner'), id)).toMatchObject({
			canOrder: true,
			isWaiting: false,
			open: [
				{ id: 'finding-1', isReported: true },
				{ id: 'finding-2', isReported: true }
			]
		});
		order(['finding-1']);
		expect(readRechecks(by('planner'), id)).toMatchObject({ isWaiting: true });
		expect(readRechecks(by('viewer'), id).canOrder).toBe(false);
	});
});
