/** What every screen is held to: axe finds nothing, in light and dark, and nothing is wider than the screen. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Within the page itself: the other way opens a second page each time, for frames of other sites, of which there are none. */
const axeOn = (page: Page) => new AxeBuilder({ page }).setLegacyMode(true);

/** Looks at the page as it stands, in light and in dark. */
export async function expectSound(page: Page, name: string): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		await expectNoViolations(page, `${name} ${colorScheme}`);
	}
	await expectNoOverflow(page, name);
}

/** All rules, in the colours that the page has now. */
export async function expectNoViolations(page: Page, name: string): Promise<void> {
	const { violations } = await axeOn(page).analyze();
	expect(violations.map(({ id, nodes }) => `${name} ${id} ${nodes[0]?.target.join(' ')}`)).toEqual([]);
}

export async function expectNoOverflow(page: Page, name: string): Promise<void> {
	const overflow = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(overflow, `${name} is wider than the screen`).toBeLessThanOrEqual(0);
}
