import { describe, expect, it } from 'vitest';
import { repeatOf, type EarlierFinding } from './repeat.ts';

const finding = (year: number, given: Partial<EarlierFinding> = {}): EarlierFinding => ({
	year,
	code: '5.1.1',
	title: 'Vị trí việc làm',
	setCode: 'SO',
	state: 'open',
	...given
});
const found = (...earlier: EarlierFinding[]) => repeatOf(finding(2026), earlier)?.year ?? null;

describe('a repeat finding', () => {
	it('points to the latest before it on the same subcriterion', () => {
		expect(found(finding(2018), finding(2024), finding(2021))).toBe(2024);
	});

	it('counts what was remedied in between: it has come back', () => {
		expect(found(finding(2024, { state: 'verified' }))).toBe(2024);
	});

	it.each<[string, Partial<EarlierFinding>]>([
		['another subcriterion', { code: '5.1.2' }],
		['one that was dropped', { state: 'not_accepted' }],
		['a set whose code means something else', { setCode: 'XA', title: 'Niêm yết' }]
	])('is not %s', (_name, given) => {
		expect(found(finding(2024, given))).toBeNull();
	});

	it('is seen across sets where the title is the same', () => {
		expect(found(finding(2024, { setCode: 'SO-2024' }))).toBe(2024);
	});

	it('is never a free finding', () => {
		expect(repeatOf(finding(2026, { code: null }), [finding(2024, { code: null })])).toBeNull();
	});
});
