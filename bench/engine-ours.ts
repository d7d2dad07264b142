/** Ours as the server runs it: through the worker, so copying content and photos over is in the figure. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { closePaperPool, renderInWorker } from '#lib/server/pdf/in-worker.ts';
import { ownPeak, type Engine } from './engine.ts';
import type { MeasuredPaper } from './paper-cases.ts';

export async function openOurs(folder: string, { content, captions }: MeasuredPaper): Promise<Engine> {
	const photos = captions.map((caption, i) => ({
		jpeg: new Uint8Array(readFileSync(join(folder, `photo-${i}.jpg`))),
		caption,
		code: null
	}));
	return {
		draw: async () => (await renderInWorker(content, { createdAt: 0, photos })).pdf,
		peakMemory: ownPeak,
		close: closePaperPool
	};
}
