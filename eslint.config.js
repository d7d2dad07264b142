import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/**
 * The import matrix of the house: who may import whom. Paths are named as they are written (`#lib/…`) and as
 * a relative path would reach them, so that neither way round the fence is open.
 */
const room = (name) => [`#lib/${name}`, `#lib/${name}/**`, `**/${name}/**`];
const forbid = (message, ...patterns) => ({ group: patterns.flat(), message });
const matrix = (files, ...patterns) => ({
	files,
	rules: { 'no-restricted-imports': ['error', { patterns }] }
});
const FRAMEWORK = ['svelte', 'svelte/*', '$app/*', '@sveltejs/*', '$lib', '$lib/**'];
const NEVER_LUCIA = forbid('Only src/lib/server/auth/session.ts may know lucia.', ['lucia']);
const NO_OLD_ALIAS = forbid('Write #lib/…, never $lib.', ['$lib', '$lib/**', '$app/stores']);

export default ts.config(
	{
		ignores: [
			'build/',
			'.svelte-kit/',
			'node_modules/',
			'data/',
			'src/lib/paraglide/',
			'test-results/',
			'playwright-report/'
		]
	},
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'no-restricted-imports': ['error', { patterns: [NEVER_LUCIA, NO_OLD_ALIAS] }]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: {
				projectService: false,
				extraFileExtensions: ['.svelte'],
				parser: ts.parser,
				svelteConfig
			}
		},
		rules: { 'svelte/no-navigation-without-resolve': 'off' }
	},
	matrix(
		['src/lib/domain/**'],
		forbid('The domain is pure.', FRAMEWORK, [
			'node:*',
			'drizzle-orm',
			'drizzle-orm/*',
			'better-sqlite3',
			'valibot'
		]),
		forbid(
			'The domain imports the domain only.',
			room('server'),
			room('contracts'),
			room('offline'),
			room('components'),
			['#lib/ui/**', '#lib/walk/**', '#lib/paraglide/**']
		)
	),
	{
		files: ['src/lib/domain/**'],
		ignores: ['**/*.spec.ts'],
		rules: {
			'no-restricted-globals': ['error', 'fetch', 'window', 'document', 'process'],
			'no-restricted-properties': [
				'error',
				{ object: 'Date', property: 'now', message: 'The domain gets its clock as an argument.' },
				{ object: 'Math', property: 'random', message: 'The domain gets its chance as an argument.' }
			]
		}
	},
	matrix(
		['src/lib/contracts/**'],
		forbid(
			'Contracts know the domain only.',
			FRAMEWORK,
			room('server'),
			room('offline'),
			room('components'),
			['#lib/ui/**', '#lib/walk/**']
		)
	),
	matrix(
		['src/lib/server/db/**'],
		NEVER_LUCIA,
		forbid(
			'Queries know the schema and domain types.',
			FRAMEWORK,
			['#lib/server/services/**', '**/services/**'],
			room('offline'),
			room('components'),
			room('contracts')
		)
	),
	matrix(
		['src/lib/server/services/**'],
		NEVER_LUCIA,
		forbid('Services know no framework and no page.', FRAMEWORK, room('offline'), room('components'), [
			'#lib/ui/**',
			'#lib/walk/**',
			'#lib/paraglide/**'
		])
	),
	matrix(
		['src/lib/server/pdf/**', 'src/lib/server/signing/**'],
		NEVER_LUCIA,
		forbid(
			'Papers and signatures know no database.',
			FRAMEWORK,
			[
				'#lib/server/db/**',
				'**/db/**',
				'#lib/server/services/**',
				'**/services/**',
				'drizzle-orm',
				'better-sqlite3'
			],
			room('offline'),
			room('components')
		)
	),
	matrix(
		['src/lib/offline/**'],
		NO_OLD_ALIAS,
		forbid('The tablet never imports the server.', room('server'))
	),
	matrix(
		['src/lib/walk/**'],
		NO_OLD_ALIAS,
		forbid('What the walk and the self-assessment share never imports the server.', room('server'))
	),
	matrix(
		['src/lib/components/**'],
		NO_OLD_ALIAS,
		forbid('Components are dumb: no server, no store of the tablet.', room('server'), room('offline'), [
			'#lib/walk/**'
		])
	),
	matrix(
		[
			'src/routes/**/+page.svelte',
			'src/routes/**/+layout.svelte',
			'src/routes/**/+page.ts',
			'src/routes/**/+layout.ts'
		],
		NO_OLD_ALIAS,
		forbid('Pages never import the server.', room('server'))
	),
	matrix(
		['src/routes/**/+page.server.ts', 'src/routes/**/+layout.server.ts', 'src/routes/**/+server.ts'],
		NEVER_LUCIA,
		NO_OLD_ALIAS,
		forbid('Routes go through services (queries for reading only).', room('offline'), [
			'drizzle-orm',
			'better-sqlite3',
			'#lib/server/db/schema/**',
			'#lib/server/db/open.ts'
		])
	),
	{
		files: ['src/lib/server/auth/session.ts'],
		rules: { 'no-restricted-imports': 'off' }
	}
);
