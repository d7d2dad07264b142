/** Records for the papers of remediation: agreed changes, what is overdue, a closed inspection, a re-check. */
import { parseCitation } from '#lib/domain/citation.ts';
import type { InspectionRecord, PlanChange } from '#lib/domain/papers/inspection-record.ts';
import type { RecheckRecord } from '#lib/domain/papers/recheck-minutes.ts';
import type { OverdueItem } from '#lib/domain/papers/reminder-letter.ts';
import { latestByAction } from '#lib/domain/remediation.ts';
import { record2018, record2021 } from './papers-record.ts';

const PLAIN = { dueOn: null, measure: '', product: '', leadUnit: '', personInCharge: '', restsUntil: null };

/** The remedy of 2021 with its plan written twice and one accepted request of each kind. */
export function changedRecord(): InspectionRecord {
	const record = record2021();
	const remediation = record.remediation!;
	const before = remediation.actions.map(({ dueOn, measure, product, leadUnit, personInCharge }) => ({
		dueOn,
		measure,
		product,
		leadUnit,
		personInCharge
	}));
	const changes: PlanChange[] = [
		{
			...PLAIN,
			actionId: 'action-5',
			kind: 'extension',
			reason: 'Chờ UBND tỉnh phê duyệt hồ sơ đã trình ngày 20/8/2021',
			dueOn: '2021-12-31',
			before: before[4]!,
			decidedOn: '2021-08-30',
			decisionReason: 'Cập nhật tiến độ hằng tháng.'
		},
		{
			...PLAIN,
			actionId: 'action-2',
			kind: 'replacement',
			reason: 'Không còn phù hợp sau khi có quy định mới',
			measure: 'Phân công đầu mối rà soát văn bản của từng lĩnh vực, báo cáo hằng quý',
			product: 'Bảng phân công; báo cáo rà soát quý',
			before: before[1]!,
			decidedOn: '2021-08-31',
			decisionReason: ''
		},
		{
			...PLAIN,
			actionId: 'action-3',
			kind: 'hand_over',
			reason: 'Điều động nhân sự',
			leadUnit: 'Phòng Kế hoạch - Tài chính',
			personInCharge: 'Trưởng phòng',
			before: before[2]!,
			decidedOn: '2021-09-01',
			decisionReason: ''
		},
		{
			...PLAIN,
			actionId: 'action-1',
			kind: 'cannot_now',
			reason: 'Tạm dừng do dịch COVID-19',
			restsUntil: '2022-01-31',
			before: before[0]!,
			decidedOn: '2021-09-02',
			decisionReason: ''
		}
	];
	return {
		...record,
		remediation: {
			...remediation,
			actions: remediation.actions.map((action) => {
				if (action.id === 'action-5') return { ...action, dueOn: '2021-12-31' };
				if (action.id === 'action-2')
					return { ...action, measure: changes[1]!.measure, product: changes[1]!.product };
				return action.id === 'action-3'
					? { ...action, leadUnit: changes[2]!.leadUnit, personInCharge: changes[2]!.personInCharge }
					: action;
			}),
			planVersions: [
				{ number: 1, submittedOn: '2021-07-22' },
				{ number: 2, submittedOn: '2021-07-26' }
			],
			changes
		}
	};
}

/** The report and the remedies of a record, all late on 22/11/2021. */
export function overdueItems({ findings, remediation }: InspectionRecord): OverdueItem[] {
	const latest = latestByAction(remediation!.progress);
	const actions = remediation!.actions.map((action, i): OverdueItem => {
		const { number, text, subcriterionCode } = findings.find(({ id }) => id === action.findingId)!;
		return {
			key: `action:${action.id}`,
			kind: 'action',
			owedOn: '2021-10-29',
			daysLate: 16,
			action: {
				findingNumber: number,
				findingText: text,
				subcriterionCode,
				measure: action.measure,
				leadUnit: action.leadUnit,
				personInCharge: action.personInCharge,
				earlierDays: i === 1 ? ['2021-08-31', '2021-09-30'] : [],
				latest: i === 3 ? null : (latest.get(action.id) ?? null),
				isReturned: i === 2,
				isOthersCause: i === 6
			}
		};
	});
	return [{ key: 'report:i', kind: 'report', owedOn: '2021-10-15', daysLate: 26, action: null }, ...actions];
}

