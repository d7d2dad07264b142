import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepTail, LANDSCAPE, paginate, PORTRAIT, type Strip } from './layout.ts';

function strip(change: Partial<Strip>): Strip {
	return { height: 20, before: 0, keepNext: false, lines: 1, draw() {}, ...change };
}

const strips = fc.array(
	fc.record({
		height: fc.integer({ min: 5, max: 300 }),
		before: fc.integer({ min: 0, max: 20 }),
		keepNext: fc.boolean(),
		lines: fc.integer({ min: 0, max: 5 })
	}),
	{ minLength: 1, maxLength: 80 }
);
const geometries = fc.constantFrom(PORTRAIT, LANDSCAPE);

/** Height of strips as they stand together at the top of a page. */
const heightOf = (group: readonly Strip[]): number =>
	group.reduce((sum, { height, before }, i) => sum + height + (i === 0 ? 0 : before), 0);

describe('paginate', () => {
	it('places every strip once, in order, and none below the margin', () => {
		fc.assert(
			fc.property(strips, geometries, (specs, geometry) => {
				const all = specs.map(strip);
				const pages = paginate({ geometry, strips: all });
				expect(pages.flat().map((placed) => placed.strip)).toEqual(all);
				for (const page of pages) {
					let bottom = geometry.top;
					for (const { strip: placed, y } of page) {
						expect(y).toBeGreaterThanOrEqual(bottom);
						bottom = y + placed.height;
					}
					expect(bottom).toBeLessThanOrEqual(geometry.bottom + 0.5);
				}
			})
		);
	});

	it('ends a page where it may, unless a whole page is one chain', () => {
		fc.assert(
			fc.property(strips, geometries, (specs, geometry) => {
				const pages = paginate({ geometry, strips: specs.map(strip) });
				for (const page of pages.slice(0, -1)) {
					const placed = page.map((each) => each.strip);
					if (placed.at(-1)!.keepNext) expect(placed.every(({ keepNext }) => keepNext)).toBe(true);
				}
			})
		);
	});

	it('wastes no page: what could have stood on the page before does not begin the next one', () => {
		fc.assert(
			fc.property(strips, geometries, (specs, geometry) => {
				const pages = paginate({ geometry, strips: specs.map(strip) });
				for (const [i, page] of pages.entries()) {
					if (i === 0) continue;
					const before = pages[i - 1]!.map((each) => each.strip);
					const chain: Strip[] = [];
					for (const { strip: next } of page) {
						chain.push(next);
						if (!next.keepNext) break;
					}
					const complete = !chain.at(-1)!.keepNext;
					if (complete) expect(heightOf([...before, ...chain])).toBeGreaterThan(geometry.textHeight + 0.4);
				}
			})
		);
	});

	it('repeats the heading of what is cut, but not where the heading itself begins the page', () => {
		const heading = strip({ height: 30, keepNext: true });
		const rows = Array.from({ length: 60 }, () => strip({ height: 40, heading: [heading] }));
		const pages = paginate({ geometry: LANDSCAPE, strips: [{ ...heading }, ...rows] });
		expect(pages.length).toBeGreaterThan(4);
		for (const page of pages) {
			expect(page[0]!.strip.height).toBe(30);
			expect(page.filter((each) => each.strip.height === 30)).toHaveLength(1);
			expect(page.at(-1)!.y + 40).toBeLessThanOrEqual(LANDSCAPE.bottom + 0.5);
		}
		expect(pages.flat().filter((each) => each.strip.height === 40)).toHaveLength(60);
	});

	it('sinks a foot to the bottom of its page', () => {
		const foot = strip({ height: 50, atFoot: true });
		const [page] = paginate({ geometry: PORTRAIT, strips: [strip({}), foot] });
		expect(page!.at(-1)!.y).toBeCloseTo(PORTRAIT.bottom - 50);
	});

	it('gives one empty page for a part without strips', () => {
		expect(paginate({ geometry: PORTRAIT, strips: [] })).toEqual([[]]);
	});
});

describe('keepTail', () => {
	it('ties as many strips as make up the lines asked for', () => {
		const all = [strip({ lines: 3 }), strip({ lines: 1 }), strip({ lines: 0 }), strip({ lines: 1 })];
		expect(keepTail(all, 2).map(({ keepNext }) => keepNext)).toEqual([false, true, true, true]);
		expect(keepTail([strip({ lines: 1 })], 5).map(({ keepNext }) => keepNext)).toEqual([true]);
	});
});
