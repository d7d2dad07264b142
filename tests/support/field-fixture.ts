/**
 * A snapshot of an inspection for the tablet's pages, built from the demonstration's criteria: scored by the agency,
 * half appraised, with something of everything a page can show. Figures are illustrative.
 */
import { readFileSync } from 'node:fs';
import type { CarriedFinding } from '#lib/contracts/carried.ts';
import type { EvidenceView, FieldSnapshot } from '#lib/contracts/field.ts';
import { emptyAnswer, type Answer, type AnswerInput } from '#lib/domain/answer.ts';
import { importSets } from '#lib/domain/criteria-import.ts';
import { listScoredSubcriteria, type CriteriaSet, type Subcriterion } from '#lib/domain/criteria.ts';
import type { ScoringRule } from '#lib/domain/scoring.ts';
import { INSPECTION_ACTIONS, type InspectionAction } from '#lib/domain/permissions.ts';
import { emptySession } from '#lib/domain/session.ts';

const CRITERIA = new URL('../../src/lib/server/demo/data/criteria.json', import.meta.url);

export function departmentSet(): CriteriaSet {
	const { sets } = importSets(JSON.parse(readFileSync(CRITERIA, 'utf8')));
	return sets[0]!;
}

const RATIO = {
	numeratorLabel: 'Số thủ tục có phát sinh trực tuyến',
	denominatorLabel: 'Số thủ tục',
	whenDenominatorZero: 'exclude' as const
};

/** Rules that the demonstration's sets do not use, put in the place of others so that every input is on some page. */
export const OTHER_RULES: Record<string, (maximum: number) => ScoringRule> = {
	'4.1.1': (maximum) => ({
		type: 'checklist',
		items: ['Quyết định', 'Quy chế', 'Phân công'].map((label) => ({ label, points: maximum / 2 })),
		cap: maximum
	}),
	'4.1.2': (maximum) => ({
		type: 'growth_bands',
		currentLabel: 'Số kỳ này',
		previousLabel: 'Số kỳ trước',
		bands: [
			{ minPercent: 1000, points: maximum },
			{ minPercent: 0, points: maximum / 2 }
		],
		belowPoints: 0,
		whenDenominatorZero: 'zero'
	}),
	'4.1.3': () => ({ type: 'manual', label: 'Điểm cho nội dung này' }),
	'4.2.1': (maximum) => ({
		type: 'count_add',
		itemLabel: 'Số sáng kiến',
		perItem: maximum / 2,
		cap: maximum
	}),
	'4.2.2': (maximum) => ({
		type: 'count_bands',
		itemLabel: 'Số lớp đã mở',
		bands: [
			{ minCount: 5, points: maximum },
			{ minCount: 1, points: maximum / 2 }
		],
		belowPoints: 0
	}),
	'4.3.1': () => ({ type: 'relative_to_best', ...RATIO })
};

export function setOfAllRules(): CriteriaSet {
	const set = departmentSet();
	for (const { subcriterion } of listScoredSubcriteria(set)) {
		const rule = OTHER_RULES[subcriterion.code];
		if (rule) subcriterion.rule = rule(subcriterion.maxPoints);
	}
	return set;
}

/** The best answer (0), a middling one (1) or the worst (2) by the rule of a subcriterion. */
export function answerInput({ rule, maxPoints }: Subcriterion, grade: 0 | 1 | 2): AnswerInput {
	switch (rule.type) {
		case 'yes_no':
			return { kind: 'yes_no', yes: grade === 0 };
		case 'options':
			return { kind: 'options', index: Math.min(grade, rule.options.length - 1) };
		case 'checklist':
			return { kind: 'checklist', ticked: rule.items.map((_, at) => at).slice(0, rule.items.length - grade) };
		case 'ratio_bands':
		case 'ratio_linear':
		case 'relative_to_best':
			return { kind: 'ratio', numerator: [50, 45, 12][grade]!, denominator: 50 };
		case 'count_bands':
		case 'count_add':
			return { kind: 'count', count: [9, 1, 0][grade]! };
		case 'count_deduct':
			return { kind: 'count', count: [0, 1, 9][grade]! };
		case 'growth_bands':
			return { kind: 'growth', current: [150, 104, 80][grade]!, previous: 100 };
		case 'manual':
			return { kind: 'manual', points: [maxPoints, maxPoints / 2, 0][grade]!, reason: 'Theo hồ sơ đã xem' };
		case 'survey':
			return { kind: 'survey', percent: [9000, 7000, 3000][grade]! };
	}
}

const SEED_FIGURES: AnswerInput = {
	kind: 'ratio',
	numerator: 2401,
	denominator: 2401,
	parts: { received: 2431, done: 2401, inProgress: 30 }
};

function selfAnswers(set: CriteriaSet): Answer[] {
	return listScoredSubcriteria(set).map(({ subcriterion }, at) => ({
		...emptyAnswer(subcriterion.code),
		input: subcriterion.code === '3.4.1' ? SEED_FIGURES : answerInput(subcriterion, at % 9 === 0 ? 1 : 0),
		explanation:
			subcriterion.code === '3.4.1' ? 'Trích xuất từ hệ thống một cửa, không có hồ sơ trễ hạn.' : '',
		figuresOn: '2026-08-24'
	}));
}

