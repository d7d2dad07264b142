/**
 * Papers in one process, one after another, the kinds in turn (folder: papers.json, photo-0.jpg, …). Drawn in this
 * thread, so that the heap can be read; prints JSON lines: heap after a collection and resident memory, MB.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderPaper } from '#lib/server/pdf/render.ts';
import type { MeasuredPaper } from './paper-cases.ts';

const EVERY = 10;

const [folder, count] = process.argv.slice(2) as [string, string];
const papers = JSON.parse(readFileSync(join(folder, 'papers.json'), 'utf8')) as MeasuredPaper[];
const collect = (globalThis as { gc?: () => void }).gc;
if (!collect) throw new Error('needs --expose-gc');

for (let drawn = 1; drawn <= Number(count); drawn += 1) {
	const { content, captions } = papers[drawn % papers.length]!;
	const photos = captions.map((caption, i) => ({
		jpeg: new Uint8Array(readFileSync(join(folder, `photo-${i}.jpg`))),
		caption,
		code: null
	}));
	await renderPaper(content, { createdAt: 0, photos });
	if (drawn % EVERY > 0) continue;
	collect();
	const { heapUsed, rss } = process.memoryUsage();
	console.log(JSON.stringify({ drawn, heap: heapUsed / 2 ** 20, rss: rss / 2 ** 20 }));
}
