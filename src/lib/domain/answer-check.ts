/** What an answer may hold: checked on the tablet as it is typed and on the server before it is written. */
import type { Answer, AnswerInput } from './answer.ts';
import { isDay } from './calendar.ts';
import type { Subcriterion } from './criteria.ts';
import { ok, problem, type Problem, type Result } from './problems.ts';
import { FIGURE_DECIMALS } from './rounding.ts';
import { INPUT_OF_RULE, type ScoringRule } from './scoring.ts';

/** No figure an office counts comes near; above it a slip of the finger is likelier. */
export const LARGEST_FIGURE = 9_999_999_999;
const WHOLE_PERCENT = 10_000;

type Check = Problem | null;
type Ratio = Extract<AnswerInput, { kind: 'ratio' }>;

/**
 * Checks one answer against the rule of its subcriterion and gives it back with trimmed reasons. An empty answer is
 * valid (it takes an answer back). With a reason why it does not apply, the input is dropped.
 * Figures: 0 … 9 999 999 999, counts whole, ratios and growth with at most four decimals; numerator at most the
 * denominator unless the rule allows it; parts: received = done + in progress, and the denominator = done.
 * Manual points: 0 … maximum, whole hundredths, with a reason. Survey: 0 … 10000 hundredths of a percent.
 * `at` of a problem names the field.
 */
export function validateAnswer(subcriterion: Subcriterion, answer: Answer): Result<Answer> {
	const found =
		checkPlace(subcriterion, answer) ??
		(answer.notApplicableReason === null
			? checkInput(subcriterion, answer.input)
			: checkReason(answer.notApplicableReason, 'notApplicableReason'));
	if (found !== null) return { ok: false, problem: found };
	return ok(tidy(answer));
}

function tidy(answer: Answer): Answer {
	const { input, notApplicableReason } = answer;
	if (notApplicableReason !== null)
		return { ...answer, input: null, notApplicableReason: notApplicableReason.trim() };
	if (input?.kind === 'manual') return { ...answer, input: { ...input, reason: input.reason.trim() } };
	return answer;
}

function checkPlace({ code, evidence }: Subcriterion, answer: Answer): Check {
	if (answer.code !== code) return problem('answer.subcriterion_unknown', { code: answer.code }, 'code');
	if (answer.figuresOn !== null && !isDay(answer.figuresOn))
		return problem('date.invalid', { text: answer.figuresOn }, 'figuresOn');
	return checkIndexes(answer.seen, evidence.length, 'seen');
}

function checkReason(reason: string, at: string): Check {
	return reason.trim() === '' ? problem('answer.reason_required', {}, at) : null;
}

function checkInput({ rule, maxPoints }: Subcriterion, input: AnswerInput | null): Check {
	if (input === null) return null;
	const expected = INPUT_OF_RULE[rule.type];
	if (input.kind !== expected)
		return problem('answer.wrong_kind', { expected, got: String(input.kind) }, 'kind');
	switch (input.kind) {
		case 'yes_no':
			return typeof input.yes === 'boolean' ? null : problem('input.invalid', { field: 'yes' }, 'yes');
		case 'options':
			return checkIndexes([input.index], entriesOf(rule), 'index');
		case 'checklist':
			return checkIndexes(input.ticked, entriesOf(rule), 'ticked');
		case 'ratio':
			return checkRatio(input, 'allowAbove' in rule && rule.allowAbove === true);
		case 'count':
			return checkCount(input.count, 'count');
		case 'growth':
			return checkFigure(input.current, 'current') ?? checkFigure(input.previous, 'previous');
		case 'manual':
			return checkPoints(input.points, maxPoints) ?? checkReason(input.reason, 'reason');
		case 'survey':
			return checkCount(input.percent, 'percent') ?? checkAtMost(input.percent, WHOLE_PERCENT, 'percent');
	}
}

function entriesOf(rule: ScoringRule): number {
	if (rule.type === 'options') return rule.options.length;
	return rule.type === 'checklist' ? rule.items.length : 0;
}

/** Whole, in range and each once: a box cannot be ticked twice. */
function checkIndexes(indexes: readonly number[], count: number, at: string): Check {
	const bad = indexes.find(
		(index, i) => !Number.isInteger(index) || index < 0 || index >= count || indexes.indexOf(index) !== i
	);
	return bad === undefined ? null : problem('answer.option_unknown', { index: bad, count }, at);
}

/** Numerator and denominator as counted; the first at most the second unless the rule allows more. */
export function checkRatioFigures(
	{ numerator, denominator }: Pick<Ratio, 'numerator' | 'denominator'>,
	allowAbove: boolean
): Problem | null {
	const figures = checkFigure(numerator, 'numerator') ?? checkFigure(denominator, 'denominator');
	if (figures !== null) return figures;
	if (numerator > denominator && !allowAbove)
		return problem('answer.numerator_above_denominator', { numerator, denominator }, 'numerator');
	return null;
}

function checkRatio({ numerator, denominator, parts }: Ratio, allowAbove: boolean): Check {
	const figures = checkRatioFigures({ numerator, denominator }, allowAbove);
	if (figures !== null) return figures;
	if (parts === undefined) return null;
	const { received, done, inProgress } = parts;
	return (
		checkCount(received, 'parts.received') ??
		checkCount(done, 'parts.done') ??
		checkCount(inProgress, 'parts.inProgress') ??
		checkSum(received, done + inProgress, 'parts') ??
		checkSum(denominator, done, 'denominator')
	);
}

function checkSum(whole: number, sum: number, at: string): Check {
	return whole === sum ? null : problem('answer.parts_do_not_add_up', { whole, sum }, at);
}

function checkFigure(value: number, at: string): Check {
	if (!Number.isFinite(value)) return problem('input.not_a_number', { text: String(value) }, at);
	if (value < 0) return problem('input.negative', { value }, at);
	if (Number(value.toFixed(FIGURE_DECIMALS)) !== value)
		return problem('input.too_many_decimals', { value, maximum: FIGURE_DECIMALS }, at);
	return checkAtMost(value, LARGEST_FIGURE, at);
}

function checkCount(value: number, at: string): Check {
	if (Number.isFinite(value) && value >= 0 && !Number.isInteger(value))
		return problem('input.not_whole', { value }, at);
	return checkFigure(value, at);
}

function checkAtMost(value: number, maximum: number, at: string): Check {
	return value > maximum ? problem('input.too_large', { value, maximum }, at) : null;
}

function checkPoints(points: number, maximum: number): Check {
	if (!Number.isFinite(points)) return problem('input.not_a_number', { text: String(points) }, 'points');
	if (Number.isInteger(points) && points >= 0 && points <= maximum) return null;
	return problem('answer.points_out_of_range', { points, minimum: 0, maximum }, 'points');
}
