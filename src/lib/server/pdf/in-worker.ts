/** Papers off the event loop: what servers call. The command line may call `renderPaper` straight away. */
import type { PaperContent } from '#lib/domain/papers/paper.ts';
import { createWorkerPool } from '#lib/server/workers/pool.ts';
import type { FontCheck } from './font-folder.ts';
import type { OwnFace } from './fonts.ts';
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
 * `renderPaper` in a worker thread, set in `face`, or in the shipped one; the same bytes for the same input. Photos are
 * copied over, so the caller keeps them. Throws `PoolError` when the drawing takes longer than 30 seconds or too many
 * papers wait.
 */
export async function renderInWorker(
	content: PaperContent,
	options: RenderOptions,
	face?: OwnFace
): Promise<RenderedPaper> {
	const { pdf, ...rest } = await pool.run('render', { content, options, face });
	return { pdf: bufferOf(pdf), ...rest };
}

/** `renderArchiveCover` in the worker. */
export async function archiveCoverInWorker(cover: ArchiveCover, face?: OwnFace): Promise<RenderedPaper> {
	const { pdf, ...rest } = await pool.run('archiveCover', { cover, face });
	return { pdf: bufferOf(pdf), ...rest };
}

/** `sealAppearance` in the worker, whose fonts are warm. */
export async function sealAppearanceInWorker(
	options: SealAppearanceOptions,
	face?: OwnFace
): Promise<Buffer> {
	return bufferOf(await pool.run('sealAppearance', { options, face }));
}

/** `signerAppearance` in the worker, whose fonts are warm. */
export async function signerAppearanceInWorker(
	options: SignerAppearanceOptions,
	face?: OwnFace
): Promise<Buffer> {
	return bufferOf(await pool.run('signerAppearance', { options, face }));
}

/** `checkFontFolder` in the worker: a damaged font can make its reader spin. Throws `PoolError` when its time is over. */
export const checkFontsInWorker = (folder: string, timeoutMs = 20_000): Promise<FontCheck> =>
	pool.run('checkFonts', folder, { timeoutMs });

/** Ends the thread; later calls are refused. For a clean shutdown and for tests. */
export const closePaperPool = (): Promise<void> => pool.close();

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>): Buffer =>
	Buffer.from(buffer, byteOffset, byteLength);
