/** The eight limitations of seed 000 and their remedy, up to the report. */
import type { Explanation } from '#lib/domain/explanation.ts';
import { listActions } from '../db/queries/remediation.ts';
import { createCampaign } from '../services/campaigns.ts';
import { writeConclusion } from '../services/conclusion.ts';
import { decideExplanation, writeExplanation } from '../services/explanations.ts';
import { reportProgress, saveAction, verifyFinding, writeRemedyTexts } from '../services/remediation.ts';
import { makeAnswers } from './answers.ts';
import { cite, SETTINGS, type Stage } from './make.ts';
import { FIGURES_2021, LIMITS_2021, REMEDY_TEXTS_2021 } from './seed-2021.ts';
import { appraisalOf, closeSession, fixedId, prepareVisit, raise, selfAssess } from './story.ts';

const VISIT_ON = '2021-06-29';
const DUE_ON = '2021-09-30';

export async function driveInspection2021(stage: Stage): Promise<void> {
	const id = await inspect(stage);
	await plan(stage, id);
	await remedy(stage, id);
}

async function inspect({ driver, agencyIds, sets }: Stage): Promise<string> {
	driver.at('2021-06-01');
	const campaignId = createCampaign(driver.as('chuyenvien'), {
		title: 'Kiểm tra công tác cải cách hành chính năm 2021',
		year: 2021,
		plan: cite(
			'Kế hoạch',
			'35',
			'KH-UBND',
			'2021-03-15',
			'UBND tỉnh',
			'kiểm tra công tác cải cách hành chính năm 2021'
		),
		decision: cite(
			'Quyết định',
			'2240',
			'QĐ-UBND',
			'2021-06-01',
			'UBND tỉnh',
			'thành lập Đoàn kiểm tra công tác cải cách hành chính năm 2021'
		),
		teamName: 'Đoàn kiểm tra 2240',
		periodFrom: '2020-01-01',
		periodTo: '2021-05-31',
		settings: SETTINGS
	});
	const visit = {
		campaignId,
		agencyId: agencyIds.get('SLDTBXH')!,
		prefix: 'sldtbxh',
		set: sets.department,
		visitOn: VISIT_ON,
		preparedOn: '2021-06-07',
		selfOn: '2021-06-21',
		visitNotice: null
	};
	const id = prepareVisit(driver, visit);
	const self = makeAnswers(sets.department, 'sldtbxh-2021', 0.9, {
		...FIGURES_2021,
		'3.2.2': { input: { kind: 'ratio', numerator: 92, denominator: 92 } },
		'4.1.3': { input: { kind: 'count', count: 0 } }
	});
	selfAssess(driver, id, visit, self);
	driver.at(VISIT_ON, '08:00').move('truongdoan', id, 'open_session');
	driver.answer('thuky', id, 'appraisal', appraisalOf(sets.department, self, FIGURES_2021));
	driver.send('thuky', id, [
		...LIMITS_2021.map((finding) => raise(id, finding, DUE_ON)),
		{
			type: 'strength.note',
			payload: {
				id: fixedId(id, 'strength-6'),
				areaCode: '6',
				text: '6/6 (100%) đơn vị sự nghiệp trực thuộc Sở đã thực hiện quyền tự chủ, tự chịu trách nhiệm.'
			}
		}
	]);
	closeSession(driver, id, VISIT_ON, {
		agencyName: 'Sở Lao động - Thương binh và Xã hội',
		head: { name: 'Giám đốc Sở LĐ-TB&XH', title: 'Giám đốc' },
		workDone:
			'Đoàn đã nghe báo cáo của cơ quan, rà soát hồ sơ theo từng lĩnh vực và kiểm tra thực tế tại bộ phận Một cửa.',
		placesVisited: 'Văn phòng Sở; quầy của Sở tại Trung tâm Phục vụ hành chính công tỉnh.',
		samples: '30 hồ sơ TTHC; 10 hồ sơ bổ nhiệm.',
		agencyOpinion: 'Cơ quan đề nghị xem xét lại nội dung về cơ cấu công chức giữ chức vụ lãnh đạo.',
		leadConclusion:
			'Đề nghị cơ quan khắc phục đầy đủ các tồn tại, hạn chế đã nêu, báo cáo kết quả trước ngày 30/9/2021.',
		startedAt: '08:00',
		endedAt: '16:30'
	});
	await driver.issue('thuky', id, 'minutes', VISIT_ON);
	explain({ driver }, id);
	driver.at('2021-07-09').move('truongdoan', id, 'reappraise');
	writeConclusion(driver.as('truongdoan'), id, {
		version: driver.versionOf(id),
		responsibility:
			'Trách nhiệm thuộc về Giám đốc Sở, Trưởng các phòng và Thủ trưởng các đơn vị trực thuộc theo chức năng, nhiệm vụ được giao.',
		reportDueOn: DUE_ON,
		demands: []
	});
	driver.at('2021-07-14').move('truongdoan', id, 'conclude');
	await driver.issue('vanthu', id, 'conclusion', '2021-07-14');
	await driver.issue('vanthu', id, 'score_sheet', '2021-07-14');
	return id;
}

