/** Records for the papers around a visit: told beforehand, scored by the agency, explained after the minutes. */
import type { Answer } from '#lib/domain/answer.ts';
import type { Explanation } from '#lib/domain/explanation.ts';
import type { EvidenceItem, InspectionRecord, UnitPart } from '#lib/domain/papers/inspection-record.ts';
import { totalOf } from '#lib/domain/totals.ts';
import { AGENCY, record2018 } from './papers-record.ts';

const PROOF: EvidenceItem = {
	id: 'p1',
	subcriterionCode: null,
	findingId: null,
	actionId: null,
	side: 'agency',
	medium: 'document',
	position: 0,
	title: 'Hợp đồng tư vấn ISO',
	citation: 'số 15/HĐ-SLĐTBXH ngày 04/5/2018'
};

/** The inspection of 2018 with day, place and words of its notice. */
export function announcedRecord(): InspectionRecord {
	return {
		...record2018(),
		visit: {
			at: '08:00',
			place: `Hội trường ${AGENCY}`,
			noticeText: 'Đề nghị Sở chuẩn bị báo cáo bằng văn bản',
			selfDueOn: '2018-09-05'
		}
	};
}

/** A self answer changed; totals follow. */
export function withSelf(
	record: InspectionRecord,
	patches: Readonly<Record<string, Partial<Answer>>>
): InspectionRecord {
	const self = new Map(record.answers.self);
	for (const [code, patch] of Object.entries(patches)) self.set(code, { ...self.get(code)!, ...patch });
	return {
		...record,
		answers: { ...record.answers, self },
		totals: { ...record.totals, self: totalOf(record.set, self) }
	};
}

/** Every answer of the agency explained alike but two; one that does not apply, one with a note. */
export function selfRecord(): InspectionRecord {
	const record = announcedRecord();
	const alike = Object.fromEntries(
		[...record.answers.self!.keys()].map((code) => [code, { explanation: 'Theo hồ sơ lưu tại cơ quan.' }])
	);
	return withSelf(withSelf(record, alike), {
		'1.1.2': { explanation: 'Kế hoạch giao nhiệm vụ cho từng phòng' },
		'2.1.1': { note: 'Trong đó 04 văn bản do UBND tỉnh giao' },
		'3.4.1': {
			explanation: 'Bảng trích xuất hệ thống một cửa',
			input: { kind: 'ratio', numerator: 2401, denominator: 2431 }
		},
		'3.4.2': { input: null, notApplicableReason: 'Không phát sinh hồ sơ trễ hạn' }
	});
}

/** `count` units that each gave figures to one subcriterion. */
export const unitParts = (count: number): UnitPart[] =>
	Array.from({ length: count }, (_, i) => ({
		code: '3.4.1',
		unit: `Trung tâm trực thuộc số ${String(i + 1).padStart(2, '0')}`,
		numerator: 95 + i,
		denominator: 120
	}));

const explanation = (id: string, more: Partial<Explanation>): Explanation => ({
	id,
	findingId: null,
	subcriterionCode: null,
	stance: 'disagree',
	reason: '',
	requestedPoints: null,
	daysLate: 0,
	decision: null,
	decisionReason: '',
	...more
});

/** Agreed, agreed in part, contested with points and new evidence, and a score that no finding names. */
export function explainedRecord(): InspectionRecord {
	const record = announcedRecord();
	return {
		...record,
		explanations: [
			explanation('x1', {
				findingId: 'finding-4',
				reason: 'Sở đã hợp đồng với đơn vị tư vấn từ tháng 5/2018.\nDự kiến hoàn thành trong năm 2018',
				requestedPoints: 50,
				decision: 'rejected',
				decisionReason: 'Hợp đồng chưa thực hiện'
			}),
			explanation('x2', {
				findingId: 'finding-2',
				stance: 'agree_in_part',
				reason: 'Chậm do chờ hướng dẫn'
			}),
			explanation('x3', { findingId: 'finding-1', stance: 'agree' }),
			explanation('x4', {
				subcriterionCode: '5.1.2',
				reason: 'Số liệu trên hệ thống chưa cập nhật.',
				requestedPoints: 100
			})
		],
		evidence: [
			...record.evidence,
			{ ...PROOF, explanationId: 'x1' },
			{ ...PROOF, id: 'p2', side: 'team', title: 'Ảnh của Đoàn', explanationId: 'x1' },
			{ ...PROOF, id: 'p3', title: 'Công văn hướng dẫn', citation: '', findingId: 'finding-2' }
		]
	};
}
