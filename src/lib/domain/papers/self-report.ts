/**
 * Báo cáo tự kiểm tra, tự chấm điểm, issued by the agency (documents of the inspection, section 8; workflow, step 5), from
 * its self-assessment alone: what the team scored is never in it. The parts are those of the outline (`self-outline.ts`).
 */
import { isAnswered, type Answer } from '../answer.ts';
import { formatCitation } from '../citation.ts';
import { listScoredSubcriteria, type Area, type PlacedSubcriterion } from '../criteria.ts';
import { formatIndex, formatPoints } from '../number-format.ts';
import { ownEvidence, ownEvidenceAppendix } from './appendices.ts';
import { noteOfArea, selfTotals } from './area-results.ts';
import { inNfc } from './canonical.ts';
import { agencyHeadBlock, headOf } from './head.ts';
import type { InspectionRecord } from './inspection-record.ts';
import type { Appendix, Block, PaperTable, SelfReportContent, TableRow } from './paper.ts';
import { figuresOf } from './score-sheet.ts';
import { selfSections } from './self-outline.ts';
import { pointsInWords, selfScoresAppendix, unitFiguresAppendix } from './self-scores.ts';
import { endWith, linesOf, nameOfKind, periodInWords, twoDigits } from './wording.ts';

const items = (lines: readonly string[]): Block[] => lines.map((text) => ({ type: 'item', text }));
const paragraph = (text: string): Block => ({ type: 'paragraph', text });
const heading = (order: number, text: string): Block => ({ type: 'heading', marker: `${order}.`, text });

/** The content of the report. Where nothing is scored yet it says so; nothing counts as zero that was not answered. */
export function buildSelfReport(record: InspectionRecord): SelfReportContent {
	const { agency, department, inspection } = record;
	const matter = `tự kiểm tra, tự chấm điểm công tác cải cách hành chính năm ${inspection.year}`;
	return inNfc({
		kind: 'self_report',
		head: headOf(record, 'self_report'),
		typeName: nameOfKind('self_report'),
		subject: `Kết quả ${matter}`,
		addressedTo: [department.name],
		opening: [opening(record, matter)],
		sections: selfSections({
			organisation: organisation(record),
			results: walked(record).flatMap((area, i) => areaBlocks(record, area, i + 1)),
			scores: scores(record),
			explained: explained(record)
		}),
		closing: [`Trên đây là kết quả ${matter}, ${agency.name} báo cáo ${department.name}./.`],
		recipients: [
			'Như trên',
			'Thành viên Đoàn kiểm tra',
			agency.level === 'commune' ? 'Lãnh đạo UBND' : 'Lãnh đạo Sở',
			`Lưu: VT, ${agency.unitSign}`
		],
		signatures: [agencyHeadBlock(record)],
		appendices: [selfScoresAppendix(record), unitFiguresAppendix(record), ownEvidenceAppendix(record)].filter(
			(appendix): appendix is Appendix => appendix !== null
		)
	});
}

const walked = ({ set }: InspectionRecord): Area[] => set.areas.filter(({ isSurvey }) => !isSurvey);

const answerOf = ({ answers }: InspectionRecord, code: string): Answer | undefined => answers.self?.get(code);

function opening(record: InspectionRecord, matter: string): string {
	const { agency, visitNotice, teamDecision, plan } = record;
	const basis = visitNotice ?? teamDecision ?? plan;
	const reports = `${agency.name} báo cáo kết quả ${matter} như sau:`;
	return basis === null ? reports : `Thực hiện ${formatCitation(basis)}, ${reports}`;
}

function organisation(record: InspectionRecord): Block[] {
	const { inspection, set } = record;
	const scored = listScoredSubcriteria(set);
	const answered = scored.filter(({ subcriterion: { code } }) => isAnswered(answerOf(record, code))).length;
	const units = [...new Set((record.unitParts ?? []).map(({ unit }) => unit))];
	const proofs = new Set(ownEvidence(record).map(({ id }) => id)).size;
	const sent =
		proofs === 0
			? 'không có tài liệu kiểm chứng gửi kèm'
			: `số tài liệu kiểm chứng gửi kèm: ${twoDigits(proofs)}`;
	return items([
		`Thời kỳ tự kiểm tra: ${periodInWords(inspection.periodFrom, inspection.periodTo)}.`,
		endWith(`Chấm theo ${set.title}`, '.'),
		...(units.length === 0
			? []
			: [`Số phòng, đơn vị cho số liệu: ${twoDigits(units.length)} (số liệu theo đơn vị kèm theo).`]),
		`Số tiêu chí thành phần đã tự chấm: ${answered}/${scored.length}; ${sent}.`
	]);
}

function areaBlocks(record: InspectionRecord, area: Area, order: number): Block[] {
	const sums = selfTotals(record)?.byArea.get(area.code);
	const self = pointsInWords(sums);
	const percent = sums?.percent == null ? '' : `; đạt ${formatIndex(sums.percent)}`;
	return [
		heading(order, area.title),
		...items([
			self === ''
				? `Chưa tự chấm; điểm tối đa: ${formatPoints(area.maxPoints)}.`
				: `Điểm tự chấm: ${self}; điểm tối đa: ${formatPoints(area.maxPoints)}${percent}.`
		]),
		...(self === '' ? [] : area.criteria.flatMap((criterion) => criterionBlocks(record, criterion)))
	];
}

