import { defineConfig, devices } from '@playwright/test';
import { rmSync } from 'node:fs';
import { findBrowser } from './scripts/browser.mjs';
import { SHARED } from './tests/e2e/province.ts';

const PORT = 4173;

/** Begun first, so that no worker is left with a long one when the other has nothing more to do. */
const LONG = [
	'main-path.e2e.ts',
	'year.e2e.ts',
	'bad-luck.e2e.ts',
	'day-in-the-field.e2e.ts',
	'offline.e2e.ts'
];

/** A province of its own for each run. Workers read this file too and must leave it alone. */
if (process.env.TEST_WORKER_INDEX === undefined) rmSync(SHARED, { recursive: true, force: true });

export default defineConfig({
	testDir: 'tests/e2e',
	projects: [
		{ name: 'long', testMatch: LONG },
		{ name: 'short', testMatch: '*.e2e.ts', testIgnore: LONG }
	],
	globalSetup: './tests/e2e/province.ts',
	outputDir: 'test-results/playwright',
	fullyParallel: false,
	// The story and the screens go side by side: each file signs its own people in, and reads no other's lists.
	workers: 2,
	forbidOnly: true,
	retries: 0,
	/* Patience, not a measure: a busy machine may take seconds for what takes a moment. */
	timeout: 300_000,
	expect: { timeout: 30_000 },
	reporter: 'list',
	use: {
		...devices['Desktop Chrome'],
		baseURL: `http://localhost:${PORT}`,
		locale: 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh',
		launchOptions: {
			executablePath: findBrowser(),
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync'
			]
		},
		actionTimeout: 30_000,
		// A trace costs every story a tenth of its time; `THUOC_TRACE=1` writes one for each that fails.
		trace: process.env.THUOC_TRACE ? 'retain-on-failure' : 'off',
		screenshot: 'only-on-failure'
	},
	webServer: {
		command: 'node scripts/start.mjs',
		url: `http://localhost:${PORT}/api/health`,
		timeout: 120_000,
		reuseExistingServer: false,
		env: {
			PORT: String(PORT),
			THUOC_DATA: SHARED,
			THUOC_LOG: 'warn'
		}
	}
});
