/** A scoring rule as an office reads it: its name, a line for each step of points, and what else holds. */
import { formatCount, formatPercent, formatPoints } from '#lib/domain/number-format.ts';
import type { PercentBand, RatioRule, ScoringRule, WhenDenominatorZero } from '#lib/domain/scoring.ts';
import * as m from '#lib/paraglide/messages.js';

export interface RuleText {
	name: string;
	/** What is counted, in the rule's own words. */
	subject: string;
	steps: { label: string; points: string }[];
	notes: string[];
}

const NAMES: Record<ScoringRule['type'], () => string> = {
	yes_no: m.rule_name_yes_no,
	options: m.rule_name_options,
	checklist: m.rule_name_checklist,
	ratio_bands: m.rule_name_ratio_bands,
	ratio_linear: m.rule_name_ratio_linear,
	count_bands: m.rule_name_count_bands,
	count_deduct: m.rule_name_count_deduct,
	count_add: m.rule_name_count_add,
	growth_bands: m.rule_name_growth_bands,
	relative_to_best: m.rule_name_relative_to_best,
	manual: m.rule_name_manual,
	survey: m.rule_name_survey
};

const ZERO: Record<WhenDenominatorZero, () => string> = {
	full: m.rule_zero_full,
	zero: m.rule_zero_zero,
	exclude: m.rule_zero_exclude
};

const step = (label: string, points: number) => ({ label, points: formatPoints(points) });

export function ruleText(rule: ScoringRule): RuleText {
	return { name: NAMES[rule.type](), subject: subjectOf(rule), steps: stepsOf(rule), notes: notesOf(rule) };
}

function subjectOf(rule: ScoringRule): string {
	switch (rule.type) {
		case 'ratio_bands':
		case 'ratio_linear':
		case 'relative_to_best':
			return m.rule_ratio_of({ numerator: rule.numeratorLabel, denominator: rule.denominatorLabel });
		case 'growth_bands':
			return m.rule_growth_of({ current: rule.currentLabel, previous: rule.previousLabel });
		case 'count_bands':
		case 'count_deduct':
		case 'count_add':
			return rule.itemLabel;
		case 'manual':
		case 'survey':
			return rule.label;
		default:
			return '';
	}
}

function stepsOf(rule: ScoringRule): RuleText['steps'] {
	switch (rule.type) {
		case 'yes_no':
			return [step(m.answer_yes(), rule.yesPoints), step(m.answer_no(), rule.noPoints)];
		case 'options':
			return rule.options.map(({ label, points }) => step(label, points));
		case 'checklist':
			return rule.items.map(({ label, points }) => step(label, points));
		case 'ratio_bands':
			return bandSteps(rule, (percent) => m.rule_from_percent({ percent }));
		case 'growth_bands':
			return bandSteps(rule, (percent) => m.rule_growth_from({ percent }));
		case 'count_bands':
			return [
				...rule.bands.map(({ minCount, points }) =>
					step(m.rule_from_count({ count: formatCount(minCount) }), points)
				),
				step(m.rule_below(), rule.belowPoints)
			];
		default:
			return [];
	}
}

function bandSteps(
	{ bands, belowPoints }: { bands: readonly PercentBand[]; belowPoints: number },
	from: (percent: string) => string
): RuleText['steps'] {
	const above = bands.map(({ minPercent, points }) => step(from(formatPercent(minPercent)), points));
	return [...above, step(m.rule_below(), belowPoints)];
}

function notesOf(rule: ScoringRule): string[] {
	switch (rule.type) {
		case 'checklist':
			return [m.rule_checklist({ cap: formatPoints(rule.cap) })];
		case 'count_deduct':
			return [
				m.rule_deduct({
					start: formatPoints(rule.startPoints),
					each: formatPoints(rule.perItem),
					least: formatPoints(rule.minPoints)
				})
			];
		case 'count_add':
			return [m.rule_add({ each: formatPoints(rule.perItem), cap: formatPoints(rule.cap) })];
		case 'ratio_bands':
			return ratioNotes(rule);
		case 'ratio_linear':
			return [
				m.rule_linear({ floor: formatPercent(rule.floorPercent), target: formatPercent(rule.targetPercent) }),
				...ratioNotes(rule)
			];
		case 'relative_to_best':
			return [m.rule_relative(), ...ratioNotes(rule)];
		case 'growth_bands':
			return [ZERO[rule.whenDenominatorZero]()];
		default:
			return [];
	}
}

function ratioNotes({ partsLabels: parts, whenDenominatorZero }: RatioRule): string[] {
	return [...(parts ? [m.rule_parts(parts)] : []), ZERO[whenDenominatorZero]()];
}
