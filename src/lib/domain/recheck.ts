/**
 * A re-check (kiểm tra lại; workflow 17): a small inspection of the findings that are still open, on the same walk. Its
 * checklist is a criteria set made of those findings, so that everything the walk knows (offline, conflicts, photos,
 * minutes signed by both) holds for it. It scores nothing: each answer is a verdict with what was seen.
 */
import type { Answer } from './answer.ts';
import type { Area, Criterion, CriteriaSet, Subcriterion } from './criteria.ts';
import { findSubcriterion, listScoredSubcriteria } from './criteria.ts';
import type { Finding } from './finding.ts';
import { isAtLeast, type InspectionState } from './inspection.ts';
import { fail, ok, type Result } from './problems.ts';

export const RECHECK_VERDICTS = ['remedied', 'partly_remedied', 'not_remedied'] as const;
export type RecheckVerdict = (typeof RECHECK_VERDICTS)[number];

const VERDICT_LABELS: Record<RecheckVerdict, string> = {
	remedied: 'Đã khắc phục xong',
	partly_remedied: 'Mới khắc phục một phần',
	not_remedied: 'Chưa khắc phục'
};
/** Only to tell full, half and none apart on the walk; nowhere shown or summed up as points. */
const VERDICT_POINTS: Record<RecheckVerdict, number> = {
	remedied: 100,
	partly_remedied: 50,
	not_remedied: 0
};
const MAXIMUM = 100;

/** Ordered, and neither signed nor called off: its verdicts are still to come. */
export const isOnItsWay = ({ state }: { state: InspectionState }): boolean =>
	state !== 'cancelled' && !isAtLeast(state, 'minutes_signed');

export const codeOfRechecked = ({ number }: Pick<Finding, 'number'>): string => `TT${number}`;

export const isRecheckSet = ({ purpose }: Pick<CriteriaSet, 'purpose'>): boolean => purpose === 'recheck';

/** A finding to be looked at again, with what its plan promised to show. */
export interface RecheckedFinding extends Pick<
	Finding,
	'number' | 'areaCode' | 'subcriterionCode' | 'text' | 'demand'
> {
	products: readonly string[];
}

/** The checklist of a re-check: areas and criteria as in the inspection's set, a line for each finding. `code`: its own. */
export function buildRecheckSet(
	set: CriteriaSet,
	findings: readonly RecheckedFinding[],
	code: string
): CriteriaSet {
	const areas = set.areas.flatMap((area): Area[] => {
		const here = findings.filter(({ areaCode }) => areaCode === area.code);
		if (here.length === 0) return [];
		const criteria = [...area.criteria, freeCriterion(area)].flatMap((criterion): Criterion[] => {
			const own = here.filter((finding) => criterionOf(set, finding)?.code === criterion.code);
			const free = criterion.code === freeCriterion(area).code;
			const listed = free ? here.filter((finding) => criterionOf(set, finding) === undefined) : own;
			if (listed.length === 0) return [];
			const subcriteria = listed.map((finding) => lineOf(set, finding));
			return [{ ...criterion, maxPoints: MAXIMUM * listed.length, subcriteria }];
		});
		return [{ ...area, isSurvey: false, maxPoints: MAXIMUM * here.length, criteria }];
	});
	const totalPoints = MAXIMUM * findings.length;
	return {
		...set,
		code,
		title: 'Kiểm tra lại các tồn tại chưa khắc phục xong',
		titleEn: 'Re-check of open findings',
		version: 1,
		purpose: 'recheck',
		totalPoints,
		appraisalPoints: totalPoints,
		surveyPoints: 0,
		notApplicable: 'exclude',
		bands: [],
		areas
	};
}

const criterionOf = (set: CriteriaSet, { subcriterionCode }: Pick<Finding, 'subcriterionCode'>) =>
	subcriterionCode === null ? undefined : findSubcriterion(set, subcriterionCode)?.criterion;

/** Findings that rest on no subcriterion stand last in their area. */
const freeCriterion = (area: Area): Criterion => ({
	code: `${area.code}.0`,
	title: 'Tồn tại khác',
	titleEn: 'Other findings',
	maxPoints: 0,
	subcriteria: []
});

function lineOf(set: CriteriaSet, finding: RecheckedFinding): Subcriterion {
	const origin =
		finding.subcriterionCode === null ? undefined : findSubcriterion(set, finding.subcriterionCode);
	return {
		code: codeOfRechecked(finding),
		title: finding.text,
		titleEn: finding.text,
		maxPoints: MAXIMUM,
		rule: {
			type: 'options',
			options: RECHECK_VERDICTS.map((verdict) => ({
				label: VERDICT_LABELS[verdict],
				points: VERDICT_POINTS[verdict]
			}))
		},
		guidance: origin?.subcriterion.guidance ?? '',
		evidence: [...new Set(finding.products.map((product) => product.trim()).filter((text) => text !== ''))],
		legalBasis: origin?.subcriterion.legalBasis ?? [],
		sourceNote: '',
		deficiencyText: '',
		isSurvey: false
	};
}

/** The verdict of an answer to a line of the checklist; null while there is none. */
export function verdictOf(answer: Answer | undefined): RecheckVerdict | null {
	const input = answer?.input;
	return input?.kind === 'options' ? (RECHECK_VERDICTS[input.index] ?? null) : null;
}

/** Codes with a verdict and no word of what was seen: a verification always says it. None in an ordinary set. */
export function listUnseen(set: CriteriaSet, answers: ReadonlyMap<string, Answer>): string[] {
	if (!isRecheckSet(set)) return [];
	return listScoredSubcriteria(set)
		.map(({ subcriterion }) => subcriterion.code)
		.filter((code) => verdictOf(answers.get(code)) !== null && answers.get(code)!.note.trim() === '');
}

export interface RecheckOrder {
	findingIds: readonly string[];
	/** YYYY-MM-DD. */
	visitOn: string | null;
	reason: string;
}

/**
 * Checks the order of a re-check made on `today`. `open`: findings that are not settled; `hasOpen`: another one is still on
 * its way. Problems at the field: `recheck.still_open`, `recheck.nothing_chosen`, `finding.unknown`, `input.required`
 * (visitOn, reason), `date.passed`.
 */
export function checkRecheckOrder<O extends RecheckOrder>(
	order: O,
	{ open, hasOpen, today }: { open: readonly string[]; hasOpen: boolean; today: string }
): Result<O> {
	if (hasOpen) return fail('recheck.still_open', {});
	if (order.findingIds.length === 0) return fail('recheck.nothing_chosen', {}, 'findingIds');
	if (order.findingIds.some((id) => !open.includes(id))) return fail('finding.unknown', {}, 'findingIds');
	if (order.visitOn === null) return fail('input.required', { field: 'visitOn' }, 'visitOn');
	if (order.visitOn < today) return fail('date.passed', { day: order.visitOn }, 'visitOn');
	if (order.reason.trim() === '') return fail('input.required', { field: 'reason' }, 'reason');
	return ok({ ...order, reason: order.reason.trim() });
}
