/** Enketo's page of a form, served as our server serves ours: compressed beforehand, scripts and styles kept for good. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Browser } from '@playwright/test';
import { bundleScript, bundleStyles, TRANSFORMER } from './enketo-bundle.ts';

export interface EnketoPage {
	url: string;
	/** JS and CSS after gzip, in KB of 1,024. */
	kb: number;
	stop: () => void;
}

/** An XForm as enketo-transformer gives it: the form in HTML and its data and bindings in XML. */
interface FormParts {
	form: string;
	model: string;
}

interface Served {
	type: string;
	brotli: Buffer;
	gzip: Buffer;
	cache: string;
}

const FOR_GOOD = 'public,max-age=31536000,immutable';

/** Bundles, transforms and serves; the browser does the transforming, before anything is measured in it. */
export async function serveEnketo(browser: Browser, xform: string): Promise<EnketoPage> {
	const files = new Map<string, Served>();
	const put = (path: string, type: string, text: string, cache = FOR_GOOD) =>
		files.set(path, {
			type: `${type}; charset=utf-8`,
			brotli: brotliCompressSync(text),
			gzip: gzipSync(text),
			cache
		});
	const { origin, stop } = await serve(files);
	put('/', 'text/html', '<!doctype html><title>Enketo</title>');
	put('/transformer.js', 'text/javascript', readFileSync(TRANSFORMER, 'utf8'));
	put('/enketo.js', 'text/javascript', await bundleScript());
	put('/enketo.css', 'text/css', bundleStyles());
	try {
		put('/walk', 'text/html', pageOf(await transform(browser, origin, xform)), 'private,no-cache');
	} catch (thrown) {
		stop();
		throw thrown;
	}
	const kb =
		['/enketo.js', '/enketo.css'].reduce((sum, path) => sum + files.get(path)!.gzip.length, 0) / 1024;
	return { url: `${origin}/walk`, kb, stop };
}

async function serve(files: ReadonlyMap<string, Served>): Promise<{ origin: string; stop: () => void }> {
	const server = createServer((request, response) => {
		const file = files.get(request.url ?? '');
		if (!file) return response.writeHead(404).end();
		const coding = /\bbr\b/.test(String(request.headers['accept-encoding'])) ? 'br' : 'gzip';
		const body = coding === 'br' ? file.brotli : file.gzip;
		response.writeHead(200, {
			'content-type': file.type,
			'content-encoding': coding,
			'content-length': body.length,
			'cache-control': file.cache
		});
		response.end(body);
	});
	await new Promise<void>((resolve) => server.listen(0, resolve));
	const { port } = server.address() as AddressInfo;
	const stop = () => {
		server.close();
		server.closeAllConnections();
	};
	return { origin: `http://localhost:${port}`, stop };
}

async function transform(browser: Browser, origin: string, xform: string): Promise<FormParts> {
	const page = await browser.newPage();
	try {
		await page.goto(origin);
		if (!(await page.evaluate(() => 'XSLTProcessor' in window)))
			throw new Error('this browser no longer knows XSLT, which turns an XForm into a page');
		return await page.evaluate(
			async ([path, text]) => {
				const { transform } = await import(path);
				const { form, model } = await transform({ xform: text, theme: 'grid' });
				return { form, model };
			},
			['/transformer.js', xform] as const
		);
	} finally {
		await page.close();
	}
}

/**
 * The form and its model stand in the page: nothing has to be asked for once the script runs, and the form is parsed
 * while the script is on its way. It is shown when it can be used, so that no page is laid out twice. Of the ways that
 * were tried (fetched, as JSON in the page, in the page and in sight) this had the least time.
 */
function pageOf({ form, model }: FormParts): string {
	return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Enketo</title>
<link rel="stylesheet" href="/enketo.css"><script type="module" src="/enketo.js"></script>
</head><body><div class="main" style="display: none"><article class="paper">
<header class="form-header clearfix"></header>
${form}
<section class="form-footer">
<a href="#" class="btn btn-default previous-page disabled">Trước</a> <a href="#" class="btn btn-primary next-page">Tiếp</a>
</section>
</article></div>
<script type="application/xml" id="model">${model}</script>
</body></html>`;
}
