import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import {
	clientChunks,
	compileWalkWhole,
	listTabletFiles,
	looseEntries,
	noteWalk,
	noteWords,
	preloads
} from './scripts/client-chunks.ts';
import { drawnPages } from './scripts/page-drawing.ts';
import { staticIcons } from './scripts/static-icons.ts';
import { texts, textsInOne } from './scripts/texts.ts';

const ALL = [
	'src/**/*.spec.ts',
	'tests/integration/**/*.spec.ts',
	'tests/migrations/**/*.spec.ts',
	'bench/*.spec.ts'
];
const ALONE = ['tests/integration/requests.spec.ts', 'tests/integration/sign-in.spec.ts'];

const isTest = process.env.VITEST !== undefined;

export default defineConfig(({ command }) => ({
	plugins: [
		tailwindcss(),
		texts(command === 'serve' && !isTest),
		isTest && textsInOne(),
		staticIcons(),
		drawnPages(),
		sveltekit(),
		looseEntries(),
		noteWords(),
		noteWalk(),
		compileWalkWhole(),
		listTabletFiles()
	],
	resolve: {
		alias: {
			// The index of its adapters loads every validation library there is (over a second): we have one.
			'sveltekit-superforms/adapters': fileURLToPath(
				new URL('./node_modules/sveltekit-superforms/dist/adapters/valibot.js', import.meta.url)
			)
		}
	},
	build: { target: 'es2022', modulePreload: { polyfill: false, resolveDependencies: preloads } },
	/* Two hundred files whose package has a long list of entrances, read anew for each: a third of the server's start. */
	ssr: { noExternal: ['drizzle-orm'] },
	environments: { client: { build: { rolldownOptions: { output: { codeSplitting: clientChunks } } } } },
	test: {
		environment: 'node',
		pool: 'forks',
		/* All cores: the default leaves one idle, which is half of a small machine. */
		maxWorkers: '100%',
		expect: { requireAssertions: true },
		testTimeout: 30_000,
		projects: [
			/* Most files share their process: reading the server's modules anew for each took longer than the tests. */
			{ extends: true, test: { name: 'together', isolate: false, include: ALL, exclude: ALONE } },
			/* These put something in the place of a module, or open and close the one server of the process. */
			{ extends: true, test: { name: 'alone', include: ALONE } }
		]
	}
}));
