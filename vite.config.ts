import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { clientChunks, looseEntries, noteWords } from './scripts/client-chunks.ts';
import { staticIcons } from './scripts/static-icons.ts';

export default defineConfig({
	plugins: [
		tailwindcss(),
		paraglideVitePlugin({
			project: './project.inlang',
			outdir: './src/lib/paraglide',
			strategy: ['cookie', 'baseLocale']
		}),
		staticIcons(),
		sveltekit(),
		looseEntries(),
		noteWords()
	],
	resolve: {
		alias: {
			// The index of its adapters loads every validation library there is (over a second): we have one.
			'sveltekit-superforms/adapters': fileURLToPath(
				new URL('./node_modules/sveltekit-superforms/dist/adapters/valibot.js', import.meta.url)
			)
		}
	},
	build: { target: 'es2022' },
	environments: { client: { build: { rolldownOptions: { output: { codeSplitting: clientChunks } } } } },
	test: {
		include: ['src/**/*.spec.ts', 'tests/integration/**/*.spec.ts', 'tests/migrations/**/*.spec.ts'],
		environment: 'node',
		pool: 'forks',
		expect: { requireAssertions: true },
		testTimeout: 30_000
	}
});
