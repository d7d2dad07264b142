/** Draws papers in a worker thread, where the fonts are parsed once. Started by in-worker.ts only; runs from source. */
import type { PaperContent } from '#lib/domain/papers/paper.ts';
import { ownBytes, serveTasks, transferring } from '../workers/serve.ts';
import { renderPaper, type RenderOptions } from './render.ts';

const tasks = {
	async render({ content, options }: { content: PaperContent; options: RenderOptions }) {
		const { pdf, pages, sealPlace } = await renderPaper(content, options);
		const bytes = ownBytes(pdf);
		return transferring({ pdf: bytes, pages, sealPlace }, [bytes.buffer]);
	}
};

export type PaperTasks = typeof tasks;

serveTasks(tasks);