/** Areas 1, 2 and 6 whole, half of 3, a little of 7. */
function appraisalAnswers(set: CriteriaSet): Answer[] {
	const share: Record<string, number> = { '1': 1, '2': 1, '3': 0.55, '6': 1, '7': 0.3 };
	return set.areas.flatMap((area) => {
		const inside = area.criteria.flatMap(({ subcriteria }) => subcriteria);
		return inside.slice(0, Math.round(inside.length * (share[area.code] ?? 0))).map((subcriterion, at) => {
			const grade = at % 7 === 3 ? 2 : at % 7 === 5 ? 1 : 0;
			const answer = { ...emptyAnswer(subcriterion.code), input: answerInput(subcriterion, grade) };
			if (at % 11 === 8) return { ...answer, input: null, notApplicableReason: 'Trong kỳ không phát sinh' };
			if (at % 7 === 3) return { ...answer, changeReason: 'Tài liệu kiểm chứng chưa đủ căn cứ' };
			return at === 5 ? { ...answer, flagged: true, note: 'Hỏi lại Văn phòng về quyết định' } : answer;
		});
	});
}

function evidence(): EvidenceView[] {
	const base = {
		subjectKind: 'answer' as const,
		mediaType: null,
		url: null,
		thumbUrl: null,
		caption: '',
		citationText: '',
		size: null,
		sha256: null,
		takenAt: null,
		place: null,
		originalId: null,
		position: 0,
		addedBy: 'officer',
		byName: 'Cán bộ đầu mối',
		isAwaited: false
	};
	return [
		{
			...base,
			id: 'e1',
			side: 'agency',
			subjectId: '3.4.1',
			stage: 'self',
			fileName: 'trich-xuat-mot-cua.pdf',
			mediaType: 'application/pdf',
			url: '/x/e1'
		},
		{
			...base,
			id: 'e2',
			side: 'agency',
			subjectId: '3.4.1',
			stage: 'self',
			fileName: '',
			citationText: 'Báo cáo số 45/BC-SLĐTBXH ngày 12/8/2026'
		}
	];
}

const carried = (number: number, code: string, text: string): CarriedFinding => ({
	findingId: `carried-${number}`,
	number,
	code,
	text,
	inspectionId: 'inspection-2021',
	inspectionCode: 'KT-2021-001',
	year: 2021,
	severity: 'moderate',
	demand: 'Khắc phục dứt điểm',
	state: 'open',
	standing: 'no_plan',
	percent: 0,
	dueOn: '2021-12-31',
	raisedOn: '2021-07-14',
	actions: []
});

export function fieldSnapshot(change: Partial<FieldSnapshot> = {}): FieldSnapshot {
	const set = change.set ?? departmentSet();
	return {
		id: '01990000-0000-7000-8000-000000000001',
		code: 'KT-2026-01',
		version: 12,
		kind: 'direct',
		state: 'in_session',
		agency: {
			id: 'a1',
			name: 'Sở Lao động – Thương binh và Xã hội',
			shortName: 'Sở LĐ-TB&XH',
			headTitle: 'Giám đốc'
		},
		campaign: { title: 'Kiểm tra CCHC 2026', year: 2026, teamName: 'Đoàn kiểm tra 1228' },
		periodFrom: '2025-01-01',
		periodTo: '2026-06-30',
		visitOn: '2026-09-12',
		visitAt: '08:00',
		place: 'Phòng họp tầng 2',
		teamRole: 'lead',
		actorId: 'p1',
		actorName: 'Trưởng đoàn kiểm tra',
		myAreas: ['3', '7'],
		team: [
			{
				accountId: 'p1',
				name: 'Trưởng đoàn kiểm tra',
				title: 'Phó Giám đốc Sở Nội vụ',
				role: 'lead',
				areas: ['3', '7'],
				duty: 'Phụ trách chung'
			},
			{
				accountId: 'p2',
				name: 'Thư ký đoàn',
				title: 'Chuyên viên Phòng Cải cách hành chính',
				role: 'secretary',
				areas: [],
				duty: 'Ghi biên bản'
			}
		],
		set,
		answers: { self: selfAnswers(set), appraisal: appraisalAnswers(set), reappraisal: [], final: [] },
		findings: [
			{
				id: 'f1',
				number: 1,
				areaCode: '1',
				subcriterionCode: '1.2.2',
				text: 'Báo cáo cải cách hành chính quý II gửi chậm so với quy định',
				severity: 'minor',
				cause: '',
				causeKind: 'subjective',
				responsibleUnit: 'Văn phòng Sở',
				demand: 'Gửi báo cáo đúng thời hạn quy định',
				dueOn: '2026-10-15',
				state: 'open'
			}
		],
		lastFindingNumber: 1,
		strengths: [
			{ id: 's1', areaCode: '3', text: 'Giải quyết 100 % hồ sơ đúng hạn, trước hạn trong kỳ kiểm tra' }
		],
		demands: [],
		session: { ...emptySession(), startedAt: Date.UTC(2026, 8, 12, 1), place: 'Phòng họp tầng 2' },
		signatures: [],
		conflicts: [],
		evidence: evidence(),
		paperFacts: null,
		carriedOver: [
			carried(1, '5.1.1', 'Chưa phê duyệt đề án vị trí việc làm của các đơn vị sự nghiệp'),
			carried(2, '7.4.3', 'Chưa duy trì, cải tiến hệ thống quản lý chất lượng')
		],
		earlierRemedy: null,
		can: Object.fromEntries(INSPECTION_ACTIONS.map((action) => [action, true])) as Record<
			InspectionAction,
			boolean
		>,
		...change
	};
}
