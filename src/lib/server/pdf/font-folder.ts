/**
 * The folder `fonts/` of the data folder: four TrueType files that an office put there are its face, all or nothing. Any
 * fault, and papers are set in the shipped one. Nothing is ever written there.
 */
import { faultsOfSet, type FontFacts, type FontFault } from '#lib/domain/paper-fonts.ts';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { inspectFont, LARGEST_FONT_MB } from './font-check.ts';
import type { OwnFace } from './fonts.ts';

/** Four are wanted; whoever unpacked a whole collection is told to choose. */
export const MOST_FONTS = 12;

export interface FontCheck {
	/** Null where the shipped one is used: nothing was dropped, or something is wrong with it. */
	face: OwnFace | null;
	/** The name of `face`. */
	family: string | null;
	/** Files that were dropped. */
	files: number;
	faults: FontFault[];
}

/** Licences come with fonts, and file managers leave notes of their own. */
const BESIDE_FONTS = /^\.|\.(txt|md|ini|db)$/i;

/** What lies in the folder, in order of the names; empty where there is no such folder. */
export function listDropped(folder: string): Dirent[] {
	try {
		return readdirSync(folder, { withFileTypes: true })
			.filter(({ name }) => !BESIDE_FONTS.test(name))
			.toSorted((a, b) => (a.name < b.name ? -1 : 1));
	} catch (thrown) {
		if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return [];
		throw thrown;
	}
}

/** Reads and checks every file in the folder. Slow (a second); throws only where the folder itself cannot be read. */
export function checkFontFolder(folder: string): FontCheck {
	const dropped = listDropped(folder);
	const none = { face: null, family: null, files: dropped.length };
	if (dropped.length > MOST_FONTS)
		return { ...none, faults: [{ kind: 'too_many', count: dropped.length, most: MOST_FONTS }] };
	const read = dropped.map(({ name }) => readFont(folder, name));
	const known = read.flatMap(({ facts }) => (facts === null ? [] : [facts]));
	const faults = read.flatMap((each) => each.faults);
	if (dropped.length > 0) faults.push(...faultsOfSet(known, known.length === dropped.length));
	if (dropped.length === 0 || faults.length > 0) return { ...none, faults };
	const face = Object.fromEntries(
		known.map(({ style, path, sha256 }) => [style, { path, sha256 }])
	) as OwnFace;
	return { ...none, face, family: known[0]!.family, faults: [] };
}

interface ReadFont {
	facts: (FontFacts & { path: string; sha256: string }) | null;
	faults: FontFault[];
}

function readFont(folder: string, file: string): ReadFont {
	const path = join(folder, file);
	const refused = (fault: FontFault): ReadFont => ({ facts: null, faults: [fault] });
	try {
		const facts = statSync(path);
		if (facts.isDirectory()) return refused({ kind: 'folder', file });
		if (!facts.isFile()) return refused({ kind: 'unreadable', file });
		if (facts.size > LARGEST_FONT_MB * 1024 * 1024)
			return refused({ kind: 'too_large', file, megabytes: LARGEST_FONT_MB });
		const bytes = readFileSync(path);
		const { family, style, faults } = inspectFont(file, bytes);
		if (style === null) return { facts: null, faults };
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		return { facts: { file, family, style, path, sha256 }, faults };
	} catch {
		return refused({ kind: 'unreadable', file });
	}
}
