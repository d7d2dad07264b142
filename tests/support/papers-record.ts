/**
 * Records of inspections for the specs of papers, from the two source texts they were modelled on: the inspection of
 * 12/9/2018 (what was good, what was lacking, what was asked for) and the answer of 2021 to eight limitations, with
 * their figures. Scores that the texts do not give are made up, always the same. People are named by their role.
 */
import type { Answer, AnswerInput, Stage } from '#lib/domain/answer.ts';
import { emptyAnswer } from '#lib/domain/answer.ts';
import { importSets } from '#lib/domain/criteria-import.ts';
import { listScoredSubcriteria, type CriteriaSet, type Subcriterion } from '#lib/domain/criteria.ts';
import type { Finding } from '#lib/domain/finding.ts';
import type { InspectionRecord, RecordedProgress } from '#lib/domain/papers/inspection-record.ts';
import { NO_DETAIL, type ProgressReport, type RemedyAction } from '#lib/domain/remediation.ts';
import { emptySession, type Stroke } from '#lib/domain/session.ts';
import { totalOf } from '#lib/domain/totals.ts';
import sets from '#lib/server/demo/data/criteria.json' with { type: 'json' };

export const AGENCY = 'Sở Lao động - Thương binh và Xã hội';

let departmentSet: CriteriaSet | undefined;

/** The set for departments: 95 subcriteria walked and scored, 4 of the survey. */
export function setForDepartments(): CriteriaSet {
	departmentSet ??= importSets(sets).sets.find(({ level }) => level === 'department')!;
	return departmentSet;
}

/** An input of the right kind whose goodness goes down with `step`; step 0 gives the best. */
export function inputFor({ rule, maxPoints }: Subcriterion, step: number): AnswerInput {
	switch (rule.type) {
		case 'yes_no':
			return { kind: 'yes_no', yes: step % 3 !== 2 };
		case 'options':
			return { kind: 'options', index: step % rule.options.length };
		case 'checklist':
			return { kind: 'checklist', ticked: rule.items.map((_, i) => i).slice(step % 2) };
		case 'ratio_bands':
		case 'ratio_linear':
		case 'relative_to_best':
			return { kind: 'ratio', numerator: 200 - (step % 5) * 8, denominator: 200 };
		case 'count_bands':
		case 'count_deduct':
		case 'count_add':
			return { kind: 'count', count: step % 3 };
		case 'growth_bands':
			return { kind: 'growth', current: 120 - step, previous: 100 };
		case 'manual':
			return { kind: 'manual', points: maxPoints, reason: 'Theo hồ sơ' };
		case 'survey':
			return { kind: 'survey', percent: 8660 };
	}
}

function answersOf(set: CriteriaSet, worse: number): Map<string, Answer> {
	return new Map(
		listScoredSubcriteria(set).map(({ subcriterion }, i) => [
			subcriterion.code,
			{ ...emptyAnswer(subcriterion.code), input: inputFor(subcriterion, i % 4 === 0 ? worse : 0) }
		])
	);
}

/** Appraised answers: files of 2021 as counted then, one subcriterion that does not apply, reasons and a note. */
function appraisedAnswers(set: CriteriaSet): Map<string, Answer> {
	const answers = answersOf(set, 2);
	const patch = (code: string, change: Partial<Answer>) => {
		const answer = answers.get(code);
		if (answer) answers.set(code, { ...answer, ...change });
	};
	patch('3.4.1', {
		input: {
			kind: 'ratio',
			numerator: 2401,
			denominator: 2401,
			parts: { received: 2431, done: 2401, inProgress: 30 }
		}
	});
	patch('5.1.1', {
		input: { kind: 'ratio', numerator: 1, denominator: 6 },
		changeReason: 'Mới 01/06 đơn vị được phê duyệt Danh mục vị trí việc làm'
	});
	patch('3.4.2', {
		input: null,
		notApplicableReason: 'Không phát sinh hồ sơ trễ hạn trong thời kỳ kiểm tra'
	});
	patch('1.1.2', { note: 'Kế hoạch giao nhiệm vụ, kết quả sản phẩm và thời gian hoàn thành cụ thể.' });
	return answers;
}