/** One disagreement that the team keeps its own view on (printed as unsettled), one plain agreement. */
function explain({ driver }: Pick<Stage, 'driver'>, id: string): void {
	driver.at('2021-07-02').move('sldtbxh.daumoi', id, 'open_explanation');
	const answer = (
		code: string,
		stance: Explanation['stance'],
		reason: string,
		requestedPoints: number | null
	) =>
		writeExplanation(driver.as('sldtbxh.thutruong'), id, {
			findingId: fixedId(id, LIMITS_2021.find((limit) => limit.code === code)!.text),
			subcriterionCode: null,
			stance,
			reason,
			requestedPoints,
			version: 0
		});
	answer('5.1.2', 'agree', '', null);
	const disputed = answer(
		'4.1.3',
		'disagree',
		'Việc bố trí lãnh đạo của phòng nêu trong biên bản đang trong thời gian chuyển tiếp sau sắp xếp.',
		50
	);
	driver.at('2021-07-07');
	decideExplanation(driver.as('truongdoan'), id, disputed, {
		version: 1,
		decision: 'rejected',
		reason: 'Thời gian chuyển tiếp đã hết từ ngày 31/12/2020; giữ nguyên kết quả thẩm định.'
	});
}

async function plan({ driver }: Stage, id: string): Promise<void> {
	driver.at('2021-07-22');
	for (const limit of LIMITS_2021)
		saveAction(driver.as('sldtbxh.daumoi'), id, {
			id: null,
			version: 0,
			findingId: fixedId(id, limit.text),
			cause: limit.remedy.cause,
			measure: limit.remedy.measure,
			product: limit.remedy.product,
			leadUnit: limit.remedy.unit,
			personInCharge: `Lãnh đạo ${limit.remedy.unit}`,
			support: limit.remedy.support,
			dueOn: DUE_ON,
			note: ''
		});
	writeRemedyTexts(driver.as('sldtbxh.daumoi'), id, driver.versionOf(id), {
		purpose: REMEDY_TEXTS_2021.purpose,
		organisation: REMEDY_TEXTS_2021.organisation,
		funding: REMEDY_TEXTS_2021.funding
	});
	driver.at('2021-07-26').move('sldtbxh.thutruong', id, 'submit_plan');
	await driver.issue('sldtbxh.vanthu', id, 'remediation_plan', '2021-07-26');
	driver.at('2021-07-28').move('chuyenvien', id, 'accept_plan');
	driver.move('sldtbxh.daumoi', id, 'start_remedy');
}

async function remedy({ driver }: Stage, id: string): Promise<void> {
	// Actions come back in the order of the findings, one each.
	const actionIds = listActions(driver.as('chuyenvien').db, id).map((action) => action.id);
	for (const [i, { remedy }] of LIMITS_2021.entries()) {
		driver.at('2021-08-24', `09:${String(10 + i)}`);
		reportProgress(driver.as('sldtbxh.daumoi'), id, {
			actionId: actionIds[i]!,
			percent: remedy.percent,
			state: remedy.state,
			numerator: remedy.figures?.[0] ?? null,
			denominator: remedy.figures?.[1] ?? null,
			asOfOn: '2021-08-24',
			doneText: remedy.done,
			remainingText: remedy.remaining,
			awaitedBody: remedy.state === 'submitted_awaiting' ? 'UBND tỉnh' : '',
			regressReason: '',
			delayReason: remedy.delay?.reason ?? '',
			newDueOn: remedy.delay?.newDueOn ?? null
		});
	}
	const { steering, difficulties, proposals, answeredPapers, recipients } = REMEDY_TEXTS_2021;
	writeRemedyTexts(driver.as('sldtbxh.daumoi'), id, driver.versionOf(id), {
		steering,
		difficulties,
		proposals,
		answeredPapers,
		recipients
	});
	driver.at('2021-08-25').move('sldtbxh.thutruong', id, 'submit_report');
	await driver.issue('sldtbxh.vanthu', id, 'remediation_report', '2021-08-25');
	driver.at('2021-09-06');
	for (const {
		text,
		remedy: { verified }
	} of LIMITS_2021)
		if (verified !== undefined)
			verifyFinding(driver.as('chuyenvien'), id, {
				findingId: fixedId(id, text),
				result: 'verified',
				reason: verified
			});
}
