import { describe, expect, it } from 'vitest';
import { PageLinks } from './page-links.ts';

const HTML = `<!doctype html>
<html lang="vi"><head><title>Thước</title></head><body><div>
	<script nonce="n">{
		Promise.all([
			import("/start.js"),
			import("/app.js")
		]).then(([kit, app]) => kit.start(app));
	}</script>
</div></body></html>`;

const WALK = '/(field)/field/[id]/walk';
const CLOSING = '/(field)/field/[id]/closing';

function written(routeId: string | null, html = HTML, inspectionId = 'a/b'): string {
	const links = new PageLinks(routeId, inspectionId);
	for (const path of ['/one.js', '/two.js']) expect(links.take({ type: 'js', path })).toBe(false);
	for (const path of ['/be-400-x.woff2', '/be-700-x.woff2'])
		expect(links.take({ type: 'font', path })).toBe(false);
	expect(links.take({ type: 'css', path: '/one.css' })).toBe(false);
	return links.writeInto(html).join('');
}

const headOf = (html: string): string => html.slice(0, html.indexOf('</head>'));

describe('the links of a page', () => {
	it('a page that the server draws names its scripts after what is to be read', () => {
		const page = written('/(office)/campaigns');
		expect(headOf(page)).not.toContain('.js');
		expect(page).toMatch(
			/<link rel="modulepreload" href="\/one\.js"><link rel="modulepreload" href="\/two\.js"><\/body>/
		);
		expect(page).not.toContain('requestAnimationFrame');
	});

	it('the walk is painted before its scripts are fetched', () => {
		const page = written(WALK);
		expect(page).not.toContain('<link rel="modulepreload"');
		expect(page).toMatch(
			/new Promise\(\(go\) => \{\s+requestAnimationFrame\(\(\) => setTimeout\(go\)\);[^]+for \(const href of \["\/one\.js","\/two\.js"\]\)[^]+return Promise\.all\(\[\s+import\("\/start\.js"\),\s+import\("\/app\.js"\)\s+\]\);\s+\}\)\.then\(\(\[kit, app\]\)/
		);
	});

	it('what it is changed to is a script that runs', () => {
		const [, script] = /<script[^>]*>([^]+)<\/script>/.exec(written(WALK))!;
		expect(() => new Function(script!.replaceAll('import(', 'fetched('))).not.toThrow();
	});

	it('a page of the office brings the letters it begins with; the walk is set in the own ones of the device', () => {
		expect(headOf(written('/(office)/campaigns'))).toContain('href="/be-400-x.woff2"');
		expect(written('/(office)/campaigns')).not.toContain('/be-700-x.woff2');
		expect(written('/(office)/campaigns')).toContain('<html lang="vi">');
		expect(written(WALK)).not.toContain('.woff2');
		expect(written(WALK)).toContain('<html style="--font-sans: system-ui, sans-serif" lang="vi">');
	});

	it('of a page that the tablet draws itself nothing waits, and the inspection comes beside the scripts', () => {
		const page = written(CLOSING);
		expect(headOf(page)).toContain('<link rel="modulepreload" href="/one.js">');
		expect(headOf(page)).toContain(
			'<link rel="preload" as="fetch" href="/api/inspections/a%2Fb/field" crossorigin>'
		);
		expect(page).not.toContain('requestAnimationFrame');
	});

	it('neither the list of inspections nor the walk asks for one: the one has none, the other has it in the page', () => {
		expect(written('/(field)/field')).not.toContain('/api/');
		expect(written(WALK)).not.toContain('/api/');
	});

	it('a walk without the script that is looked for works as the framework makes it', () => {
		const bare = '<html lang="vi"><head></head><body></body></html>';
		expect(written(WALK, bare)).toBe(
			'<html lang="vi"><head></head><body><link rel="modulepreload" href="/one.js"><link rel="modulepreload" href="/two.js"></body></html>'
		);
	});
});
