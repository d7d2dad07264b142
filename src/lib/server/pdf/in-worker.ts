/** Papers off the event loop: what servers call. The command line may call `renderPaper` straight away. */
import type { PaperContent } from '#lib/domain/papers/paper.ts';
import { createWorkerPool } from '#lib/server/workers/pool.ts';
import type { ArchiveCover } from './archive-cover.ts';
import type { RenderedPaper, RenderOptions } from './render.ts';
import type { SealAppearanceOptions } from './seal-appearance.ts';
import type { SignerAppearanceOptions } from './signer-appearance.ts';
import type { PaperTasks } from './worker.ts';

/** One thread: papers come singly, and each thread keeps its own parsed fonts and glyphs. */
const pool = createWorkerPool<PaperTasks>({
	script: 'src/lib/server/pdf/worker.ts',
	size: 1,
	youngMemoryMb: 4
});

/**
 * `renderPaper` in a worker thread; the same bytes for the same input. Photos are copied over, so the caller keeps
 * them. Throws `PoolError` when the drawing takes longer than 30 seconds or too many papers wait.
 */
export async function renderInWorker(content: PaperContent, options: RenderOptions): Promise<RenderedPaper> {
	const { pdf, ...rest } = await pool.run('render', { content, options });
	return { pdf: bufferOf(pdf), ...rest };
}

/** `renderArchiveCover` in the worker. */
export async function archiveCoverInWorker(cover: ArchiveCover): Promise<RenderedPaper> {
	const { pdf, ...rest } = await pool.run('archiveCover', cover);
	return { pdf: bufferOf(pdf), ...rest };
}

/** `sealAppearance` in the worker, whose fonts are warm. */
export async function sealAppearanceInWorker(options: SealAppearanceOptions): Promise<Buffer> {
	return bufferOf(await pool.run('sealAppearance', options));
}

/** `signerAppearance` in the worker, whose fonts are warm. */
export async function signerAppearanceInWorker(options: SignerAppearanceOptions): Promise<Buffer> {
	return bufferOf(await pool.run('signerAppearance', options));
}

/** Ends the thread; later calls are refused. For a clean shutdown and for tests. */
export const closePaperPool = (): Promise<void> => pool.close();

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>): Buffer =>
	Buffer.from(buffer, byteOffset, byteLength);
