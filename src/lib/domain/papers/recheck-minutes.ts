/**
 * Biên bản kiểm tra lại: the minutes of a visit limited to the findings that are still open. Signed by both sides as the
 * minutes of an inspection are.
 */
import { dayOf } from '../calendar.ts';
import { formatCitation, type Citation } from '../citation.ts';
import type { RecheckVerdict } from '../recheck.ts';
import { criterionMark } from './area-results.ts';
import { inNfc } from './canonical.ts';
import { headOfTeam } from './head.ts';
import type { InspectionRecord, RecheckedFacts } from './inspection-record.ts';
import { closingOf, minutesSignatures } from './minutes-closing.ts';
import type { Block, RecheckMinutesContent, Section } from './paper.ts';
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
	linesOf,
	sentencesOf,
	twoDigits
} from './wording.ts';

export interface RecheckFinding extends RecheckedFacts {
	/** What was seen on the spot. */
	seen: string;
	/** Null while the team has not judged: a draft shows the blank. */
	verdict: RecheckVerdict | null;
	/** Why; asked for where it is not remedied. */
	reason: string;
	/** Photos taken on the spot. */
	photos: number;
}

/** All that the minutes of a re-check are made from. The session, team and signatures are those of the re-check itself. */
export interface RecheckRecord extends Pick<
	InspectionRecord,
	'province' | 'agency' | 'team' | 'session' | 'samples' | 'drawn'
