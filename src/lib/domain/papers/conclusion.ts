/** Thông báo kết luận kiểm tra, issued by the department (documents of the inspection, section 4). */
import type { Stage } from '../answer.ts';
import { formatDayLong } from '../calendar.ts';
import { formatCitation } from '../citation.ts';
import type { LegalBasis } from '../criteria.ts';
import type { Finding } from '../finding.ts';
import { listInForce } from '../legal-basis.ts';
import { formatIndex, formatPoints } from '../number-format.ts';
import { evidenceAppendix, samplesAppendix } from './appendices.ts';
import {
	appraisedStage,
	areaBars,
	areaTotalsTable,
	criterionMark,
	evidenceOfFinding,
	isSurveyMissing,
	listedFindings,
	ratingSentence,
	repeatLines,
	spokenAreas,
	strengthLines,
	subcriterionOf,
	titleOfArea,
	wordEvidence
} from './area-results.ts';
import { inNfc } from './canonical.ts';
import { explanationsOfFinding, explanationsOfScores, unsettledCount } from './explanations.ts';
import { citeRegistered, departmentHeadBlock, headOf, issuerName } from './head.ts';
import type { InspectionRecord } from './inspection-record.ts';
import type { Appendix, Block, ConclusionContent, Section } from './paper.ts';
import { buildScoreSheet } from './score-sheet.ts';
import {
	asLegalBases,
	BLANK,
	capitalised,
	citeOwn,
	closed,
	dayInFigures,
	dayInWords,
	dutyParts,
	endWith,
	inOneSentence,
	inspectedMatter,
	joinParts,
	nameOfKind,
	periodInWords,
	phraseOf,
	sentencesOf,
	SEVERITY_WORDS,
	twoDigits,
	uncapitalised
} from './wording.ts';

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI'];
const items = (lines: readonly string[]): Block[] => lines.map((text) => ({ type: 'item', text }));
const paragraph = (text: string): Block => ({ type: 'paragraph', text });
type Draft = Omit<Section, 'number'>;

/**
 * The content of the conclusion, from the latest stage of the scores. Findings dropped after an explanation are not
 * listed; what stays unsettled is printed with both views. Only legal bases that were checked are printed.
 */
export function buildConclusion(record: InspectionRecord): ConclusionContent {
	const stage = appraisedStage(record, 'conclusion');
	return inNfc({
		kind: 'conclusion',
		head: headOf(record, 'conclusion'),
		typeName: nameOfKind('conclusion'),
		subject: `Kết luận ${inspectedMatter(record)}`,
		legalBases: asLegalBases(
			[record.plan, record.teamDecision].map((paper) => paper && formatCitation(paper))
		),
		opening: [opening(record)],
		sections: [
			overview(record, stage),
			achievements(record, stage),
			shortcomings(record),
			causes(record),
			scores(record, stage),
			demands(record)
		].map((section, i) => ({ ...section, number: ROMAN[i]! })),
		closing: closed(phraseOf(record, 'conclusion_closing', { 'nội dung': inspectedMatter(record) })),
		recipients: phraseOf(record, 'conclusion_recipients'),
		signatures: [departmentHeadBlock(record)],
		scoreSheet: buildScoreSheet(record, 'conclusion'),
		appendices: [evidenceAppendix(record), samplesAppendix(record)].filter(
			(appendix): appendix is Appendix => appendix !== null
		)
	});
}

function opening(record: InspectionRecord): string {
	const { inspection, agency, department, team } = record;
	const minutes = citeOwn('minutes', headOf(record, 'minutes'), issuerName(record, 'minutes'));
	const explained = record.explanations.some(({ stance }) => stance !== 'agree');
	const letter = record.register.findLast(
		({ kind, superseded }) => kind === 'explanation_letter' && !superseded
	);
	const answer = letter ? citeRegistered(record, letter) : `văn bản giải trình của ${agency.name}`;
	const visit = capitalised(dayInWords(inspection.visitOn, inspection.year));
	return (
		`${visit}, ${team.name} đã ${inspectedMatter(record)}. Trên cơ sở ${minutes}` +
		`${explained || letter ? ` và ${answer}` : ''}, ` +
		`${department.name} thông báo kết luận như sau:`
	);
}

