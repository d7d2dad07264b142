import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
	appendUpdate,
	lastGap,
	nextObject,
	replaced,
	signedAgain
} from '../../../../tests/support/pdf-surgery.ts';
import { allCodes, sealPaper, type SealedPaper } from '../../../../tests/support/sealed-paper.ts';
import { ecRoot, impostor, NOW, signerOf, type Kit } from '../../../../tests/support/signing-kit.ts';
import { readDer } from './strict-der.ts';
import { verifyPdf } from './verify.ts';

let kit: Kit;
let sealed: Buffer;
let judge: SealedPaper['judge'];
let expectRefused: SealedPaper['expectRefused'];
let gap: { start: number; end: number };

beforeAll(async () => {
	({ kit, sealed, judge, expectRefused } = await sealPaper());
	gap = lastGap(sealed);
});

describe('a changed byte', () => {
	const change = (position: number, mask: number) => {
		const file = Buffer.from(sealed);
		file[position]! ^= mask;
		return file;
	};
	const mask = fc.integer({ min: 1, max: 255 });

	it('anywhere in the signed bytes is never valid', async () => {
		const signed = fc
			.integer({ min: 0, max: sealed.length - (gap.end - gap.start) - 2 })
			.map((index) => (index < gap.start ? index : index + gap.end - gap.start + 1));
		await fc.assert(
			fc.asyncProperty(signed, mask, async (position, bits) => {
				expect((await judge(change(position, bits))).valid).toBe(false);
			}),
			{ numRuns: 250 }
		);
	});

	it('in the signature itself is never valid, unless it writes the same digit in the other case', async () => {
		const inGap = (length: number) =>
			fc.integer({ min: 0, max: length - 1 }).map((index) => gap.start + index);
		const contents = Buffer.from(sealed.toString('latin1', gap.start + 1, gap.end), 'hex');
		const position = fc.oneof(inGap(2 * readDer(contents)!.end + 2), inGap(gap.end - gap.start + 1));
		await fc.assert(
			fc.asyncProperty(position, mask, async (at, bits) => {
				const file = change(at, bits);
				const sameDigits = file.toString('latin1').toLowerCase() === sealed.toString('latin1').toLowerCase();
				expect((await judge(file)).valid).toBe(sameDigits);
			}),
			{ numRuns: 250 }
		);
	});

	it('in the part of the signature that nothing signs is never valid', async () => {
		for (let index = 0; index < 48; index++) {
			for (const bit of [1, 2, 4, 8, 16, 32, 64, 128]) {
				const file = Buffer.from(sealed);
				const at = gap.start + 1 + 2 * index;
				const byte = parseInt(file.toString('latin1', at, at + 2), 16) ^ bit;
				file.write(byte.toString(16).padStart(2, '0'), at, 'latin1');
				expect([index, bit, (await judge(file)).valid]).toEqual([index, bit, false]);
			}
		}
	});

	it('is reported as changed content, the signature still naming its signer', async () => {
		const file = replaced(sealed, "+07'00'", "+08'00'");
		const { signatures } = await expectRefused(file, 'signature.digest_differs');
		expect(signatures[0]).toMatchObject({ intact: false, trusted: true });
		expect(signatures[0]!.signer?.commonName).toBe('Sở Nội vụ');
	});
});

describe('a shortened or lengthened file', () => {
	it('is never valid, wherever it is cut', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 0, max: sealed.length - 2 }), async (length) => {
				expect((await judge(sealed.subarray(0, length))).valid).toBe(false);
			}),
			{ numRuns: 150 }
		);
	});

	it.each([
		['white space', '\n\n'],
		['a comment', '% thêm\n'],
		['text', 'thêm nội dung'],
		['another end', '\nstartxref\n0\n%%EOF\n'],
		['zeros', '\0'.repeat(2000)],
		['a whole PDF', '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n']
	])('is not valid with %s at its end', async (_, garbage) => {
		expect((await judge(Buffer.concat([sealed, Buffer.from(garbage)]))).valid).toBe(false);
	});

	it('is not valid with something before it', async () => {
		await expectRefused(Buffer.concat([Buffer.from('\n'), sealed]), 'file.not_pdf');
	});
});

