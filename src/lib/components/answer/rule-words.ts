/** A rule in words: the labels of its figures and how its points are reckoned. */
import { formatCount, formatPoints } from '#lib/domain/number-format.ts';
import type { ScoringRule } from '#lib/domain/scoring.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Figure } from './FiguresInput.svelte';

export function figuresOf(rule: ScoringRule): Figure[] {
	switch (rule.type) {
		case 'ratio_bands':
		case 'ratio_linear':
		case 'relative_to_best': {
			const parts = rule.partsLabels;
			return [
				{ key: 'numerator', label: rule.numeratorLabel },
				{ key: 'denominator', label: rule.denominatorLabel, sign: '/' },
				...(parts
					? [
							{ key: 'received', label: parts.received, side: true },
							{ key: 'inProgress', label: parts.inProgress, side: true }
						]
					: [])
			];
		}
		case 'growth_bands':
			return [
				{ key: 'current', label: rule.currentLabel },
				{ key: 'previous', label: rule.previousLabel, sign: '–' }
			];
		case 'count_bands':
		case 'count_deduct':
		case 'count_add':
			return [{ key: 'count', label: rule.itemLabel }];
		case 'manual':
			return [{ key: 'points', label: rule.label, unit: m.unit_points() }];
		case 'survey':
			return [{ key: 'percent', label: rule.label, unit: '%' }];
		default:
			return [];
	}
}

/** One sentence on how points are reckoned, where the input itself does not show it. */
export function ruleHint(rule: ScoringRule): string | null {
	switch (rule.type) {
		case 'checklist':
			return m.rule_checklist({ cap: formatPoints(rule.cap) });
		case 'count_deduct':
			return m.rule_deduct({
				start: formatPoints(rule.startPoints),
				each: formatPoints(rule.perItem),
				least: formatPoints(rule.minPoints)
			});
		case 'count_add':
			return m.rule_add({ each: formatPoints(rule.perItem), cap: formatPoints(rule.cap) });
		case 'count_bands':
			return [
				...rule.bands.map(({ minCount, points }) =>
					m.rule_count_from({ count: formatCount(minCount), points: formatPoints(points) })
				),
				m.rule_count_below({ points: formatPoints(rule.belowPoints) })
			].join(' · ');
		case 'relative_to_best':
			return m.rule_relative();
		default:
			return null;
	}
}