function overview(record: InspectionRecord, stage: Stage): Draft {
	const { inspection, session, team, agency, totals, samples } = record;
	const appraised = totals[stage]?.appraised;
	const members = team.members.map(({ name, title, duty }) => joinParts(name, title, ...dutyParts(duty)));
	const files = samples.reduce((sum, { taken }) => sum + taken, 0);
	const place = session.place.trim() === '' ? agency.name : session.place.trim();
	return {
		key: 'overview',
		title: 'Khái quát',
		blocks: items([
			`Thời gian, địa điểm: ${dayInWords(inspection.visitOn, inspection.year)}, tại ${place}.`,
			`Thời kỳ kiểm tra: ${periodInWords(inspection.periodFrom, inspection.periodTo)}.`,
			...(members.length > 0 ? [`Thành phần Đoàn kiểm tra: ${endWith(members.join('; '), '.')}`] : []),
			...(appraised
				? [`Số tiêu chí thành phần đã thẩm định: ${appraised.answered}/${appraised.total}.`]
				: []),
			...(files > 0 ? [`Số hồ sơ mẫu đã kiểm tra: ${twoDigits(files)} hồ sơ (danh sách kèm theo).`] : []),
			...seen(session.samples)
		])
	};
}

/** The session's own words on the files that the team looked into. */
const seen = (text: string): string[] =>
	text.trim() === '' ? [] : [`Hồ sơ đã xem: ${uncapitalised(inOneSentence(text))}.`];

function achievements(record: InspectionRecord, stage: Stage): Draft {
	const areas = spokenAreas(record).flatMap((area, i): Block[] => {
		const sums = record.totals[stage]?.byArea.get(area.code);
		const figures =
			sums && sums.percent !== null
				? `Điểm thẩm định ${formatPoints(sums.points)}/${formatPoints(sums.answeredPossible)}, đạt ${formatIndex(sums.percent)}.`
				: 'Chưa có điểm thẩm định.';
		return [
			{ type: 'heading', marker: `${i + 1}.`, text: area.title },
			...items(strengthLines(record, area.code)),
			...items([figures])
		];
	});
	return { key: 'achievements', title: 'Kết quả đạt được', blocks: areas };
}

function shortcomings(record: InspectionRecord): Draft {
	const listed = listedFindings(record);
	const dropped = listedFindings(record, true).length - listed.length;
	return {
		key: 'shortcomings',
		title: 'Tồn tại, hạn chế',
		blocks: [
			...(listed.length === 0 ? [paragraph('Không có tồn tại, hạn chế phải khắc phục.')] : []),
			...listed.flatMap((finding) => findingBlocks(record, finding)),
			...(dropped === 0
				? []
				: [paragraph(`Đã tiếp thu giải trình và không đưa vào kết luận ${twoDigits(dropped)} nội dung.`)])
		]
	};
}

function findingBlocks(record: InspectionRecord, finding: Finding): Block[] {
	const evidence = evidenceOfFinding(record, finding).map(wordEvidence);
	const bases = printableBases(record, finding);
	return [
		{ type: 'finding', lead: `${finding.number}.`, text: finding.text },
		...items([
			`Lĩnh vực: ${titleOfArea(record, finding.areaCode)}${criterionMark(finding)}; mức độ: ${SEVERITY_WORDS[finding.severity]}.`,
			...repeatLines(record, finding),
			...(evidence.length > 0 ? [endWith(`Minh chứng: ${evidence.join('; ')}`, '.')] : []),
			...(bases.length > 0 ? [endWith(`Căn cứ: ${bases.map(({ text }) => text).join('; ')}`, '.')] : []),
			...explanationsOfFinding(record, finding.id)
		])
	];
}

/** In force on the day of the visit, and checked: a number from memory is never printed. */
function printableBases(record: InspectionRecord, { subcriterionCode }: Finding): LegalBasis[] {
	const all = subcriterionOf(record, subcriterionCode)?.legalBasis ?? [];
	const { visitOn } = record.inspection;
	return (visitOn === null ? all : listInForce(all, visitOn)).filter(({ verified }) => verified);
}

/** Each cause once, with the numbers of the findings it explains. */
function causeLines(findings: readonly Finding[], kind: Finding['causeKind']): string[] {
	const numbers = new Map<string, number[]>();
	for (const { causeKind, cause, number } of findings) {
		const text = inOneSentence(cause);
		if (causeKind === kind && text !== '') numbers.set(text, [...(numbers.get(text) ?? []), number]);
	}
	return [...numbers].map(([text, of]) => `${text} (tồn tại ${of.join(', ')}).`);
}

