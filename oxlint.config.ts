import { defineConfig } from 'oxlint';
import { COMMON_IMPORTS, IMPORT_MATRIX } from './scripts/import-matrix.mjs';

/** All scripts, and those of components; what is a component's own (markup, runes) ESLint reads (`eslint.config.js`). */
export default defineConfig({
	plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'promise', 'vitest'],
	categories: { correctness: 'error' },
	env: { browser: true, node: true, es2024: true },
	ignorePatterns: [
		'build/',
		'.svelte-kit/',
		'data/',
		'src/lib/paraglide/',
		'test-results/',
		'playwright-report/'
	],
	rules: {
		'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
		/* What typescript-eslint recommends and oxlint counts among other than plain faults. */
		'typescript/ban-ts-comment': 'error',
		'typescript/no-empty-object-type': 'error',
		'typescript/no-explicit-any': 'error',
		'typescript/no-namespace': 'error',
		'typescript/no-require-imports': 'error',
		'typescript/no-unnecessary-type-constraint': 'error',
		'typescript/no-unsafe-function-type': 'error',
		'no-array-constructor': 'error',
		'no-unused-expressions': 'error',
		'no-var': 'error',
		'prefer-const': 'error',
		'prefer-rest-params': 'error',
		'prefer-spread': 'error',
		/* Names from outside are searched for control characters. */
		'no-control-regex': 'off',
		/* A long record is written in two lines, not in twenty. */
		'unicorn/no-useless-spread': 'off',
		/* Specs assert in properties, loops and helpers, with a message where a loop needs one. */
		'vitest/expect-expect': ['error', { assertFunctionNames: ['expect*', 'fc.assert'] }],
		'vitest/no-conditional-expect': 'off',
		'vitest/no-standalone-expect': 'off',
		'vitest/require-to-throw-message': 'off',
		'vitest/valid-expect': ['error', { maxArgs: 2 }],
		...COMMON_IMPORTS
	},
	overrides: [
		...IMPORT_MATRIX,
		{
			files: ['src/lib/domain/**'],
			rules: {
				'no-restricted-globals': ['error', 'fetch', 'window', 'document', 'process'],
				'no-restricted-properties': [
					'error',
					{ object: 'Date', property: 'now', message: 'The domain gets its clock as an argument.' },
					{ object: 'Math', property: 'random', message: 'The domain gets its chance as an argument.' }
				]
			}
		}
	]
});
