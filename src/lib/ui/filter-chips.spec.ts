import { expect, test } from 'vitest';
import { filterChips } from './filter-chips.ts';

const LABELS = { all: () => 'Tất cả', late: () => 'Quá hạn', done: () => 'Đã xong' };
const shown = (counts: Record<keyof typeof LABELS, number>, current: string) =>
	filterChips(LABELS, counts, current, (show) => `?show=${show}`).map(
		({ label, href }) => `${label} ${href}`
	);

test('all and the chosen filter are always there, the others when they would show something', () => {
	expect(shown({ all: 0, late: 0, done: 0 }, 'all')).toEqual(['Tất cả ?show=']);
	expect(shown({ all: 2, late: 0, done: 2 }, 'late')).toEqual([
		'Tất cả ?show=',
		'Quá hạn ?show=late',
		'Đã xong ?show=done'
	]);
});
