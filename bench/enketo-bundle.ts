/** Enketo's engine with all its widgets in one script, and its theme in one style sheet; both from `peers`. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const PEERS = join(import.meta.dirname, 'peers');
const peers = createRequire(join(PEERS, 'package.json'));
const inPeers = (path: string) => join(PEERS, 'node_modules', path);

/** What turns an XForm into the parts of a page; it runs in a browser. */
export const TRANSFORMER = inPeers('enketo-transformer/dist/enketo-transformer/web/transformer.js');

/** False where `npm ci` was never run in `peers` (no network). */
export function isEnketoThere(): boolean {
	try {
		return ['enketo-core', 'enketo-transformer', 'sass'].every((name) => peers.resolve(name) !== '');
	} catch {
		return false;
	}
}

/** The engine with the modules that its package names for browsers, minified for those that Enketo itself builds for. */
export async function bundleScript(): Promise<string> {
	const { browser } = peers('enketo-core/package.json') as { browser: Record<string, string> };
	const alias = Object.entries(browser).map(([find, path]) => ({
		find,
		replacement: inPeers(join('enketo-core', path.replace(/(\.js)?$/, '.js')))
	}));
	const built = await build({
		configFile: false,
		root: PEERS,
		logLevel: 'error',
		resolve: { alias },
		build: {
			write: false,
			target: ['chrome100', 'edge100', 'firefox100', 'safari15'],
			modulePreload: false,
			rolldownOptions: { input: join(PEERS, 'enketo-entry.js') }
		}
	});
	if (!('output' in built) || built.output.length !== 1) throw new Error('Enketo is not in one file');
	return built.output[0].code;
}

interface Sass {
	compile(path: string, options: object): { css: string };
	Logger: { silent: object };
}

/** The theme «grid», which looks like a form on paper. */
export function bundleStyles(): string {
	const sass = peers('sass') as Sass;
	/* One of its sheets names a package by its place in Enketo's own repository. */
	const importer = {
		findFileUrl(url: string) {
			const [, name] = url.split('/node_modules/');
			return name === undefined ? null : pathToFileURL(inPeers(name));
		}
	};
	return sass.compile(inPeers('enketo-core/src/sass/grid/grid.scss'), {
		style: 'compressed',
		importers: [importer],
		logger: sass.Logger.silent
	}).css;
}
