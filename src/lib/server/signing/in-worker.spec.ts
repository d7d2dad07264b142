import { deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeKit, NOW, OFFICE, type Kit } from '../../../../tests/support/signing-kit.ts';
import { LARGEST_FILE_MB, signInWorker, verifyInWorker } from './in-worker.ts';
import type { SealRequest } from './revision.ts';
import { verifyPdf } from './verify.ts';

let kit: Kit;
beforeAll(async () => {
	kit = await makeKit();
});

const REQUEST: SealRequest = {
	fieldName: 'Seal',
	page: 0,
	rect: [0, 0, 0, 0],
	name: OFFICE.commonName,
	at: NOW
};

const identity = () => ({ certificate: kit.office.certificate, chain: [], key: kit.officeKey });

describe('in a worker', () => {
	it('a paper is sealed and checked as in the main thread', async () => {
		const here = await kit.seal(kit.paper, { ...REQUEST, appearance: undefined, reason: undefined });
		const { file: there, stamp } = await signInWorker(kit.paper, REQUEST, identity(), null);
		expect(stamp).toBe('none');
		expect(there.equals(here)).toBe(true);
		expect(await verifyInWorker(there, kit.trust)).toEqual(await verifyPdf(there, kit.trust));
		expect(kit.paper.toString('latin1', 0, 5)).toBe('%PDF-');
	});

	it('a request that cannot be fulfilled comes back with its code', async () => {
		const wrong = { ...REQUEST, page: 9 };
		await expect(signInWorker(kit.paper, wrong, identity(), null)).rejects.toMatchObject({
			name: 'SealError',
			code: 'no_such_page'
		});
	});

	it.each([
		['nothing', Buffer.alloc(0), 'file.empty'],
		['a text', Buffer.from('Biên bản'), 'file.not_pdf'],
		['too much', Buffer.alloc(LARGEST_FILE_MB * 1024 * 1024 + 1), 'file.too_large']
	])('%s is refused with a fault', async (_, file, code) => {
		expect((await verifyInWorker(file, kit.trust)).faults.map((fault) => fault.code)).toEqual([code]);
	});

	it('a file that unpacks to gigabytes ends its own check and nothing else', async () => {
		const bomb = verifyInWorker(unpackingFile(), kit.trust);
		expect(await bomb).toEqual({
			valid: false,
			faults: [{ code: 'file.check_failed', details: {} }],
			signatures: []
		});
		const { file: sealed } = await signInWorker(kit.paper, REQUEST, identity(), null);
		expect((await verifyInWorker(sealed, kit.trust)).valid).toBe(true);
	});
});

/** A PDF of less than a megabyte whose cross-reference stream unpacks to more than memory allows. */
function unpackingFile(): Buffer {
	const data = deflateSync(Buffer.alloc(700_000_000));
	const head = `%PDF-1.7\n`;
	const dictionary = `<< /Type /XRef /Size 9 /W [1 2 2] /Root 1 0 R /Filter /FlateDecode /Length ${data.length} >>`;
	return Buffer.concat([
		Buffer.from(`${head}1 0 obj\n${dictionary}\nstream\n`),
		data,
		Buffer.from(`\nendstream\nendobj\nstartxref\n${head.length}\n%%EOF\n`)
	]);
}
