import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	codeOfMatter,
	isSameMatter,
	nameMatters,
	repeatOf,
	type EarlierFinding,
	type Matter
} from './repeat.ts';

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

describe('the name of a matter', () => {
	const matter = (year: number, setCode: string, title: string, code: string | null = '5.1.1') => ({
		year,
		setCode,
		title,
		code
	});
	const [old, renamed, other] = [
		matter(2021, 'SO-2021', 'Vị trí việc làm'),
		matter(2026, 'SO-2026', 'Vị trí việc làm'),
		matter(2026, 'XA-2026', 'Niêm yết')
	];

	it('is the same over sets and years, that of the oldest, whatever the order', () => {
		for (const all of [
			[old, renamed, other],
			[other, renamed, old]
		])
			expect([old, renamed, other].map(nameMatters(all))).toEqual([
				'SO-2021/5.1.1',
				'SO-2021/5.1.1',
				'XA-2026/5.1.1'
			]);
		expect(codeOfMatter('SO-2021/5.1.1')).toBe('5.1.1');
	});

	it('follows a set whose title was worded anew', () => {
		const reworded = matter(2024, 'SO-2021', 'Đề án vị trí việc làm');
		const next = matter(2026, 'SO-2026', 'Đề án vị trí việc làm');
		const nameOf = nameMatters([next, reworded, old]);
		expect(nameOf(next)).toBe(nameOf(old));
	});

	it('is none for a free finding, nor for what was never listed', () => {
		const free = matter(2026, 'SO-2026', '', null);
		expect(nameMatters([free])(free)).toBeNull();
		expect(nameMatters([])(old)).toBeNull();
	});

	it('never parts what is the same, nor gives two codes one name', () => {
		const any = fc.record({
			year: fc.integer({ min: 2020, max: 2026 }),
			setCode: fc.constantFrom('A', 'B', 'C'),
			title: fc.constantFrom('x', 'y', 'z'),
			code: fc.constantFrom('1.1', '1.2', null)
		});
		fc.assert(
			fc.property(fc.array(any), (all) => {
				const nameOf = nameMatters(all);
				const pairs: [Matter, Matter][] = all.flatMap((a) => all.map((b): [Matter, Matter] => [a, b]));
				for (const [a, b] of pairs) {
					if (isSameMatter(a, b)) expect(nameOf(a)).toBe(nameOf(b));
					if (a.code !== b.code && a.code !== null) expect(nameOf(a)).not.toBe(nameOf(b));
				}
			})
		);
	});
});
