/**
 * Công văn đôn đốc (documents of the inspection, section 8): the department asks an agency in writing for what is overdue.
 * Several may stand for one inspection; each names the earlier ones.
 */
import { inNfc } from './canonical.ts';
import type { PaperTable, ReminderChoice, ReminderLetterContent, Section, TableRow } from './paper.ts';
import { fail, ok, type Result } from '../problems.ts';
import { formatCount } from '../number-format.ts';
import type { ProgressState } from '../remediation.ts';
import { citeRegistered, departmentHeadBlock, headOf } from './head.ts';
import type { InspectionRecord } from './inspection-record.ts';
import type { Block } from './paper.ts';
import { citeNotice } from './remediation-plan.ts';
import { closed, dayInFigures, endWith, linesOf, numberAndSign, phraseOf, twoDigits } from './wording.ts';

/** A remedy that is past its day. */
export interface OverdueAction {
	findingNumber: number;
	findingText: string;
	subcriterionCode: string | null;
	measure: string;
	leadUnit: string;
	personInCharge: string;
	/** Days that stood before the office agreed to more time, the first first. */
	earlierDays: string[];
	/** The latest report; null where there was none. */
	latest: { percent: number; state: ProgressState; asOfOn: string; awaitedBody: string } | null;
	/** Reported done, but given back by the office. */
	isReturned: boolean;
	/** Its cause lies with another body. */
	isOthersCause: boolean;
}

/** What an agency owes and has not given: plan, report, or a remedy. */
export interface OverdueItem {
	key: string;
	kind: 'plan' | 'report' | 'action';
	/** YYYY-MM-DD. */
	owedOn: string;
	/** Working days from then to the day of the letter; 0 where none has gone by since. */
	daysLate: number;
	/** Of a remedy; null of plan and report. */
	action: OverdueAction | null;
}

/**
 * Checks what was chosen for a letter of `issuedOn` against what is overdue on that day. Problems
 * `chasing.nothing_chosen`, `reminder.settled` (something chosen is not owed, or not late any more),
 * `reminder.answer_too_early` at `answerBy`.
 */
export function checkReminder(
	choice: ReminderChoice,
	overdue: readonly OverdueItem[],
	issuedOn: string
): Result<ReminderChoice> {
	const keys = [...new Set(choice.keys)];
	if (keys.length === 0) return fail('chasing.nothing_chosen', {});
	const known = new Set(overdue.map(({ key }) => key));
	const settled = keys.filter((key) => !known.has(key)).length;
	if (settled > 0) return fail('reminder.settled', { count: settled });
	if (choice.answerBy <= issuedOn) return fail('reminder.answer_too_early', { day: issuedOn }, 'answerBy');
	return ok({ ...choice, keys, note: choice.note.trim() });
}

/**
 * The content of the letter about what was chosen of `overdue`, as it stands on `day` (YYYY-MM-DD), from which days late
 * are counted; what was not chosen is left out.
 */
export function buildReminderLetter(
	record: InspectionRecord,
	{ overdue, day }: { overdue: readonly OverdueItem[]; day: string },
	choice: ReminderChoice
): ReminderLetterContent {
	const { agency, department, inspection } = record;
	const chosen = overdue.filter(({ key }) => choice.keys.includes(key));
	return inNfc({
		kind: 'reminder_letter',
		head: headOf(record, 'reminder_letter', day),
		typeName: '',
		subject:
			`V/v đôn đốc khắc phục tồn tại, hạn chế sau kiểm tra cải cách hành chính năm ${inspection.year}` +
			(earlierLetters(record).length === 0 ? '' : ` (lần ${earlierLetters(record).length + 1})`),
		addressedTo: [agency.name],
		opening: [opening(record, day)],
		sections: sectionsOf(record, chosen, choice),
		closing: closed(phraseOf(record, 'reminder_closing')),
		recipients: [
			'Như trên',
			...(choice.toSuperior && agency.superior !== '' ? [`${agency.superior} (b/c)`] : []),
			`Lưu: VT, ${department.unitSign}`
		],
		signatures: [departmentHeadBlock(record)],
		choice
	});
}

/** Without whose they are: they are the sender's own. */
const earlierLetters = ({ register }: InspectionRecord): string[] =>
	register
		.filter(({ kind }) => kind === 'reminder_letter')
		.map(
			({ number, sign, issuedOn }) =>
				`Công văn số ${numberAndSign(number, sign)} ngày ${dayInFigures(issuedOn)}`
		);

function opening(record: InspectionRecord, day: string): string {
	const { agency, department } = record;
	const plan = record.register.findLast(({ kind, superseded }) => kind === 'remediation_plan' && !superseded);
	const basis = [citeNotice(record), ...(plan ? [citeRegistered(record, plan)] : [])].join('; ');
	const earlier = earlierLetters(record);
	const reminded = earlier.length === 0 ? '' : ` ${department.name} đã đôn đốc bằng ${earlier.join('; ')}.`;
	return (
		`Theo ${basis}, ${agency.name} có trách nhiệm khắc phục các tồn tại, hạn chế đã được kết luận.${reminded} ` +
		`Đến ngày ${dayInFigures(day)}, qua theo dõi của ${department.name}, ${agency.name} còn nội dung quá hạn như sau:`
	);
}

