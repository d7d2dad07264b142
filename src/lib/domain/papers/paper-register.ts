/** The register as a list: papers and, between them, the numbers that none of them bears; and what of it is asked for. */
import { containsWords, foldText, searchWords } from '../folded-text.ts';
import { isPaperRegister, type PaperRegister } from './availability.ts';
import type { PaperKind } from './paper.ts';
import type { RegisterGap } from './register-order.ts';

/** A paper as another line of the register names it. */
export interface NamedPaper {
	id: string;
	number: number;
	sign: string;
	issuedOn: string;
	checkCode: string;
}

export interface RegisteredPaper extends NamedPaper {
	kind: PaperKind;
	register: PaperRegister;
	issuingBody: string;
	year: number;
	subject: string;
	/** Of the inspection or campaign. */
	code: string;
	campaignTitle: string | null;
	agencyName: string | null;
	agencyShortName: string | null;
	pages: number | null;
	successor: NamedPaper | null;
	predecessor: NamedPaper | null;
}

/** Which register a gap is of. */
export type GapPlace = Pick<RegisteredPaper, 'issuingBody' | 'register' | 'year'>;

export type RegisterEntry<P extends RegisteredPaper = RegisteredPaper> =
	| { type: 'paper'; paper: P }
	| { type: 'gap'; gap: RegisterGap & GapPlace };

/**
 * Papers in the order given, each followed by the gap right below its number: where the newest come first, a gap stands
 * where its paper would.
 */
export function listEntries<P extends RegisteredPaper>(
	papers: readonly P[],
	registers: readonly { key: GapPlace; gaps: readonly RegisterGap[] }[]
): RegisterEntry<P>[] {
	const placeOf = ({ issuingBody, register, year }: GapPlace, number: number) =>
		`${year} ${register} ${number} ${issuingBody}`;
	const above = new Map<string, RegisterEntry<P>[]>();
	const given = Map.groupBy(papers, (paper) => placeOf(paper, 0));
	for (const { key, gaps } of registers) {
		const { issuingBody, register, year } = key;
		const numbers = (given.get(placeOf(key, 0)) ?? []).map(({ number }) => number);
		for (const gap of gaps) {
			const next = Math.min(...numbers.filter((number) => number > gap.last));
			const at = placeOf(key, next);
			above.set(at, [
				{ type: 'gap', gap: { ...gap, issuingBody, register, year } },
				...(above.get(at) ?? [])
			]);
		}
	}
	return papers.flatMap((paper) => [
		{ type: 'paper' as const, paper },
		...(above.get(placeOf(paper, paper.number)) ?? [])
	]);
}

export const REGISTER_STATES = ['standing', 'replaced', 'left_out'] as const;
export type RegisterState = (typeof REGISTER_STATES)[number];

/** What is asked of the register; empty for all. */
export interface RegisterFilter {
	query: string;
	body: string;
	register: PaperRegister | '';
	year: string;
	state: RegisterState | '';
}

/** From an address; what it does not know is left out. */
export function parseRegisterFilter(read: (key: string) => string | null): RegisterFilter {
	const register = read('register') ?? '';
	const year = read('year') ?? '';
	const state = REGISTER_STATES.find((one) => one === read('state')) ?? '';
	return {
		query: read('q') ?? '',
		body: read('body') ?? '',
		register: isPaperRegister(register) ? register : '',
		year: /^\d{4}$/.test(year) ? year : '',
		state
	};
}

/** The names of kinds are Vietnamese here: a register is searched in the language of its papers. */
export function filterEntries<P extends RegisteredPaper>(
	entries: readonly RegisterEntry<P>[],
	{ query, body, register, year, state }: RegisterFilter
): RegisterEntry<P>[] {
	const words = searchWords(query);
	return entries.filter((entry) => {
		const place: GapPlace = entry.type === 'paper' ? entry.paper : entry.gap;
		return (
			(body === '' || place.issuingBody === body) &&
			(register === '' || place.register === register) &&
			(year === '' || String(place.year) === year) &&
			(state === '' || stateOf(entry) === state) &&
			(words.length === 0 || containsWords(foldText(searchedText(entry)), words))
		);
	});
}

export function stateOf(entry: RegisterEntry): RegisterState {
	if (entry.type === 'gap') return 'left_out';
	return entry.paper.successor === null ? 'standing' : 'replaced';
}

function searchedText(entry: RegisterEntry): string {
	if (entry.type === 'gap')
		return `bỏ trống ${rangeText(entry.gap)} ${entry.gap.issuingBody} ${entry.gap.reason}`;
	const {
		number,
		sign,
		subject,
		agencyName,
		agencyShortName,
		code,
		campaignTitle,
		checkCode,
		issuingBody,
		kind
	} = entry.paper;
	return [
		`${String(number).padStart(2, '0')}/${sign}`,
		KIND_WORDS[kind],
		subject,
		agencyName,
		agencyShortName,
		code,
		campaignTitle,
		checkCode,
		issuingBody
	].join(' ');
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** «04», «04 đến 07». */
export const rangeText = ({ first, last }: { first: number; last: number }): string =>
	first === last ? twoDigits(first) : `${twoDigits(first)} đến ${twoDigits(last)}`;

/** What each kind is called in lists (the papers themselves bear `nameOfKind`); the screen has the same in Vietnamese. */
export const KIND_WORDS: Record<PaperKind, string> = {
	minutes: 'Biên bản kiểm tra',
	conclusion: 'Thông báo kết luận',
	score_sheet: 'Bảng điểm',
	remediation_plan: 'Kế hoạch khắc phục',
	remediation_report: 'Báo cáo kết quả khắc phục',
	remediation_letter: 'Công văn kết quả khắc phục',
	recheck_minutes: 'Biên bản kiểm tra lại',
	reminder_letter: 'Công văn đôn đốc',
	closing_note: 'Thông báo kết thúc theo dõi',
	team_decision: 'Quyết định thành lập Đoàn kiểm tra',
	visit_notice: 'Công văn thông báo lịch kiểm tra',
	self_report: 'Báo cáo tự kiểm tra, tự chấm điểm',
	explanation_letter: 'Văn bản giải trình',
	yearly_plan: 'Kế hoạch kiểm tra năm',
	ranking_decision: 'Quyết định công bố kết quả, xếp hạng'
};
