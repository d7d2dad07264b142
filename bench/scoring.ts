/** Scoring a whole set with all its totals. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyAnswer, type Answer } from '#lib/domain/answer.ts';
import { importSets } from '#lib/domain/criteria-import.ts';
import type { CriteriaSet } from '#lib/domain/criteria.ts';
import { totalOf } from '#lib/domain/totals.ts';
import { makeAnswers } from '#lib/server/demo/answers.ts';
import { quantile, type Figure } from './table.ts';

export function loadSet(): CriteriaSet {
	const file = join(import.meta.dirname, '..', 'src/lib/server/demo/data/criteria.json');
	return importSets(JSON.parse(readFileSync(file, 'utf8'))).sets.find(({ level }) => level === 'department')!;
}

export function benchScoring(): Figure[] {
	const set = loadSet();
	const answers = new Map<string, Answer>(
		[...makeAnswers(set, 'bench', 0.8)].map(([code, patch]) => [code, { ...emptyAnswer(code), ...patch }])
	);
	const times: number[] = [];
	for (let i = 0; i < 2_000; i += 1) {
		const at = performance.now();
		totalOf(set, answers);
		times.push(performance.now() - at);
	}
	return [
		{
			name: 'score a set of 95 (p95)',
			value: quantile(times, 0.95),
			unit: 'ms',
			limit: { at: 'most', value: 1 }
		}
	];
}