describe('a signature put out of joint', () => {
	it('is refused with its contents zeroed', async () => {
		const file = Buffer.from(sealed);
		file.fill('0', gap.start + 1, gap.end, 'latin1');
		await expectRefused(file, 'signature.empty');
	});

	it('is refused with its byte range gone', async () => {
		await expectRefused(replaced(sealed, '/ByteRange', '/ByteRanqe'), 'signature.byte_range_malformed');
	});

	it('is refused with a wider gap', async () => {
		const [whole] = /\/ByteRange\s*\[0 \d+ \d+ \d+\s*\]/.exec(sealed.toString('latin1'))!;
		const rest = sealed.length - gap.end - 1;
		const wider = `/ByteRange [0 ${gap.start - 20} ${gap.end + 1} ${rest}]`.padEnd(whole.length);
		await expectRefused(replaced(sealed, whole, wider.slice(0, whole.length)), 'signature.gap_not_contents');
	});

	it('is refused with a range that ends early', async () => {
		const [whole] = /\/ByteRange\s*\[0 \d+ \d+ \d+\s*\]/.exec(sealed.toString('latin1'))!;
		const shorter = `/ByteRange [0 ${gap.start} ${gap.end + 1} 20]`.padEnd(whole.length);
		await expectRefused(replaced(sealed, whole, shorter), 'signature.range_not_at_revision_end');
	});

	it.each([
		['does not begin at the first byte', (start: number, rest: number) => [1, start, rest]],
		['goes beyond the end', (start: number, rest: number) => [0, start, rest + 1]],
		['has a negative part', (start: number) => [0, start, -5]]
	])('is refused with a range that %s', async (_, numbers) => {
		const [whole] = /\/ByteRange\s*\[0 \d+ \d+ \d+\s*\]/.exec(sealed.toString('latin1'))!;
		const [zero, start, rest] = numbers(gap.start, sealed.length - gap.end - 1);
		const range = `/ByteRange [${zero} ${start} ${gap.end + 1} ${rest}]`.padEnd(whole.length);
		await expectRefused(replaced(sealed, whole, range), 'signature.byte_range_malformed');
	});

	it('is refused when its box has no size that can be told', async () => {
		const file = await signedAgain(replaced(sealed, '/Rect ', '/Rekt '), kit.office);
		expect(allCodes(await judge(file))).toEqual(['signature.box_too_large']);
	});

	it('is refused with another signature format', async () => {
		const { signatures } = await expectRefused(
			replaced(sealed, 'ETSI.CAdES.detached', 'adbe.x509.rsa_sha1_'),
			'signature.unknown_format'
		);
		expect(signatures[0]!.format).toBe('adbe.x509.rsa_sha1_');
	});

	it('is refused when another signature is pasted over it', async () => {
		const other = await kit.seal(kit.paper, { reason: 'Khác' });
		const place = lastGap(other);
		const file = Buffer.from(sealed);
		other.copy(file, gap.start, place.start, place.end + 1);
		await expectRefused(file, 'signature.digest_differs');
	});

	it('is refused when it covers more than a quarter of the page', async () => {
		await expectRefused(await kit.seal(kit.paper, { rect: [0, 0, 595, 300] }), 'signature.box_too_large');
		expect((await judge(await kit.seal(kit.paper, { rect: [0, 0, 595, 200] }))).valid).toBe(true);
	});

	it('hidden beside the one that shows is noticed', async () => {
		const decoy = `<< /Type /Sig /ByteRange [0 1 2 3] >>`;
		const paper = appendUpdate(kit.paper, { [nextObject(kit.paper)]: decoy });
		await expectRefused(await kit.seal(paper), 'file.stray_signature');
	});
});

describe('a stranger', () => {
	it('who copies the name of the office is not believed', async () => {
		const copy = await kit.seal(kit.paper, {}, signerOf(impostor()));
		const { signatures } = await expectRefused(copy, 'signature.untrusted_root');
		expect(signatures[0]).toMatchObject({ intact: true, trusted: false });
		expect(signatures[0]!.signer?.commonName).toBe('Sở Nội vụ');
	});

	it('is not believed even as a root of his own in the list of signers', async () => {
		const self = impostor();
		const copy = await kit.seal(kit.paper, {}, signerOf(self));
		const result = await verifyPdf(copy, { roots: [self.certificate], at: NOW });
		expect(result.valid).toBe(false);
	});

	it('whose root is another one is not believed', async () => {
		const result = await verifyPdf(sealed, { roots: [ecRoot().certificate], at: NOW });
		expect(allCodes(result)).toEqual(['signature.untrusted_root']);
		expect(allCodes(await verifyPdf(sealed, { roots: [], at: NOW }))).toEqual(['signature.untrusted_root']);
	});
});
