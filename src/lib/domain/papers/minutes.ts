/** Biên bản kiểm tra: made on the spot, signed by both sides (documents of the inspection, section 3). */
import type { Stage } from '../answer.ts';
import { dayOf } from '../calendar.ts';
import { formatCitation } from '../citation.ts';
import type { Area } from '../criteria.ts';
import type { Finding } from '../finding.ts';
import {
	appraisedStage,
	areaTotalsTable,
	criterionMark,
	evidenceOfFinding,
	listedFindings,
	pointsSentence,
	ratingSentence,
	repeatLines,
	spokenAreas,
	strengthLines,
	wordEvidence
} from './area-results.ts';
import { evidenceAppendix, samplesAppendix } from './appendices.ts';
import { inNfc } from './canonical.ts';
import { explanationLine } from './explanations.ts';
import { headOf } from './head.ts';
import type { InspectionRecord } from './inspection-record.ts';
import { closingOf, minutesSignatures } from './minutes-closing.ts';
import type { Appendix, Block, MinutesContent, Section } from './paper.ts';
import { buildScoreSheet } from './score-sheet.ts';
import { participantsSection, workBlocks } from './session-blocks.ts';
import {
	asLegalBases,
	BLANK,
	capitalised,
	dayInFigures,
	dayInWords,
	endWith,
	hourInWords,
	inOneSentence,
	inspectedMatter,
	linesOf,
	nameOfKind,
	periodInWords,
	sentencesOf
} from './wording.ts';

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII'];
const paragraph = (text: string): Block => ({ type: 'paragraph', text });
const subheading = (marker: string, text: string): Block => ({ type: 'subheading', marker, text });
const items = (lines: readonly string[]): Block[] => lines.map((text) => ({ type: 'item', text }));

/**
 * The content of the minutes, from the first appraisal (which they freeze) and the session's own words. Blanks stand
 * for hours and numbers not known yet. The secretary signs on paper; both sides may have drawn on the glass.
 */
export function buildMinutes(record: InspectionRecord): MinutesContent {
	const stage = appraisedStage(record, 'minutes');
	return inNfc({
		kind: 'minutes',
		head: headOf(record, 'minutes'),
		typeName: nameOfKind('minutes'),
		subject: capitalised(inspectedMatter(record)),
		legalBases: asLegalBases(
			[record.teamDecision, record.plan, record.visitNotice].map((paper) => paper && formatCitation(paper))
		),
		opening: opening(record),
		sections: [
			participantsSection(record),
			work(record, stage),
			results(record, stage),
			totals(record, stage),
			opinion(record),
			leadConclusion(record)
		].map((section, i) => ({ ...section, number: ROMAN[i]! })),
		closing: closingOf(record),
		recipients: [record.agency.name, 'Thành viên Đoàn kiểm tra', 'Lưu: Hồ sơ Đoàn kiểm tra'],
		signatures: minutesSignatures(record),
		scoreSheet: buildScoreSheet(record, 'minutes'),
		appendices: [evidenceAppendix(record), samplesAppendix(record)].filter(
			(appendix): appendix is Appendix => appendix !== null
		)
	});
}

function opening(record: InspectionRecord): string[] {
	const { session, inspection, agency } = record;
	const day = session.startedAt === null ? inspection.visitOn : dayOf(session.startedAt);
	const place = session.place.trim() === '' ? agency.name : session.place.trim();
	return [
		`Hôm nay, vào hồi ${hourInWords(session.startedAt)}, ${dayInWords(day, inspection.year)}, tại ${place}, ` +
			`${record.team.name} tiến hành ${inspectedMatter(record)}.`,
		`Thời kỳ kiểm tra: ${periodInWords(inspection.periodFrom, inspection.periodTo)}.`
	];
}

function work(record: InspectionRecord, stage: Stage): Omit<Section, 'number'> {
	const appraised = record.totals[stage]?.appraised;
	const checked = appraised
		? [`Đoàn kiểm tra đã thẩm định ${appraised.answered}/${appraised.total} tiêu chí thành phần.`]
		: [];
	const said = workBlocks(record);
	return {
		key: 'work',
		title: 'Nội dung làm việc',
		blocks: [...said, ...(said.length + checked.length > 0 ? checked : [BLANK.repeat(6)]).map(paragraph)]
	};
}

