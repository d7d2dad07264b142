/** What a browser is told to fetch beside a page, and when: on a slow tablet each link costs more than its bytes. */
import type { ResolveOptions } from '@sveltejs/kit';

type Asked = Parameters<NonNullable<ResolveOptions['preload']>>[0];

/** The weights every page begins with, so that text is drawn once, in its own letters. */
const FIRST_WEIGHTS = /-(400|500|600)-/;
const TABLET = '/(field)/';
const INSPECTION = `${TABLET}field/[id]`;
const WALK = `${INSPECTION}/walk`;

/** The links of one page. `routeId`: of its route; `inspectionId`: of the inspection it shows, if any. */
export class PageLinks {
	private readonly head: string[] = [];
	private readonly scripts: string[] = [];
	/** The server draws nothing of it: its scripts are all there is to wait for. */
	private readonly isEmpty: boolean;
	private readonly isWalk: boolean;

	constructor(routeId: string | null, inspectionId: string | undefined) {
		this.isWalk = routeId === WALK;
		this.isEmpty = routeId?.startsWith(TABLET) === true && !this.isWalk;
		/* What a page of the tablet asks for first comes while its scripts do; the walk's comes with the page. */
		if (this.isEmpty && inspectionId !== undefined && routeId!.startsWith(INSPECTION))
			this.head.push(
				`<link rel="preload" as="fetch" href="/api/inspections/${encodeURIComponent(inspectionId)}/field" crossorigin>`
			);
	}

	/** To the framework's question which files it shall name itself: none. Style sheets stand in the page anyway. */
	readonly take = ({ type, path }: Asked): boolean => {
		if (type === 'js' && this.isEmpty) this.head.push(moduleLink(path));
		else if (type === 'js') this.scripts.push(path);
		/* The walk is read in the device's own letters until these are there: its first paint is what a team waits for. */
		if (type === 'font' && FIRST_WEIGHTS.test(path) && !this.isWalk)
			this.head.push(
				`<link rel="preload" as="font" type="font/woff2" href="${path}" crossorigin fetchpriority="low">`
			);
		return false;
	};

	/**
	 * The page with its links in it, in pieces: scripts after what the server has drawn, of the walk when that is
	 * painted. A page of the office is cut, not copied: it may have hundreds of kilobytes.
	 */
	writeInto(html: string): string[] {
		const head = this.head.splice(0).join('');
		const scripts = this.scripts.splice(0);
		if (this.isWalk && BOOT.test(html))
			return [
				html
					.replace(BOOT, (boot) => afterPaint(boot, scripts))
					.replace('<html ', `<html style="${OTHER_LETTERS}" `)
					.replace('</head>', () => `${head}</head>`)
			];
		return cutBefore(html, { '</head>': head, '</body>': scripts.map(moduleLink).join('') });
	}
}

/** `html` with what `insertions` says before the first tag of each name, in their order. */
function cutBefore(html: string, insertions: Record<string, string>): string[] {
	const pieces: string[] = [];
	let from = 0;
	for (const [tag, text] of Object.entries(insertions)) {
		const at = html.indexOf(tag, from);
		if (at < 0) continue;
		pieces.push(html.slice(from, at), text);
		from = at;
	}
	return [...pieces, html.slice(from)];
}

const moduleLink = (path: string): string => `<link rel="modulepreload" href="${path}">`;

/** Where the framework's own script fetches what makes the page work. */
const BOOT = /Promise\.all\(\[\s*import\("[^"]+"\),\s*import\("[^"]+"\)\s*\]\)/;
/** A page that is not shown is not painted. */
const LONGEST_WAIT_MS = 1_000;
/** Until the walk itself changes them (`own-letters.ts`). */
const OTHER_LETTERS = '--font-sans: system-ui, sans-serif';

const afterPaint = (boot: string, files: string[]): string =>
	`new Promise((go) => {
						requestAnimationFrame(() => setTimeout(go));
						setTimeout(go, ${LONGEST_WAIT_MS});
					}).then(() => {
						for (const href of ${JSON.stringify(files)})
							document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }));
						return ${boot};
					})`;
