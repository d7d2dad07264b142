/** What a page of the tablet costs its network. */
import { gzipSync } from 'node:zlib';
import type { Page, Response } from '@playwright/test';

/** The most that the walk may load, in KB: the best form engine needs 273. */
export const WALK_KB = 120;

/**
 * Every script and style sheet that a page loads until it is quiet, and the styles that stand in the page itself, in KB of
 * 1,024 after gzip (the server sends browsers what is smaller still). The page must have nothing of them yet, neither in
 * its cache nor in a service worker.
 */
export async function weighCode(page: Page, path: string): Promise<number> {
	const bodies: Promise<Buffer>[] = [];
	const keep = (response: Response) => {
		const kind = response.request().resourceType();
		if (['script', 'stylesheet'].includes(kind)) bodies.push(response.body());
		if (kind === 'document') bodies.push(stylesIn(response));
	};
	page.on('response', keep);
	await page.goto(path, { waitUntil: 'networkidle' });
	await page.waitForSelector('.answer');
	page.off('response', keep);
	return (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0) / 1024;
}

async function stylesIn(response: Response): Promise<Buffer> {
	const styles = (await response.text()).matchAll(/<style>(.*?)<\/style>/gs);
	return Buffer.from(Array.from(styles, ([, style]) => style).join(''));
}
