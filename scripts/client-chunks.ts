/*
 * How the browser's code is cut into files. Pages of the tablet are weighed, and opened on slow machines; left alone,
 * the bundler makes a file of each module that two pages share: dozens of requests, each too small to compress. So the
 * framework is one file; what the walk shares with pages outside the tablet is another; what it shares with the
 * tablet's other pages a third.
 */
import type { Plugin, ResolveModulePreloadDependenciesFn } from 'vite';

interface Graph {
	getModuleInfo(id: string): { importers: readonly string[]; dynamicImporters: readonly string[] } | null;
}

const PAGE = /\/src\/routes\/.*\+(?:page|layout|error)[^/]*$/;
/** With what they and every page of the tablet bring along. */
const FRAMEWORK = /node_modules\/(?:svelte|@sveltejs\/kit|clsx|devalue)\/|^\0vite\/preload-helper/;
const START =
	/\/@sveltejs\/kit\/src\/runtime\/client\/entry|\/client-optimized\/app\.js$|\/generated\/root\./;
const WORD = /\/src\/lib\/paraglide\/messages\/(\w+)\.js$/;
const SHAREABLE =
	/\/src\/(?:lib|params)\/|@lucide|node_modules\/(?:uuid|idb)\/|\/src\/routes\/\(field\)\/field\/[^[+]*$/;
const WALK = /\/\(field\)\/field\/\[id\]\/walk\/\+page\.svelte$/;
const WITH_EVERY_WALK = /\/\(field\)\/field\/\[id\]\/walk\/\+page|\/\(field\)\/.*\+layout|\/src\/routes\/\+/;
/** A module that one page outside the tablet uses is that page's to load with the tablet's. */
const PAGES_OUTSIDE = 2;

/** Which modules say a word: the graph cannot tell, for all import the same list of words. */
const saidBy = new Map<string, Set<string>>();

/** All that loads a module at once (not later, by `import()`). */
function usersOf(id: string, graph: Graph): string[] {
	const seen = new Set(saidBy.get(WORD.exec(id)?.[1] ?? '') ?? [id]);
	for (const at of seen) for (const importer of graph.getModuleInfo(at)?.importers ?? []) seen.add(importer);
	return [...seen];
}

/** The pages that load a module, at once or later. */
function pagesOf(id: string, graph: Graph): string[] {
	const seen = new Set(saidBy.get(WORD.exec(id)?.[1] ?? '') ?? [id]);
	for (const at of seen) {
		const info = PAGE.test(at) ? null : graph.getModuleInfo(at);
		for (const importer of [...(info?.importers ?? []), ...(info?.dynamicImporters ?? [])])
			seen.add(importer);
	}
	return [...seen].filter((user) => PAGE.test(user));
}

function sharedWithWalk(id: string, graph: Graph): string | null {
	if (!SHAREABLE.test(id)) return null;
	const pages = usersOf(id, graph).filter((user) => PAGE.test(user));
	if (!pages.some((page) => WITH_EVERY_WALK.test(page))) return null;
	if (pages.filter((page) => !page.includes('/(field)/')).length >= PAGES_OUTSIDE) return 'common';
	return pages.length > 1 ? 'tablet' : null;
}

/** From so many pages on, a module comes with all the others of the desks; a word or an icon from two. */
const PAGES_OF_DESKS = 3;
const TINY = /\/src\/lib\/paraglide\/messages\/|@lucide/;
/** Pages of who is not at a desk, or not yet: they bring their own and what they share with the desks, no more. */
const NOT_A_DESK = /\/src\/routes\/\((?:field|public)\)\/|\/src\/routes\/\+/;
/** As large as all the others: the sentences of what may go wrong, dialogs with what draws them, parts of the walk. */
const LARGE = /\/problem[-_]|Dialog\.svelte|\/dialog\.css|\/src\/lib\/(?:walk|offline)\//;

/** What the pages of office, agency and administration share: one file among themselves, one with all the others. */
function sharedByDesks(id: string, graph: Graph): string | null {
	if (!SHAREABLE.test(id) || LARGE.test(id)) return null;
	if (usersOf(id, graph).some((user) => START.test(user))) return null;
	const pages = pagesOf(id, graph);
	if (pages.length < (TINY.test(id) ? 2 : PAGES_OF_DESKS)) return null;
	if (!pages.some((page) => NOT_A_DESK.test(page))) return 'desk';
	return pages.every((page) => NOT_A_DESK.test(page)) ? null : 'shared';
}

/** The framework without what only pages outside the tablet ask of it (the handling of forms). */
function framework(id: string, graph: Graph): string | null {
	if (!FRAMEWORK.test(id)) return null;
	const users = usersOf(id, graph);
	return users.some((user) => START.test(user) || WITH_EVERY_WALK.test(user)) ? 'svelte' : null;
}

/** Notes who says which word, for `clientChunks`. */
export function noteWords(): Plugin {
	return {
		name: 'note-words',
		applyToEnvironment: ({ name }) => name === 'client',
		moduleParsed({ id, code }) {
			if (id.includes('/paraglide/') || !code?.includes('paraglide/messages')) return;
			for (const [, word] of code.matchAll(/\bm\.(\w+)/g))
				saidBy.set(word!, (saidBy.get(word!) ?? new Set()).add(id));
		}
	};
}

export const clientChunks = {
	includeDependenciesRecursively: false,
	groups: [
		{ name: framework, debugName: 'framework', priority: 2 },
		{ name: sharedWithWalk, debugName: 'shared with the walk', priority: 1 },
		{ name: sharedByDesks, debugName: 'shared by the desks', priority: 0 }
	]
};

/**
 * The bundler takes groups without their dependencies only if entries may export more than they say, which the
 * framework's settings forbid; nothing reads those exports by list, so more of them do no harm.
 */
export function looseEntries(): Plugin {
	return {
		name: 'loose-entries',
		enforce: 'post',
		applyToEnvironment: ({ name }) => name === 'client',
		options(options) {
			return { ...options, preserveEntrySignatures: 'allow-extension' };
		}
	};
}

/** Where the service worker finds what `listTabletFiles` has listed. */
const TABLET_LIST = '_app/tablet-files.json';
/** Pages that a tablet shows with no network, with what surrounds them. */
const ON_TABLET = /\/src\/routes\/(?:\(field\)\/.*)?\+(?:page|layout|error)[^/]*$/;

/**
 * Writes down which files the tablet's pages load, at once or later: the service worker keeps those, and not the office
 * besides. The entry names every page there is, so that what it loads later does not count.
 */
export function listTabletFiles(): Plugin {
	return {
		name: 'list-tablet-files',
		applyToEnvironment: ({ name }) => name === 'client',
		generateBundle: {
			order: 'post',
			handler(_, bundle) {
				const files = new Set<string>();
				const chunks = new Set(
					Object.values(bundle).filter(
						(file) =>
							file.type === 'chunk' &&
							(file.name.startsWith('entry/') || file.moduleIds.some((id) => ON_TABLET.test(id)))
					)
				);
				for (const chunk of chunks) {
					files.add(chunk.fileName);
					if (chunk.type !== 'chunk') continue;
					for (const file of chunk.viteMetadata?.importedCss ?? []) files.add(file);
					for (const file of chunk.viteMetadata?.importedAssets ?? []) files.add(file);
					const later = chunk.name.startsWith('entry/') ? [] : chunk.dynamicImports;
					for (const name of [...chunk.imports, ...later]) if (bundle[name]) chunks.add(bundle[name]);
				}
				this.emitFile({ type: 'asset', fileName: TABLET_LIST, source: JSON.stringify([...files].sort()) });
			}
		}
	};
}

/** Once the bundle is made: the file of the entry, of what the tablet's pages share, and all that the walk loads. */
let entryFile: string | undefined;
let tabletFile: string | undefined;
const walkFiles = new Set<string>();

/** Finds those files for `preloads` and `compileWalkWhole`. */
export function noteWalk(): Plugin {
	return {
		name: 'note-walk',
		applyToEnvironment: ({ name }) => name === 'client',
		generateBundle: {
			order: 'pre',
			handler(_, bundle) {
				for (const file of Object.values(bundle)) {
					if (file.type !== 'chunk') continue;
					if (file.name === 'entry/app') entryFile = file.fileName;
					if (file.name === 'tablet') tabletFile = file.fileName;
					if (file.moduleIds.some((id) => WALK.test(id))) walkFiles.add(file.fileName);
				}
				for (const name of walkFiles) {
					const file = bundle[name];
					if (file?.type === 'chunk') for (const brought of file.imports) walkFiles.add(brought);
				}
			}
		}
	};
}

/** Characters: a small file is compiled soon enough, and the hint would be a tenth of it. */
const LEAST_WHOLE = 4_000;

/**
 * Nearly every function of the walk's files runs before the first answer is painted. The browser is told so (explicit
 * compile hints): it compiles a file whole beside the page's thread instead of each function when it is first called. One
 * that does not know the words takes them for a comment.
 */
export function compileWalkWhole(): Plugin {
	return {
		name: 'compile-walk-whole',
		applyToEnvironment: ({ name }) => name === 'client',
		generateBundle: {
			order: 'post',
			handler(_, bundle) {
				for (const name of walkFiles) {
					const file = bundle[name];
					if (file?.type === 'chunk' && file.code.length > LEAST_WHOLE)
						file.code = `//# allFunctionsCalledOnLoad\n${file.code}`;
				}
			}
		}
	};
}

/**
 * What the browser is told to fetch beside a page's script. The entry goes to every page with the list for every page:
 * a third of its bytes. So the tablet's pages alone have one, for their shell is empty and nothing else tells what they
 * need; and of that what the walk needs, for they share little else. Other pages come with their links from the server.
 */
export const preloads: ResolveModulePreloadDependenciesFn = (_, files, { hostId }) =>
	hostId === entryFile && files.includes(tabletFile ?? '') ? files.filter((file) => walkFiles.has(file)) : [];
