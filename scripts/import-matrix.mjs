/**
 * The import matrix of the house: who may import whom. Both linters take their rules from here (oxlint for scripts, ESLint
 * for components). Paths are named as they are written (`#lib/…`) and as a relative path would reach them, so that neither
 * way round the fence is open.
 */
const room = (name) => [`#lib/${name}`, `#lib/${name}/**`, `**/${name}/**`];
const forbid = (message, ...patterns) => ({ group: patterns.flat(), message });
const FRAMEWORK = ['svelte', 'svelte/*', '$app/*', '@sveltejs/*', '$lib', '$lib/**'];

const EVERYWHERE = [
	forbid('Only src/lib/server/auth/session.ts may know lucia.', ['lucia']),
	forbid('Write #lib/…, never $lib.', ['$lib', '$lib/**', '$app/stores'])
];

const ROOMS = [
	{
		files: ['src/lib/domain/**'],
		patterns: [
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
		]
	},
	{
		files: ['src/lib/contracts/**'],
		patterns: [
			forbid(
				'Contracts know the domain only.',
				FRAMEWORK,
				room('server'),
				room('offline'),
				room('components'),
				['#lib/ui/**', '#lib/walk/**']
			)
		]
	},
	{
		files: ['src/lib/server/db/**'],
		patterns: [
			forbid(
				'Queries know the schema and domain types.',
				FRAMEWORK,
				['#lib/server/services/**', '**/services/**'],
				room('offline'),
				room('components'),
				room('contracts')
			)
		]
	},
	{
		files: ['src/lib/server/services/**'],
		patterns: [
			forbid('Services know no framework and no page.', FRAMEWORK, room('offline'), room('components'), [
				'#lib/ui/**',
				'#lib/walk/**',
				'#lib/paraglide/**'
			])
		]
	},
	{
		files: ['src/lib/server/pdf/**', 'src/lib/server/signing/**'],
		patterns: [
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
		]
	},
	{
		files: ['src/lib/offline/**'],
		patterns: [forbid('The tablet never imports the server.', room('server'))]
	},
	{
		files: ['src/lib/walk/**'],
		patterns: [
			forbid('What the walk and the self-assessment share never imports the server.', room('server'))
		]
	},
	{
		files: ['src/lib/components/**'],
		patterns: [
			forbid('Components are dumb: no server, no store of the tablet.', room('server'), room('offline'), [
				'#lib/walk/**'
			])
		]
	},
	{
		files: [
			'src/routes/**/+page.svelte',
			'src/routes/**/+layout.svelte',
			'src/routes/**/+page.ts',
			'src/routes/**/+layout.ts'
		],
		patterns: [forbid('Pages never import the server.', room('server'))]
	},
	{
		files: ['src/routes/**/+page.server.ts', 'src/routes/**/+layout.server.ts', 'src/routes/**/+server.ts'],
		patterns: [
			forbid('Routes go through services (queries for reading only).', room('offline'), [
				'drizzle-orm',
				'better-sqlite3',
				'#lib/server/db/schema/**',
				'#lib/server/db/open.ts'
			])
		]
	}
];

const rulesOf = (patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

/** For every file. */
export const COMMON_IMPORTS = rulesOf(EVERYWHERE);

/** Files and their rules, in the form that both linters read; a later one replaces an earlier one. */
export const IMPORT_MATRIX = [
	...ROOMS.map(({ files, patterns }) => ({ files, rules: rulesOf([...EVERYWHERE, ...patterns]) })),
	{ files: ['src/lib/server/auth/session.ts'], rules: { 'no-restricted-imports': 'off' } }
];
