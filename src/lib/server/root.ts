/** Finds the project's folder, whether the code runs from its sources or bundled into build/. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

let found: string | undefined;

export function projectRoot(): string {
	found ??= search(import.meta.dirname) ?? search(process.cwd());
	if (found === undefined) throw new Error('Không tìm thấy thư mục của Thước.');
	return found;
}

function search(from: string): string | undefined {
	for (let folder = from; ; folder = dirname(folder)) {
		const file = join(folder, 'package.json');
		if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).name === 'thuoc') return folder;
		if (folder === dirname(folder)) return undefined;
	}
}
