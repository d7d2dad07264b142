// The Debian packages that the tests use as a browser and as independent witnesses.
import { spawnSync } from 'node:child_process';

const TOOLS = {
	chromium: 'chromium',
	pdfsig: 'poppler-utils',
	pdftotext: 'poppler-utils',
	certutil: 'libnss3-tools',
	qpdf: 'qpdf'
};

const has = (tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;

/** Installs what is missing when root; otherwise says what to install and stops. */
export function ensureSystemPackages() {
	const missing = [
		...new Set(
			Object.entries(TOOLS)
				.filter(([tool]) => !has(tool))
				.map(([, name]) => name)
		)
	];
	if (missing.length === 0) return;
	if (process.platform !== 'linux' || process.getuid?.() !== 0 || !has('apt-get')) {
		console.error(`Hãy cài các gói sau rồi chạy lại npm test: ${missing.join(' ')}`);
		console.error(`  Debian, Ubuntu: sudo apt-get install ${missing.join(' ')}`);
		process.exit(1);
	}
	console.log(`Đang cài các gói Debian: ${missing.join(' ')}…`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const apt = (...args) =>
		spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
	if (!apt('update') || !apt('install', '-y', '--no-install-recommends', ...missing)) process.exit(1);
}
