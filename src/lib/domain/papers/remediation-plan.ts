/** Kế hoạch khắc phục tồn tại, hạn chế, issued by the agency (documents of the inspection, section 5). */
import { formatCitation } from '../citation.ts';
import type { Finding } from '../finding.ts';
import { formatCount } from '../number-format.ts';
import { isAfterDemand, type RemedyAction } from '../remediation.ts';
import { listedFindings, textWithCriterion } from './area-results.ts';
import { inNfc } from './canonical.ts';
import { agencyHeadBlock, headOf, issuerName } from './head.ts';
import type { InspectionRecord } from './inspection-record.ts';
import type { Block, PaperTable, RemediationPlanContent, Section, TableRow } from './paper.ts';
import { changesTable, dayWithEarlier, owedInRecord } from './plan-changes.ts';
import {
	asLegalBases,
	citeOwn,
	dayInFigures,
	nameOfKind,
	phraseOf,
	sentencesOf,
	twoDigits
} from './wording.ts';

const paragraphs = (lines: readonly string[]): Block[] => lines.map((text) => ({ type: 'paragraph', text }));
const ROMAN = ['I', 'II', 'III', 'IV'];

/** «Thông báo số 05/TB-SNV ngày … của Sở Nội vụ»: the notice that plan and report answer. */
export const citeNotice = (record: InspectionRecord): string =>
	citeOwn('conclusion', headOf(record, 'conclusion'), issuerName(record, 'conclusion'));

/**
 * The content of the plan. Each finding stands in it word for word with its code; a finding without an action keeps
 * its row, so that a draft shows what is missing; a date later than the notice's is marked in the last column.
 */
export function buildRemediationPlan(record: InspectionRecord): RemediationPlanContent {
	const { agency, department, remediation } = record;
	const notice = citeNotice(record);
	const sections: Omit<Section, 'number'>[] = [
		{ key: 'purpose', title: 'Mục đích, yêu cầu', blocks: paragraphs(purposeOf(record)) },
		{ key: 'actions', title: 'Nội dung', blocks: paragraphs(actionsInWords(record)) },
		{ key: 'organisation', title: 'Tổ chức thực hiện', blocks: paragraphs(organisationOf(record)) }
	];
	const funding = sentencesOf(remediation?.funding ?? '');
	if (funding.length > 0) sections.push({ key: 'funding', title: 'Kinh phí', blocks: paragraphs(funding) });
	return inNfc({
		kind: 'remediation_plan',
		head: headOf(record, 'remediation_plan'),
		typeName: nameOfKind('remediation_plan'),
		subject: `Khắc phục tồn tại, hạn chế theo ${notice}`,
		legalBases: asLegalBases([notice, ...(remediation?.answeredPapers ?? []).map(formatCitation)]),
		opening: [`${agency.name} ban hành Kế hoạch khắc phục tồn tại, hạn chế${ordinal(record)} như sau:`],
		sections: sections.map((section, i) => ({ ...section, number: ROMAN[i]! })),
		closing: [
			`Trên đây là Kế hoạch khắc phục tồn tại, hạn chế của ${agency.name}. ` +
				'Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các phòng, đơn vị kịp thời báo cáo để xem xét, giải quyết./.'
		],
		actions: { title: 'Nội dung khắc phục tồn tại, hạn chế', table: actionsTable(record) },
		changes: changesTable(record),
		recipients: [
			`${department.name} (để theo dõi)`,
			...furtherRecipients(record),
			`Lưu: VT, ${agency.unitSign}`
		],
		signatures: [agencyHeadBlock(record)]
	});
}

/** What the agency adds to «Nơi nhận»; lines that every paper has by itself are dropped where they were typed too. */
export const furtherRecipients = ({ remediation }: InspectionRecord): string[] =>
	(remediation?.recipients ?? []).filter((line) => !/^\s*(-\s*)?(như trên|lưu\s*:)/i.test(line));

/** Said only of a plan that was returned and written again: which one it is, and what it replaces. */
function ordinal({ remediation }: InspectionRecord): string {
	const [before, last] = (remediation?.planVersions ?? []).slice(-2);
	return before && last
		? ` (lần thứ ${last.number}, thay bản trình ngày ${dayInFigures(before.submittedOn)})`
		: '';
}

function purposeOf(record: InspectionRecord): string[] {
	const own = record.remediation?.purpose.flatMap(sentencesOf) ?? [];
	return own.length > 0 ? own : phraseOf(record, 'plan_purpose');
}

function organisationOf(record: InspectionRecord): string[] {
	const own = record.remediation?.organisation.flatMap(sentencesOf) ?? [];
	return own.length > 0 ? own : phraseOf(record, 'plan_organisation');
}

