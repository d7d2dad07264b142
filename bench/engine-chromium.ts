/** Chromium that is kept open and prints a page. */
import { chromium } from '@playwright/test';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Engine } from './engine.ts';
import type { MeasuredPaper } from './paper-cases.ts';
import { flowOf } from './paper-flow.ts';
import { toHtml } from './paper-html.ts';
import { CHROMIUM } from './tablet.ts';

/** Seldom enough not to disturb what is measured. */
const SAMPLE_MS = 100;

export async function openChromium(folder: string, { content, captions }: MeasuredPaper): Promise<Engine> {
	const file = join(folder, 'paper.html');
	writeFileSync(file, toHtml(flowOf(content, captions)));
	const before = new Set(childrenOf(process.pid));
	const browser = await chromium.launch(CHROMIUM);
	const roots = childrenOf(process.pid).filter((pid) => !before.has(pid));
	const page = await browser.newPage();
	let peak = 0;
	const watch = setInterval(() => {
		peak = Math.max(peak, sharedOut(roots));
	}, SAMPLE_MS);
	return {
		async draw() {
			await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
			return page.pdf({ preferCSSPageSize: true });
		},
		peakMemory: () => Math.max(peak, sharedOut(roots)),
		async close() {
			clearInterval(watch);
			await browser.close();
		}
	};
}

/** Every process with its parent (Linux). */
function parents(): Map<number, number> {
	const found = new Map<number, number>();
	for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
		/* The name of the program stands in brackets and may hold blanks. */
		const parent = read(`/proc/${name}/stat`).split(') ').at(-1)?.split(' ')[1];
		if (parent !== undefined) found.set(Number(name), Number(parent));
	}
	return found;
}

const childrenOf = (parent: number): number[] =>
	[...parents()].filter(([, of]) => of === parent).map(([pid]) => pid);

/** Empty for a process that has ended meanwhile. */
function read(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}

/** Proportional memory of processes and all below them, megabytes: shared pages are counted once. */
function sharedOut(roots: readonly number[]): number {
	const known = parents();
	const isBelow = (pid: number | undefined): boolean =>
		pid !== undefined && (roots.includes(pid) || isBelow(known.get(pid)));
	let sum = 0;
	for (const pid of known.keys())
		if (isBelow(pid)) sum += Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
	return sum / 1024;
}
