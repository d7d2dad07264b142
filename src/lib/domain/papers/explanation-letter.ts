/**
 * Văn bản giải trình, the agency's letter after the minutes (documents of the inspection, section 8; workflow, step 11):
 * each finding and each score that it contests, with its view, its new evidence and the points it asks for.
 */
import { findSubcriterion, listSubcriteria } from '../criteria.ts';
import type { Explanation } from '../explanation.ts';
import type { Finding } from '../finding.ts';
import { formatPoints } from '../number-format.ts';
import { fail, ok, type Result } from '../problems.ts';
import type { Scored } from '../scoring.ts';
import { criterionMark, wordEvidence } from './area-results.ts';
import { inNfc } from './canonical.ts';
import { STANCE_WORDS } from './explanations.ts';
import { agencyHeadBlock, citeRegistered, headOf } from './head.ts';
import type { InspectionRecord } from './inspection-record.ts';
import type { Block, ExplanationLetterContent, PaperTable, Section } from './paper.ts';
import { BLANK, dayInFigures, endWith, inspectedMatter, linesOf } from './wording.ts';

const paragraph = (text: string): Block => ({ type: 'paragraph', text });
const item = (text: string): Block => ({ type: 'item', text });

/** Problem `explanation.nothing_said` while the agency has answered nothing: there is no letter to write. */
export const checkExplanationLetter = ({
	explanations
}: Pick<InspectionRecord, 'explanations'>): Result<null> =>
	explanations.length === 0 ? fail('explanation.nothing_said', {}) : ok(null);

/** The content of the letter: what the agency has written, and nothing of what was decided on it. */
export function buildExplanationLetter(record: InspectionRecord): ExplanationLetterContent {
	const { agency, department, inspection, team } = record;
	const contested = inOrder(record).filter(({ stance }) => stance !== 'agree');
	return inNfc({
		kind: 'explanation_letter',
		head: headOf(record, 'explanation_letter'),
		typeName: '',
		subject: `V/v giải trình kết quả kiểm tra công tác cải cách hành chính năm ${inspection.year}`,
		addressedTo: [department.name, team.name],
		opening: [opening(record, contested)],
		sections: sectionsOf(record, contested),
		closing: [
			contested.length === 0 && record.explanations.length > 0
				? `${agency.name} gửi ${department.name}, ${team.name} tổng hợp./.`
				: `${agency.name} giải trình và đề nghị ${department.name}, ${team.name} xem xét./.`
		],
		recipients: [
			'Như trên',
			agency.level === 'commune' ? 'Lãnh đạo UBND' : 'Lãnh đạo Sở',
			`Lưu: VT, ${agency.unitSign}`
		],
		signatures: [agencyHeadBlock(record)]
	});
}

/** By the number of the finding, then scores in the order of the set. */
function inOrder(record: InspectionRecord): Explanation[] {
	const numbers = new Map(record.findings.map(({ id, number }) => [id, number]));
	const codes = listSubcriteria(record.set).map(({ subcriterion }) => subcriterion.code);
	const rank = ({ findingId, subcriterionCode }: Explanation): number =>
		findingId === null ? codes.indexOf(subcriterionCode ?? '') : (numbers.get(findingId) ?? 0);
	return record.explanations.toSorted(
		(a, b) => Number(a.findingId === null) - Number(b.findingId === null) || rank(a) - rank(b)
	);
}

function opening(record: InspectionRecord, contested: readonly Explanation[]): string {
	const { agency, inspection, register } = record;
	const minutes = register.findLast(({ kind, superseded }) => kind === 'minutes' && !superseded);
	const day = inspection.visitOn === null ? '' : ` ngày ${dayInFigures(inspection.visitOn)}`;
	const basis = minutes ? citeRegistered(record, minutes) : `Biên bản ${inspectedMatter(record)}${day}`;
	return contested.length === 0 && record.explanations.length > 0
		? `Sau khi xem xét ${basis}, ${agency.name} nhất trí với kết quả kiểm tra.`
		: `Sau khi xem xét ${basis}, ${agency.name} giải trình như sau:`;
}

function sectionsOf(record: InspectionRecord, contested: readonly Explanation[]): Section[] {
	const agreed = agreedFindings(record);
	const blocks: Block[][] = contested.map((explanation, i) => itemBlocks(record, explanation, i + 1));
	if (record.explanations.length === 0) blocks.push([paragraph(BLANK.repeat(6))]);
	if (agreed.length > 0 && contested.length > 0)
		blocks.push([paragraph(`${record.agency.name} nhất trí với tồn tại ${agreed.join(', ')}.`)]);
	const asked = contested.filter(({ requestedPoints }) => requestedPoints !== null);
	if (asked.length > 1)
		blocks.push([
			{ type: 'heading', marker: `${contested.length + 1}.`, text: 'Tổng hợp đề nghị về điểm' },
			{ type: 'table', table: askedTable(record, asked) }
		]);
	return blocks.map((own, i) => ({ key: `part-${i + 1}`, number: '', title: '', blocks: own }));
}

