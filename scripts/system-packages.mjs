// The Debian packages that the tests use as a browser and as independent witnesses.
import { spawnSync } from 'node:child_process';
import { findBrowser } from './browser.mjs';

const TOOLS = {
	pdfsig: 'poppler-utils',
	pdftotext: 'poppler-utils',
	certutil: 'libnss3-tools',
	qpdf: 'qpdf',
	openssl: 'openssl'
};
const QUICK_BROWSER = 'chromium-headless-shell';

const has = (tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
const canInstall = () => process.platform === 'linux' && process.getuid?.() === 0 && has('apt-get');

function apt(...args) {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const { status } = spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env });
	return status === 0;
}
const install = (...names) => apt('install', '-y', '--no-install-recommends', ...names);
const isOffered = (name) => spawnSync('apt-cache', ['show', name]).status === 0;

/** Installs what is missing when root; otherwise says what to install and stops. */
export function ensureSystemPackages() {
	const missing = new Set(
		Object.entries(TOOLS)
			.filter(([tool]) => !has(tool))
			.map(([, name]) => name)
	);
	/* Not every system offers the quick one; then the usual one does. */
	const isSettled =
		has(QUICK_BROWSER) || (findBrowser() !== undefined && !(canInstall() && isOffered(QUICK_BROWSER)));
	if (missing.size === 0 && isSettled) return;
	if (!canInstall()) return sayWhatToInstall([...missing, ...(findBrowser() ? [] : ['chromium'])]);
	console.log(`Đang cài các gói Debian: ${[...missing, ...(isSettled ? [] : ['chromium'])].join(' ')}…`);
	if (!apt('update') || (missing.size > 0 && !install(...missing))) process.exit(1);
	if (!isSettled && isOffered(QUICK_BROWSER)) install(QUICK_BROWSER);
	if (findBrowser() === undefined && !install('chromium')) process.exit(1);
}

function sayWhatToInstall(names) {
	console.error(`Hãy cài các gói sau rồi chạy lại npm test: ${names.join(' ')}`);
	console.error(`  Debian, Ubuntu: sudo apt-get install ${names.join(' ')}`);
	process.exit(1);
}