const finding = (
	number: number,
	areaCode: string,
	subcriterionCode: string | null,
	text: string,
	more: Partial<Finding> = {}
): Finding => ({
	id: `finding-${number}`,
	number,
	areaCode,
	subcriterionCode,
	text,
	severity: 'moderate',
	cause: 'Việc theo dõi, đôn đốc chưa thường xuyên',
	causeKind: 'subjective',
	responsibleUnit: 'Văn phòng Sở',
	demand: '',
	dueOn: '2018-12-31',
	state: 'open',
	...more
});

/** A signature as a pad would give it. */
export const strokes: Stroke[] = [
	{
		points: Array.from({ length: 40 }, (_, i) => ({
			x: 20 + i * 5,
			y: 60 + Math.round(Math.sin(i / 3) * 30),
			time: i * 16,
			pressure: 0.5
		}))
	},
	{
		points: [
			{ x: 60, y: 100, time: 700, pressure: 0.5 },
			{ x: 190, y: 92, time: 760, pressure: 0.5 }
		]
	}
];

const at = (day: string, time: string): number => Date.parse(`${day}T${time}:00+07:00`);

function withScores(
	set: CriteriaSet,
	stages: Partial<Record<Stage, Map<string, Answer>>>
): Pick<InspectionRecord, 'answers' | 'totals'> {
	const totals: InspectionRecord['totals'] = {};
	for (const [stage, answers] of Object.entries(stages) as [Stage, Map<string, Answer>][])
		totals[stage] = totalOf(set, answers);
	return { answers: stages, totals };
}

const REPORT_SOURCES = {
	plan: {
		kind: 'Kế hoạch',
		number: '57',
		sign: 'KH-UBND',
		issuedOn: '2018-03-05',
		issuer: 'UBND tỉnh',
		subject: 'kiểm tra công tác cải cách hành chính năm 2018'
	},
	teamDecision: {
		kind: 'Quyết định',
		number: '1228',
		sign: 'QĐ-UBND',
		issuedOn: '2018-06-05',
		issuer: 'Chủ tịch UBND tỉnh',
		subject: 'thành lập Đoàn kiểm tra cải cách hành chính năm 2018'
	}
};

