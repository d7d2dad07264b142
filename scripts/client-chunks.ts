/*
 * How the browser's code is cut into files. Pages of the tablet are weighed, and opened on slow machines; left alone,
 * the bundler makes a file of each module that two pages share: dozens of requests, each too small to compress. So the
 * framework is one file; what the walk shares with pages outside the tablet is another; what it shares with the
 * tablet's other pages a third.
 */
import type { Plugin } from 'vite';

interface Graph {
	getModuleInfo(id: string): { importers: readonly string[] } | null;
}

const PAGE = /\/src\/routes\/.*\+(?:page|layout|error)[^/]*$/;
const WORD = /\/src\/lib\/paraglide\/messages\/(\w+)\.js$/;
const SHAREABLE = /\/src\/lib\/|@lucide|\/src\/routes\/\(field\)\/field\/[^[+]*$/;
const WITH_EVERY_WALK = /\/\(field\)\/field\/\[id\]\/walk\/\+page|\/\(field\)\/.*\+layout|\/src\/routes\/\+/;
/** A module that one page outside the tablet uses is that page's to load with the tablet's. */
const PAGES_OUTSIDE = 2;

/** Which modules say a word: the graph cannot tell, for all import the same list of words. */
const saidBy = new Map<string, Set<string>>();

/** The pages and layouts that load a module at once (not later, by `import()`). */
function pagesOf(id: string, graph: Graph): string[] {
	const seen = new Set(saidBy.get(WORD.exec(id)?.[1] ?? '') ?? [id]);
	for (const at of seen) for (const importer of graph.getModuleInfo(at)?.importers ?? []) seen.add(importer);
	return [...seen].filter((at) => PAGE.test(at));
}

function sharedWithWalk(id: string, graph: Graph): string | null {
	if (!SHAREABLE.test(id)) return null;
	const pages = pagesOf(id, graph);
	if (!pages.some((page) => WITH_EVERY_WALK.test(page))) return null;
	if (pages.filter((page) => !page.includes('/(field)/')).length >= PAGES_OUTSIDE) return 'common';
	return pages.length > 1 ? 'tablet' : null;
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
		{ name: 'svelte', test: /node_modules\/(?:svelte|@sveltejs\/kit)\//, priority: 2 },
		{ name: sharedWithWalk, debugName: 'shared with the walk', priority: 1 }
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
