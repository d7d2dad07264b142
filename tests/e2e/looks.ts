/** What every screen is held to: axe finds nothing, in light and dark, and nothing is wider than the screen. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';

type Axe = typeof import('axe-core');

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** Looks at the page as it stands, in light and in dark. */
export async function expectSound(page: Page, name: string): Promise<void> {
	await page.emulateMedia({ colorScheme: 'light' });
	await expectNoViolations(page, `${name} light`);
	await expectNoViolationsInDark(page, name);
	await expectNoOverflow(page, name);
}

/** The same page in other colours: all else was looked at in light. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

export async function expectNoViolationsInDark(page: Page, name: string): Promise<void> {
	await page.emulateMedia({ colorScheme: 'dark' });
	await expectNoViolations(page, `${name} dark`, RULES_OF_COLOUR);
}

/**
 * All rules, or those that are named, in the colours that the page has now. What is sound is not described: that took
 * as long as the looking. Our pages hold no other site's frame, so that axe is asked within the page itself.
 */
export async function expectNoViolations(page: Page, name: string, rules?: string[]): Promise<void> {
	/* Once for a page: reading it takes longer than looking. */
	if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
	const found = await page.evaluate(async (only) => {
		const { violations, passes } = await (window as unknown as { axe: Axe }).axe.run({
			resultTypes: ['violations'],
			/* Fetches style sheets and sounds anew, for rules on sounds: we have none. */
			preload: false,
			...(only ? { runOnly: only } : {})
		});
		return {
			violations: violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target.join(' ')}`),
			passed: passes.length
		};
	}, rules);
	expect(found.passed, `axe looked at ${name}`).toBeGreaterThan(0);
	expect(found.violations.map((violation) => `${name} ${violation}`)).toEqual([]);
}

export async function expectNoOverflow(page: Page, name: string): Promise<void> {
	const overflow = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(overflow, `${name} is wider than the screen`).toBeLessThanOrEqual(0);
}