function criterionBlocks(record: InspectionRecord, criterion: Area['criteria'][number]): Block[] {
	const { code, title, maxPoints, subcriteria } = criterion;
	const self = pointsInWords(selfTotals(record)?.byCriterion.get(code));
	const answers = subcriteria.flatMap((subcriterion) => answerOf(record, subcriterion.code) ?? []);
	const figures = answers.flatMap(({ code: of, input, notApplicableReason }) => {
		const said = notApplicableReason === null ? inSentence(figuresOf(input)) : '';
		return said === '' ? [] : [`${of}: ${said}`];
	});
	const points = self === '' ? 'chưa tự chấm' : `${self}/${formatPoints(maxPoints)} điểm`;
	const notes = answers.flatMap(({ code: of, note }) =>
		linesOf(note).map((line) => paragraph(endWith(`Tiêu chí ${of}: ${line}`, '.')))
	);
	return [
		...items([
			endWith(
				`Tiêu chí ${code}. ${title}: ${points}${figures.length === 0 ? '' : `. Số liệu: ${figures.join('; ')}`}`,
				'.'
			)
		]),
		...notes
	];
}

/** «2.401 / 2.431 / 98,77 %» of the sheet → «2.401/2.431 (98,77 %)»: lines must not break between the parts. */
function inSentence(figures: string): string {
	const [first = '', second, percent] = figures.split(' / ');
	if (second === undefined) return first;
	return `${first}/${second}${percent === undefined ? '' : ` (${percent})`}`;
}

function scores(record: InspectionRecord): Block[] {
	const totals = selfTotals(record);
	const appraised = totals?.appraised;
	const summed =
		!appraised || appraised.percent === null
			? 'Chưa có điểm tự chấm.'
			: `Kết quả tự chấm: ${formatPoints(appraised.points)}/${formatPoints(appraised.answeredPossible)} điểm, ` +
				`đạt tỷ lệ ${formatIndex(appraised.percent)} (chưa gồm điểm điều tra xã hội học).`;
	const short = walked(record).flatMap((area) => shortLine(record, area));
	return [
		{ type: 'table', table: totalsTable(record) },
		paragraph(summed),
		...(short.length === 0
			? []
			: [paragraph('Tiêu chí thành phần tự chấm chưa đạt điểm tối đa:'), ...items(short)])
	];
}

/** The subcriteria of an area below their maximum: «1.1.3 (0,50/1,00)». */
function shortLine(record: InspectionRecord, area: Area): string[] {
	const totals = selfTotals(record);
	const below = area.criteria.flatMap(({ subcriteria }) =>
		subcriteria.flatMap(({ code, maxPoints }) => {
			const scored = totals?.bySubcriterion.get(code);
			return scored?.status === 'scored' && scored.points < maxPoints
				? [`${code} (${formatPoints(scored.points)}/${formatPoints(maxPoints)})`]
				: [];
		})
	);
	return below.length === 0 ? [] : [`${area.title}: ${below.join('; ')}.`];
}

function totalsTable(record: InspectionRecord): PaperTable {
	const totals = selfTotals(record);
	const percent = (value: number | null | undefined) =>
		value == null ? '' : formatIndex(value).replace(/\s*%$/u, '');
	const rows = walked(record).map((area, i): TableRow => {
		const sums = totals?.byArea.get(area.code);
		return {
			emphasis: 'none',
			cells: [
				String(i + 1),
				area.title,
				formatPoints(area.maxPoints),
				pointsInWords(sums),
				percent(sums?.percent),
				noteOfArea(record, area, 'self')
			]
		};
	});
	const whole = totals?.appraised;
	rows.push({
		emphasis: 'total',
		cells: [
			'',
			'Cộng',
			formatPoints(walked(record).reduce((sum, { maxPoints }) => sum + maxPoints, 0)),
			pointsInWords(whole),
			percent(whole?.percent),
			''
		]
	});
	return {
		form: 'self_totals',
		columns: ['TT', 'Lĩnh vực', 'Điểm tối đa', 'Điểm tự chấm', 'Tỷ lệ (%)', 'Ghi chú'],
		rows
	};
}

const none: Block[] = [paragraph('Không có.')];

function explained(record: InspectionRecord): Block[] {
	const scored = listScoredSubcriteria(record.set);
	const outside = scored.flatMap((placed) => {
		const reason = answerOf(record, placed.subcriterion.code)?.notApplicableReason ?? null;
		return reason === null ? [] : [{ placed, text: reason }];
	});
	const proven = new Set(ownEvidence(record).map(({ subcriterionCode }) => subcriterionCode));
	const unproven = scored.flatMap((placed) => {
		const answer = answerOf(record, placed.subcriterion.code);
		return !answer || answer.input === null || proven.has(placed.subcriterion.code)
			? []
			: [{ placed, text: answer.explanation }];
	});
	const listed = (said: readonly Said[]) => (said.length === 0 ? none : items(saidLines(said)));
	return [
		heading(1, 'Tiêu chí thành phần không áp dụng (KAD)'),
		...listed(outside),
		heading(2, 'Tiêu chí thành phần không có tài liệu kiểm chứng: giải trình cách chấm'),
		...listed(unproven)
	];
}

interface Said {
	placed: PlacedSubcriterion;
	text: string;
}

/** One line an explanation: what several subcriteria say in the same words is said once, with all their codes. */
function saidLines(said: readonly Said[]): string[] {
	const byText = Map.groupBy(said, ({ text }) => linesOf(text).join('; '));
	return [...byText].map(([text, same]) => {
		const [first] = same;
		const codes = same.map(({ placed }) => placed.subcriterion.code).join(', ');
		const title = same.length === 1 ? ` (${first!.placed.subcriterion.title})` : '';
		return endWith(`Tiêu chí ${codes}${title}: ${text === '' ? 'chưa giải trình' : text}`, '.');
	});
}
