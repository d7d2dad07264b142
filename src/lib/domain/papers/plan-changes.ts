/**
 * What was agreed to after the plan was accepted: more time, another measure, another unit, a rest. The plan's paper
 * lists it, the report names it beside the day; the day that stood before is never lost.
 */
import { earlierDays, owedAction, type OwedAction, type RequestKind } from '../action-request.ts';
import { criterionMark, listedFindings } from './area-results.ts';
import type { InspectionRecord, PlanChange, RecordedAction } from './inspection-record.ts';
import type { PaperTable, TableRow } from './paper.ts';
import { dayInFigures } from './wording.ts';

const KIND_WORDS: Record<RequestKind, string> = {
	extension: 'Gia hạn',
	replacement: 'Thay biện pháp',
	hand_over: 'Chuyển đơn vị, người chủ trì',
	cannot_now: 'Tạm dừng có thời hạn'
};

/** Accepted changes of one action, in order of the decision. */
export const changesOf = ({ remediation }: InspectionRecord, actionId: string): PlanChange[] =>
	(remediation?.changes ?? []).filter((change) => change.actionId === actionId);

const asDecided = ({ before, ...change }: PlanChange) => ({
	...change,
	dueBefore: before.dueOn,
	decision: 'accepted' as const
});

/** The action with the day it is owed by, as the reminders and the tracker reckon it. */
export const owedInRecord = (record: InspectionRecord, action: RecordedAction): OwedAction =>
	owedAction(action, changesOf(record, action.id).map(asDecided));

/** Annex «Điều chỉnh kế hoạch»; null while nothing was agreed to. */
export function changesTable(record: InspectionRecord): { title: string; table: PaperTable } | null {
	const changes = record.remediation?.changes ?? [];
	if (changes.length === 0) return null;
	return {
		title: 'Điều chỉnh kế hoạch',
		table: {
			form: 'plan_changes',
			columns: ['TT', 'Tồn tại, hạn chế', 'Điều chỉnh', 'Nội dung', 'Lý do', 'Ý kiến của cơ quan theo dõi'],
			rows: changes.map((change, i) => changeRow(record, change, i + 1))
		}
	};
}

function changeRow(record: InspectionRecord, change: PlanChange, order: number): TableRow {
	const action = record.remediation?.actions.find(({ id }) => id === change.actionId);
	const finding = listedFindings(record).find(({ id }) => id === action?.findingId);
	const subject = finding ? `Tồn tại ${finding.number}${criterionMark(finding)}` : '';
	const said = change.decisionReason === '' ? '' : `\n${change.decisionReason}`;
	return {
		emphasis: 'none',
		cells: [
			String(order),
			subject,
			KIND_WORDS[change.kind],
			changeInWords(change),
			change.reason,
			`${record.department.name} đồng ý ngày ${dayInFigures(change.decidedOn)}${said}`
		]
	};
}

/** What stood, and what stands instead. */
function changeInWords({ kind, before, ...after }: PlanChange): string {
	const days =
		after.dueOn === null
			? ''
			: `Thời hạn: từ ngày ${dayInFigures(before.dueOn)} thành ngày ${dayInFigures(after.dueOn)}`;
	const who = (one: { leadUnit: string; personInCharge: string }) =>
		[one.leadUnit, one.personInCharge].filter((part) => part !== '').join(', ');
	switch (kind) {
		case 'extension':
			return days;
		case 'replacement':
			return [
				before.measure === '' ? '' : `Biện pháp trước: ${before.measure}`,
				`Biện pháp mới: ${after.measure}`,
				`Sản phẩm: ${after.product}`,
				days
			]
				.filter((line) => line !== '')
				.join('\n');
		case 'hand_over':
			return `Từ: ${who(before)}\nThành: ${who(after)}`;
		case 'cannot_now':
			return `Chưa thực hiện được; tạm dừng đến hết ngày ${dayInFigures(after.restsUntil!)}`;
	}
}

/** «31/12/2021 (thời hạn trước: 31/8/2021)»: the action's day in the plan, for the column of days. */
export function dayWithEarlier(record: InspectionRecord, action: RecordedAction): string {
	return withEarlier(action.dueOn, earlierDays(changesOf(record, action.id).map(asDecided)));
}

/** The same of the day that it is owed by: a rest puts off the plan's own day too. */
export function owedWithEarlier(record: InspectionRecord, action: RecordedAction): string {
	const { owedOn } = owedInRecord(record, action);
	const before = earlierDays(changesOf(record, action.id).map(asDecided));
	return withEarlier(owedOn, owedOn === action.dueOn ? before : [...before, action.dueOn]);
}

const withEarlier = (day: string, earlier: readonly string[]): string =>
	earlier.length === 0
		? dayInFigures(day)
		: `${dayInFigures(day)}\n(thời hạn trước: ${earlier.map(dayInFigures).join('; ')})`;

/**
 * A sentence for each action whose day was moved or that rested, for the report: the day owed now, who agreed and when,
 * and every day that stood before.
 */
export function movedDaysInWords(record: InspectionRecord, action: RecordedAction): string[] {
	const changes = changesOf(record, action.id);
	const moves = changes.filter(({ dueOn, before }) => dueOn !== null && dueOn !== before.dueOn);
	const rests = changes.filter(({ kind }) => kind === 'cannot_now');
	const agreed = (on: string) => `${record.department.name} đồng ý ngày ${dayInFigures(on)}`;
	const last = moves.at(-1);
	const earlier = moves.map(({ before }) => dayInFigures(before.dueOn)).join('; ');
	return [
		...(last
			? [
					`Thời hạn thực hiện: ngày ${dayInFigures(action.dueOn)}, đã được gia hạn (${agreed(last.decidedOn)}); ` +
						`thời hạn trước: ngày ${earlier}.`
				]
			: []),
		...rests.map(
			({ restsUntil, decidedOn, reason }) =>
				`Tạm dừng thực hiện đến hết ngày ${dayInFigures(restsUntil!)} (${agreed(decidedOn)}): ${reason.replace(/\.$/, '')}.`
		)
	];
}
