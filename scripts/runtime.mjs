// Where the project's own Node 24 and its tools are. The machine's Node only bootstraps (see docs/decisions).
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node 24 that the npm package `node` brings, or this one when it is new enough. */
export function runtime() {
	const own = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
	if (existsSync(own)) return own;
	if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
	throw new Error('Không tìm thấy Node 24 trong node_modules. Hãy chạy «npm ci» rồi thử lại.');
}

/** The script behind a command of node_modules/.bin. */
export function bin(tool) {
	const name =
		{ playwright: '@playwright/test', 'paraglide-js': '@inlang/paraglide-js', 'svelte-kit': '@sveltejs/kit' }[
			tool
		] ?? tool;
	const folder = join(root, 'node_modules', name);
	const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	return join(folder, typeof bin === 'string' ? bin : (bin[tool] ?? Object.values(bin)[0]));
}
