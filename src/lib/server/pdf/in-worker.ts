/** Drawing papers for requests: off the event loop, within limits of time and memory. */
import type { PaperContent } from '#lib/domain/papers/paper.ts';
import { createWorkerPool } from '../workers/pool.ts';
import type { RenderedPaper, RenderOptions } from './render.ts';
import type { PaperTasks } from './worker.ts';

/** A paper of 95 subcriteria with 20 photos takes a tenth of a second; the first one also parses the fonts. */
const LONGEST_DRAWING_MS = 30_000;

const pool = createWorkerPool<PaperTasks>({
	script: 'src/lib/server/pdf/worker.ts',
	timeoutMs: LONGEST_DRAWING_MS,
	memoryMb: 1024
});

/** {@link renderPaper} in a worker thread. Throws `PoolError` when the worker failed or too many papers wait. */
export async function renderInWorker(content: PaperContent, options: RenderOptions): Promise<RenderedPaper> {
	const { pdf, pages, sealPlace } = await pool.run('render', { content, options });
	return { pdf: Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength), pages, sealPlace };
}

/** Ends the threads. Called when the process shuts down. */
export function closePaperPool(): Promise<void> {
	return pool.close();
}