/** Closed: verified from the papers and on the spot, one late, one dropped; effects judged and to come. */
export function closedRecord(): InspectionRecord {
	const record = record2021();
	const remediation = record.remediation!;
	const findings = record.findings.map((finding, i) => ({
		...finding,
		state: i === 3 ? ('not_accepted' as const) : ('verified' as const)
	}));
	const verified = findings.filter(({ state }) => state === 'verified');
	const done = changedRecord().remediation!;
	return {
		...record,
		findings,
		closedOn: '2022-02-15',
		register: [
			...record.register,
			{ kind: 'reminder_letter', number: 9, sign: 'SNV-CCHC', issuedOn: '2021-11-22', superseded: false },
			{ kind: 'reminder_letter', number: 15, sign: 'SNV-CCHC', issuedOn: '2021-12-20', superseded: false }
		],
		remediation: {
			...remediation,
			actions: done.actions,
			changes: done.changes,
			progress: remediation.progress.map((report, i) => ({
				...report,
				state: 'done',
				percent: 100,
				asOfOn: '2022-01-10',
				daysLate: i === 0 ? 6 : 0
			})),
			verifications: verified.map(({ id }, i) => ({
				findingId: id,
				outcome: 'verified',
				on: i < 5 ? '2022-01-20' : '2022-02-10',
				note: 'Đã đối chiếu',
				by: i < 5 ? 'papers' : 'recheck'
			})),
			effects: verified.map(({ id }, i) => ({
				findingId: id,
				dueOn: i % 2 === 0 ? '2022-07-20' : '2022-10-20',
				review: i === 0 ? { result: 'effective', on: '2022-07-25' } : null
			}))
		}
	};
}

const cited = (text: string) => {
	const read = parseCitation(text);
	if (!read.ok) throw new Error(text);
	return read.value;
};

/** A visit to three findings of 2021, with one verdict of each kind. */
export function recheckRecord(): RecheckRecord {
	const { province, agency, team, session } = record2018();
	const { findings } = record2021();
	const three = [findings[0]!, findings[4]!, findings[6]!];
	const VERDICTS = ['remedied', 'partly_remedied', 'not_remedied'] as const;
	return {
		province,
		agency,
		team,
		session: {
			...session,
			startedAt: Date.parse('2022-02-10T08:00:00+07:00'),
			endedAt: Date.parse('2022-02-10T11:30:00+07:00'),
			workDone: 'Nghe cơ quan báo cáo kết quả khắc phục.',
			placesVisited: 'Văn phòng Sở; Trung tâm Giáo dục nghề nghiệp.',
			samples: '',
			agencyOpinion: '',
			findingOpinions: { [three[1]!.id]: 'Đề nghị UBND tỉnh sớm phê duyệt hồ sơ đã trình' },
			leadConclusion:
				'Cơ quan đã nghiêm túc khắc phục.\nĐề nghị hoàn thành nội dung còn lại trước ngày 31/3/2022.'
		},
		samples: [
			{
				subcriterionCode: null,
				title: 'Quy trình ISO đang áp dụng',
				taken: 12,
				total: 92,
				faulty: 2,
				result: 'chưa cập nhật biểu mẫu'
			}
		],
		drawn: [],
		inspection: { year: 2021, visitOn: '2022-02-10' },
		bases: [
			cited('Quyết định số 21/QĐ-SNV ngày 07/02/2022 của Sở Nội vụ'),
			cited('Thông báo số 05/TB-SNV ngày 14/7/2021 của Sở Nội vụ'),
			cited('Kế hoạch số 12/KH-SLĐTBXH ngày 26/7/2021 của Sở Lao động - Thương binh và Xã hội'),
			cited('Báo cáo số 74/BC-SLĐTBXH ngày 06/9/2021 của Sở Lao động - Thương binh và Xã hội')
		],
		findings: three.map(({ id, number, text, subcriterionCode, demand }, i) => ({
			id,
			number,
			text,
			subcriterionCode,
			demand,
			owedOn: i === 1 ? '2021-12-31' : '2021-08-31',
			earlierDays: i === 1 ? ['2021-08-31'] : [],
			reported: i === 2 ? '' : 'Đã hoàn thành theo Kế hoạch.\nĐã trình 05 hồ sơ.',
			reportedOn: i === 2 ? null : '2021-08-24',
			seen: ['Có đủ kế hoạch và báo cáo.', '04/05 hồ sơ đã được phê duyệt', 'Chưa cập nhật quy trình'][i]!,
			verdict: VERDICTS[i]!,
			reason: i === 0 ? '' : ['', 'Còn 01 hồ sơ chờ phê duyệt', 'Chưa phân công người thực hiện'][i]!,
			photos: i === 0 ? 3 : 0
		})),
		issued: { number: 2, issuedOn: '2022-02-10' }
	};
}