> {
	/** `year`: of the inspection whose findings are looked at again; `visitOn`: the day of the re-check. */
	inspection: Pick<InspectionRecord['inspection'], 'year' | 'visitOn'>;
	/** The decision on the re-check, the notice of conclusion, plan and report, in the order of the căn cứ. */
	bases: Citation[];
	findings: RecheckFinding[];
	/** Number and day once issued; null while in draft. */
	issued: { number: number | null; issuedOn: string | null } | null;
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V'];

const VERDICT_WORDS: Record<RecheckVerdict, string> = {
	remedied: 'đã khắc phục',
	partly_remedied: 'khắc phục một phần',
	not_remedied: 'chưa khắc phục'
};

/** The content of the minutes; findings in order of their numbers. Blanks stand for what is not known yet. */
export function buildRecheckMinutes(record: RecheckRecord): RecheckMinutesContent {
	const { agency } = record;
	const sections = [
		participantsSection(record),
		work(record),
		results(record),
		opinion(record),
		leadConclusion(record)
	];
	return inNfc({
		kind: 'recheck_minutes',
		head: headOfTeam(record, record.issued),
		typeName: 'Biên bản',
		subject: capitalised(matterOf(record)),
		legalBases: asLegalBases(record.bases.map(formatCitation)),
		opening: [opening(record)],
		sections: sections.map((section, i) => ({ ...section, number: ROMAN[i]! })),
		closing: closingOf(record),
		recipients: [agency.name, 'Thành viên Đoàn kiểm tra', 'Lưu: Hồ sơ Đoàn kiểm tra'],
		signatures: minutesSignatures(record)
	});
}

const matterOf = ({ inspection, agency }: RecheckRecord): string =>
	`kiểm tra lại việc khắc phục tồn tại, hạn chế sau kiểm tra cải cách hành chính năm ${inspection.year} tại ${agency.name}`;

function opening(record: RecheckRecord): string {
	const { session, inspection, agency, team } = record;
	const day = session.startedAt === null ? inspection.visitOn : dayOf(session.startedAt);
	const place = session.place.trim() === '' ? agency.name : session.place.trim();
	return (
		`Hôm nay, vào hồi ${hourInWords(session.startedAt)}, ${dayInWords(day, inspection.year)}, tại ${place}, ` +
		`${team.name} tiến hành ${matterOf(record)}.`
	);
}

function work(record: RecheckRecord): Omit<Section, 'number'> {
	const count = twoDigits(record.findings.length);
	return {
		key: 'work',
		title: 'Nội dung làm việc',
		blocks: [
			...workBlocks(record),
			{ type: 'paragraph', text: `Đoàn kiểm tra đã kiểm tra lại ${count} tồn tại, hạn chế.` }
		]
	};
}

function results(record: RecheckRecord): Omit<Section, 'number'> {
	const findings = record.findings.toSorted((a, b) => a.number - b.number);
	const count = (verdict: RecheckVerdict) =>
		twoDigits(findings.filter((finding) => finding.verdict === verdict).length);
	const open = findings.some(({ verdict }) => verdict === null);
	return {
		key: 'results',
		title: 'Kết quả kiểm tra lại từng tồn tại, hạn chế',
		blocks: [
			...findings.flatMap(findingBlocks),
			...(open
				? []
				: [
						{
							type: 'paragraph',
							text:
								`Tổng hợp: ${count('remedied')} tồn tại đã khắc phục; ${count('partly_remedied')} khắc phục một ` +
								`phần; ${count('not_remedied')} chưa khắc phục.`
						} as const
					])
		]
	};
}

function findingBlocks(finding: RecheckFinding): Block[] {
	const { number, text, demand, reported, reportedOn, seen, photos } = finding;
	const said =
		reported.trim() === ''
			? 'chưa báo cáo'
			: `${sentence(reported)}${reportedOn === null ? '' : ` (số liệu đến ngày ${dayInFigures(reportedOn)})`}`;
	const sight = sentence(seen);
	return [
		{ type: 'finding', lead: `Tồn tại ${number}${criterionMark(finding)}:`, text },
		...[
			`Yêu cầu: ${demand.trim() === '' ? 'khắc phục' : inOneSentence(demand)}${dueInWords(finding)}`,
			`Cơ quan báo cáo: ${said}`,
			`Kiểm tra thực tế: ${sight === '' ? BLANK : sight}` +
				(photos > 0 ? ` (${twoDigits(photos)} ảnh kèm theo)` : ''),
			`Kết luận: ${verdictInWords(finding)}`
		].map((line): Block => ({ type: 'item', text: line.endsWith(BLANK) ? line : endWith(line, '.') }))
	];
}

/** What somebody typed on several lines, as one without its last mark. */
const sentence = (text: string): string => endWith(linesOf(text).join(' '), '.').slice(0, -1);

function dueInWords({ owedOn, earlierDays }: RecheckFinding): string {
	if (owedOn === null) return '';
	const before =
		earlierDays.length === 0 ? '' : `; thời hạn trước: ngày ${earlierDays.map(dayInFigures).join('; ')}`;
	return ` (thời hạn: ngày ${dayInFigures(owedOn)}${before})`;
}

function verdictInWords({ verdict, reason }: RecheckFinding): string {
	if (verdict === null) return BLANK;
	const why = sentence(reason);
	return why === '' ? VERDICT_WORDS[verdict] : `${VERDICT_WORDS[verdict]}; lý do: ${why}`;
}

/** Silence is not assent: where nothing was said, the minutes say just that. */
function opinion({ session, findings }: RecheckRecord): Omit<Section, 'number'> {
	const general = linesOf(session.agencyOpinion);
	const byFinding = findings
		.map(({ id, number }) => [number, session.findingOpinions[id]?.trim() ?? ''] as const)
		.filter(([, text]) => text !== '')
		.map(([number, text]) => `Về tồn tại ${number}: ${text}`);
	const said: Block[] = [
		...general.map((text): Block => ({ type: 'paragraph', text: endWith(text, '.') })),
		...byFinding.map((text): Block => ({ type: 'item', text: endWith(text, '.') }))
	];
	return {
		key: 'opinion',
		title: 'Ý kiến của cơ quan được kiểm tra',
		blocks: said.length > 0 ? said : [{ type: 'paragraph', text: 'Không ghi nhận ý kiến khác.' }]
	};
}

function leadConclusion({ session }: RecheckRecord): Omit<Section, 'number'> {
	const spoken = sentencesOf(session.leadConclusion);
	return {
		key: 'lead_conclusion',
		title: 'Kết luận của Trưởng đoàn',
		blocks: (spoken.length > 0 ? spoken : [BLANK.repeat(6)]).map((text): Block => ({
			type: 'paragraph',
			text
		}))
	};
}
