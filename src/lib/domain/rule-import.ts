/** Scoring rules of the criteria file format: reading them, and checking them against the maximum. */
import { Fields } from './criteria-fields.ts';
import { roundHalfUp } from './rounding.ts';
import type { PercentBand, RatioRule, ScoringRule, WhenDenominatorZero } from './scoring.ts';

const WHOLE_PERCENT = 10_000;
const LARGEST_COUNT = 1_000_000;
const ZERO_DENOMINATOR: Record<WhenDenominatorZero, WhenDenominatorZero> = {
	full: 'full',
	zero: 'zero',
	exclude: 'exclude'
};

type RuleType = ScoringRule['type'];
type Of<T extends RuleType> = Extract<ScoringRule, { type: T }>;

/** One reader for each type of rule: a new type cannot be forgotten here. */
const READERS: { [T in RuleType]: (fields: Fields) => Of<T> } = {
	yes_no: (f) => ({
		type: 'yes_no',
		yesPoints: f.hundredths('yes_points'),
		noPoints: f.hundredths('no_points')
	}),
	options: (f) => ({ type: 'options', options: readLabelled(f, 'options') }),
	checklist: (f) => ({ type: 'checklist', items: readLabelled(f, 'items'), cap: f.hundredths('cap') }),
	ratio_bands: (f) => ({
		type: 'ratio_bands',
		...readRatio(f),
		bands: readBands(f),
		belowPoints: f.hundredths('below_points')
	}),
	ratio_linear: (f) => ({
		type: 'ratio_linear',
		...readRatio(f),
		floorPercent: f.hundredths('floor_percent'),
		targetPercent: f.hundredths('target_percent')
	}),
	relative_to_best: (f) => ({ type: 'relative_to_best', ...readRatio(f) }),
	count_bands: (f) => ({
		type: 'count_bands',
		itemLabel: f.text('item_label'),
		bands: f.entries('bands').map((band) => ({
			minCount: band.whole('min_count', 0, LARGEST_COUNT),
			points: band.hundredths('points')
		})),
		belowPoints: f.hundredths('below_points')
	}),
	count_deduct: (f) => ({
		type: 'count_deduct',
		itemLabel: f.text('item_label'),
		startPoints: f.hundredths('start_points'),
		perItem: f.hundredths('per_item'),
		minPoints: f.hundredths('min_points')
	}),
	count_add: (f) => ({
		type: 'count_add',
		itemLabel: f.text('item_label'),
		perItem: f.hundredths('per_item'),
		cap: f.hundredths('cap')
	}),
	growth_bands: (f) => ({
		type: 'growth_bands',
		currentLabel: f.text('current_label'),
		previousLabel: f.text('previous_label'),
		bands: readBands(f, { negative: true }),
		belowPoints: f.hundredths('below_points'),
		whenDenominatorZero: readZeroDenominator(f)
	}),
	manual: (f) => ({ type: 'manual', label: f.text('label') }),
	survey: (f) => ({ type: 'survey', label: f.text('label') })
};

/** Reads and checks the rule of a subcriterion with `maxPoints` (hundredths, NaN where unknown); null with any fault. */
export function readRule(fields: Fields, maxPoints: number): ScoringRule | null {
	const before = fields.faults.length;
	const type = fields.text('type');
	if (type === '') return null;
	if (!Object.hasOwn(READERS, type)) {
		fields.fault('set.rule_unknown', { place: fields.place, rule: type });
		return null;
	}
	const rule = READERS[type as RuleType](fields);
	if (fields.faults.length > before) return null;
	if (!Number.isNaN(maxPoints)) checkRule(fields, rule, maxPoints);
	return rule;
}

function readLabelled(fields: Fields, field: string): { label: string; points: number }[] {
	return fields.entries(field).map((entry) => ({
		label: entry.text('label'),
		points: entry.hundredths('points')
	}));
}

function readBands(fields: Fields, options?: { negative: boolean }): PercentBand[] {
	return fields.entries('bands').map((band) => ({
		minPercent: band.hundredths('min_percent', options),
		points: band.hundredths('points')
	}));
}