const agreedFindings = ({ findings, explanations }: InspectionRecord): number[] =>
	findings
		.filter(({ id }) => explanations.some(({ findingId, stance }) => findingId === id && stance === 'agree'))
		.map(({ number }) => number)
		.toSorted((a, b) => a - b);

const findingOf = ({ findings }: InspectionRecord, { findingId }: Explanation): Finding | undefined =>
	findings.find(({ id }) => id === findingId);

/** The code whose score is spoken of, of the finding or of the answer itself. */
const codeOf = (record: InspectionRecord, explanation: Explanation): string | null =>
	explanation.subcriterionCode ?? findingOf(record, explanation)?.subcriterionCode ?? null;

function itemBlocks(record: InspectionRecord, explanation: Explanation, order: number): Block[] {
	const [first, ...rest] = linesOf(explanation.reason);
	const proofs = newProofs(record, explanation);
	return [
		{ type: 'finding', lead: `${order}.`, text: topic(record, explanation) },
		item(`Ý kiến của cơ quan: ${STANCE_WORDS[explanation.stance]}.`),
		...(first === undefined ? [] : [item(endWith(`Lý do: ${first}`, '.'))]),
		...rest.map((line) => paragraph(endWith(line, '.'))),
		item(endWith(`Tài liệu bổ sung: ${proofs.length === 0 ? 'không có' : proofs.join('; ')}`, '.')),
		...(explanation.requestedPoints === null ? [] : [item(pointsAsked(record, explanation))])
	];
}

/** The finding word for word, or the score by code and title. */
function topic(record: InspectionRecord, explanation: Explanation): string {
	const finding = findingOf(record, explanation);
	if (finding) return `Về tồn tại ${finding.number}${criterionMark(finding)}: ${finding.text}`;
	const code = explanation.subcriterionCode ?? '';
	return `Về điểm tiêu chí ${code}: ${findSubcriterion(record.set, code)?.subcriterion.title ?? ''}`;
}

/** What the agency has sent with its answer, or put to the finding after the minutes. */
function newProofs({ evidence }: InspectionRecord, { id, findingId }: Explanation): string[] {
	return evidence
		.filter(({ side }) => side === 'agency')
		.filter(
			(proof) =>
				proof.explanationId === id || (findingId !== null && proof.findingId === findingId && !proof.actionId)
		)
		.map(wordEvidence);
}

const given = (scored: Scored | undefined): string => {
	if (scored?.status === 'scored') return formatPoints(scored.points);
	return scored?.status === 'excluded' ? 'KAD' : '';
};

function pointsAsked(record: InspectionRecord, explanation: Explanation): string {
	const { appraised, maximum } = pointsOfItem(record, explanation);
	const known = [
		...(appraised === '' ? [] : [`điểm thẩm định: ${appraised}`]),
		...(maximum === '' ? [] : [`điểm tối đa: ${maximum}`])
	];
	const beside = known.length === 0 ? '' : ` (${known.join('; ')})`;
	return `Điểm đề nghị: ${formatPoints(explanation.requestedPoints!)}${beside}.`;
}

/** As the minutes have it: the first appraisal. */
function pointsOfItem(
	record: InspectionRecord,
	explanation: Explanation
): { code: string; self: string; appraised: string; maximum: string } {
	const code = codeOf(record, explanation);
	const placed = code === null ? undefined : findSubcriterion(record.set, code);
	if (code === null || !placed) return { code: '', self: '', appraised: '', maximum: '' };
	return {
		code,
		self: given(record.totals.self?.bySubcriterion.get(code)),
		appraised: given(record.totals.appraisal?.bySubcriterion.get(code)),
		maximum: formatPoints(placed.subcriterion.maxPoints)
	};
}

function askedTable(record: InspectionRecord, asked: readonly Explanation[]): PaperTable {
	return {
		form: 'contested',
		columns: ['TT', 'Tiêu chí', 'Nội dung', 'Điểm tối đa', 'Điểm tự chấm', 'Điểm thẩm định', 'Điểm đề nghị'],
		rows: asked.map((explanation, i) => {
			const { code, self, appraised, maximum } = pointsOfItem(record, explanation);
			const title = findSubcriterion(record.set, code)?.subcriterion.title ?? '';
			const points = formatPoints(explanation.requestedPoints!);
			return { emphasis: 'none', cells: [String(i + 1), code, title, maximum, self, appraised, points] };
		})
	};
}
