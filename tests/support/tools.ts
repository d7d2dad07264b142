/** Debian's own tools as independent witnesses. A missing one fails the test: it is never skipped. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function run(tool: string, ...args: string[]): string {
	return execFileSync(tool, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

export function temporaryFile(name: string, bytes: Uint8Array): string {
	const file = join(mkdtempSync(join(tmpdir(), 'thuoc-file-')), name);
	writeFileSync(file, bytes);
	return file;
}

/** What poppler says of the signatures of a PDF, trusting one root (PEM file). */
export function pdfsig(pdf: string, rootPem: string): string {
	const store = mkdtempSync(join(tmpdir(), 'thuoc-nss-'));
	run('certutil', '-N', '-d', `sql:${store}`, '--empty-password');
	run('certutil', '-A', '-d', `sql:${store}`, '-n', 'root', '-t', 'CT,CT,CT', '-i', rootPem);
	return run('pdfsig', '-nssdir', `sql:${store}`, pdf);
}

/** The text of a PDF in reading order, blanks folded. */
export const pdfText = (pdf: string): string => run('pdftotext', '-raw', pdf, '-').replace(/\s+/g, ' ');
