/**
 * Which face papers are set in: the office's own, dropped into `fonts/` of the data folder, or the shipped one. A paper
 * that was issued keeps its bytes, so a change is seen on drafts and new papers only.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Ctx } from '../context.ts';
import { listDropped, type FontCheck } from '../pdf/font-folder.ts';
import { fontSentence } from '../pdf/font-sentences.ts';
import type { OwnFace } from '../pdf/fonts.ts';
import { checkFontsInWorker } from '../pdf/in-worker.ts';
import { PoolError } from '../workers/pool.ts';
import { requireOffice } from './access.ts';

type Reader = Pick<Ctx, 'config'>;

const NOTHING: FontCheck = { face: null, family: null, files: 0, faults: [] };

export const fontsFolder = ({ config }: Reader): string => join(config.dataDir, 'fonts');

/** The last check of each folder, and what lay in it then: names, sizes and times of change. */
const checks = new Map<string, { seen: string; check: Promise<FontCheck> }>();

/** The face that a paper drawn now is set in; undefined for the shipped one. The callers have asked. */
export async function standingFace(ctx: Reader): Promise<OwnFace | undefined> {
	return (await currentCheck(ctx)).face ?? undefined;
}

/** The check of what lies in the folder now; done again only when that changed. The callers have asked. */
export function currentCheck(ctx: Reader): Promise<FontCheck> {
	const folder = fontsFolder(ctx);
	const seen = glanceAt(folder);
	if (seen === '') return Promise.resolve(NOTHING);
	const known = checks.get(folder);
	if (known?.seen === seen) return known.check;
	const check = checkFontsInWorker(folder).catch(uncheckedWhenEnded);
	checks.set(folder, { seen, check });
	return check;
}

/** A font that ends the worker must not end the drawing of papers. */
function uncheckedWhenEnded(thrown: unknown): FontCheck {
	if (thrown instanceof PoolError && (thrown.code === 'timeout' || thrown.code === 'memory'))
		return { ...NOTHING, files: 1, faults: [{ kind: 'unchecked' }] };
	throw thrown;
}

function glanceAt(folder: string): string {
	return listDropped(folder)
		.map(({ name }) => {
			const facts = statSync(join(folder, name), { throwIfNoEntry: false });
			return `${name}\0${facts?.size}\0${facts?.mtimeMs}\0${facts?.ctimeMs}`;
		})
		.join('\0\0');
}

export type FontCard = Omit<FontCheck, 'face'> & { folder: string };

/** What the administrator is told. */
export async function readFontCard(ctx: Ctx): Promise<FontCard> {
	requireOffice(ctx, 'appearance.manage');
	const { face: _face, ...card } = await currentCheck(ctx);
	return { ...card, folder: fontsFolder(ctx) };
}

/** Tells the log what papers are set in, where an office brought fonts of its own. Never fails. By the system, at start. */
export async function announceFonts(ctx: Pick<Ctx, 'config' | 'log'>): Promise<void> {
	try {
		const { family, files, faults } = await currentCheck(ctx);
		if (family !== null) ctx.log.info({ family }, 'Văn bản dùng phông chữ trong thư mục fonts.');
		else if (files > 0)
			ctx.log.warn(
				{ faults: faults.map(fontSentence) },
				'Không dùng được phông chữ trong thư mục fonts; văn bản dùng phông có sẵn.'
			);
	} catch (thrown) {
		ctx.log.error({ err: thrown }, 'Không kiểm tra được thư mục fonts.');
	}
}
