import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MAX_FILE_BYTES, MAX_FILE_MEGABYTES } from '#lib/domain/evidence.ts';
import { projectRoot } from '#lib/server/root.ts';

const read = (...path: string[]) => readFileSync(join(projectRoot(), ...path), 'utf8');

test('how large a file may be is stated once; the manual and the decision say the same', () => {
	expect(MAX_FILE_BYTES).toBe(MAX_FILE_MEGABYTES * 1024 * 1024);
	for (const name of ['co-quan.md', 'doan-kiem-tra.md'])
		expect(read('docs', 'manual', name), name).toContain(`nhiều nhất ${MAX_FILE_MEGABYTES} MB`);
	expect(read('docs', 'decisions', '0008-evidence.md')).toContain(`${MAX_FILE_MEGABYTES} MB a file`);
	for (const locale of ['vi', 'en'])
		for (const area of ['core', 'field', 'office', 'agency', 'problems'])
			expect(read('messages', locale, `${area}.json`), `${locale}/${area}`).not.toMatch(/\b20 MB\b/);
});
