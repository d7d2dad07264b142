/** Every screen of the path as it comes, sound in light and dark (`looks.ts`). */
import { expect, type Page } from '@playwright/test';
import { expectNoOverflow, expectSound } from './looks.ts';
import { go, person, test } from './support.ts';

interface Screen {
	who: string;
	device?: 'desktop' | 'tablet';
	/** Paths; `:id` is the first inspection linked from `from`. */
	paths: string[];
	from?: { page: string; link: string; state?: string };
}

/** The office's own pages, wide and on a phone. */
const OFFICE = [
	'/dashboard',
	'/campaigns',
	'/inspections',
	'/explanations',
	'/remedies',
	'/chasing',
	'/chasing/history',
	'/chasing/settings',
	'/notices',
	'/documents',
	'/documents/phrases',
	'/account'
];

const SCREENS: Screen[] = [
	{ who: '', paths: ['/login', '/verify'] },
	{
		who: 'chuyenvien',
		paths: [...OFFICE, '/campaigns/new', '/agencies']
	},
	{
		who: 'chuyenvien',
		from: { page: '/inspections', link: '/inspections/' },
		paths: [
			'',
			'/prepare',
			'/scores',
			'/findings',
			'/explanations',
			'/conclusion',
			'/remedy',
			'/papers',
			'/recheck',
			'/rescue'
		].map((part) => `/inspections/:id${part}`)
	},
	{
		who: 'quantri',
		paths: [
			'/admin/accounts',
			'/admin/accounts/new',
			'/admin/certificates',
			'/admin/appearance',
			'/admin/agencies',
			'/admin/agencies/import',
			'/admin/criteria',
			'/admin/criteria/import'
		]
	},
	{
		who: 'sldtbxh.daumoi',
		from: { page: '/agency', link: '/agency/inspections/' },
		paths: [
			'/agency',
			'/agency/inspections/:id/self',
			'/agency/inspections/:id/findings',
			'/agency/inspections/:id/remedy',
			'/agency/inspections/:id/papers'
		]
	},
	{
		who: 'truongdoan',
		device: 'tablet',
		from: { page: '/field', link: '/field/' },
		paths: [
			'/field',
			'/field/:id',
			'/field/:id/walk?c=3.4.1',
			'/field/:id/caucus',
			'/field/:id/closing',
			'/field/unsent'
		]
	}
];

/* Each signs its own person in and only looks. */
test.describe.configure({ mode: 'parallel' });

for (const { who, device, paths, from } of SCREENS)
	test(`${who || 'nobody'}: ${paths[0]} and ${paths.length - 1} more`, async ({ browser }) => {
		const page =
			who === ''
				? await (await browser.newContext({ locale: 'vi-VN' })).newPage()
				: (await person(browser, who, device)).page;
		const id = from ? await firstId(page, from) : '';
		for (const path of paths) {
			await go(page, path.replace(':id', id));
			await expect(page.locator('main').first()).toBeVisible();
			await expectSound(page, path);
		}
	});

test('on a phone nothing is wider than the screen', async ({ browser }) => {
	const { page } = await person(browser, 'chuyenvien');
	await page.setViewportSize({ width: 390, height: 844 });
	for (const path of [...OFFICE, '/verify']) {
		await go(page, path);
		await expectNoOverflow(page, path);
	}
});

async function firstId(page: Page, { page: start, link }: NonNullable<Screen['from']>): Promise<string> {
	await go(page, start);
	const hrefs = await page
		.locator(`a[href^="${link}"]`)
		.evaluateAll((all) => all.map((a) => a.getAttribute('href')!));
	const found = hrefs.map((href) => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(href)?.[0]).find(Boolean);
	if (!found) throw new Error(`no inspection is linked from ${start}`);
	return found;
}
