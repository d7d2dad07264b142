/**
 * What the record knows of an agency's last inspection, and the criteria that are filled from it: how many of its
 * findings are remedied, and whether plan and report of remedy came in time. An agency without an earlier inspection
 * here fills them by hand: what happened before the record began is not known.
 */
import { isAnswered, type Answer, type AnswerInput } from './answer.ts';
import { formatDayOfPaper } from './calendar.ts';
import { listScoredSubcriteria, type CriteriaSet, type Subcriterion } from './criteria.ts';
import type { FindingState } from './finding.ts';

/** `earlier_findings`: findings remedied of those due. `earlier_papers`: plan and report of remedy in time. */
export const FILL_SOURCES = ['earlier_findings', 'earlier_papers'] as const;
export type FillSource = (typeof FILL_SOURCES)[number];

/** Days are YYYY-MM-DD. */
export interface EarlierRemedy {
	inspectionId: string;
	inspectionCode: string;
	year: number;
	/** Those that were accepted, with the day each is owed by. */
	findings: { number: number; code: string | null; state: FindingState; dueOn: string | null }[];
	/** Null where no day was set. */
	planDueOn: string | null;
	reportDueOn: string | null;
	/** When it was issued, or handed in where no paper was issued here; null where there is none. */
	planOn: string | null;
	reportOn: string | null;
}

/** `sentence`: where the figures come from, in the words of the official papers. */
export interface Fill {
	input: AnswerInput;
	sentence: string;
}

/**
 * What the record says for a subcriterion on the day `on`; null for one that is not filled from it. `foundAgain`: codes
 * of which this inspection has a finding again: what came back was not remedied (workflow 5, 1.3.2).
 */
export function fillOf(
	{ rule, filledFrom }: Pick<Subcriterion, 'rule' | 'filledFrom'>,
	earlier: EarlierRemedy | null,
	foundAgain: readonly string[],
	on: string
): Fill | null {
	if (filledFrom === undefined || earlier === null) return null;
	if (filledFrom === 'earlier_findings') return fillFindings(earlier, foundAgain, on);
	return rule.type === 'options' ? fillPapers(earlier, on) : null;
}

function fillFindings(earlier: EarlierRemedy, foundAgain: readonly string[], on: string): Fill {
	const due = earlier.findings.filter(({ dueOn }) => (dueOn ?? earlier.reportDueOn ?? '') <= on);
	const verified = due.filter(({ state }) => state === 'verified');
	const back = verified.filter(({ code }) => code !== null && foundAgain.includes(code));
	const remedied = verified.length - back.length;
	const notYet = due.filter(({ state }) => state !== 'verified').map(({ number }) => number);
	const parts = [
		`Cuộc kiểm tra ${earlier.inspectionCode}: ${due.length} tồn tại đến hạn khắc phục tính đến ngày ${formatDayOfPaper(on)}`,
		`${remedied} tồn tại đã được xác nhận khắc phục xong`,
		...(notYet.length > 0 ? [`chưa được xác nhận: tồn tại số ${notYet.join(', ')}`] : []),
		...(back.length > 0 ? [`lặp lại: tồn tại số ${back.map(({ number }) => number).join(', ')}`] : [])
	];
	return {
		input: { kind: 'ratio', numerator: remedied, denominator: due.length },
		sentence: `${parts.join('; ')}.`
	};
}

/** Places of the three choices, best first; `criteria-import` sees to it that a set has exactly these. */
const [IN_TIME, LATE, MISSING] = [0, 1, 2];

function fillPapers(earlier: EarlierRemedy, on: string): Fill {
	const plan = standingOfPaper(earlier.planOn, earlier.planDueOn, on);
	const report = standingOfPaper(earlier.reportOn, earlier.reportDueOn, on);
	const index = Math.max(plan, report);
	const said = (name: string, day: string | null, dueOn: string | null) =>
		`${name} ${day === null ? 'chưa có' : `ngày ${formatDayOfPaper(day)}`}${dueOn === null ? '' : ` (hạn ${formatDayOfPaper(dueOn)})`}`;
	return {
		input: { kind: 'options', index },
		sentence:
			`Cuộc kiểm tra ${earlier.inspectionCode}: ` +
			`${said('kế hoạch khắc phục', earlier.planOn, earlier.planDueOn)}; ` +
			`${said('báo cáo kết quả khắc phục', earlier.reportOn, earlier.reportDueOn)}.`
	};
}

/** What is not there yet and not due yet is not missing. */
function standingOfPaper(day: string | null, dueOn: string | null, on: string): number {
	if (day !== null) return dueOn === null || day <= dueOn ? IN_TIME! : LATE!;
	return dueOn === null || on <= dueOn ? IN_TIME! : MISSING!;
}

export const sameInput = (a: AnswerInput | null, b: AnswerInput | null): boolean =>
	JSON.stringify(a) === JSON.stringify(b);

const DAY = '\\d{1,2}/\\d{1,2}/\\d{4}';
const NUMBERS = 'tồn tại số \\d+(?:, \\d+)*';
const PAPER = `(?:chưa có|ngày ${DAY})(?: \\(hạn ${DAY}\\))?`;
/** The sentences that `fillFindings` and `fillPapers` write, whatever the figures (a test holds them against each other). */
const SENTENCES = [
	`\\d+ tồn tại đến hạn khắc phục tính đến ngày ${DAY}; \\d+ tồn tại đã được xác nhận khắc phục xong` +
		`(?:; chưa được xác nhận: ${NUMBERS})?(?:; lặp lại: ${NUMBERS})?`,
	`kế hoạch khắc phục ${PAPER}; báo cáo kết quả khắc phục ${PAPER}`
].map((form) => new RegExp(`^Cuộc kiểm tra [^:]+: ${form}\\.$`));

/** Written by the record, today or on another day, when its figures may have been others: nobody's own reason. */
export const isRecordSentence = (text: string): boolean => SENTENCES.some((form) => form.test(text));

/** Answered otherwise than the record says, with no reason of one's own (`reason`: the text that this stage asks for). */
export function owesFillReason(answer: Answer | undefined, fill: Fill | null, reason: string): boolean {
	if (fill === null || answer === undefined || !isAnswered(answer)) return false;
	const given = reason.trim();
	return !sameInput(answer.input, fill.input) && (given === '' || isRecordSentence(given));
}

/** The fills of a set, by code. Empty where there is no earlier inspection. */
export function fillsOf(
	set: CriteriaSet,
	earlier: EarlierRemedy | null,
	foundAgain: readonly string[],
	on: string
): Map<string, Fill> {
	if (earlier === null) return new Map();
	return new Map(
		listScoredSubcriteria(set).flatMap(({ subcriterion }) => {
			const fill = fillOf(subcriterion, earlier, foundAgain, on);
			return fill === null ? [] : [[subcriterion.code, fill] as const];
		})
	);
}

/**
 * Codes answered otherwise than the record says without a reason. `reasonIn`: the self-assessment explains, the appraisal
 * says why it changed.
 */
export function listUnexplainedFills(
	fills: ReadonlyMap<string, Fill>,
	answers: ReadonlyMap<string, Answer>,
	reasonIn: 'explanation' | 'changeReason'
): string[] {
	return [...fills].flatMap(([code, fill]) => {
		const answer = answers.get(code);
		return answer !== undefined && owesFillReason(answer, fill, answer[reasonIn]) ? [code] : [];
	});
}
