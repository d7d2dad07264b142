/**
 * An agency's ratio given in parts by the units below it: the parts add up to the agency's numerator and denominator
 * (a remedy report of a department: six units, one approved, five submitted). A unit that was merged away keeps what it
 * gave; a unit that gave nothing is named.
 */
import type { AnswerInput } from './answer.ts';
import { checkRatioFigures } from './answer-check.ts';
import { isDay } from './calendar.ts';
import { fail, ok, problem, type Result } from './problems.ts';
import { FIGURE_DECIMALS } from './rounding.ts';
import type { ScoringRule } from './scoring.ts';

export const UNIT_FIGURE_STATES = ['drafted', 'submitted', 'approved'] as const;
/** Being written; given to the head; taken by the head as the agency's own. */
export type UnitFigureState = (typeof UNIT_FIGURE_STATES)[number];

/** Counts as in an answer: 0 … 9 999 999 999, at most four decimals. */
export interface UnitFigure {
	unitId: string;
	numerator: number;
	denominator: number;
	/** Day of the figures. */
	asOfOn: string;
	note: string;
	state: UnitFigureState;
}

export interface UnitPlace {
	id: string;
	name: string;
	/** The last day on which it stood before it was merged or closed; null while it stands. */
	validTo: string | null;
}

export interface UnitSum {
	numerator: number;
	denominator: number;
	/** The latest day among the parts; null where there is none. */
	asOfOn: string | null;
	/** Each with what it gave, by name; `isClosed`: no longer a unit of the agency. */
	parts: (UnitFigure & { name: string; isClosed: boolean })[];
	/** Units that stand and gave nothing. */
	missing: UnitPlace[];
	counts: Record<UnitFigureState, number>;
}

const SCALE = 10 ** FIGURE_DECIMALS;
/** Decimals are added as whole numbers: 0,1 + 0,2 is 0,3. */
const sumOf = (figures: readonly number[]): number =>
	figures.reduce((sum, figure) => sum + Math.round(figure * SCALE), 0) / SCALE;

/** Adds up what the units of an agency gave for one subcriterion. `on`: the day by which a unit stands or is closed. */
export function sumUnits(units: readonly UnitPlace[], figures: readonly UnitFigure[], on: string): UnitSum {
	const isClosed = ({ validTo }: UnitPlace) => validTo !== null && validTo < on;
	const given = new Map(figures.map((figure) => [figure.unitId, figure]));
	const sorted = units.toSorted((a, b) => a.name.localeCompare(b.name, 'vi'));
	const parts = sorted.flatMap((unit) => {
		const figure = given.get(unit.id);
		return figure ? [{ ...figure, name: unit.name, isClosed: isClosed(unit) }] : [];
	});
	const days = parts.map(({ asOfOn }) => asOfOn).sort();
	return {
		numerator: sumOf(parts.map(({ numerator }) => numerator)),
		denominator: sumOf(parts.map(({ denominator }) => denominator)),
		asOfOn: days.at(-1) ?? null,
		parts,
		missing: sorted.filter((unit) => !given.has(unit.id) && !isClosed(unit)),
		counts: {
			drafted: parts.filter(({ state }) => state === 'drafted').length,
			submitted: parts.filter(({ state }) => state === 'submitted').length,
			approved: parts.filter(({ state }) => state === 'approved').length
		}
	};
}

/** Whether an answer says what the units give together. */
export const isSumOf = (
	input: AnswerInput | null,
	{ numerator, denominator }: Pick<UnitSum, 'numerator' | 'denominator'>
): boolean => input?.kind === 'ratio' && input.numerator === numerator && input.denominator === denominator;

/** Rules whose figures come as numerator and denominator. */
export const takesUnits = (rule: ScoringRule): boolean =>
	rule.type === 'ratio_bands' || rule.type === 'ratio_linear' || rule.type === 'relative_to_best';

/** What a unit may give: a ratio as the rule takes it, of a day that is not to come. `at` names the field. */
export function checkUnitFigure(
	rule: ScoringRule,
	{ numerator, denominator, asOfOn }: Pick<UnitFigure, 'numerator' | 'denominator' | 'asOfOn'>,
	today: string
): Result<null> {
	if (!takesUnits(rule)) return fail('answer.wrong_kind', { expected: rule.type, got: 'ratio' });
	const fault = checkRatioFigures(
		{ numerator, denominator },
		'allowAbove' in rule && rule.allowAbove === true
	);
	if (fault) return { ok: false, problem: fault };
	if (!isDay(asOfOn)) return fail('date.invalid', { text: asOfOn }, 'asOfOn');
	if (asOfOn > today) return { ok: false, problem: problem('date.in_future', { day: asOfOn }, 'asOfOn') };
	return ok(null);
}
