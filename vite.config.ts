import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/*
 * Pages of the tablet are weighed. Left alone, the bundler makes a file of each module that two pages share: dozens of
 * requests, and each too small to compress. The framework and the shared icons are one file each.
 */
const CLIENT_CHUNKS = [
	{ name: 'svelte', test: /node_modules\/svelte\//, priority: 2 },
	{ name: 'icons', test: /@lucide/, minShareCount: 3, priority: 1 }
];

export default defineConfig(({ isSsrBuild }) => ({
	plugins: [
		tailwindcss(),
		paraglideVitePlugin({
			project: './project.inlang',
			outdir: './src/lib/paraglide',
			strategy: ['cookie', 'baseLocale']
		}),
		sveltekit()
	],
	resolve: {
		alias: {
			// The index of its adapters loads every validation library there is (over a second): we have one.
			'sveltekit-superforms/adapters': fileURLToPath(
				new URL('./node_modules/sveltekit-superforms/dist/adapters/valibot.js', import.meta.url)
			)
		}
	},
	build: {
		target: 'es2022',
		rolldownOptions: isSsrBuild ? {} : { output: { codeSplitting: { groups: CLIENT_CHUNKS } } }
	},
	test: {
		include: ['src/**/*.spec.ts', 'tests/integration/**/*.spec.ts', 'tests/migrations/**/*.spec.ts'],
		environment: 'node',
		pool: 'forks',
		expect: { requireAssertions: true },
		testTimeout: 30_000
	}
}));