function readZeroDenominator(fields: Fields): WhenDenominatorZero {
	return fields.choice('when_denominator_zero', ZERO_DENOMINATOR) ?? 'zero';
}

function readRatio(fields: Fields): RatioRule {
	const parts = fields.has('parts_labels') ? fields.object('parts_labels') : null;
	return {
		numeratorLabel: fields.text('numerator_label'),
		denominatorLabel: fields.text('denominator_label'),
		whenDenominatorZero: readZeroDenominator(fields),
		...(fields.flag('allow_above', false) ? { allowAbove: true } : {}),
		...(parts
			? {
					partsLabels: {
						received: parts.text('received'),
						done: parts.text('done'),
						inProgress: parts.text('in_progress')
					}
				}
			: {})
	};
}

/** The top must be reachable and nothing may pass the maximum; a better figure must never give less. */
function checkRule(fields: Fields, rule: ScoringRule, maximum: number): void {
	const { place } = fields;
	const points = listPoints(rule, maximum);
	if (points.length === 0) return fields.fault('set.empty', { place });
	const highest = Math.max(...points);
	if (highest > maximum) return fields.fault('set.above_maximum', { place, points: highest, maximum });
	if (!isOrdered(rule)) return fields.fault('set.bands_not_ordered', { place });
	const reachable = topOf(rule, maximum);
	if (reachable < maximum) fields.fault('set.top_not_reachable', { place, reachable, maximum });
}

/** Every number of points that a rule names. Empty where a rule has nothing to choose from. */
function listPoints(rule: ScoringRule, maximum: number): number[] {
	switch (rule.type) {
		case 'yes_no':
			return [rule.yesPoints, rule.noPoints];
		case 'options':
			return rule.options.map((option) => option.points);
		case 'checklist':
			return rule.items.length === 0 ? [] : [...rule.items.map((item) => item.points), rule.cap];
		case 'ratio_bands':
		case 'count_bands':
		case 'growth_bands':
			return rule.bands.length === 0 ? [] : [...rule.bands.map((band) => band.points), rule.belowPoints];
		case 'count_deduct':
			return [rule.startPoints, rule.minPoints];
		case 'count_add':
			return [rule.cap];
		default:
			return [maximum];
	}
}

/** The most points that any allowed answer gives. Without `allowAbove` a ratio ends at 100 %. */
function topOf(rule: ScoringRule, maximum: number): number {
	switch (rule.type) {
		case 'checklist':
			return Math.min(
				rule.cap,
				rule.items.reduce((sum, item) => sum + item.points, 0)
			);
		case 'ratio_bands': {
			const within = rule.bands.filter((band) => rule.allowAbove || band.minPercent <= WHOLE_PERCENT);
			return within[0]?.points ?? rule.belowPoints;
		}
		case 'ratio_linear':
			if (rule.allowAbove || rule.targetPercent <= WHOLE_PERCENT) return maximum;
			return rule.floorPercent > WHOLE_PERCENT ? 0 : roundHalfUp(maximum * WHOLE_PERCENT, rule.targetPercent);
		case 'count_add':
			return rule.perItem === 0 ? 0 : rule.cap;
		default:
			return Math.max(...listPoints(rule, maximum));
	}
}

function isOrdered(rule: ScoringRule): boolean {
	switch (rule.type) {
		case 'ratio_bands':
		case 'growth_bands':
			return isDescending(rule.bands, (band) => band.minPercent, rule.belowPoints);
		case 'count_bands':
			return isDescending(rule.bands, (band) => band.minCount, rule.belowPoints);
		case 'ratio_linear':
			return rule.targetPercent > 0 && rule.floorPercent <= rule.targetPercent;
		case 'count_deduct':
			return rule.minPoints <= rule.startPoints;
		default:
			return true;
	}
}

function isDescending<B extends { points: number }>(
	bands: readonly B[],
	thresholdOf: (band: B) => number,
	belowPoints: number
): boolean {
	return bands.every((band, i) => {
		const next = bands[i + 1];
		return next === undefined
			? band.points >= belowPoints
			: thresholdOf(band) > thresholdOf(next) && band.points >= next.points;
	});
}
