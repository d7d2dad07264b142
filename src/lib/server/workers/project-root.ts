import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PROJECT = 'thuoc';

function isProjectRoot(folder: string): boolean {
	const manifest = join(folder, 'package.json');
	if (!existsSync(manifest)) return false;
	try {
		return (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: unknown }).name === PROJECT;
	} catch {
		return false;
	}
}

function searchUpward(from: string | undefined): string | undefined {
	if (!from) return undefined;
	for (let folder = from; ; folder = dirname(folder)) {
		if (isProjectRoot(folder)) return folder;
		if (dirname(folder) === folder) return undefined;
	}
}

/**
 * The project's folder: the nearest one upward from this module, or else from the working folder, whose
 * package.json is ours. Needed because workers always run from source, while this module may have been
 * bundled into build/.
 *
 * @throws when neither path leads to the project
 */
export function projectRoot(): string {
	const found = searchUpward(import.meta.dirname) ?? searchUpward(process.cwd());
	if (found) return found;
	throw new Error(`No folder of the project «${PROJECT}» above the running module or the working folder.`);
}
