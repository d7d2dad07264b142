/**
 * How an official document is cited: type, number, sign, day, body, subject. Read from what offices write, printed
 * in one form, checked for the slips that were found in real reports (a decree of 2020 dated 2021).
 */
import { formatDay, isDay, parseDay } from './calendar.ts';
import { fail, ok, problem, type Problem, type Result } from './problems.ts';

export interface Citation {
	/** «Kế hoạch», «Nghị định», «Luật» …; absent where only the number was given. */
	kind?: string;
	/** As written, with its leading zero; empty in a draft that the clerk has not numbered, and for a law cited by name. */
	number: string;
	/** All after the number: «KH-UBND», «2020/NĐ-CP», «NQ/TW». */
	sign: string;
	/** Set where number and sign are not joined in the usual way (a hyphen in Party documents, else a slash). */
	joint?: '/' | '-';
	issuedOn: string | null;
	issuer: string;
	/** Trích yếu; of a law its name. */
	subject: string;
}

const KINDS = [
	'Bộ luật',
	'Luật',
	'Pháp lệnh',
	'Hiến pháp',
	'Nghị quyết liên tịch',
	'Nghị quyết',
	'Nghị định',
	'Quyết định',
	'Thông tư liên tịch',
	'Thông tư',
	'Chỉ thị',
	'Kết luận',
	'Quy định',
	'Quy chế',
	'Thông báo',
	'Hướng dẫn',
	'Chương trình',
	'Kế hoạch',
	'Phương án',
	'Đề án',
	'Báo cáo',
	'Biên bản',
	'Tờ trình',
	'Công văn',
	'Công điện',
	'Văn bản',
	'Giấy mời',
	'Phiếu chuyển'
];
/** Cited by name before the number: «Luật Cán bộ, công chức số 80/2025/QH15». */
const NAMED_KINDS = new Set(['Bộ luật', 'Luật', 'Pháp lệnh', 'Hiến pháp']);
/**
 * Words a subject opens with on its own; before any other one «về việc» is printed. Small letters only: «Giao» in
 * «Bộ Giao thông vận tải» opens nothing.
 */
const OPENINGS =
	'về|quy định|ban hành|hướng dẫn|sửa đổi|bổ sung|phê duyệt|công bố|thành lập|giao|triển khai|kèm theo|năm';
const OPENS_ITSELF = new RegExp(`^(?:(?:${OPENINGS})(?=\\s|$)|\\()`, 'u');
const ABOUT = /^về việc\s+/iu;

const KIND = new RegExp(`^(${KINDS.join('|')})(?=\\s|$)\\s*`, 'iu');
/** Number, joint, sign. A number may be blank or dots in a draft («Số: /SLĐTBXH-VP»), but only after «số». */
const NUMBERED =
	/(?:^|\s)(?:(?:[Ss]ố\s*:?\s*)?(\d+[a-z]?)|[Ss]ố\s*:?\s*(?:…|\.{2,})?)\s?([/-])\s?((?:\d{4}\/)?\p{Lu}[\p{L}\d&]*(?:[-/][\p{L}\d&]+)*)/u;
const NUMBER_ALONE = /(?:^|\s)số\s*:?\s*(\d+[a-z]?)(?=[\s,;.]|$)/iu;
const DATE =
	/^[\s,;]*(?:ký\s+)?ngày\s+(\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})/iu;
const NAME_ENDS = /(?:^|,?\s+)(?:ngày\s+\d|của\s+(?:Quốc hội|Ủy ban thường vụ))/iu;
const ISSUER = new RegExp(`^[\\s,;]*của\\s+(.+?)(?=,?\\s+(?:${OPENINGS})(?:\\s|$)|\\s*\\(|\\s*$)`, 'u');

/**
 * Reads one citation, the whole text of it: «Kế hoạch số 6769/KH-UBND, ngày 14-8-2018 của Chủ tịch UBND tỉnh về việc
 * …», «Nghị quyết số 39-NQ/TW …», «Luật … ngày 16/6/2025». Days as 14-8-2018, 02/7/2021 or «14 tháng 8 năm 2018».
 * Problems: `citation.unreadable` where there is neither number nor the name of a law; `date.invalid`.
 */
export function parseCitation(text: string): Result<Citation> {
	const tidy = text
		.normalize('NFC')
		.replace(/\s+/g, ' ')
		.trim()
		.replace(/[;.]+$/, '')
		.trim();
	const kind = canonicalKind(KIND.exec(tidy)?.[1]);
	const afterKind = tidy.replace(KIND, '');
	const named = kind !== undefined && NAMED_KINDS.has(kind);
	const found = findNumber(afterKind);
	if (found === null && !named) return fail('citation.unreadable', { text });
	const before = found === null ? nameBefore(afterKind) : afterKind.slice(0, found.start);
	if (!named && before.trim() !== '') return fail('citation.unreadable', { text });
	const rest = readRest(found === null ? afterKind.slice(before.length) : afterKind.slice(found.end));
	if (!rest.ok) return rest;
	const { issuedOn, issuer, subject } = rest.value;
	const name = named ? [before.trim().replace(/,$/, ''), subject].filter(Boolean).join(' ') : subject;
	if (named && name === '' && found === null) return fail('citation.unreadable', { text });
	return ok({
		...(kind === undefined ? {} : { kind }),
		...(found?.parts ?? { number: '', sign: '' }),
		issuedOn,
		issuer,
		subject: name
	});
}

