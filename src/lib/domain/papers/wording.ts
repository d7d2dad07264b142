/**
 * Turns of phrase that the papers share: dates and hours in words, citations, lists, degrees. Vietnamese only, as
 * official papers are; a blank («……») stands where the clerk or a hand still has to fill in.
 */
import { formatDayLong, formatDayOfPaper, formatTime } from '../calendar.ts';
import { formatCitation } from '../citation.ts';
import type { Severity } from '../finding.ts';
import type { InspectionRecord } from './inspection-record.ts';
import type { PaperHead, PaperKind } from './paper.ts';
import { fillPhrase, type PhraseKey, type PlaceValues } from './phrases.ts';

export const BLANK = '……';

export const SEVERITY_WORDS: Record<Severity, string> = {
	minor: 'nhẹ',
	moderate: 'vừa',
	serious: 'nghiêm trọng'
};

/** 4 → «04»: counts under ten and numbers of papers take a leading zero (NĐ 30/2020, Phụ lục I, mục II, 3). */
export const twoDigits = (count: number): string => String(count).padStart(2, '0');

/** «ngày 05 tháng 02 năm 2026»; with blanks while the day is open. */
export function dayInWords(day: string | null, year: number): string {
	return day === null ? `ngày ${BLANK} tháng ${BLANK} năm ${year}` : formatDayLong(day);
}

/** «05/02/2026», «12/9/2026»: in figures with the same leading zeros as in words. */
export const dayInFigures = formatDayOfPaper;

/** «08 giờ 05 phút» in Việt Nam at an instant (epoch ms); blanks while unknown. */
export function hourInWords(epochMs: number | null): string {
	if (epochMs === null) return `${BLANK} giờ ${BLANK} phút`;
	const [hour, minute] = formatTime(epochMs).split(':');
	return `${hour} giờ ${minute} phút`;
}

/** «từ ngày 01/01/2017 đến ngày 30/6/2018». */
export const periodInWords = (from: string, to: string): string =>
	`từ ngày ${dayInFigures(from)} đến ngày ${dayInFigures(to)}`;

/** «05/TB-SNV»; the number blank while it is not given. */
export const numberAndSign = (number: number | null, sign: string): string =>
	`${number === null ? BLANK : twoDigits(number)}/${sign}`;

const OWN_NAMES: Record<PaperKind, string> = {
	minutes: 'Biên bản',
	conclusion: 'Thông báo',
	score_sheet: 'Bảng điểm',
	remediation_plan: 'Kế hoạch',
	remediation_report: 'Báo cáo',
	remediation_letter: 'Công văn',
	recheck_minutes: 'Biên bản',
	reminder_letter: 'Công văn',
	closing_note: 'Thông báo',
	team_decision: 'Quyết định',
	visit_notice: 'Công văn',
	self_report: 'Báo cáo',
	explanation_letter: 'Công văn',
	yearly_plan: 'Kế hoạch',
	ranking_decision: 'Quyết định'
};

/** The name of a kind of paper as it is printed over its subject: «Biên bản». */
export const nameOfKind = (kind: PaperKind): string => OWN_NAMES[kind];

/** A paper of this inspection cited in another: «Thông báo số 05/TB-SNV ngày 12/10/2026 của Sở Nội vụ». */
export function citeOwn(
	kind: PaperKind,
	head: Pick<PaperHead, 'number' | 'sign' | 'issuedOn' | 'year'>,
	issuer: string
): string {
	const { number, sign, issuedOn, year } = head;
	if (number === null || issuedOn === null) {
		const day = issuedOn === null ? `${BLANK}/${BLANK}/${year}` : dayInFigures(issuedOn);
		return `${OWN_NAMES[kind]} số ${numberAndSign(number, sign)} ngày ${day} của ${issuer}`;
	}
	return formatCitation({
		kind: OWN_NAMES[kind],
		number: twoDigits(number),
		sign,
		issuedOn,
		issuer,
		subject: ''
	});
}

/** A fixed sentence of the office with the names of this inspection in its places, a line each. */
export function phraseOf(
	{ agency, department, province, inspection, phrases }: PhraseFacts,
	key: PhraseKey,
	more: PlaceValues = {}
): string[] {
	return fillPhrase(key, phrases, {
		'cơ quan': agency.name,
		sở: department.name,
		'ubnd tỉnh': province.committee,
		'đơn vị soạn': department.unitSign,
		năm: String(inspection.year),
		...more
	});
}

type PhraseFacts = Pick<InspectionRecord, 'agency' | 'department' | 'province' | 'inspection' | 'phrases'>;

/** The end of a body: its very last sentence ends with «./.». */
export const closed = (lines: readonly string[]): string[] =>
	lines.map((line, i) => endWith(line, i === lines.length - 1 ? './.' : '.'));

/** Căn cứ lines as they are printed: each ends with «;», the last with «.». */
export function asLegalBases(papers: readonly (string | null)[]): string[] {
	const known = papers.filter((paper) => paper !== null);
	return known.map((paper, i) => endWith(`Căn cứ ${paper}`, i === known.length - 1 ? '.' : ';'));
}

/** Free text as typed → its lines, trimmed, without dashes typed before them and without empty ones. */
export function linesOf(text: string): string[] {
	return text
		.split('\n')
		.map((line) => line.trim().replace(/^[-–+•]\s+/, ''))
		.filter((line) => line !== '');
}

/** The same as lines of a body: each with its stop, where none was typed. */
export const sentencesOf = (text: string): string[] =>
	linesOf(text).map((line) => (/[.;:!?…]$/.test(line) ? line : `${line}.`));

/** Lines as typed inside a sentence of ours: «Đã rà soát; đã phân công», without the mark at the end. */
export const inOneSentence = (text: string): string =>
	linesOf(text)
		.map((line, i) => endWith(i === 0 ? line : uncapitalised(line), '.').slice(0, -1))
		.join('; ');

/** Ends a sentence with one mark: «… đúng hạn.» and «… đúng hạn» both give «… đúng hạn.». */
export const endWith = (text: string, mark: '.' | ';' | './.'): string =>
	text.trimEnd().replace(/(\.\/\.|[.;,])+$/, '') + mark;

/** Parts that were said, with commas; a part that another one already says is dropped. */
export function joinParts(...parts: string[]): string {
	const said: string[] = [];
	for (const part of parts.map((text) => text.trim()).filter((text) => text !== ''))
		if (!said.some((other) => other.toLowerCase().includes(part.toLowerCase()))) said.push(part);
	return said.join(', ');
}

/** «cải cách hành chính năm 2026 tại Sở …»: what every paper of an inspection is about. */
export const inspectedMatter = ({ inspection, agency }: InspectionRecord): string =>
	`kiểm tra công tác cải cách hành chính năm ${inspection.year} tại ${agency.name}`;

/**
 * Inside a sentence: «Phụ trách chung» → «phụ trách chung». A name («Bình Định») and an abbreviation («CCHC») keep their
 * capitals: what follows them tells them from the first word of a sentence.
 */
export const uncapitalised = (text: string): string =>
	/^\p{Lu}\p{Ll}*( \p{Ll}|$)/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** What a member of the team has to do, for a list of members whose lines end with «;». */
export const dutyParts = (duty: string): string[] =>
	duty
		.split(';')
		.map((part) => part.trim())
		.filter((part) => part !== '')
		.map(uncapitalised);

/** First letter in capitals, the rest as it is. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
