import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exportSets } from '#lib/domain/criteria-export.ts';
import { importSet } from '#lib/domain/criteria-import.ts';
import { INPUT_OF_RULE } from '#lib/domain/scoring.ts';
import { loadSets } from '../support/inspections.ts';

/** docs/criteria-format.md is what offices write their files by: each of its examples must import. */
const page = readFileSync(new URL('../../docs/criteria-format.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/```json\n([\s\S]*?)```/g)]
	.map(([, json]) => JSON.parse(json!) as Record<string, unknown>)
	.filter((example) => 'type' in example)
	.map((scoring) => ({ type: String(scoring.type), scoring }));

function setAround(scoring: unknown) {
	const points = { title: 'Tên', title_en: 'Name', max_points: 2 };
	return {
		code: 'MAU',
		title: 'Bộ mẫu',
		title_en: 'Sample',
		level: 'so',
		year: 2026,
		version: 1,
		total_points: 2,
		appraisal_points: 2,
		survey_points: 0,
		classification_bands: [{ key: 'dat', label: 'Đạt', label_en: 'Pass', min_percent: 0 }],
		areas: [
			{
				code: '1',
				...points,
				criteria: [{ code: '1.1', ...points, subcriteria: [{ code: '1.1.1', ...points, scoring }] }]
			}
		]
	};
}

describe('the page on the criteria format', () => {
	it('shows every type of rule once', () => {
		expect(examples.map(({ type }) => type).toSorted()).toEqual(Object.keys(INPUT_OF_RULE).toSorted());
	});

	it.each(examples)('has an example of $type that imports', ({ type, scoring }) => {
		const { set, problems } = importSet(setAround(scoring));
		expect(problems).toEqual([]);
		expect(set?.areas[0]?.criteria[0]?.subcriteria[0]?.rule.type).toBe(type);
	});
});

describe('the sets of the demonstration', () => {
	it('name their sources by number and day, as an office knows them', () => {
		const handedOut = JSON.stringify(exportSets(loadSets()));
		expect(handedOut).not.toMatch(/\bseed|from memory/i);
		expect(handedOut).toContain('Kế hoạch số 136/KH-SLĐTBXH ngày 19/1/2022');
	});
});
