/** The concluded inspection of seed 003. */
import { uncapitalised } from '#lib/domain/papers/wording.ts';
import { listActions } from '../db/queries/remediation.ts';
import { createCampaign } from '../services/campaigns.ts';
import { writeConclusion } from '../services/conclusion.ts';
import { reportProgress, saveAction, verifyFinding } from '../services/remediation.ts';
import { makeAnswers } from './answers.ts';
import { cite, SETTINGS, type Stage } from './make.ts';
import {
	DEMANDS_2018,
	FIGURES_2018,
	FINDINGS_2018,
	LEAD_CONCLUSION_2018,
	SELF_2018,
	STRENGTHS_2018
} from './seed-2018.ts';
import {
	appraisalOf,
	closeSession,
	fixedId,
	prepareVisit,
	raise,
	selfAssess,
	tellSteering
} from './story.ts';

const VISIT_ON = '2018-09-12';

export async function driveInspection2018({ driver, agencyIds, sets }: Stage): Promise<void> {
	driver.at('2018-08-15');
	const campaignId = createCampaign(driver.as('chuyenvien'), {
		title: 'Kiểm tra kết quả thực hiện cải cách hành chính năm 2018',
		year: 2018,
		plan: cite(
			'Kế hoạch',
			'6769',
			'KH-UBND',
			'2018-08-14',
			'Chủ tịch UBND tỉnh',
			'cải thiện Chỉ số CCHC (Par Index) và Chỉ số hiệu quả quản trị, hành chính công (PAPI) năm 2018'
		),
		decision: cite(
			'Quyết định',
			'1228',
			'QĐ-UBND',
			'2018-08-15',
			'UBND tỉnh',
			'thành lập Đoàn kiểm tra kết quả thực hiện cải cách hành chính năm 2018'
		),
		teamName: 'Đoàn kiểm tra 1228',
		periodFrom: '2017-01-01',
		periodTo: '2018-06-30',
		settings: SETTINGS
	});
	const visit = {
		campaignId,
		agencyId: agencyIds.get('SLDTBXH')!,
		prefix: 'sldtbxh',
		set: sets.department,
		visitOn: VISIT_ON,
		preparedOn: '2018-08-20',
		selfOn: '2018-09-05',
		visitNotice: null
	};
	const id = prepareVisit(driver, visit);
	const self = makeAnswers(sets.department, 'sldtbxh-2018', 0.86, { ...FIGURES_2018, ...SELF_2018 });
	selfAssess(driver, id, visit, self);
	driver.at(VISIT_ON, '08:00').move('truongdoan', id, 'open_session');
	driver.answer('thuky', id, 'appraisal', appraisalOf(sets.department, self, FIGURES_2018));
	driver.send('thuky', id, [
		...FINDINGS_2018.map((finding) => raise(id, finding, '2018-12-31')),
		...STRENGTHS_2018.map(({ area, text }) => ({
			type: 'strength.note' as const,
			payload: { id: fixedId(id, text), areaCode: area, text }
		})),
		...DEMANDS_2018.map(({ text, addressedTo }) => ({
			type: 'demand.set' as const,
			payload: { id: fixedId(id, text), text, addressedTo, dueOn: null }
		}))
	]);
	closeSession(driver, id, VISIT_ON, {
		agencyName: 'Sở Lao động - Thương binh và Xã hội',
		head: { name: 'Giám đốc Sở LĐ-TB&XH', title: 'Giám đốc' },
		workDone:
			'Đoàn đã nghe báo cáo kết quả thực hiện công tác CCHC từ đầu năm 2017 đến tháng 6-2018; rà soát, đánh giá thực tế công tác CCHC; kiểm tra các bộ TTHC được niêm yết công khai.',
		placesVisited: 'Bộ phận tiếp nhận và trả kết quả; nơi niêm yết thủ tục hành chính.',
		samples: 'Các bộ TTHC niêm yết công khai; hồ sơ giải quyết TTHC trên hệ thống iGate.',
		agencyOpinion: 'Cơ quan thống nhất với nội dung biên bản.',
		leadConclusion: LEAD_CONCLUSION_2018,
		startedAt: '08:00',
		endedAt: '11:30'
	});
	await driver.issue('thuky', id, 'minutes', VISIT_ON);
	driver.at('2018-09-17').move('sldtbxh.daumoi', id, 'open_explanation');
	driver.at('2018-09-24').move('truongdoan', id, 'reappraise');
	writeConclusion(driver.as('truongdoan'), id, {
		version: driver.versionOf(id),
		responsibility: 'Trách nhiệm thuộc về người đứng đầu cơ quan và các phòng, đơn vị được giao nhiệm vụ.',
		reportDueOn: '2018-12-31',
		demands: DEMANDS_2018.map(({ text, addressedTo }) => ({
			id: fixedId(id, text),
			text,
			addressedTo,
			dueOn: null
		}))
	});
	driver.at('2018-09-28').move('truongdoan', id, 'conclude');
	await driver.issue('vanthu', id, 'conclusion', '2018-09-28');
	await driver.issue('vanthu', id, 'score_sheet', '2018-09-28');
	await remedy(driver, id);
}

