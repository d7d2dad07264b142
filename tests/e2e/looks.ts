/** What every screen is held to: axe finds nothing, in light and dark, and nothing is wider than the screen. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * Within the page itself: the other way opens a second page each time, for frames of other sites, of which there are none.
 * What is sound is not described: that took as long as the looking.
 */
const axeOn = (page: Page) =>
	new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });

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
	await expectNoViolations(page, `${name} dark`, axeOn(page).withRules(RULES_OF_COLOUR));
}

/** All rules, in the colours that the page has now. */
export async function expectNoViolations(page: Page, name: string, axe = axeOn(page)): Promise<void> {
	const { violations } = await axe.analyze();
	expect(violations.map(({ id, nodes }) => `${name} ${id} ${nodes[0]?.target.join(' ')}`)).toEqual([]);
}

export async function expectNoOverflow(page: Page, name: string): Promise<void> {
	const overflow = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(overflow, `${name} is wider than the screen`).toBeLessThanOrEqual(0);
}
