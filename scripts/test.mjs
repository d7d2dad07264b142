// npm test: everything that has to hold. Installs what is missing, runs every check, counts, and ends with one line
// «N passed, N failed». A check is one; each Vitest and Playwright test is one.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './prepare.mjs';
import { bin, root, runtime } from './runtime.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

const results = join(root, 'test-results');
const count = { passed: 0, failed: 0 };

ensureInstalled();
ensureSystemPackages();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

/** Runs a script on the project's own Node; its output is shown when it is done, so that parallel ones do not mix. */
function run(script, ...args) {
	return new Promise((resolve) => {
		const started = Date.now();
		const child = spawn(runtime(), [script, ...args], {
			cwd: root,
			env: { ...process.env, FORCE_COLOR: '0' }
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
		child.on('close', (status) =>
			resolve({ ok: status === 0, output, seconds: (Date.now() - started) / 1000 })
		);
	});
}

async function check(name, script, ...args) {
	const { ok, output, seconds } = await run(script, ...args);
	count[ok ? 'passed' : 'failed'] += 1;
	console.log(`${ok ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)`);
	if (!ok) console.log(output.slice(-12_000));
	return ok;
}

function readReport(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return null;
	}
}

async function vitest() {
	const file = join(results, 'vitest.json');
	const { ok, output, seconds } = await run(
		bin('vitest'),
		'run',
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${file}`
	);
	const report = readReport(file);
	const failed = report?.numFailedTests ?? 1;
	addTests('Vitest', ok, report?.numPassedTests ?? 0, failed, seconds, output);
}

async function playwright() {
	const file = join(results, 'playwright.json');
	process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = file;
	const { ok, output, seconds } = await run(bin('playwright'), 'test', '--reporter=list,json');
	const stats = readReport(file)?.stats;
	addTests(
		'Playwright',
		ok,
		stats?.expected ?? 0,
		(stats?.unexpected ?? 1) + (stats?.flaky ?? 0),
		seconds,
		output
	);
}

/** A runner that ended badly without a failed test (a crash, an unhandled error) counts as one failure. */
function addTests(name, ok, passed, failed, seconds, output) {
	const failures = ok ? failed : Math.max(failed, 1);
	count.passed += passed;
	count.failed += failures;
	console.log(
		`${failures === 0 ? '✓' : '✗'} ${name}: ${passed} passed, ${failures} failed (${seconds.toFixed(1)} s)`
	);
	if (failures > 0) console.log(output.slice(-20_000));
}

function finish() {
	console.log(`\n${((Date.now() - started) / 1000).toFixed(0)} s`);
	console.log(`${count.passed} passed, ${count.failed} failed`);
	process.exit(count.failed === 0 ? 0 : 1);
}

/** What pages import and nobody has written: texts and the framework's types. All that comes after leans on them. */
async function generate() {
	await check('texts', join(root, 'scripts', 'texts.ts'));
	await check('svelte-kit sync', bin('svelte-kit'), 'sync');
}

async function checkFiles() {
	await check('oxfmt', bin('oxfmt'), '--check', '.');
	await check('oxlint', bin('oxlint'));
	await check('drizzle-kit check', bin('drizzle-kit'), 'check');
}

async function checkComponents() {
	await check('eslint', bin('eslint'), '.', '--max-warnings', '0');
	await check(
		'svelte-check',
		bin('svelte-check'),
		...['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--tsgo-experimental-api'],
		...['--output', 'human']
	);
}

const started = Date.now();
/* A core for each; what comes last takes both. */
await Promise.all([generate(), checkFiles()]);
const [isBuilt] = await Promise.all([check('build', join(root, 'scripts', 'build.mjs')), checkComponents()]);
if (!isBuilt) finish();
await vitest();
await playwright();
finish();
