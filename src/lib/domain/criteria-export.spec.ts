import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { departmentFile, shippedSet, sub } from '../../../tests/support/criteria-sets.ts';
import { arbSet } from '../../../tests/support/scoring-arbitraries.ts';
import { exportSet, exportSets } from './criteria-export.ts';
import { importSet, importSets } from './criteria-import.ts';
import { AGENCY_LEVELS, findSubcriterion } from './criteria.ts';

describe('export', () => {
	it.each(AGENCY_LEVELS)('gives back the shipped set for a %s', (level) => {
		const set = shippedSet(level);
		expect(importSet(exportSet(set))).toEqual({ set, problems: [] });
	});

	it('keeps validity, share rule, and figures in parts', () => {
		const { set } = departmentFile();
		set.not_applicable = 'share_among_siblings';
		sub(set).legal_basis = [
			{
				key: 'a',
				text: 'Nghị định',
				verified: true,
				in_force_from: '2020-01-01',
				in_force_to: '2025-06-30',
				replaced_by: 'Nghị định số 118/2025/NĐ-CP'
			}
		];
		sub(set).scoring.allow_above = true;
		const imported = importSet(set).set!;
		expect(imported.notApplicable).toBe('share_among_siblings');
		expect(findSubcriterion(imported, '3.4.1')!.subcriterion.legalBasis).toEqual([
			{
				key: 'a',
				text: 'Nghị định',
				verified: true,
				inForceFrom: '2020-01-01',
				inForceTo: '2025-06-30',
				replacedBy: 'Nghị định số 118/2025/NĐ-CP'
			}
		]);
		expect(importSet(exportSet(imported)).set).toEqual(imported);
	});

	it('gives back any valid set, with every type of rule', () => {
		fc.assert(
			fc.property(arbSet, (set) => {
				const written = JSON.parse(JSON.stringify(exportSets([set]))) as unknown;
				expect(importSets(written)).toEqual({ sets: [set], problems: [] });
			})
		);
	});
});
