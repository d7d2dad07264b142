/** Criteria sets → the criteria file format, so that an office can change a set and import it as a new version. */
import type { Area, CriteriaSet, Subcriterion } from './criteria.ts';
import type { PercentBand, RatioRule, ScoringRule } from './scoring.ts';

type Json = Record<string, unknown>;

const LEVEL_KEYS = { department: 'so', commune: 'xa' } as const;

const decimal = (hundredths: number): number => hundredths / 100;

/** One set in the file format. `importSet(exportSet(set))` gives the same set back. */
export function exportSet(set: CriteriaSet): Json {
	return {
		code: set.code,
		title: set.title,
		title_en: set.titleEn,
		level: LEVEL_KEYS[set.level],
		year: set.year,
		version: set.version,
		legal_basis: [...set.legalBasis],
		total_points: decimal(set.totalPoints),
		appraisal_points: decimal(set.appraisalPoints),
		survey_points: decimal(set.surveyPoints),
		not_applicable: set.notApplicable,
		classification_bands: set.bands.map(({ key, label, labelEn, minPercent }) => ({
			key,
			label,
			label_en: labelEn,
			min_percent: decimal(minPercent)
		})),
		areas: set.areas.map(exportArea)
	};
}

/** Several sets as one file that `importSets` takes. */
export function exportSets(sets: readonly CriteriaSet[]): Json {
	return { schema_version: 1, sets: sets.map(exportSet) };
}

function exportArea(area: Area): Json {
	return {
		code: area.code,
		title: area.title,
		title_en: area.titleEn,
		is_survey: area.isSurvey,
		max_points: decimal(area.maxPoints),
		appraiser: area.appraiser,
		criteria: area.criteria.map((criterion) => ({
			code: criterion.code,
			title: criterion.title,
			title_en: criterion.titleEn,
			max_points: decimal(criterion.maxPoints),
			subcriteria: criterion.subcriteria.map(exportSubcriterion)
		}))
	};
}

function exportSubcriterion(subcriterion: Subcriterion): Json {
	return {
		code: subcriterion.code,
		title: subcriterion.title,
		title_en: subcriterion.titleEn,
		max_points: decimal(subcriterion.maxPoints),
		scoring: exportRule(subcriterion.rule),
		guidance: subcriterion.guidance,
		evidence: [...subcriterion.evidence],
		legal_basis: subcriterion.legalBasis.map(
			({ key, text, verified, inForceFrom, inForceTo, replacedBy }) => ({
				key,
				text,
				verified,
				...(inForceFrom === undefined ? {} : { in_force_from: inForceFrom }),
				...(inForceTo === undefined ? {} : { in_force_to: inForceTo }),
				...(replacedBy === undefined ? {} : { replaced_by: replacedBy })
			})
		),
		source_note: subcriterion.sourceNote,
		deficiency_text: subcriterion.deficiencyText,
		is_survey: subcriterion.isSurvey,
		...(subcriterion.filledFrom === undefined ? {} : { filled_from: subcriterion.filledFrom })
	};
}

function exportRule(rule: ScoringRule): Json {
	const { type } = rule;
	switch (type) {
		case 'yes_no':
			return { type, yes_points: decimal(rule.yesPoints), no_points: decimal(rule.noPoints) };
		case 'options':
			return { type, options: rule.options.map(exportLabelled) };
		case 'checklist':
			return { type, items: rule.items.map(exportLabelled), cap: decimal(rule.cap) };
		case 'ratio_bands':
			return { type, ...exportRatio(rule), ...exportBands(rule) };
		case 'ratio_linear':
			return {
				type,
				...exportRatio(rule),
				floor_percent: decimal(rule.floorPercent),
				target_percent: decimal(rule.targetPercent)
			};
		case 'relative_to_best':
			return { type, ...exportRatio(rule) };
		case 'growth_bands':
			return {
				type,
				current_label: rule.currentLabel,
				previous_label: rule.previousLabel,
				...exportBands(rule),
				when_denominator_zero: rule.whenDenominatorZero
			};
		case 'count_bands':
		case 'count_deduct':
		case 'count_add':
			return exportCount(rule);
		case 'manual':
		case 'survey':
			return { type, label: rule.label };
	}
}

function exportCount(rule: Extract<ScoringRule, { itemLabel: string }>): Json {
	const { type, itemLabel: item_label } = rule;
	if (type === 'count_bands')
		return {
			type,
			item_label,
			bands: rule.bands.map(({ minCount, points }) => ({ min_count: minCount, points: decimal(points) })),
			below_points: decimal(rule.belowPoints)
		};
	const per_item = decimal(rule.perItem);
	if (type === 'count_add') return { type, item_label, per_item, cap: decimal(rule.cap) };
	return {
		type,
		item_label,
		start_points: decimal(rule.startPoints),
		per_item,
		min_points: decimal(rule.minPoints)
	};
}

function exportLabelled({ label, points }: { label: string; points: number }): Json {
	return { label, points: decimal(points) };
}

function exportBands({ bands, belowPoints }: { bands: readonly PercentBand[]; belowPoints: number }): Json {
	return {
		bands: bands.map(({ minPercent, points }) => ({
			min_percent: decimal(minPercent),
			points: decimal(points)
		})),
		below_points: decimal(belowPoints)
	};
}

function exportRatio(rule: RatioRule): Json {
	return {
		numerator_label: rule.numeratorLabel,
		denominator_label: rule.denominatorLabel,
		when_denominator_zero: rule.whenDenominatorZero,
		...(rule.allowAbove ? { allow_above: true } : {}),
		...(rule.partsLabels
			? {
					parts_labels: {
						received: rule.partsLabels.received,
						done: rule.partsLabels.done,
						in_progress: rule.partsLabels.inProgress
					}
				}
			: {})
	};
}