/** The inspection of 12/9/2018, minutes ready to sign. */
export function record2018(): InspectionRecord {
	const set = setForDepartments();
	return {
		province: { name: 'Bình Định', committee: 'UBND tỉnh Bình Định', place: 'Bình Định' },
		department: { name: 'Sở Nội vụ', sign: 'SNV', unitSign: 'CCHC' },
		inspection: {
			code: 'KT-2018-01',
			year: 2018,
			kind: 'direct',
			periodFrom: '2017-01-01',
			periodTo: '2018-06-30',
			visitOn: '2018-09-12'
		},
		...REPORT_SOURCES,
		visitNotice: null,
		team: {
			name: 'Đoàn kiểm tra 1228',
			sign: 'ĐKT',
			members: [
				{ name: 'Trưởng đoàn kiểm tra', title: 'Phó Giám đốc Sở Nội vụ', role: 'lead', duty: 'Trưởng đoàn' },
				{ name: 'Thư ký Đoàn', title: 'Trưởng phòng Cải cách hành chính', role: 'secretary', duty: 'Thư ký' },
				{
					name: 'Thành viên lĩnh vực 3',
					title: 'Chuyên viên Văn phòng UBND tỉnh',
					role: 'member',
					duty: 'lĩnh vực 3'
				}
			]
		},
		agency: {
			name: AGENCY,
			superior: 'UBND tỉnh Bình Định',
			sign: 'SLĐTBXH',
			unitSign: 'VP',
			place: 'Bình Định',
			level: 'department',
			headTitle: 'Giám đốc',
			headName: 'Giám đốc Sở'
		},
		session: {
			...emptySession(),
			startedAt: at('2018-09-12', '08:00'),
			endedAt: at('2018-09-12', '11:30'),
			place: `trụ sở ${AGENCY}`,
			attendance: [
				{ side: 'team', name: 'Trưởng đoàn kiểm tra', title: 'Phó Giám đốc Sở Nội vụ', duty: 'Trưởng đoàn' },
				{
					side: 'team',
					name: 'Thành viên lĩnh vực 3',
					title: 'Chuyên viên Văn phòng UBND tỉnh',
					duty: 'Thành viên'
				},
				{ side: 'agency', name: 'Giám đốc Sở', title: AGENCY, duty: '' },
				{ side: 'agency', name: 'Chánh Văn phòng Sở', title: 'cán bộ đầu mối CCHC', duty: '' }
			],
			workDone:
				'Nghe cơ quan báo cáo kết quả thực hiện cải cách hành chính từ đầu năm 2017 đến tháng 6-2018.\nXem xét kế hoạch, chương trình và văn bản chỉ đạo.',
			placesVisited: 'Bộ phận Tiếp nhận và Trả kết quả: các bộ thủ tục hành chính niêm yết công khai.',
			samples: '',
			agencyOpinion: 'Thống nhất với kết quả kiểm tra.',
			findingOpinions: { 'finding-4': 'Sở đã liên hệ đơn vị tư vấn, sẽ chuyển đổi trong năm 2018' },
			leadConclusion:
				'Đề nghị Sở tăng cường xây dựng các sáng kiến trong công tác CCHC; khắc phục việc nhập kết quả giải quyết TTHC, cung cấp dịch vụ công trực tuyến mức độ 3 và 4 trên hệ thống iGate.'
		},
		samples: [
			{
				subcriterionCode: '3.4.3',
				title: 'Hồ sơ đã trả kết quả',
				taken: 20,
				total: 2431,
				faulty: 2,
				result: 'chưa nhập kết quả lên iGate'
			}
		],
		set,
		...withScores(set, { self: answersOf(set, 1), appraisal: appraisedAnswers(set) }),
		strengths: [
			{
				id: 's1',
				areaCode: '1',
				text: 'Ban hành các kế hoạch, chương trình và văn bản chỉ đạo kịp thời, phù hợp, đáp ứng yêu cầu.'
			},
			{
				id: 's2',
				areaCode: '3',
				text: 'Niêm yết các TTHC nghiêm túc, cụ thể, rõ ràng; 100% hồ sơ TTHC được giải quyết đúng hạn.\nĐã ký hợp đồng với Bưu điện tỉnh tiếp nhận và trả hồ sơ TTHC qua đường bưu điện.'
			},
			{
				id: 's3',
				areaCode: '7',
				text: 'Khoảng 30% văn bản giấy được thay thế bằng văn bản điện tử; 100% văn bản điện tử được dùng song song với văn bản giấy.'
			}
		],
		findings: [
			finding(1, '5', '5.1.1', 'Chưa xây dựng Đề án vị trí việc làm của các đơn vị sự nghiệp công lập', {
				severity: 'serious',
				demand: 'Hoàn thành Đề án vị trí việc làm của các đơn vị sự nghiệp công lập'
			}),
			finding(2, '5', '5.3.1', 'Kế hoạch đào tạo năm 2017, 2018 xây dựng chậm so với quy định', {
				severity: 'minor'
			}),
			finding(3, '1', '1.1.3', 'Một số nhiệm vụ về CCHC công thực hiện chưa kịp thời'),
			finding(
				4,
				'7',
				'7.4.1',
				'Chưa cập nhật kịp thời hệ thống quản lý chất lượng phù hợp tiêu chuẩn quốc gia TCVN ISO 9001:2008; chưa áp dụng việc duy trì, cải tiến Hệ thống quản lý chất lượng theo quy định',
				{ demand: 'Cập nhật, áp dụng, duy trì, cải tiến Hệ thống quản lý chất lượng TCVN ISO 9001:2008' }
			)
		],
		demands: [
			{
				id: 'd1',
				text: 'Triển khai thực hiện có hiệu quả Kế hoạch số 6769/KH-UBND ngày 14/8/2018 của Chủ tịch UBND tỉnh về việc cải thiện Chỉ số CCHC (Par Index) và Chỉ số hiệu quả quản trị, hành chính công (PAPI) năm 2018',
				addressedTo: '',
				dueOn: '2018-12-31'
			}
		],
		explanations: [],
		evidence: [
			{
				id: 'e1',
				subcriterionCode: '1.1.1',
				findingId: null,
				actionId: null,
				side: 'agency',
				medium: 'document',
				position: 0,
				title: 'Kế hoạch cải cách hành chính năm',
				citation: 'số 136/KH-SLĐTBXH ngày 19/01/2018'
			},
			{
				id: 'e2',
				subcriterionCode: '3.2.1',
				findingId: null,
				actionId: null,
				side: 'team',
				medium: 'photo',
				position: 0,
				title: 'Các bộ TTHC được niêm yết công khai',
				citation: ''
			},
			{
				id: 'e3',
				subcriterionCode: '7.4.1',
				findingId: 'finding-4',
				actionId: null,
				side: 'team',
				medium: 'photo',
				position: 0,
				title: 'Bản công bố ISO 9001:2008 treo tại trụ sở',
				citation: ''
			}
		],
		drawn: [],
		issued: { minutes: { number: 3, issuedOn: '2018-09-12' } },
		register: [{ kind: 'minutes', number: 3, sign: 'BB-ĐKT', issuedOn: '2018-09-12', superseded: false }],
		closedOn: null,
		conclusion: {
			responsibility: 'Người đứng đầu Sở chịu trách nhiệm chung; Văn phòng Sở chịu trách nhiệm tham mưu.',
			planDueOn: '2018-10-12',
			reportDueOn: '2018-12-31',
			signer: { capacity: ['KT. Giám đốc', 'Phó Giám đốc'], name: 'Phó Giám đốc Sở Nội vụ' }
		},
		remediation: null
	};
}

