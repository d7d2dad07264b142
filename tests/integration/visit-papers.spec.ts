import { expect, test } from 'vitest';
import type { Citation } from '#lib/domain/citation.ts';
import { listScoredSubcriteria } from '#lib/domain/criteria.ts';
import { takesUnits } from '#lib/domain/unit-figures.ts';
import type { CampaignKind } from '#lib/domain/inspection.ts';
import type { PaperKind } from '#lib/domain/papers/paper.ts';
import { listAuditOfInspection } from '#lib/server/db/queries/registers.ts';
import { findAgency, listUnits } from '#lib/server/db/queries/agencies.ts';
import { findCampaign } from '#lib/server/db/queries/campaigns.ts';
import { findInspection } from '#lib/server/db/queries/inspections.ts';
import { addUnit } from '#lib/server/services/agencies.ts';
import { addEvidence } from '#lib/server/services/evidence.ts';
import { readAgencyPapers } from '#lib/server/services/agency-papers-view.ts';
import { readAgencyInspection } from '#lib/server/services/agency-view.ts';
import { editCampaign } from '#lib/server/services/campaigns.ts';
import { decideExplanation, writeExplanation } from '#lib/server/services/explanations.ts';
import { readInspectionOverview } from '#lib/server/services/inspection-view.ts';
import { createInspection, planVisit, setTeam } from '#lib/server/services/inspections.ts';
import { loadRecord } from '#lib/server/services/record.ts';
import { readPaperDesk } from '#lib/server/services/paper-desk-view.ts';
import { drawDraft, issuePaper, listPapers, readPaper } from '#lib/server/services/papers.ts';
import { readPreparation } from '#lib/server/services/preparation-view.ts';
import { decideUnitFigure, saveUnitFigure } from '#lib/server/services/unit-figures.ts';
import { writePapers } from '../../src/cli/papers.ts';
import { as, codeOf, problemOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { installSeal } from '../support/kept-world.ts';
import { pdfText } from '../support/pdf-measure.ts';

type World = given.World;
type Kind = Parameters<typeof issuePaper>[2];

async function openSealing(): Promise<World> {
	const world = await given.openWorld();
	await installSeal(world.ctx);
	return world;
}

const OUTSIDE: Citation = {
	kind: 'Công văn',
	number: '77',
	sign: 'SNV-CCHC',
	issuedOn: '2026-09-01',
	issuer: 'Sở Nội vụ',
	subject: ''
};

const plan = (world: World, id: string, visitNotice: Citation | null, visitOn = '2026-09-21') =>
	planVisit(given.by(world, 'planner'), id, {
		version: given.versionOf(world, id),
		visitOn,
		visitAt: '08:30',
		place: 'Hội trường tầng 2',
		noticeText: 'Đề nghị bố trí phòng họp.',
		visitNotice,
		selfDueOn: null
	});

/** Planned, with its team; `set_team` is still to be moved. */
function planned(world: World, kind: CampaignKind = 'direct', notice: Citation | null = null): string {
	const { campaignId, people } = world;
	const id = createInspection(given.by(world, 'planner'), { campaignId, agencyId: people.agencyId, kind });
	given.move(world, 'planner', id, 'plan');
	plan(world, id, notice);
	const member = (person: given.Person, role: 'lead' | 'secretary') => {
		return { accountId: given.actorOf(world, person).id, role, areas: [], duty: '' };
	};
	setTeam(given.by(world, 'planner'), id, given.versionOf(world, id), [
		member('lead', 'lead'),
		member('secretary', 'secretary')
	]);
	return id;
}

function teamSet(world: World, kind: CampaignKind = 'direct', notice: Citation | null = null): string {
	const id = planned(world, kind, notice);
	given.move(world, 'planner', id, 'set_team');
	return id;
}

const issue = (world: World, person: given.Person, id: string, kind: Kind, more = {}) =>
	issuePaper(given.by(world, person), id, kind, { version: given.versionOf(world, id), ...more });

const deskOf = (world: World, id: string, kind: PaperKind) =>
	readPaperDesk(given.by(world, 'clerk'), id).papers.find((paper) => paper.kind === kind);
const ownOf = (world: World, id: string, kind: PaperKind) =>
	readAgencyPapers(given.by(world, 'officer'), id).own.find((paper) => paper.kind === kind)!;
const textOf = (world: World, documentId: string) =>
	pdfText(readPaper(given.by(world, 'viewer'), documentId).pdf).replace(/\s+/g, ' ');
const contentOf = (world: World, documentId: string) =>
	readPaper(given.by(world, 'viewer'), documentId).row.content;

/** The campaign's decision as the office takes it over from outside. */
function decideOutside(world: World): void {
	const campaign = findCampaign(world.ctx.db, world.campaignId)!;
	const { title, year, plan: basis, teamName, periodFrom, periodTo, settings } = campaign;
	editCampaign(given.by(world, 'planner'), campaign.id, campaign.version, {
		title,
		year,
		plan: basis,
		teamName,
		periodFrom,
		periodTo,
		settings,
		decision: { ...OUTSIDE, kind: 'Quyết định', sign: 'QĐ-UBND', issuer: 'UBND tỉnh' }
	});
}

test('the decision: drafted while planning, issued with the team, cited from then on by what comes after', async () => {
	const world = await openSealing();
	const id = planned(world);
	expect(deskOf(world, id, 'team_decision')).toMatchObject({ drafted: true, settled: false, held: null });
	const draft = pdfText(await drawDraft(given.by(world, 'planner'), id, 'team_decision'));
	expect(draft).toContain('Số: /QĐ-SNV');
	expect(draft).toContain('Điều 1.');
	expect(await codeOf(() => issue(world, 'clerk', id, 'team_decision'))).toBe('document.not_issued');
	given.move(world, 'planner', id, 'set_team');

	const first = await issue(world, 'clerk', id, 'team_decision', { issuedOn: '2026-09-01' });
	expect(textOf(world, first.id)).toContain('Số: 01/QĐ-SNV');
	const cited = readInspectionOverview(given.by(world, 'viewer'), id).facts.decision;
	expect(cited).toMatch(
		/^Quyết định số 01\/QĐ-SNV ngày 01\/9\/2026 của Sở Nội vụ thành lập Đoàn kiểm tra công tác cải cách hành chính năm 2026 tại /
	);
	expect(textOf(world, (await issue(world, 'clerk', id, 'visit_notice')).id)).toContain(
		'Quyết định số 01/QĐ-SNV'
	);

	await issue(world, 'clerk', id, 'team_decision', { issuedOn: '2026-09-03' });
	expect(readInspectionOverview(given.by(world, 'viewer'), id).facts.decision).toContain('02/QĐ-SNV');
	expect(
		deskOf(world, id, 'team_decision')!.issued.map(({ number, superseded }) => [number, superseded])
	).toEqual([
		[2, false],
		[1, true]
	]);
	/* It never rests on itself. */
	expect(JSON.stringify(contentOf(world, deskOf(world, id, 'team_decision')!.issued[0]!.id))).not.toContain(
		'01/QĐ-SNV'
	);
});

test('who may not issue is refused, the agency does not even see it, and nothing is kept', async () => {
	const world = await openSealing();
	const id = teamSet(world);
	for (const kind of ['team_decision', 'visit_notice'] as const) {
		expect(await codeOf(() => issue(world, 'viewer', id, kind))).toBe('permission.denied');
		expect(await codeOf(() => issue(world, 'member', id, kind))).toBe('permission.denied');
		expect(await codeOf(() => issue(world, 'head', id, kind))).toBe('not_found');
		expect(await codeOf(() => drawDraft(given.by(world, 'head'), id, kind))).toBe('not_found');
	}
	expect(listPapers(world.ctx, id)).toEqual([]);
	expect(findInspection(world.ctx.db, id)!.visitNotice).toBeNull();
});

test('a decision or a notice that exists outside is never written over', async () => {
	const world = await openSealing();
	decideOutside(world);
	const id = teamSet(world, 'direct', OUTSIDE);
	expect(deskOf(world, id, 'team_decision')!.held).toMatchObject({
		code: 'document.exists_outside',
		details: { citation: 'Quyết định số 77/QĐ-UBND ngày 01/9/2026 của UBND tỉnh' }
	});
	expect(await problemOf(() => issue(world, 'clerk', id, 'team_decision'))).toMatchObject({
		code: 'document.exists_outside'
	});
	expect(await problemOf(() => issue(world, 'clerk', id, 'visit_notice'))).toMatchObject({
		code: 'document.exists_outside',
		details: { citation: 'Công văn số 77/SNV-CCHC ngày 01/9/2026 của Sở Nội vụ' }
	});
	expect(listPapers(world.ctx, id)).toEqual([]);
	expect(findInspection(world.ctx.db, id)!.visitNotice).toEqual(OUTSIDE);
	expect(loadRecord(world.ctx, findInspection(world.ctx.db, id)!).teamDecision).toMatchObject({
		number: '77'
	});
});

test('a decision taken over from outside after one was issued here leaves that one standing for its inspection', async () => {
	const world = await openSealing();
	const id = teamSet(world);
	await issue(world, 'clerk', id, 'team_decision');
	decideOutside(world);
	expect(readInspectionOverview(given.by(world, 'viewer'), id).facts.decision).toContain('01/QĐ-SNV');
	expect(deskOf(world, id, 'team_decision')!.held).toBeNull();
});

test('the notice becomes the one that the inspection cites, in the same breath, and the agency receives it', async () => {
	const world = await openSealing();
	const id = teamSet(world);
	await issue(world, 'clerk', id, 'visit_notice', { number: 8, issuedOn: '2026-09-07' });
	const citation =
		'Công văn số 08/SNV-CCHC ngày 07/9/2026 của Sở Nội vụ về việc thông báo lịch kiểm tra công tác cải cách hành chính năm 2026';
	const preparation = readPreparation(given.by(world, 'planner'), id);
	expect(preparation).toMatchObject({ isNoticeIssued: true, visit: { visitNotice: citation } });
	const [line] = listAuditOfInspection(world.ctx.db, id, 50).filter(
		({ action }) => action === 'inspection.plan'
	);
	expect(line!.new).toMatchObject({
		visitNotice: { number: '08', sign: 'SNV-CCHC', issuedOn: '2026-09-07' }
	});

	/* The day may change, what was issued may not be typed over. */
	const kept = findInspection(world.ctx.db, id)!.visitNotice;
	plan(world, id, kept, '2026-09-22');
	expect(await problemOf(() => plan(world, id, OUTSIDE))).toMatchObject({
		code: 'document.cited_from_here',
		details: { citation }
	});
	expect(await codeOf(() => plan(world, id, null))).toBe('document.cited_from_here');
	expect(findInspection(world.ctx.db, id)).toMatchObject({ visitOn: '2026-09-22', visitNotice: kept });

	const second = await issue(world, 'clerk', id, 'visit_notice');
	expect(textOf(world, second.id)).toContain('08 giờ 30 phút, ngày 22 tháng 9 năm 2026');
	expect(findInspection(world.ctx.db, id)!.visitNotice).toMatchObject({ number: '09' });

	given.move(world, 'planner', id, 'notify');
	const agency = given.by(world, 'officer');
	expect(readAgencyInspection(agency, id).visitNotice).toContain('09/SNV-CCHC');
	expect(readAgencyPapers(agency, id).received.map(({ kind, superseded }) => [kind, superseded])).toEqual([
		['visit_notice', false],
		['visit_notice', true]
	]);
});

test('once the session is open neither decision nor notice is issued any more, also not in place of one', async () => {
	const world = await openSealing();
	const id = teamSet(world);
	await issue(world, 'clerk', id, 'team_decision');
	given.move(world, 'planner', id, 'notify');
	given.openSession(world, id);
	for (const kind of ['team_decision', 'visit_notice'] as const) {
		expect(deskOf(world, id, kind)!.held).toMatchObject({ code: 'document.visit_begun' });
		expect(await codeOf(() => issue(world, 'clerk', id, kind))).toBe('document.visit_begun');
	}
	expect(listPapers(world.ctx, id)).toHaveLength(1);
});

test('an issue that fails leaves the citation as it was', async () => {
	const world = await openSealing();
	const id = teamSet(world);
	await issue(world, 'clerk', id, 'visit_notice', { number: 8 });
	const before = findInspection(world.ctx.db, id)!;
	expect(await codeOf(() => issue(world, 'clerk', id, 'visit_notice', { number: 8 }))).toBe('number.taken');
	expect(await codeOf(() => issue(world, 'clerk', id, 'visit_notice', { version: 1 }))).toBe('version.stale');
	expect(findInspection(world.ctx.db, id)).toEqual(before);
	expect(listPapers(world.ctx, id)).toHaveLength(1);
});

test('a surprise inspection has its decision, and neither notice nor self-check', async () => {
	const world = await openSealing();
	const id = teamSet(world, 'surprise');
	const kinds = readPaperDesk(given.by(world, 'clerk'), id).papers.map(({ kind }) => kind);
	expect(kinds).toContain('team_decision');
	expect(kinds).not.toContain('visit_notice');
	expect(kinds).not.toContain('self_report');
	await issue(world, 'clerk', id, 'team_decision');
	for (const kind of ['visit_notice', 'self_report'] as const) {
		const person = kind === 'visit_notice' ? 'clerk' : 'planner';
		expect(await codeOf(() => drawDraft(given.by(world, person), id, kind))).toBe('not_found');
	}
	expect(await codeOf(() => issue(world, 'clerk', id, 'visit_notice'))).toBe('document.not_issued');
	expect(findInspection(world.ctx.db, id)!.visitNotice).toBeNull();
});

test('the self-check report: drafted while scoring, issued when handed in, anew after a return', async () => {
	const world = await openSealing();
	const id = given.notified(world);
	expect(ownOf(world, id, 'self_report')).toMatchObject({ canDraft: true, canIssue: false, issued: [] });
	expect(pdfText(await drawDraft(given.by(world, 'officer'), id, 'self_report'))).toContain(
		'Chưa có điểm tự chấm.'
	);
	expect(await codeOf(() => issue(world, 'agencyClerk', id, 'self_report'))).toBe('transition.not_from_here');
	given.answerAll(world, 'officer', id, 'self');
	given.move(world, 'head', id, 'submit_self');

	expect(await codeOf(() => issue(world, 'clerk', id, 'self_report'))).toBe('permission.denied');
	expect(await codeOf(() => issue(world, 'otherHead', id, 'self_report'))).toBe('not_found');
	const first = await issue(world, 'agencyClerk', id, 'self_report', { number: 31 });
	const text = textOf(world, first.id);
	expect(text).toContain('Số: 31/BC-STN');
	expect(text).toContain('Theo hồ sơ lưu.');
	expect(text).toContain('BẢNG TỰ CHẤM ĐIỂM');

	given.move(world, 'planner', id, 'return_self', 'Số liệu chưa khớp');
	expect(ownOf(world, id, 'self_report')).toMatchObject({ canDraft: true, canIssue: false });
	given.move(world, 'head', id, 'submit_self');
	await issue(world, 'agencyClerk', id, 'self_report');
	expect(
		ownOf(world, id, 'self_report').issued.map(({ number, superseded }) => [number, superseded])
	).toEqual([
		[32, false],
		[31, true]
	]);
});

test('the self-check report lists what the units gave, once the head has taken it', async () => {
	const world = await openSealing();
	const { agencyId } = world.people;
	const planner = given.by(world, 'planner');
	for (const name of ['Trung tâm A', 'Trung tâm B'])
		addUnit(planner, agencyId, findAgency(world.ctx.db, agencyId)!.version, { name, kind: 'service_unit' });
	const id = given.notified(world);
	const { code } = listScoredSubcriteria(world.set).find(({ subcriterion }) =>
		takesUnits(subcriterion.rule)
	)!.subcriterion;
	const units = listUnits(world.ctx.db, agencyId);
	for (const unit of units)
		saveUnitFigure(given.by(world, 'officer'), id, {
			code,
			unitId: unit.id,
			numerator: 3,
			denominator: 4,
			asOfOn: '2026-06-30',
			note: '',
			state: 'submitted',
			version: 0
		});
	decideUnitFigure(given.by(world, 'head'), id, { code, unitId: units[0]!.id, version: 1 }, 'approve');
	expect(loadRecord(world.ctx, findInspection(world.ctx.db, id)!).unitParts).toEqual([
		{ code, unit: 'Trung tâm A', numerator: 3, denominator: 4 }
	]);
	given.answerAll(world, 'officer', id, 'self');
	const draft = pdfText(await drawDraft(given.by(world, 'officer'), id, 'self_report'));
	expect(draft).toContain('SỐ LIỆU THEO ĐƠN VỊ');
	expect(draft).toContain('Trung tâm A');
	expect(draft).not.toContain('Trung tâm B');
});

test('the self-check report stays what the agency handed in, whatever the team scores after', async () => {
	const world = await openSealing();
	const id = given.notified(world);
	given.openSession(world, id);
	const before = contentOf(world, (await issue(world, 'agencyClerk', id, 'self_report', { number: 5 })).id);
	given.signMinutes(world, id, given.raiseFinding('finding-1'));
	const after = contentOf(world, (await issue(world, 'agencyClerk', id, 'self_report', { number: 6 })).id);
	const bare = (content: typeof before) =>
		JSON.stringify({ ...content, head: null }).replaceAll(/số 0[56]\/BC/g, '');
	expect(bare(after)).toBe(bare(before));
});

const answer = (world: World, id: string, stance: 'agree' | 'disagree') =>
	writeExplanation(given.by(world, 'officer'), id, {
		findingId: 'finding-1',
		subcriterionCode: null,
		stance,
		reason: 'Hồ sơ đã trình UBND tỉnh ngày 01/8/2026',
		requestedPoints: stance === 'agree' ? null : 50,
		version: 0
	});

test('the explanation letter: nothing to write before the agency answers, issued when it has handed in', async () => {
	const world = await openSealing();
	const id = given.minutesSigned(world);
	expect(ownOf(world, id, 'explanation_letter')).toMatchObject({
		canDraft: true,
		canIssue: false,
		held: { code: 'explanation.nothing_said' }
	});
	expect(await codeOf(() => issue(world, 'officer', id, 'explanation_letter'))).toBe('document.not_issued');
	given.move(world, 'officer', id, 'open_explanation');
	expect(await codeOf(() => issue(world, 'officer', id, 'explanation_letter'))).toBe(
		'explanation.nothing_said'
	);
	const explanationId = answer(world, id, 'disagree');
	addEvidence(given.by(world, 'officer'), id, {
		subjectKind: 'explanation',
		subjectId: explanationId,
		stage: null,
		file: null,
		citation: { ...OUTSIDE, kind: 'Tờ trình', sign: 'TTr-STN', issuer: 'Sở Thử' },
		caption: '',
		takenAt: null
	});
	expect(ownOf(world, id, 'explanation_letter')).toMatchObject({ canIssue: true, held: null });

	expect(await codeOf(() => issue(world, 'clerk', id, 'explanation_letter'))).toBe('permission.denied');
	const letter = await issue(world, 'officer', id, 'explanation_letter', {
		number: 12,
		issuedOn: '2026-09-15'
	});
	const text = textOf(world, letter.id);
	expect(text).toContain('Số: 12/STN-VP');
	expect(text).toContain('Chưa phê duyệt đề án vị trí việc làm của 05 đơn vị sự nghiệp');
	expect(text).toContain('Lý do: Hồ sơ đã trình UBND tỉnh ngày 01/8/2026.');
	expect(text).toContain('Tài liệu bổ sung: Tờ trình số 77/TTr-STN');
	expect(text).toContain('Điểm đề nghị: 0,50');

	decideExplanation(given.by(world, 'lead'), id, explanationId, {
		version: 1,
		decision: 'rejected',
		reason: 'Chưa có quyết định phê duyệt'
	});
	given.move(world, 'lead', id, 'reappraise');
	expect(
		pdfText(await drawDraft(given.by(world, 'planner'), id, 'conclusion')).replace(/\s+/g, ' ')
	).toContain('và Công văn số 12/STN-VP ngày 15/9/2026');
	const again = await issue(world, 'head', id, 'explanation_letter', { issuedOn: '2026-09-16' });
	expect(textOf(world, again.id)).not.toContain('Chưa có quyết định phê duyệt');
});

test('the command line writes what is issued, and drafts of what can be drafted', async () => {
	const world = await openSealing();
	const id = teamSet(world);
	await issue(world, 'clerk', id, 'team_decision');
	given.move(world, 'planner', id, 'notify');
	const files = await writePapers(
		as(world.ctx, { ...world.people.planner, role: 'admin' }),
		findInspection(world.ctx.db, id)!,
		`${world.ctx.config.dataDir}/out`
	);
	expect(files.map((file) => file.split('/').at(-1))).toEqual([
		'KT-2026-001-quyet-dinh-thanh-lap-doan.pdf',
		'KT-2026-001-thong-bao-lich-kiem-tra-ban-nhap.pdf',
		'KT-2026-001-bao-cao-tu-kiem-tra-ban-nhap.pdf'
	]);
});
