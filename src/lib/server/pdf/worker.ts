/** The worker thread that draws papers. Runs from source under Node; nothing else may import it. */
import type { PaperContent } from '#lib/domain/papers/paper.ts';
import { ownBytes, serveTasks, transferring } from '#lib/server/workers/serve.ts';
import { checkFontFolder } from './font-folder.ts';
import { setIn, type OwnFace } from './fonts.ts';
import { renderArchiveCover, type ArchiveCover } from './archive-cover.ts';
import { renderPaper, type RenderOptions } from './render.ts';
import { sealAppearance, type SealAppearanceOptions } from './seal-appearance.ts';
import { signerAppearance, type SignerAppearanceOptions } from './signer-appearance.ts';

type InFace<T> = T & { face: OwnFace | undefined };

const tasks = {
	async render({ content, options, face }: InFace<{ content: PaperContent; options: RenderOptions }>) {
		const { pdf, ...rest } = await setIn(face, () => renderPaper(content, options));
		const bytes = ownBytes(pdf);
		return transferring({ pdf: bytes, ...rest }, [bytes.buffer]);
	},
	async signerAppearance({ options, face }: InFace<{ options: SignerAppearanceOptions }>) {
		const bytes = ownBytes(await setIn(face, () => signerAppearance(options)));
		return transferring(bytes, [bytes.buffer]);
	},
	async archiveCover({ cover, face }: InFace<{ cover: ArchiveCover }>) {
		const { pdf, ...rest } = await setIn(face, () => renderArchiveCover(cover));
		const bytes = ownBytes(pdf);
		return transferring({ pdf: bytes, ...rest }, [bytes.buffer]);
	},
	async sealAppearance({ options, face }: InFace<{ options: SealAppearanceOptions }>) {
		const bytes = ownBytes(await setIn(face, () => sealAppearance(options)));
		return transferring(bytes, [bytes.buffer]);
	},
	checkFonts: (folder: string) => checkFontFolder(folder)
};

export type PaperTasks = typeof tasks;

/** Three papers with twenty photos. */
const BUFFER_MEGABYTES = 24;

serveTasks(tasks, BUFFER_MEGABYTES);
