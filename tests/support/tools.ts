/** Debian's own tools as independent witnesses. A missing one fails the test: it is never skipped. */
import { dirname } from 'node:path';
import { run, withFile } from './pdf-measure.ts';

/** What poppler says of the signatures of a PDF, trusting one root (PEM file). */
export const pdfsig = (pdf: Uint8Array, rootPem: string): string =>
	withFile(pdf, (path) => {
		const store = `sql:${dirname(path)}`;
		run('certutil', ['-N', '-d', store, '--empty-password']);
		run('certutil', ['-A', '-d', store, '-n', 'root', '-t', 'CT,CT,CT', '-i', rootPem]);
		return run('pdfsig', ['-nssdir', store, path]);
	});
