import { describe, expect, it } from 'vitest';
import { PageLinks } from './page-links.ts';
import { WrittenPage } from './written-page.ts';

const HTML = '<html lang="%lang%"><head></head><body>Sở Nội vụ: %lang%</body></html>';

function written() {
	const links = new PageLinks('/(office)/campaigns', undefined);
	links.take({ type: 'js', path: '/one.js' });
	return new WrittenPage(links, 'en');
}

describe('a page as it leaves the server', () => {
	it('has its language, its links and its length; the framework saw an empty one', async () => {
		const page = written();
		expect(page.take({ html: HTML })).toBe('');
		const answer = page.fill(
			new Response('', { status: 403, headers: { etag: '"0"', 'content-length': '0', 'x-other': 'kept' } })
		);
		const text = await answer.clone().text();
		expect(text).toBe(
			'<html lang="en"><head></head><body>Sở Nội vụ: %lang%<link rel="modulepreload" href="/one.js"></body></html>'
		);
		expect(answer.status).toBe(403);
		expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
		expect(answer.headers.get('x-other')).toBe('kept');
		expect(answer.headers.has('etag')).toBe(false);
	});

	it('one that is written meanwhile changes nothing of it, and a long one is written whole', async () => {
		const [first, second] = [written(), written()];
		const long = `<html lang="%lang%"><head></head><body>${'ễ'.repeat(400_000)}</body></html>`;
		first.take({ html: HTML });
		second.take({ html: long });
		const framework = () => new Response('', { headers: { etag: '"0"' } });
		expect(await first.fill(framework()).text()).toContain('Sở Nội vụ');
		expect(await second.fill(framework()).text()).toHaveLength(
			long.length - 4 + '<link rel="modulepreload" href="/one.js">'.length
		);
	});

	it('what is no page goes out as it came', () => {
		const answer = new Response('{}', { headers: { etag: '"1"' } });
		expect(written().fill(answer)).toBe(answer);
		expect(answer.headers.get('etag')).toBe('"1"');
	});

	it('a page in parts is refused: its parts would be lost', () => {
		const page = written();
		page.take({ html: HTML });
		expect(() => page.fill(new Response('\n'))).toThrow('in parts');
	});
});