function canonicalKind(written: string | undefined): string | undefined {
	return written && KINDS.find((kind) => kind.toLowerCase() === written.toLowerCase());
}

function nameBefore(text: string): string {
	const at = text.search(NAME_ENDS);
	return at < 0 ? text : text.slice(0, at);
}

interface NumberFound {
	start: number;
	end: number;
	parts: Pick<Citation, 'number' | 'sign' | 'joint'>;
}

function findNumber(text: string): NumberFound | null {
	const match = NUMBERED.exec(text);
	if (match !== null) {
		const [whole, number = '', joint, sign = ''] = match;
		const parts = joint === usualJoint(sign) ? { number, sign } : { number, sign, joint: joint as '/' | '-' };
		return { start: match.index, end: match.index + whole.length, parts };
	}
	const alone = NUMBER_ALONE.exec(text);
	if (alone === null) return null;
	return {
		start: alone.index,
		end: alone.index + alone[0].length,
		parts: { number: alone[1]!, sign: '' }
	};
}

/** Party documents are «39-NQ/TW»; the State's are «6769/KH-UBND», «106/2020/NĐ-CP». */
function usualJoint(sign: string): '/' | '-' {
	return /^\p{Lu}+\/\p{Lu}+/u.test(sign) ? '-' : '/';
}

function readRest(text: string): Result<Pick<Citation, 'issuedOn' | 'issuer' | 'subject'>> {
	const date = DATE.exec(text);
	const issuedOn = date ? parseDay(date[1]!.replace(/\s*(?:tháng|năm)\s*/giu, '/')) : null;
	if (date !== null && issuedOn === null) return fail('date.invalid', { text: date[1]! }, 'issuedOn');
	const afterDate = text.slice(date?.[0].length ?? 0);
	const issuer = ISSUER.exec(afterDate);
	const afterIssuer = afterDate.slice(issuer?.[0].length ?? 0).replace(/^[\s,;:]+/, '');
	return ok({
		issuedOn,
		issuer: issuer?.[1]?.trim() ?? '',
		subject: bareSubject(afterIssuer, issuer !== null)
	});
}

/** Drops «về việc» exactly where `formatCitation` puts it back. */
function bareSubject(text: string, hasIssuer: boolean): string {
	const bare = text.replace(ABOUT, '');
	return needsAbout(bare, hasIssuer) ? bare : text;
}

/** A capital after the date needs no «về việc»; after a body's name it does, or the two run together. */
function needsAbout(subject: string, hasIssuer: boolean): boolean {
	if (subject === '' || OPENS_ITSELF.test(subject)) return false;
	return hasIssuer || !/^\p{Lu}/u.test(subject);
}

/**
 * «Kế hoạch số 6769/KH-UBND ngày 14/8/2018 của Chủ tịch UBND tỉnh về việc …». Days under 10 and the months 1 and 2
 * take a leading zero, as offices write them. A missing number is left as «…»; missing parts are left out.
 * `parseCitation` gives the same citation back.
 */
export function formatCitation(citation: Citation): string {
	const { kind, issuedOn, issuer, subject } = citation;
	const named = kind !== undefined && NAMED_KINDS.has(kind);
	const about = !named && needsAbout(subject, issuer !== '') ? 'về việc ' : '';
	return [
		kind,
		named ? subject : '',
		formatNumber(citation),
		issuedOn === null ? '' : `ngày ${formatCitedDay(issuedOn)}`,
		issuer === '' ? '' : `của ${issuer}`,
		named ? '' : about + subject
	]
		.filter(Boolean)
		.join(' ');
}

function formatNumber({ kind, number, sign, joint }: Citation): string {
	if (number === '' && sign === '') return '';
	const written = sign === '' ? number : (number || '…') + (joint ?? usualJoint(sign)) + sign;
	return kind === undefined ? `Số ${written}` : `số ${written}`;
}

function formatCitedDay(day: string): string {
	const [date, month, year] = formatDay(day).split('/');
	return `${date!.padStart(2, '0')}/${Number(month) <= 2 ? month!.padStart(2, '0') : month}/${year}`;
}

/**
 * What should be looked at again before the citation is printed: the year in the sign that differs from the year of
 * the day (`citation.year_differs`), a day that is none, a number, sign or day that is missing (`input.required`;
 * a law may be cited by name). `at` names the field. Empty when nothing is wrong. These are warnings: a paper may
 * cite another body's slip word for word.
 */
export function checkCitation(citation: Citation): Problem[] {
	const { kind, number, sign, issuedOn } = citation;
	const problems: Problem[] = [];
	const require = (field: string, missing: boolean) => {
		if (missing) problems.push(problem('input.required', { field }, field));
	};
	const named = kind !== undefined && NAMED_KINDS.has(kind);
	require('number', !named && number === '');
	require('sign', !named && sign === '');
	require('issuedOn', issuedOn === null);
	if (issuedOn === null) return problems;
	if (!isDay(issuedOn)) return [...problems, problem('date.invalid', { text: issuedOn }, 'issuedOn')];
	const inSign = yearInSign(citation);
	const inDate = Number(issuedOn.slice(0, 4));
	if (inSign !== null && inSign !== inDate)
		problems.push(problem('citation.year_differs', { sign: inSign, date: inDate }, 'issuedOn'));
	return problems;
}

/** The year that a sign carries («2020/NĐ-CP» → 2020), or null. */
export function yearInSign({ sign }: Pick<Citation, 'sign'>): number | null {
	const match = /^(\d{4})\//.exec(sign);
	return match === null ? null : Number(match[1]);
}