/** What became of the five limits is not told by the source; the old case is closed so that the list of the late is of today. */
async function remedy(driver: Stage['driver'], id: string): Promise<void> {
	const { db } = driver.at('2018-10-09').as('chuyenvien');
	for (const [i, { cause, demand, unit, text }] of FINDINGS_2018.entries())
		saveAction(driver.as('sldtbxh.daumoi'), id, {
			id: null,
			version: 0,
			findingId: fixedId(id, text),
			cause,
			measure: demand,
			product: PRODUCTS_2018[i]!,
			leadUnit: unit,
			personInCharge: `Lãnh đạo ${unit}`,
			support: 'Các phòng, đơn vị thuộc Sở',
			dueOn: '2018-12-14',
			note: ''
		});
	driver.move('sldtbxh.thutruong', id, 'submit_plan');
	await driver.issue('sldtbxh.vanthu', id, 'remediation_plan', '2018-10-09');
	driver.at('2018-10-12').move('chuyenvien', id, 'accept_plan');
	driver.move('sldtbxh.daumoi', id, 'start_remedy');
	driver.at('2018-12-12');
	for (const [i, { id: actionId }] of listActions(db, id).entries())
		reportProgress(driver.as('sldtbxh.daumoi'), id, {
			actionId,
			percent: 100,
			state: 'done',
			numerator: null,
			denominator: null,
			asOfOn: '2018-12-12',
			doneText: `Đã hoàn thành: ${uncapitalised(PRODUCTS_2018[i]!)} (số liệu minh họa).`,
			remainingText: '',
			awaitedBody: '',
			regressReason: '',
			delayReason: '',
			newDueOn: null
		});
	driver.at('2018-12-14');
	tellSteering(driver, id, 'sldtbxh', 'Sở Lao động - Thương binh và Xã hội');
	driver.move('sldtbxh.thutruong', id, 'submit_report');
	await driver.issue('sldtbxh.vanthu', id, 'remediation_report', '2018-12-14');
	driver.at('2018-12-21');
	for (const { text } of FINDINGS_2018)
		verifyFinding(driver.as('thuky'), id, {
			findingId: fixedId(id, text),
			result: 'verified',
			reason: 'Đã đối chiếu sản phẩm với kế hoạch khắc phục (số liệu minh họa).'
		});
	driver.move('chuyenvien', id, 'close');
	await driver.issue('vanthu', id, 'closing_note', '2018-12-21');
}

const PRODUCTS_2018 = [
	'Hồ sơ Đề án vị trí việc làm của các đơn vị sự nghiệp công lập',
	'Kế hoạch đào tạo, bồi dưỡng năm 2019 ban hành đúng hạn',
	'Báo cáo rà soát các nhiệm vụ CCHC còn chậm',
	'Hệ thống tài liệu quản lý chất lượng được cập nhật',
	'Biên bản đánh giá nội bộ, xem xét của lãnh đạo'
];