function results(record: InspectionRecord, stage: Stage): Omit<Section, 'number'> {
	return {
		key: 'results',
		title: 'Kết quả kiểm tra theo lĩnh vực',
		blocks: spokenAreas(record).flatMap((area, i) => areaBlocks(record, area, i + 1, stage))
	};
}

function areaBlocks(record: InspectionRecord, area: Area, order: number, stage: Stage): Block[] {
	const strengths = strengthLines(record, area.code);
	const findings = listedFindings(record, true).filter(({ areaCode }) => areaCode === area.code);
	return [
		{ type: 'heading', marker: `${order}.`, text: area.title },
		...(strengths.length > 0
			? [subheading('a)', 'Kết quả đạt được:'), ...items(strengths)]
			: [paragraph('a) Kết quả đạt được: không ghi nhận nội dung riêng.')]),
		...(findings.length > 0
			? [subheading('b)', 'Tồn tại, hạn chế:'), ...findings.flatMap((each) => findingBlocks(record, each))]
			: [paragraph('b) Tồn tại, hạn chế: không.')]),
		paragraph(`c) ${pointsSentence(record, area, stage)}`)
	];
}

function findingBlocks(record: InspectionRecord, finding: Finding): Block[] {
	const evidence = evidenceOfFinding(record, finding).map(wordEvidence);
	return [
		{ type: 'finding', lead: `Tồn tại ${finding.number}${criterionMark(finding)}:`, text: finding.text },
		...items([
			...repeatLines(record, finding),
			...(evidence.length > 0 ? [endWith(`Minh chứng: ${evidence.join('; ')}`, '.')] : [])
		])
	];
}

function totals(record: InspectionRecord, stage: Stage): Omit<Section, 'number'> {
	return {
		key: 'totals',
		title: 'Bảng tổng hợp điểm',
		blocks: [
			{ type: 'table', table: areaTotalsTable(record, stage) },
			{ type: 'paragraph', text: ratingSentence(record, stage) }
		]
	};
}

/** Silence is not assent: where nothing was said, the minutes say just that. */
function opinion(record: InspectionRecord): Omit<Section, 'number'> {
	const { agencyOpinion, findingOpinions } = record.session;
	const byFinding = listedFindings(record, true)
		.map(({ id, number }) => [number, findingOpinions[id]?.trim() ?? ''] as const)
		.filter(([, text]) => text !== '')
		.map(([number, text]) => `Về tồn tại ${number}: ${inOneSentence(text)}.`);
	const explained = record.explanations
		.filter(({ stance }) => stance !== 'agree')
		.map((explanation) => explanationLine(record, explanation));
	const general = linesOf(agencyOpinion);
	const nothing = general.length + byFinding.length + explained.length === 0;
	return {
		key: 'opinion',
		title: 'Ý kiến của cơ quan được kiểm tra',
		blocks: [
			...general.map((text): Block => ({ type: 'paragraph', text: endWith(text, '.') })),
			...items([...byFinding, ...explained]),
			...(nothing ? [{ type: 'paragraph', text: 'Không ghi nhận ý kiến khác.' } as const] : [])
		]
	};
}

function leadConclusion(record: InspectionRecord): Omit<Section, 'number'> {
	const until = (dueOn: string | null) =>
		dueOn === null ? '' : ` (hạn hoàn thành: ngày ${dayInFigures(dueOn)})`;
	const ofFindings = listedFindings(record)
		.filter(({ demand }) => demand.trim() !== '')
		.map(({ number, demand, dueOn }) => `Tồn tại ${number}: ${inOneSentence(demand)}${until(dueOn)}.`);
	const others = record.demands.map(({ text, addressedTo, dueOn }) => {
		const to = addressedTo === '' || addressedTo === record.agency.name ? '' : `${addressedTo}: `;
		return `${to}${inOneSentence(text)}${until(dueOn)}.`;
	});
	const spoken = sentencesOf(record.session.leadConclusion);
	const demands = [...ofFindings, ...others];
	return {
		key: 'lead_conclusion',
		title: 'Kết luận của Trưởng đoàn tại buổi làm việc',
		blocks: [
			...(spoken.length > 0 ? spoken : [BLANK.repeat(6)]).map((text): Block => ({ type: 'paragraph', text })),
			...(demands.length > 0
				? [{ type: 'paragraph', text: 'Yêu cầu đối với cơ quan được kiểm tra và kiến nghị:' } as const]
				: []),
			...items(demands)
		]
	};
}
