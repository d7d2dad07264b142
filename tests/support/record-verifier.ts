/** The stand-alone verifier as whoever holds an archive runs it: in a process of its own, from a folder without the project. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '#lib/server/root.ts';

export interface Said {
	code: number | null;
	/** What is broken, a sentence each. */
	broken: string[];
	/** What holds. */
	good: string[];
	all: string;
}

/** Runs it on a zip file, a folder or a record. */
export function runVerifier(path: string): Said {
	const folder = mkdtempSync(join(tmpdir(), 'thuoc-verifier-'));
	try {
		copyFileSync(join(projectRoot(), 'src', 'cli', 'verify-record.mjs'), join(folder, 'verify-record.mjs'));
		const { status, stdout, stderr } = spawnSync(process.execPath, ['verify-record.mjs', path], {
			cwd: folder,
			encoding: 'utf8',
			env: { PATH: process.env.PATH }
		});
		const after = (mark: string) =>
			stdout
				.split('\n')
				.filter((line) => line.startsWith(mark))
				.map((line) => line.slice(mark.length).trim());
		return { code: status, broken: after('HỎNG'), good: after('ĐẠT'), all: stdout + stderr };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** The same on a record given as a text. */
export function verifyText(text: string): Said {
	const folder = mkdtempSync(join(tmpdir(), 'thuoc-record-'));
	try {
		const path = join(folder, 'nhat-ky.jsonl');
		writeFileSync(path, text);
		return runVerifier(path);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