function actionsInWords(record: InspectionRecord): string[] {
	const findings = listedFindings(record);
	const actions = record.remediation?.actions ?? [];
	const days = actions.map(({ dueOn }) => dueOn).toSorted();
	const means =
		actions.length === 0 ? '' : ` bằng ${twoDigits(actions.length)} giải pháp${spanInWords(days)}`;
	return [
		`Khắc phục ${twoDigits(findings.length)} tồn tại, hạn chế${means}. ` +
			'Nội dung cụ thể tại Phụ lục kèm theo.'
	];
}

function spanInWords(days: readonly string[]): string {
	const [first, last] = [days[0], days.at(-1)];
	if (first === undefined || last === undefined) return '';
	return first === last
		? `; thời hạn hoàn thành: ngày ${dayInFigures(first)}`
		: `; thời hạn từ ngày ${dayInFigures(first)} đến ngày ${dayInFigures(last)}`;
}

function actionsTable(record: InspectionRecord): PaperTable {
	const actions = record.remediation?.actions ?? [];
	return {
		form: 'actions',
		columns: [
			'TT',
			'Tồn tại, hạn chế',
			'Nguyên nhân',
			'Giải pháp khắc phục',
			'Sản phẩm, kết quả',
			'Đơn vị, người chủ trì',
			'Phối hợp',
			'Thời hạn',
			'Ghi chú'
		],
		rows: listedFindings(record).flatMap((finding) =>
			findingRows(
				record,
				finding,
				actions.filter(({ findingId }) => findingId === finding.id)
			)
		)
	};
}

function findingRows(record: InspectionRecord, finding: Finding, actions: RemedyAction[]): TableRow[] {
	const text = textWithCriterion(finding);
	if (actions.length === 0)
		return [
			{
				emphasis: 'none',
				cells: [String(finding.number), text, '', '', '', '', '', '', 'Chưa có giải pháp']
			}
		];
	return actions.map((action, i) => {
		return {
			emphasis: 'none',
			cells: [
				i === 0 ? String(finding.number) : `${finding.number}.${i + 1}`,
				i === 0 ? text : `(Tồn tại ${finding.number}, tiếp theo)`,
				joined(action.cause, causeMark(action)),
				joined(...measureLines(action)),
				joined(action.product, targetLine(action)),
				joined(action.leadUnit, action.personInCharge),
				action.support,
				dayWithEarlier(record, action),
				joined(action.note, afterDemand(record, finding, action))
			]
		};
	});
}

const joined = (...parts: string[]): string => parts.filter((part) => part !== '').join('\n');

/** Said where it is not the agency's own doing: the usual case needs no words. */
function causeMark({ causeKind, causeOwner, causeBody }: RemedyAction): string {
	const marks = [
		...(causeKind === 'objective' ? ['khách quan'] : []),
		...(causeOwner === 'other' ? [`thuộc ${causeBody}`] : [])
	];
	return marks.length === 0 ? '' : `(Nguyên nhân ${marks.join(', ')})`;
}

/** What is done about the case, against the cause, and the steps on the way (ISO 9001:2015, 10.2.1). */
function measureLines({ measure, correction, correctionOnlyReason, milestones }: RemedyAction): string[] {
	const steps = milestones.map(({ text, dueOn }) => `- ${text} (${dayInFigures(dueOn)})`);
	return [
		...(correction === '' ? [] : [`Xử lý ngay: ${correction}`]),
		correction === '' || measure === '' ? measure : `Khắc phục nguyên nhân: ${measure}`,
		...(measure === '' && correctionOnlyReason !== ''
			? [`(Không cần biện pháp khác: ${correctionOnlyReason})`]
			: []),
		...(steps.length === 0 ? [] : ['Các bước:', ...steps])
	];
}

function targetLine({ target }: RemedyAction): string {
	if (target === null) return '';
	const { what, unit, numerator, denominator } = target;
	const of = denominator === null ? '' : `/${formatCount(denominator)}`;
	return `Chỉ tiêu: ${what} ${formatCount(numerator)}${of}${unit === '' ? '' : ` ${unit}`}`;
}

/** A day after the notice's is marked, and whether the office agreed to it. */
function afterDemand(record: InspectionRecord, finding: Finding, action: RemedyAction): string {
	if (!isAfterDemand(action, finding.dueOn)) return '';
	const day = dayInFigures(finding.dueOn!);
	return owedInRecord(record, action).isMoved
		? `Đã được gia hạn (thời hạn của Thông báo: ${day})`
		: `Sau thời hạn của Thông báo (${day})`;
}