/** The eight limitations as the department's report of 2020 worded them. */
export const LIMITATIONS_2021 = [
	'Các nhiệm vụ cải cách hành chính chưa thực hiện đầy đủ theo Kế hoạch đã đề ra; thực hiện chế độ báo cáo cải cách hành chính chưa nghiêm túc; các sáng kiến, giải pháp mới trong công tác cải cách hành chính còn ít',
	'Chưa thường xuyên rà soát, xử lý các bất cập, vướng mắc trong tổ chức thực hiện VBQPPL thuộc phạm vi quản lý nhà nước của tỉnh',
	'Chưa thường xuyên rà soát, cập nhật các TTHC trên Cổng Dịch vụ công của tỉnh và trên website các cơ quan, đơn vị; kết quả giải quyết TTHC bị trễ hạn còn cao đối với cấp huyện',
	'Một số phòng chuyên môn trong các cơ quan chuyên môn cấp tỉnh, cơ quan chuyên môn cấp huyện còn cơ cấu chưa hợp lý, số lượng công chức giữ chức vụ lãnh đạo quản lý nhiều hơn số lượng công chức không giữ chức vụ lãnh đạo quản lý; công tác khắc phục các tồn tại, hạn chế sau thanh tra, kiểm tra về phân cấp chưa được quan tâm theo dõi',
	'Một số đơn vị sự nghiệp công lập trên địa bàn tỉnh chưa hoàn thành việc phê duyệt bản mô tả công việc và khung năng lực cho từng vị trí việc làm; vẫn còn cán bộ, công chức cấp xã chưa đạt chuẩn về chuyên môn, nghiệp vụ theo quy định',
	'Một số cơ quan, đơn vị quản lý, sử dụng tài chính ngân sách chưa đúng theo quy định',
	'Một số dịch vụ công trực tuyến mức độ 3, mức độ 4 đã hoàn thiện tái cấu trúc quy trình nhưng chưa được tích hợp, cung cấp trên Cổng Dịch vụ công quốc gia; tính hiệu quả trong việc thực hiện quy trình ISO trong giải quyết TTHC chưa cao.',
	'Công tác tuyên truyền việc giải quyết TTHC trực tuyến mức độ 3, mức độ 4 trên các phương tiện thông tin đại chúng chưa cao; vẫn còn tình trạng tiếp nhận và trả hồ sơ cho người dân, tổ chức ngoài bộ phận Một cửa; số lần đi lại để giải quyết TTHC từ 3 lần trở lên của người dân, tổ chức vẫn còn nhiều; việc thực hiện xin lỗi đối với những hồ sơ giải quyết TTHC bị trễ hẹn chưa được thực hiện nghiêm túc'
];

const PLACES_2021: [areaCode: string, code: string][] = [
	['1', '1.1.3'],
	['2', '2.2.1'],
	['3', '3.2.2'],
	['4', '4.1.3'],
	['5', '5.1.2'],
	['6', '6.3.1'],
	['7', '7.2.2'],
	['3', '3.3.3']
];

