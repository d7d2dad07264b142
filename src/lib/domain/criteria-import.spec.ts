import { describe, expect, it } from 'vitest';
import {
	departmentFile,
	readCriteriaFile,
	shippedSet,
	type SetForm
} from '../../../tests/support/criteria-sets.ts';
import { importSet, importSets } from './criteria-import.ts';
import { findSubcriterion, listScoredSubcriteria, listSubcriteria } from './criteria.ts';
import { formatCount } from './number-format.ts';

describe('the shipped sets', () => {
	it('import without a problem', () => {
		const { sets, problems } = importSets(readCriteriaFile());
		expect(problems).toEqual([]);
		expect(sets.map(({ code, level }) => [code, level])).toEqual([
			['CCHC-SO-2026', 'department'],
			['CCHC-XA-2026', 'commune']
		]);
		expect(sets.map((set) => listSubcriteria(set).length)).toEqual([95, 81]);
		expect(sets.map((set) => [set.totalPoints, set.appraisalPoints, set.surveyPoints])).toEqual([
			[10_000, 8500, 1500],
			[10_000, 8500, 1500]
		]);
		expect(sets[0]!.bands.map(({ minPercent }) => minPercent)).toEqual([9000, 8000, 7000, 5000, 0]);
		expect(listScoredSubcriteria(sets[0]!).every(({ area: { isSurvey } }) => !isSurvey)).toBe(true);
	});

	it('keep what a subcriterion says, in hundredths', () => {
		expect(findSubcriterion(shippedSet('department'), '3.4.1')).toMatchObject({
			area: { code: '3', appraiser: 'Văn phòng UBND tỉnh', maxPoints: 2100 },
			criterion: { code: '3.4' },
			subcriterion: {
				maxPoints: 400,
				isSurvey: false,
				rule: {
					type: 'ratio_linear',
					numeratorLabel: 'Số hồ sơ giải quyết đúng hạn, trước hạn',
					floorPercent: 9500,
					targetPercent: 10_000,
					whenDenominatorZero: 'full',
					partsLabels: { received: 'Số hồ sơ đã tiếp nhận' }
				}
			}
		});
	});

	it('say in words what their linear rules reckon', () => {
		const formulas = (readCriteriaFile() as unknown as { sets: SetForm[] }).sets.flatMap((set) =>
			set.areas.flatMap(({ criteria }) =>
				criteria.flatMap(({ subcriteria }) =>
					subcriteria
						.filter(({ scoring }) => scoring.type === 'ratio_linear')
						.map(({ code, scoring }) => ({ level: String(set.level), code, formula: scoring.formula }))
				)
			)
		);
		expect(formulas).toHaveLength(20);
		for (const { level, code, formula } of formulas) {
			const { maxPoints, rule } = findSubcriterion(
				shippedSet(level === 'so' ? 'department' : 'commune'),
				code
			)!.subcriterion;
			if (rule.type !== 'ratio_linear') throw new Error(code);
			const [points, target, floor] = [maxPoints, rule.targetPercent, rule.floorPercent].map((of) =>
				formatCount(of / 100)
			);
			expect(formula).toBe(
				`điểm = ${points} × min(tỷ lệ / ${target}%, 1) khi tỷ lệ ≥ ${floor}%; dưới ${floor}%: 0 điểm`
			);
		}
	});
});

describe('files that are none', () => {
	it.each<[string, unknown, string]>([
		['text', 'xin chào', 'set.not_readable'],
		['null', null, 'set.not_readable'],
		['a list', [], 'set.not_readable'],
		['an object without sets', {}, 'set.field_missing'],
		['no set', { sets: [] }, 'set.empty'],
		['a newer format', { schema_version: 2, sets: [] }, 'set.field_invalid'],
		['a set that is a number', { sets: [5] }, 'set.not_readable']
	])('%s', (_name, json, code) => {
		expect(importSets(json)).toMatchObject({ sets: [], problems: [{ code }] });
	});

	it('refuses one version of a set twice', () => {
		const { file, set } = departmentFile();
		file.sets = [set, set];
		expect(importSets(file)).toMatchObject({
			sets: [],
			problems: [{ code: 'set.code_duplicate', details: { code: 'CCHC-SO-2026 v1' } }]
		});
	});

	it('takes a set alone', () => {
		const { set } = departmentFile();
		expect(importSets(set).sets).toEqual([shippedSet('department')]);
		expect(importSet(set).set).toEqual(shippedSet('department'));
	});
});
