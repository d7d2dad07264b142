/** The worker thread that draws papers. Runs from source under Node; nothing else may import it. */
import type { PaperContent } from '#lib/domain/papers/paper.ts';
import { ownBytes, serveTasks, transferring } from '#lib/server/workers/serve.ts';
import { renderArchiveCover, type ArchiveCover } from './archive-cover.ts';
import { renderPaper, type RenderOptions } from './render.ts';
import { sealAppearance, type SealAppearanceOptions } from './seal-appearance.ts';
import { signerAppearance, type SignerAppearanceOptions } from './signer-appearance.ts';

const tasks = {
	async render({ content, options }: { content: PaperContent; options: RenderOptions }) {
		const { pdf, ...rest } = await renderPaper(content, options);
		const bytes = ownBytes(pdf);
		return transferring({ pdf: bytes, ...rest }, [bytes.buffer]);
	},
	async signerAppearance(options: SignerAppearanceOptions) {
		const bytes = ownBytes(await signerAppearance(options));
		return transferring(bytes, [bytes.buffer]);
	},
	async archiveCover(cover: ArchiveCover) {
		const { pdf, ...rest } = await renderArchiveCover(cover);
		const bytes = ownBytes(pdf);
		return transferring({ pdf: bytes, ...rest }, [bytes.buffer]);
	},
	async sealAppearance(options: SealAppearanceOptions) {
		const bytes = ownBytes(await sealAppearance(options));
		return transferring(bytes, [bytes.buffer]);
	}
};

export type PaperTasks = typeof tasks;

/** Three papers with twenty photos. */
const BUFFER_MEGABYTES = 24;

serveTasks(tasks, BUFFER_MEGABYTES);
