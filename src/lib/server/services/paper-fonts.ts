/**
 * Which face papers are set in: the office's own, dropped into `fonts/` of the data folder, or the shipped one. A paper
 * that was issued keeps its bytes, so a change is seen on drafts and new papers only.
 */
import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Ctx } from '../context.ts';
import { listDropped, type FontCheck } from '../pdf/font-folder.ts';
import { fontSentence } from '../pdf/font-sentences.ts';
import type { OwnFace } from '../pdf/fonts.ts';
import { checkFontsInWorker } from '../pdf/in-worker.ts';
import { PoolError, type PoolErrorCode } from '../workers/pool.ts';
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
	if (seen === null)
		return Promise.resolve({ ...NOTHING, faults: [{ kind: 'unreadable', file: basename(folder) }] });
	if (seen === '') return Promise.resolve(NOTHING);
	const known = checks.get(folder);
	if (known?.seen === seen) return known.check;
	const check = checkFontsInWorker(folder).catch((thrown: unknown) => {
		if (thrown instanceof PoolError && ENDED_BY_FONT.includes(thrown.code)) return UNCHECKED;
		checks.delete(folder);
		throw thrown;
	});
	checks.set(folder, { seen, check });
	return check;
}

/** A font that ends the worker must not end the drawing of papers; it is not tried again while it lies there unchanged. */
const ENDED_BY_FONT: readonly PoolErrorCode[] = ['timeout', 'memory', 'crashed'];
const UNCHECKED: FontCheck = { ...NOTHING, faults: [{ kind: 'unchecked' }] };

/** Null where the folder cannot be read. */
function glanceAt(folder: string): string | null {
	try {
		return listDropped(folder)
			.map(({ name }) => `${name}\0${factsOf(join(folder, name))}`)
			.join('\0\0');
	} catch {
		return null;
	}
}

function factsOf(path: string): string {
	try {
		const { size, mtimeMs, ctimeMs } = statSync(path);
		return `${size}\0${mtimeMs}\0${ctimeMs}`;
	} catch (thrown) {
		return String((thrown as NodeJS.ErrnoException).code);
	}
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
		const { family, faults } = await currentCheck(ctx);
		if (family !== null) ctx.log.info({ family }, 'Văn bản dùng phông chữ trong thư mục fonts.');
		else if (faults.length > 0)
			ctx.log.warn(
				{ faults: faults.map(fontSentence) },
				'Không dùng được phông chữ trong thư mục fonts; văn bản dùng phông có sẵn.'
			);
	} catch (thrown) {
		ctx.log.error({ err: thrown }, 'Không kiểm tra được thư mục fonts.');
	}
}