function causes(record: InspectionRecord): Draft {
	const of = (kind: Finding['causeKind']) => causeLines(listedFindings(record), kind);
	const none = ['Không ghi nhận.'];
	const responsibility = sentencesOf(record.conclusion?.responsibility ?? '');
	const parts: [title: string, lines: string[]][] = [
		['Nguyên nhân khách quan', of('objective')],
		['Nguyên nhân chủ quan', of('subjective')],
		['Trách nhiệm', responsibility]
	];
	return {
		key: 'causes',
		title: 'Nguyên nhân',
		blocks: parts.flatMap(([title, lines], i): Block[] => [
			{ type: 'heading', marker: `${i + 1}.`, text: title },
			...items(lines.length > 0 ? lines : none)
		])
	};
}

function scores(record: InspectionRecord, stage: Stage): Draft {
	const unsettled = unsettledCount(record);
	return {
		key: 'scores',
		title: 'Kết quả chấm điểm',
		blocks: [
			{ type: 'table', table: areaTotalsTable(record, stage) },
			paragraph(ratingSentence(record, stage)),
			{
				type: 'area_chart',
				title: `Tỷ lệ điểm theo lĩnh vực (%)${isSurveyMissing(record.totals[stage]) ? ', chưa gồm điều tra xã hội học' : ''}`,
				bars: areaBars(record, stage)
			},
			...items(explanationsOfScores(record)),
			...(unsettled === 0
				? []
				: [
						paragraph(
							`Còn ${twoDigits(unsettled)} nội dung hai bên chưa thống nhất, đã ghi ý kiến của mỗi bên.`
						)
					]),
			paragraph('Điểm chi tiết theo từng tiêu chí thành phần tại Bảng điểm kèm theo.')
		]
	};
}

/** A demand with what it answers and until when: «… (tồn tại 1; hạn hoàn thành: ngày 31/12/2026).» */
function demandLine(text: string, ...facts: (string | null)[]): string {
	const said = facts.filter((fact) => fact !== null).join('; ');
	return said === '' ? `${inOneSentence(text)}.` : `${inOneSentence(text)} (${said}).`;
}

const until = (dueOn: string | null): string | null =>
	dueOn === null ? null : `hạn hoàn thành: ngày ${dayInFigures(dueOn)}`;

function demands(record: InspectionRecord): Draft {
	const { agency, conclusion } = record;
	const isOwn = (to: string) => to === '' || to === agency.name;
	const ofFindings = listedFindings(record)
		.filter(({ demand }) => demand.trim() !== '')
		.map(({ number, demand, dueOn }) => demandLine(demand, `tồn tại ${number}`, until(dueOn)));
	const free = record.demands.filter(({ addressedTo }) => isOwn(addressedTo));
	const others = record.demands.filter(({ addressedTo }) => !isOwn(addressedTo));
	const own = [...ofFindings, ...free.map(({ text, dueOn }) => demandLine(text, until(dueOn)))];
	const due = (day: string | null | undefined) => (day == null ? `ngày ${BLANK}` : formatDayLong(day));
	return {
		key: 'demands',
		title: 'Yêu cầu, kiến nghị',
		blocks: [
			{ type: 'heading', marker: '1.', text: `Đối với ${agency.name}` },
			...items(own.length > 0 ? own : ['Tiếp tục duy trì, phát huy kết quả đạt được.']),
			{ type: 'heading', marker: '2.', text: 'Đối với cơ quan khác' },
			...items(
				others.length > 0
					? others.map(({ text, addressedTo, dueOn }) => demandLine(`${addressedTo}: ${text}`, until(dueOn)))
					: ['Không có kiến nghị.']
			),
			{ type: 'heading', marker: '3.', text: 'Kế hoạch và báo cáo khắc phục' },
			paragraph(
				`${agency.name} ban hành kế hoạch khắc phục tồn tại, hạn chế trước ${due(conclusion?.planDueOn)}; ` +
					`báo cáo kết quả khắc phục về ${record.department.name} trước ${due(conclusion?.reportDueOn)}.`
			)
		]
	};
}
