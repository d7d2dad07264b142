/* The server's pages are drawn through `src/lib/server/http/drawn-page.ts`; why stands there. */
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const ROOT = /\.svelte-kit[\\/]generated[\\/](?:.+[\\/])?root\.js$/;
const DRAWN_PAGE = fileURLToPath(new URL('../src/lib/server/http/drawn-page.ts', import.meta.url));

export function drawnPages(): Plugin {
	let isAsked = false;
	return {
		name: 'drawn-pages',
		enforce: 'pre',
		applyToEnvironment: ({ name }) => name === 'ssr',
		resolveId: {
			filter: { id: /^svelte\/legacy$/ },
			handler(_, importer) {
				if (importer === undefined || !ROOT.test(importer)) return null;
				isAsked = true;
				return DRAWN_PAGE;
			}
		},
		buildEnd(failure) {
			if (failure === undefined && !isAsked)
				this.error(
					'The framework does not draw its pages through svelte/legacy any more: see drawn-page.ts.'
				);
		}
	};
}
