/**
 * The texts of the pages as modules, made from `messages/`. Reading them takes the compiler ten seconds, so it is done once
 * for each state of them, by whoever comes first: the tests before all else, a build, a single spec.
 */
import { compile, paraglideVitePlugin } from '@inlang/paraglide-js';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const PROJECT = join(root, 'project.inlang');
const MADE = join(root, 'src', 'lib', 'paraglide');
const INDEX = join(MADE, 'messages', '_index.js');
/** Within what was made: it goes with it. */
const STAMP = join(MADE, '.made-of');

const OPTIONS = {
	project: PROJECT,
	outdir: MADE,
	strategy: ['cookie', 'baseLocale'],
	/* A file for each text lets a page take its own only. */
	outputStructure: 'message-modules',
	isServer: "import.meta.env?.SSR ?? typeof window === 'undefined'"
} satisfies Parameters<typeof compile>[0];

/** What the modules are made of: the texts, the project's settings, the compiler, and how it is asked. */
function hashSources(): string {
	const hash = createHash('sha256').update(JSON.stringify({ ...OPTIONS, project: '', outdir: '' }));
	const files = [
		'project.inlang/settings.json',
		'node_modules/@inlang/paraglide-js/package.json',
		...globSync('messages/**/*.json', { cwd: root }).sort()
	];
	for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
	return hash.digest('hex');
}

/** Makes the modules, unless those that are there are made of these very texts. */
export async function makeTexts(): Promise<void> {
	const wanted = hashSources();
	if (existsSync(INDEX) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
	await compile(OPTIONS);
	writeFileSync(STAMP, wanted);
}

/** For a build and for tests; a server for developers makes them anew whenever they change. */
export const texts = (isForDevelopers: boolean): Plugin[] =>
	isForDevelopers
		? [paraglideVitePlugin(OPTIONS)].flat()
		: [{ name: 'texts', enforce: 'pre', buildStart: makeTexts }];

/** Three thousand files in one, for specs: they read them all. */
export function textsInOne(): Plugin {
	return {
		name: 'texts-in-one',
		enforce: 'pre',
		load: {
			filter: { id: /\/paraglide\/messages\/_index\.js$/ },
			handler: (id) => (resolve(id) === resolve(INDEX) ? bundleTexts() : null)
		}
	};
}

async function bundleTexts(): Promise<string> {
	const done = await build({
		configFile: false,
		logLevel: 'error',
		plugins: [
			{
				name: 'runtime-stays-outside',
				resolveId: (id) =>
					id === '../runtime.js' ? { id: join(MADE, 'runtime.js'), external: 'absolute' } : null
			}
		],
		build: {
			write: false,
			minify: false,
			target: 'esnext',
			rolldownOptions: { input: INDEX, preserveEntrySignatures: 'strict', treeshake: false }
		}
	});
	const [made] = [done].flat();
	if (!made || !('output' in made)) throw new Error('The texts were not bundled.');
	return made.output[0].code;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await makeTexts();
