import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { COMMON_IMPORTS, IMPORT_MATRIX } from './scripts/import-matrix.mjs';
import svelteConfig from './svelte.config.js';

/** Components, and modules that use their runes. All other scripts are read by oxlint (`oxlint.config.ts`). */
const READ = ['**/*.svelte', '**/*.svelte.ts'];

export default ts.config(
	{
		ignores: ['build/', '.svelte-kit/', 'data/', 'src/lib/paraglide/', 'test-results/', 'playwright-report/']
	},
	{ ignores: ['**/*.{js,mjs,cjs,ts}', '!**/*.svelte.ts'] },
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		files: READ,
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			parserOptions: {
				projectService: false,
				extraFileExtensions: ['.svelte'],
				parser: ts.parser,
				svelteConfig
			}
		},
		rules: {
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'svelte/no-navigation-without-resolve': 'off',
			...COMMON_IMPORTS
		}
	},
	...IMPORT_MATRIX
);