const DONE_2021: Omit<ProgressReport, 'id' | 'actionId' | 'asOfOn'>[] = [
	{
		percent: 80,
		state: 'doing',
		numerator: 80,
		denominator: 100,
		doneText:
			'Sở đã ban hành và triển khai thực hiện Kế hoạch cải cách hành chính năm 2021; đến nay, khoảng 80% các nhiệm vụ đã được hoàn thành trước, đúng thời hạn.\nThực hiện báo cáo định kỳ, báo cáo đột xuất nghiêm túc, đầy đủ và đúng hạn theo quy định.',
		remainingText: 'Tiếp tục chỉ đạo thực hiện các nhiệm vụ còn lại, đảm bảo hoàn thành 100% Kế hoạch',
		awaitedBody: '',
		regressReason: ''
	},
	{
		percent: 100,
		state: 'done',
		numerator: 4,
		denominator: 4,
		doneText:
			'Tám tháng đầu năm 2021, đề nghị xây dựng 04 văn bản quy phạm pháp luật trình UBND tỉnh: Quyết định số 29/2021/QĐ-UBND ngày 02/7/2021; các Quyết định số 45, 46, 47/2021/QĐ-UBND ngày 08/8/2021.',
		remainingText: 'Tiếp tục hoàn thiện hệ thống thể chế trong lĩnh vực lao động - người có công và xã hội',
		awaitedBody: '',
		regressReason: ''
	},
	{
		percent: 100,
		state: 'done',
		numerator: 2401,
		denominator: 2401,
		doneText:
			'Từ ngày 01/01/2021 đến 24/8/2021 đã tiếp nhận 2.431 hồ sơ; đã giải quyết 2.401 hồ sơ trước thời hạn (đạt 100%); đang giải quyết 30 hồ sơ chưa đến thời hạn; không có hồ sơ trễ hạn.',
		remainingText: '',
		awaitedBody: '',
		regressReason: ''
	},
	{
		percent: 100,
		state: 'done',
		numerator: null,
		denominator: null,
		doneText: 'Đã thực hiện nghiêm túc, đúng quy trình bổ nhiệm, bổ nhiệm lại, điều động, luân chuyển.',
		remainingText: '',
		awaitedBody: '',
		regressReason: ''
	},
	{
		percent: 60,
		state: 'submitted_awaiting',
		numerator: 1,
		denominator: 6,
		doneText:
			'Ngày 05/06/2020, UBND tỉnh phê duyệt Quyết định số 2196/QĐ-UBND đối với Trung tâm Giáo dục nghề nghiệp Bình Định.\nNgày 20/8/2021, Sở trình UBND tỉnh phê duyệt tại 05 đơn vị sự nghiệp công lập còn lại.',
		remainingText: 'Chờ UBND tỉnh phê duyệt 05 đơn vị',
		awaitedBody: 'UBND tỉnh',
		regressReason: ''
	},
	{
		percent: 100,
		state: 'done',
		numerator: 6,
		denominator: 6,
		doneText: '6/6 (100%) đơn vị sự nghiệp trực thuộc Sở đã thực hiện quyền tự chủ, tự chịu trách nhiệm.',
		remainingText: '',
		awaitedBody: '',
		regressReason: ''
	},
	{
		percent: 100,
		state: 'done',
		numerator: 92,
		denominator: 92,
		doneText:
			'Đăng ký 58 thủ tục hành chính sử dụng dịch vụ công trực tuyến mức độ 4.\nĐã chuyển đổi TCVN ISO 9001:2008 sang TCVN ISO 9001:2015 đối với 92 quy trình giải quyết thủ tục hành chính.',
		remainingText: '',
		awaitedBody: '',
		regressReason: ''
	}
];

