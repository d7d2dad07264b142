// What must be there before anything runs: the packages of the lock file and a build of the present sources.
// Runs on the machine's own Node, with nothing installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, bin, runtime } from './runtime.mjs';

const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const stampFile = (name) => join(root, 'node_modules', `.thuoc-${name}`);
const readStamp = (name) => (existsSync(stampFile(name)) ? readFileSync(stampFile(name), 'utf8') : '');

function run(command, args, options = {}) {
	const done = spawnSync(command, args, { stdio: 'inherit', cwd: root, ...options });
	if (done.status !== 0) {
		console.error(`\nKhông chạy được: ${[command, ...args].join(' ')}`);
		process.exit(done.status ?? 1);
	}
}

/** Installs exactly the lock file, unless that very lock file was installed before. */
export function ensureInstalled() {
	const wanted = createHash('sha256')
		.update(readFileSync(join(root, 'package-lock.json')))
		.digest('hex');
	if (readStamp('lock') === wanted && existsSync(join(root, 'node_modules', 'node'))) return false;
	console.log('Đang cài đặt các gói theo package-lock.json (chỉ lần đầu)…');
	run(NPM, ['ci', '--no-audit', '--no-fund'], { shell: process.platform === 'win32' });
	writeFileSync(stampFile('lock'), wanted);
	return true;
}

const SOURCES = [
	'src',
	'static',
	'messages',
	'project.inlang/settings.json',
	'svelte.config.js',
	'vite.config.ts',
	'scripts/client-chunks.ts',
	'scripts/page-drawing.ts',
	'scripts/static-icons.ts',
	'scripts/texts.ts',
	'package-lock.json'
];
const GENERATED = join(root, 'src', 'lib', 'paraglide');

function* listFiles(path) {
	if (path === GENERATED) return;
	if (statSync(path).isFile()) return void (yield path);
	for (const name of readdirSync(path).sort()) yield* listFiles(join(path, name));
}

function hashSources() {
	const hash = createHash('sha256');
	for (const source of SOURCES)
		for (const file of listFiles(join(root, source)))
			if (!file.endsWith('.spec.ts')) hash.update(file.slice(root.length)).update(readFileSync(file));
	return hash.digest('hex');
}

/** What a build leaves behind: the application, and what types and texts are checked against. */
const BUILT = [
	join(root, 'build', 'handler.js'),
	join(root, '.svelte-kit', 'tsconfig.json'),
	join(GENERATED, 'messages.js')
];

/** Builds the application, unless these very sources were built before. */
export function ensureBuilt() {
	const wanted = hashSources();
	if (readStamp('build') === wanted && BUILT.every((file) => existsSync(file))) return false;
	console.log('Đang dựng ứng dụng…');
	run(runtime(), [bin('vite'), 'build', '--logLevel', 'warn'], {
		env: { ...process.env, NODE_ENV: 'production' }
	});
	mkdirSync(join(root, 'node_modules'), { recursive: true });
	writeFileSync(stampFile('build'), wanted);
	return true;
}