function sectionsOf(
	record: InspectionRecord,
	chosen: readonly OverdueItem[],
	choice: ReminderChoice
): Section[] {
	const papers = chosen.filter(({ action }) => action === null);
	const actions = chosen.filter(({ action }) => action !== null);
	const parts: [key: string, title: string, blocks: Block[]][] = [];
	if (papers.length > 0)
		parts.push(['papers', 'Văn bản chưa gửi', papers.map((item) => paperLine(record, item))]);
	if (actions.length > 0)
		parts.push([
			'actions',
			`Biện pháp khắc phục quá hạn: ${twoDigits(actions.length)} biện pháp`,
			[{ type: 'table', table: overdueTable(actions) }]
		]);
	parts.push([
		'demand',
		`${record.department.name} đề nghị ${record.agency.name}`,
		demands(record, chosen, choice)
	]);
	return parts.map(([key, title, blocks], i) => ({
		key,
		number: '',
		title: '',
		blocks: [{ type: 'heading', marker: `${i + 1}.`, text: title }, ...blocks]
	}));
}

const PAPER_WORDS = { plan: 'Kế hoạch khắc phục', report: 'Báo cáo kết quả khắc phục' } as const;

const lateWords = (daysLate: number): string =>
	daysLate === 0 ? 'đã quá hạn' : `đã quá hạn ${formatCount(daysLate)} ngày làm việc`;

function paperLine(record: InspectionRecord, { kind, owedOn, daysLate }: OverdueItem): Block {
	const what = kind === 'action' ? '' : PAPER_WORDS[kind];
	return {
		type: 'item',
		text:
			`${what}: thời hạn gửi ngày ${dayInFigures(owedOn)}, ${lateWords(daysLate)}; ` +
			`${record.department.name} chưa nhận được.`
	};
}

function overdueTable(items: readonly OverdueItem[]): PaperTable {
	return {
		form: 'overdue',
		columns: [
			'TT',
			'Tồn tại, hạn chế',
			'Biện pháp khắc phục; đơn vị, người chủ trì',
			'Thời hạn',
			'Quá hạn (ngày làm việc)',
			'Tiến độ cập nhật gần nhất'
		],
		rows: items.flatMap((item, i) => (item.action === null ? [] : [overdueRow(item, item.action, i + 1)]))
	};
}

function overdueRow({ owedOn, daysLate }: OverdueItem, action: OverdueAction, order: number): TableRow {
	const { findingNumber, findingText, subcriterionCode, measure, leadUnit, personInCharge, earlierDays } =
		action;
	const code = subcriterionCode === null ? '' : ` (tiêu chí ${subcriterionCode})`;
	const who = [leadUnit, personInCharge].filter((part) => part !== '').join(', ');
	const before = earlierDays.length === 0 ? '' : `\n(trước: ${earlierDays.map(dayInFigures).join('; ')})`;
	return {
		emphasis: 'none',
		cells: [
			String(order),
			`Tồn tại ${findingNumber}${code}: ${findingText}`,
			who === '' ? measure : `${measure}\n(${who})`,
			dayInFigures(owedOn) + before,
			formatCount(daysLate),
			progressInWords(action)
		]
	};
}

function progressInWords({ latest, isReturned, isOthersCause }: OverdueAction): string {
	const cause = isOthersCause ? '\nNguyên nhân thuộc cơ quan khác' : '';
	if (latest === null) return `Chưa có báo cáo tiến độ${cause}`;
	const { percent, state, asOfOn, awaitedBody } = latest;
	const reached = `Đạt ${percent}\u00a0% (đến ngày ${dayInFigures(asOfOn)})`;
	if (isReturned) return `${reached}; đã được yêu cầu thực hiện lại${cause}`;
	return state === 'submitted_awaiting'
		? `${reached}; đã trình, chờ ${awaitedBody} phê duyệt${cause}`
		: `${reached}${cause}`;
}

function demands(
	{ department }: InspectionRecord,
	chosen: readonly OverdueItem[],
	{ answerBy, note }: ReminderChoice
): Block[] {
	const has = (kind: OverdueItem['kind']) => chosen.some((item) => item.kind === kind);
	const day = dayInFigures(answerBy);
	const asked = [
		...(has('plan') ? [`Gửi kế hoạch khắc phục về ${department.name} trước ngày ${day}.`] : []),
		...(has('report') ? [`Gửi báo cáo kết quả khắc phục về ${department.name} trước ngày ${day}.`] : []),
		...(has('action')
			? [
					'Tập trung hoàn thành các biện pháp quá hạn nêu trên; cập nhật tiến độ kèm tài liệu kiểm chứng. ' +
						'Biện pháp chờ cơ quan khác giải quyết thì báo cáo rõ việc đã làm và nội dung cần hỗ trợ.'
				]
			: []),
		`Trả lời ${department.name} bằng văn bản trước ngày ${day}, nêu rõ kết quả thực hiện, nguyên nhân chậm, ` +
			'trách nhiệm của đơn vị, cá nhân và thời hạn hoàn thành từng nội dung.'
	];
	return [
		...linesOf(note).map((text): Block => ({ type: 'paragraph', text: endWith(text, '.') })),
		...asked.map((text): Block => ({ type: 'item', text }))
	];
}
