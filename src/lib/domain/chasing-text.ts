/**
 * The words of reminders, in Vietnamese like all that goes out officially. A line for each matter; a mail is made of
 * the lines of one person.
 */
import type { MatterKind, Step } from './chasing.ts';
import { formatDay } from './calendar.ts';
import { formatCount } from './number-format.ts';

export interface MatterWords {
	kind: MatterKind;
	/** Of a remedy: the measure, and the number of its finding; empty and null for the others. */
	subject: string;
	findingNumber: number | null;
	inspectionCode: string;
	campaignTitle: string;
	agencyName: string;
	dueOn: string;
	/** Sent to another body and waits for its approval; or its cause lies with one; null: the agency's own. */
	heldBy: 'approval' | 'cause' | null;
}

const HELD = {
	approval: ' Đã trình, đang chờ cơ quan có thẩm quyền phê duyệt.',
	cause: ' Nguyên nhân thuộc cơ quan khác.'
};

const WHAT: Record<MatterKind, string> = {
	self: 'Nộp kết quả tự đánh giá',
	explanation: 'Gửi giải trình về tồn tại và điểm số trong biên bản',
	plan: 'Nộp kế hoạch khắc phục',
	action: 'Khắc phục tồn tại',
	report: 'Nộp báo cáo kết quả khắc phục'
};
const LONGEST_SUBJECT = 160;

const shorten = (text: string): string =>
	text.length <= LONGEST_SUBJECT ? text : `${text.slice(0, LONGEST_SUBJECT - 1).trimEnd()}…`;

/** «Khắc phục tồn tại số 3: Trình phê duyệt đề án» */
export function matterTitle({
	kind,
	subject,
	findingNumber
}: Pick<MatterWords, 'kind' | 'subject' | 'findingNumber'>): string {
	const what = findingNumber === null ? WHAT[kind] : `${WHAT[kind]} số ${findingNumber}`;
	return subject === '' ? what : `${what}: ${shorten(subject)}`;
}

/** `daysLeft` in working days, negative when late. */
function dueWords(dueOn: string, daysLeft: number): string {
	const day = `hạn ${formatDay(dueOn)}`;
	if (daysLeft > 0) return `${day}, còn ${formatCount(daysLeft)} ngày làm việc`;
	if (daysLeft === 0) return `${day}, đến hạn hôm nay`;
	return `${day}, đã quá hạn ${formatCount(-daysLeft)} ngày làm việc`;
}

/** One sentence that stands by itself: what, of which inspection, by when. The body above is told whose it is. */
export function matterLine(matter: MatterWords, step: Step, daysLeft: number): string {
	const whose = step === 'to_superior' ? `${matter.agencyName}: ` : '';
	const held = matter.heldBy === null ? '' : HELD[matter.heldBy];
	const of = `cuộc kiểm tra ${matter.inspectionCode}, ${matter.campaignTitle}`;
	return `${whose}${matterTitle(matter)} (${of}); ${dueWords(matter.dueOn, daysLeft)}.${held}`;
}

/** What a matter's line adds where it was asked for by an official letter. */
export const letterSentence = (named: string, answerBy: string): string =>
	`Đôn đốc bằng Công văn số ${named}, ${answerWords(answerBy)}.`;

export const answerWords = (answerBy: string): string =>
	`trả lời bằng văn bản trước ngày ${formatDay(answerBy)}`;

export interface MailLine {
	step: Step;
	text: string;
	/** Where it can be seen; null for whoever has no account. */
	link: string | null;
}

export interface MailWords {
	/** Who it is for, as the letter says it. */
	recipient: string;
	hasAccount: boolean;
	/** «Sở Nội vụ». */
	sender: string;
	origin: string;
	lines: readonly MailLine[];
	/** A word of the office's own, in reminders sent by hand. */
	note: string;
}

const SECTIONS: { holds: (step: Step) => boolean; title: (hasAccount: boolean) => string }[] = [
	{
		holds: (step) => step === 'to_superior',
		title: (hasAccount) =>
			hasAccount
				? 'Quá hạn lâu, chưa có địa chỉ thư của cơ quan cấp trên để báo cáo'
				: 'Các việc quá hạn của cơ quan trực thuộc, kính đề nghị quý cơ quan chỉ đạo'
	},
	{ holds: (step) => step === 'to_head', title: () => 'Quá hạn, đề nghị thủ trưởng cơ quan chỉ đạo' },
	{ holds: (step) => step.startsWith('letter_'), title: () => 'Các việc quá hạn được đôn đốc bằng công văn' },
	{ holds: (step) => step.startsWith('manual_'), title: () => 'Việc được đôn đốc' },
	{ holds: (step) => step.startsWith('after_') || step === 'on_day', title: () => 'Đến hạn và quá hạn' },
	{ holds: (step) => step.startsWith('before_'), title: () => 'Sắp đến hạn' },
	{ holds: (step) => step === 'weekly', title: () => 'Tổng hợp trong tuần: các việc đang mở' }
];

/** Subject and text of one person's mail of a day. Plain text: every mail reader of every office shows it. */
export function composeMail(mail: MailWords): { subject: string; text: string } {
	const { recipient, hasAccount, sender, origin, lines, note } = mail;
	const sections = SECTIONS.map(({ holds, title }) => ({
		title: title(hasAccount),
		lines: lines.filter(({ step }) => holds(step))
	})).filter((section) => section.lines.length > 0);
	const body = sections.flatMap((section) => [
		`${section.title.toUpperCase()}`,
		...section.lines.map(({ text, link }, at) =>
			[section.lines.length > 1 ? `${at + 1}. ${text}` : text, ...(link ? [`   ${link}`] : [])].join('\n')
		),
		''
	]);
	const text = [
		`Kính gửi: ${recipient}`,
		'',
		`${sender} thông báo về việc thực hiện yêu cầu kiểm tra cải cách hành chính:`,
		'',
		...(note === '' ? [] : [note, '']),
		...body,
		'Việc nào đã hoàn thành và báo cáo trên hệ thống thì không phải trả lời thư này.',
		...(hasAccount ? [`Tất cả thông báo: ${origin}/notices`] : []),
		'',
		sender
	].join('\n');
	return { subject: subjectOf(lines, sender), text };
}

function subjectOf(lines: readonly MailLine[], sender: string): string {
	const matters = lines.filter(({ step }) => step !== 'weekly').length;
	const has = (test: (step: Step) => boolean) => lines.some(({ step }) => test(step));
	const count = formatCount(matters);
	if (has((step) => step === 'to_superior'))
		return `[${sender}] Báo cáo ${count} việc quá hạn sau kiểm tra CCHC`;
	if (has((step) => step === 'to_head')) return `[${sender}] ${count} việc quá hạn, đề nghị chỉ đạo`;
	if (has((step) => step.startsWith('letter_')))
		return `[${sender}] Công văn đôn đốc ${count} việc quá hạn sau kiểm tra CCHC`;
	if (has((step) => step.startsWith('manual_'))) return `[${sender}] Đôn đốc ${count} việc kiểm tra CCHC`;
	if (matters > 0) return `[${sender}] Nhắc ${count} việc kiểm tra CCHC`;
	return `[${sender}] Tổng hợp trong tuần: các việc kiểm tra CCHC đang mở`;
}