/** The remedy of 2021: seven limitations with actions and progress, the eighth with neither yet. */
export function record2021(): InspectionRecord {
	const findings = LIMITATIONS_2021.map((text, i) => {
		const [areaCode, code] = PLACES_2021[i]!;
		return finding(i + 1, areaCode, code, text, { dueOn: '2021-08-31', demand: 'Khắc phục trong năm 2021' });
	});
	const actions = DONE_2021.map((_, i): RemedyAction => ({
		...NO_DETAIL,
		id: `action-${i + 1}`,
		findingId: `finding-${i + 1}`,
		cause: 'Nhiệm vụ chưa được giao thời hạn cụ thể',
		measure: 'Giao nhiệm vụ, kết quả sản phẩm, thời gian hoàn thành cụ thể cho từng phòng, đơn vị',
		product: 'Báo cáo, văn bản đã ban hành',
		leadUnit: 'Văn phòng Sở',
		personInCharge: 'Chánh Văn phòng',
		support: 'Các phòng',
		dueOn: i === 0 ? '2021-12-31' : '2021-08-31',
		note: ''
	}));
	const progress = DONE_2021.map((report, i): RecordedProgress => ({
		...report,
		id: `progress-${i + 1}`,
		actionId: `action-${i + 1}`,
		asOfOn: '2021-08-24',
		daysLate: report.state === 'done' ? 0 : null
	}));
	const base = record2018();
	return {
		...base,
		inspection: {
			...base.inspection,
			year: 2021,
			visitOn: '2021-07-05',
			periodFrom: '2020-01-01',
			periodTo: '2021-06-30'
		},
		findings,
		evidence: [
			...base.evidence,
			{
				id: 'e9',
				subcriterionCode: '3.2.2',
				findingId: 'finding-3',
				actionId: 'action-3',
				side: 'agency',
				medium: 'document',
				position: 0,
				title: 'Bảng trích xuất hệ thống một cửa',
				citation: 'ngày 24/8/2021'
			}
		],
		issued: {
			minutes: { number: 3, issuedOn: '2021-07-05' },
			conclusion: { number: 5, issuedOn: '2021-07-14' },
			remediation_plan: { number: 12, issuedOn: '2021-07-26' },
			remediation_report: { number: 74, issuedOn: '2021-09-06' }
		},
		register: [
			{ kind: 'minutes', number: 3, sign: 'BB-ĐKT', issuedOn: '2021-07-05', superseded: false },
			{ kind: 'conclusion', number: 5, sign: 'TB-SNV', issuedOn: '2021-07-14', superseded: false },
			{
				kind: 'remediation_plan',
				number: 12,
				sign: 'KH-SLĐTBXH',
				issuedOn: '2021-07-26',
				superseded: false
			},
			{
				kind: 'remediation_report',
				number: 74,
				sign: 'BC-SLĐTBXH',
				issuedOn: '2021-09-06',
				superseded: false
			}
		],
		remediation: {
			purpose: [],
			organisation: [],
			funding: '',
			actions,
			planVersions: [{ number: 1, submittedOn: '2021-07-26' }],
			changes: [],
			progress,
			verifications: [],
			effects: [],
			termEnds: {},
			delays: [
				{ findingId: 'finding-5', reason: 'Chờ cơ quan có thẩm quyền phê duyệt', newDueOn: '2021-12-31' }
			],
			answeredPapers: [
				{
					kind: 'Công văn',
					number: '4334',
					sign: 'UBND-KSTT',
					issuedOn: '2021-07-20',
					issuer: 'UBND tỉnh Bình Định',
					subject:
						'về việc nâng cao Chỉ số cải cách hành chính và Chỉ số hài lòng về sự phục vụ hành chính của tỉnh'
				}
			],
			steering: ['Sở đã ban hành Kế hoạch khắc phục và giao nhiệm vụ cho từng phòng, đơn vị.'],
			difficulties: [],
			proposals: ['Đề nghị UBND tỉnh sớm phê duyệt vị trí việc làm của 05 đơn vị.'],
			recipients: ['Phòng KSTTHC - UBND tỉnh', 'Lãnh đạo Sở'],
			signer: { capacity: ['Giám đốc'], name: 'Giám đốc Sở' }
		}
	};
}

/** As if nobody had scored for himself: no notice, no self-assessment. */
export function surpriseRecord(): InspectionRecord {
	const record = record2018();
	return {
		...record,
		inspection: { ...record.inspection, kind: 'surprise' },
		answers: { appraisal: record.answers.appraisal! },
		totals: { appraisal: record.totals.appraisal! }
	};
}

/** With survey results, so that nothing is provisional any more. */
export function surveyedRecord(): InspectionRecord {
	const record = record2018();
	const { set } = record;
	const answers = new Map(record.answers.appraisal);
	for (const area of set.areas.filter(({ isSurvey }) => isSurvey))
		for (const { subcriteria } of area.criteria)
			for (const subcriterion of subcriteria)
				answers.set(subcriterion.code, {
					...emptyAnswer(subcriterion.code),
					input: inputFor(subcriterion, 0)
				});
	return { ...record, ...withScores(set, { self: new Map(record.answers.self), appraisal: answers }) };
}
