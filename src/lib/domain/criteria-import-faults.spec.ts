import { describe, expect, it } from 'vitest';
import {
	area,
	criterion,
	departmentFile,
	sub,
	type Json,
	type SetForm
} from '../../../tests/support/criteria-sets.ts';
import { importSets } from './criteria-import.ts';

const SET = 'CCHC-SO-2026';
const AREA = `${SET} › 3`;
const CRITERION = `${AREA} › 3.4`;
const SUB = `${CRITERION} › 3.4.1`;

const RATIO = { numerator_label: 'a', denominator_label: 'b', when_denominator_zero: 'full' };

/** Gives the subcriterion bands of a ratio: each from its percent on, with its points. */
const withBands =
	(bands: [percent: number, points: number][], below = 0) =>
	(set: SetForm) =>
		(sub(set).scoring = {
			type: 'ratio_bands',
			...RATIO,
			bands: bands.map(([min_percent, points]) => ({ min_percent, points })),
			below_points: below
		});

describe('a set with a fault names it and its place', () => {
	const oneOfEach: [string, (set: SetForm) => void, object[]][] = [
		[
			'no code',
			(set) => delete set.code,
			[{ code: 'set.field_missing', details: { place: '#1', field: 'code' } }]
		],
		[
			'an empty title',
			(set) => (set.title = '  '),
			[{ code: 'set.field_missing', details: { place: SET, field: 'title' } }]
		],
		[
			'an unknown level',
			(set) => (set.level = 'huyen'),
			[{ code: 'set.field_invalid', details: { place: SET, field: 'level', text: '"huyen"' } }]
		],
		[
			'a year in words',
			(set) => (set.year = '2026'),
			[{ code: 'set.field_invalid', details: { place: SET, field: 'year', text: '"2026"' } }]
		],
		[
			'no areas',
			(set) => (set.areas = []),
			[
				{ code: 'set.empty', details: { place: SET } },
				{ code: 'set.sum_differs', details: { place: `${SET} › survey_points`, stated: 1500, sum: 0 } }
			]
		],
		[
			'a wrong total',
			(set) => (set.total_points = 101),
			[{ code: 'set.sum_differs', details: { place: `${SET} › total_points`, stated: 10_100, sum: 10_000 } }]
		],
		[
			'a wrong share of the survey',
			(set) => Object.assign(set, { survey_points: 20, total_points: 105 }),
			[{ code: 'set.sum_differs', details: { place: `${SET} › survey_points`, stated: 2000, sum: 1500 } }]
		],
		[
			'a wrong appraised part',
			(set) => Object.assign(set, { appraisal_points: 80, total_points: 95 }),
			[{ code: 'set.sum_differs', details: { place: `${SET} › appraisal_points`, stated: 8000, sum: 8500 } }]
		],
		[
			'an area that is not the sum of its criteria',
			(set) => (area(set).max_points = 22),
			[
				{ code: 'set.sum_differs', details: { place: AREA, stated: 2200, sum: 2100 } },
				{ code: 'set.sum_differs', details: { place: `${SET} › appraisal_points`, stated: 8500, sum: 8600 } }
			]
		],
		[
			'a criterion that is not the sum of its subcriteria',
			(set) => criterion(set).subcriteria.pop(),
			[{ code: 'set.sum_differs', details: { place: CRITERION } }]
		],
		[
			'a criterion without subcriteria',
			(set) => (criterion(set).subcriteria = []),
			[{ code: 'set.empty', details: { place: CRITERION } }]
		],
		[
			'subcriteria that are no list',
			(set) => Object.assign(criterion(set), { subcriteria: 'không' }),
			[{ code: 'set.field_invalid', details: { place: CRITERION, field: 'subcriteria', text: '"không"' } }]
		],
		[
			'no points',
			(set) => delete (sub(set) as Json).max_points,
			[{ code: 'set.field_missing', details: { place: SUB, field: 'max_points' } }]
		],
		[
			'points in words',
			(set) => Object.assign(sub(set), { max_points: '4' }),
			[{ code: 'set.field_invalid', details: { place: SUB, field: 'max_points', text: '"4"' } }]
		],
		[
			'negative points',
			(set) => (sub(set).max_points = -4),
			[{ code: 'set.field_invalid', details: { place: SUB, field: 'max_points', text: '-4' } }]
		],
		[
			'points in thousandths',
			(set) => (sub(set).max_points = 4.005),
			[{ code: 'set.field_invalid', details: { place: SUB, field: 'max_points', text: '4.005' } }]
		],
		[
			'the same code twice',
			(set) => (criterion(set).subcriteria[1]!.code = '3.4.1'),
			[{ code: 'set.code_duplicate', details: { place: SUB, code: '3.4.1' } }]
		],
		[
			'a code outside of its criterion',
			(set) => (sub(set).code = '3.9.1'),
			[
				{
					code: 'set.code_not_nested',
					details: { place: `${CRITERION} › 3.9.1`, code: '3.9.1', parent: '3.4' }
				}
			]
		],
		[
			'a code that skips a level',
			(set) => (sub(set).code = '3.4.1.1'),
			[
				{
					code: 'set.code_not_nested',
					details: { place: `${CRITERION} › 3.4.1.1`, code: '3.4.1.1', parent: '3.4' }
				}
			]
		],
		[
			'a code that only begins alike',
			(set) => (sub(set).code = '3.41'),
			[
				{
					code: 'set.code_not_nested',
					details: { place: `${CRITERION} › 3.41`, code: '3.41', parent: '3.4' }
				}
			]
		],
		[
			'no rule',
			(set) => delete (sub(set) as Json).scoring,
			[{ code: 'set.field_missing', details: { place: SUB, field: 'scoring' } }]
		],
		[
			'an unknown rule',
			(set) => (sub(set).scoring.type = 'ratio_cubic'),
			[{ code: 'set.rule_unknown', details: { place: SUB, rule: 'ratio_cubic' } }]
		],
		[
			'a rule named like a built-in',
			(set) => (sub(set).scoring.type = 'toString'),
			[{ code: 'set.rule_unknown', details: { place: SUB, rule: 'toString' } }]
		],
		[
			'a rule without its target',
			(set) => delete sub(set).scoring.target_percent,
			[{ code: 'set.field_missing', details: { place: SUB, field: 'scoring.target_percent' } }]
		],
		[
			'an unknown meaning of nothing arising',
			(set) => (sub(set).scoring.when_denominator_zero = 'half'),
			[
				{
					code: 'set.field_invalid',
					details: { place: SUB, field: 'scoring.when_denominator_zero', text: '"half"' }
				}
			]
		],
		[
			'a target nobody can reach',
			(set) => (sub(set).scoring.target_percent = 120),
			[{ code: 'set.top_not_reachable', details: { place: SUB, reachable: 333, maximum: 400 } }]
		],
		[
			'a floor above the target',
			(set) => Object.assign(sub(set).scoring, { floor_percent: 95, target_percent: 90 }),
			[{ code: 'set.bands_not_ordered', details: { place: SUB } }]
		],
		[
			'bands that give less than the maximum',
			withBands([[90, 3.5]]),
			[{ code: 'set.top_not_reachable', details: { place: SUB, reachable: 350, maximum: 400 } }]
		],
		[
			'bands that give more than the maximum',
			withBands([[90, 4.5]]),
			[{ code: 'set.above_maximum', details: { place: SUB, points: 450, maximum: 400 } }]
		],
		[
			'bands out of order',
			withBands([
				[80, 4],
				[90, 2]
			]),
			[{ code: 'set.bands_not_ordered', details: { place: SUB } }]
		],
		[
			'bands where more gives less',
			withBands([
				[90, 2],
				[80, 4]
			]),
			[{ code: 'set.bands_not_ordered', details: { place: SUB } }]
		],
		[
			'two bands of one percent',
			withBands([
				[90, 4],
				[90, 2]
			]),
			[{ code: 'set.bands_not_ordered', details: { place: SUB } }]
		],
		[
			'more points below the bands than in the lowest',
			withBands(
				[
					[90, 4],
					[80, 2]
				],
				3
			),
			[{ code: 'set.bands_not_ordered', details: { place: SUB } }]
		],
		[
			'a top band above 100 %',
			withBands([
				[110, 4],
				[80, 2]
			]),
			[{ code: 'set.top_not_reachable', details: { place: SUB, reachable: 200, maximum: 400 } }]
		],
		[
			'a rule without bands',
			(set) => (sub(set).scoring = { type: 'count_bands', item_label: 'x', bands: [], below_points: 0 }),
			[{ code: 'set.empty', details: { place: SUB } }]
		],
		[
			'a band without points',
			(set) =>
				(sub(set).scoring = {
					type: 'count_bands',
					item_label: 'x',
					bands: [{ min_count: 2, points: 4 }, { min_count: 1 }],
					below_points: 0
				}),
			[{ code: 'set.field_missing', details: { place: SUB, field: 'scoring.bands[1].points' } }]
		],
		[
			'a deduction that starts too low',
			(set) =>
				(sub(set).scoring = {
					type: 'count_deduct',
					item_label: 'x',
					start_points: 3,
					per_item: 1,
					min_points: 0
				}),
			[{ code: 'set.top_not_reachable', details: { place: SUB, reachable: 300, maximum: 400 } }]
		],
		[
			'a checklist whose items do not reach the cap',
			(set) => (sub(set).scoring = { type: 'checklist', items: [{ label: 'a', points: 1 }], cap: 4 }),
			[{ code: 'set.top_not_reachable', details: { place: SUB, reachable: 100, maximum: 400 } }]
		],
		[
			'a bonus capped above the maximum',
			(set) => (sub(set).scoring = { type: 'count_add', item_label: 'x', per_item: 1, cap: 5 }),
			[{ code: 'set.above_maximum', details: { place: SUB, points: 500, maximum: 400 } }]
		],
		[
			'an option above the maximum',
			(set) => (sub(set).scoring = { type: 'options', options: [{ label: 'a', points: 4.01 }] }),
			[{ code: 'set.above_maximum', details: { place: SUB, points: 401, maximum: 400 } }]
		],
		[
			'rating bands out of order',
			(set) => set.classification_bands.reverse(),
			[{ code: 'set.bands_not_ordered', details: { place: `${SET} › classification_bands` } }]
		],
		[
			'rating bands that end above 0',
			(set) => set.classification_bands.pop(),
			[{ code: 'set.bands_not_ordered', details: { place: `${SET} › classification_bands` } }]
		],
		[
			'two rating bands of one name',
			(set) => (set.classification_bands[1]!.key = 'xuat_sac'),
			[{ code: 'set.code_duplicate', details: { place: `${SET} › classification_bands`, code: 'xuat_sac' } }]
		],
		[
			'a survey question in an appraised area',
			(set) => (sub(set).is_survey = true),
			[{ code: 'set.field_invalid', details: { place: SUB, field: 'is_survey', text: 'true' } }]
		],
		[
			'a legal basis that ends before it begins',
			(set) =>
				(sub(set).legal_basis = [
					{ key: 'a', text: 'b', in_force_from: '2025-01-01', in_force_to: '2024-01-01' }
				]),
			[
				{
					code: 'set.field_invalid',
					details: { place: SUB, field: 'legal_basis[0].in_force_to', text: '"2024-01-01"' }
				}
			]
		],
		[
			'a legal basis with a wrong day',
			(set) => (sub(set).legal_basis = [{ key: 'a', text: 'b', in_force_from: '1/1/2025' }]),
			[
				{
					code: 'set.field_invalid',
					details: { place: SUB, field: 'legal_basis[0].in_force_from', text: '"1/1/2025"' }
				}
			]
		],
		[
			'a subcriterion that is text',
			(set) => ((criterion(set).subcriteria as unknown[])[0] = 'x'),
			[{ code: 'set.not_readable', details: { detail: `${CRITERION} › #1` } }]
		]
	];

	it.each(oneOfEach)('%s', (_name, spoil, expected) => {
		const { file, set } = departmentFile();
		spoil(set);
		const result = importSets(file);
		expect(result.sets.map(({ code }) => code)).toEqual(['CCHC-XA-2026']);
		const shown = result.problems.slice(0, expected.length);
		expect(shown).toMatchObject(expected);
		// A subcriterion that cannot be read at all also lacks all of its fields; every other fault stands alone.
		if (_name !== 'a subcriterion that is text') expect(result.problems).toHaveLength(expected.length);
	});

	it('collects every fault of a file in one go', () => {
		const { file, set } = departmentFile();
		set.title_en = 5;
		sub(set).scoring.type = 'x';
		area(set).max_points = 30;
		expect(importSets(file).problems.map(({ code, at }) => [code, at])).toEqual([
			['set.field_invalid', SET],
			['set.rule_unknown', SUB],
			['set.sum_differs', AREA],
			['set.sum_differs', SET]
		]);
	});
});
