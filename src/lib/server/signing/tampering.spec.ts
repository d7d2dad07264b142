import fc from 'fast-check';
import { PDF, PdfArray, PdfDict, PdfNumber, PdfRef, PdfStream } from '@libpdf/core';
import { beforeAll, describe, expect, it } from 'vitest';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import {
	appendUpdate,
	catalogObject,
	lastGap,
	nextObject,
	objectText,
	pageObject,
	replaced,
	signAttributes,
	signedAgain,
	withCms
} from '../../../../tests/support/pdf-surgery.ts';
import {
	ecRoot,
	impostor,
	issueSigner,
	makeKit,
	NOW,
	rsaKey,
	signerOf,
	type Kit
} from '../../../../tests/support/signing-kit.ts';
import { arrayBuffer, OID } from './asn1.ts';
import { readDer } from './strict-der.ts';
import type { Verification } from './verification.ts';
import { verifyPdf } from './verify.ts';

let kit: Kit;
let sealed: Buffer;
let gap: { start: number; end: number };

beforeAll(async () => {
	kit = await makeKit();
	sealed = await kit.seal(kit.paper);
	gap = lastGap(sealed);
});

const judge = (file: Uint8Array) => verifyPdf(file, kit.trust);

const allCodes = ({ faults, signatures }: Verification): string[] =>
	[...faults, ...signatures.flatMap((signature) => signature.faults)].map(({ code }) => code);

async function expectRefused(file: Uint8Array, ...expected: string[]) {
	const result = await judge(file);
	expect(result.valid).toBe(false);
	expect(allCodes(result)).toEqual(expect.arrayContaining(expected));
	return result;
}

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

describe('a file saved again', () => {
	it('by rewriting it is refused', async () => {
		const pdf = await PDF.load(sealed);
		pdf.setTitle('Khác');
		expect((await judge(await pdf.save())).valid).toBe(false);
	});

	const CHANGES: [string, (pdf: PDF) => unknown][] = [
		['a drawing', (pdf) => pdf.getPage(0)!.drawRectangle({ x: 50, y: 50, width: 300, height: 300 })],
		['a page more', (pdf) => pdf.addPage()],
		['a page less', (pdf) => pdf.removePage(1)],
		['its pages in another order', (pdf) => pdf.movePage(1, 0)],
		[
			'a note',
			(pdf) =>
				pdf.getPage(0)!.addTextAnnotation({ rect: { x: 9, y: 9, width: 9, height: 9 }, contents: 'Khác' })
		],
		['another title', (pdf) => pdf.setTitle('Khác')],
		['an attachment', (pdf) => pdf.addAttachment('a.txt', new Uint8Array([1]))],
		['a text field', (pdf) => pdf.getOrCreateForm().createTextField('Điểm')],
		['other content of a page', (pdf) => contentOf(pdf, 0).setData(Buffer.from('BT ET'))],
		['another look of the seal', (pdf) => lookOfSeal(pdf).setData(Buffer.from('0 0 9 9 re f'))],
		['a larger box of the seal', (pdf) => boxOfSeal(pdf).set('Rect', rectangle(0, 0, 100, 100))]
	];

	const resolver = (pdf: PDF) => (ref: PdfRef) => pdf.getObject(ref);
	const rectangle = (...sides: number[]) => PdfArray.of(...sides.map((side) => PdfNumber.of(side)));
	const contentOf = (pdf: PDF, page: number) =>
		pdf.getPage(page)!.dict.get('Contents', resolver(pdf)) as PdfStream;
	const boxOfSeal = (pdf: PDF) =>
		pdf.getPage(0)!.dict.getArray('Annots', resolver(pdf))!.at(0, resolver(pdf)) as PdfDict;
	const lookOfSeal = (pdf: PDF) => boxOfSeal(pdf).getDict('AP')!.get('N', resolver(pdf)) as PdfStream;

	const savedWith = async (change: (pdf: PDF) => unknown) => {
		const pdf = await PDF.load(sealed);
		change(pdf);
		const file = Buffer.from(await pdf.save({ incremental: true }));
		expect(file.subarray(0, sealed.length).equals(sealed)).toBe(true);
		expect(file.length).toBeGreaterThan(sealed.length);
		return file;
	};

	it.each(CHANGES)('with %s is refused', async (_, change) => {
		const result = await expectRefused(
			await savedWith(change),
			'signature.changed_after',
			'file.appended_content'
		);
		expect(result.signatures[0]).toMatchObject({ intact: true, coversWholeFile: false });
	});

	it.each(CHANGES)('with %s, and then sealed again, shows the change', async (_, change) => {
		const result = await judge(await kit.seal(await savedWith(change), { fieldName: 'Agency' }, kit.agency));
		expect(result.valid).toBe(false);
		expect(allCodes(result)).toEqual(['signature.changed_after']);
		expect(result.signatures[0]!.changedAfter.length).toBeGreaterThan(0);
		expect(result.signatures[1]).toMatchObject({ intact: true, trusted: true, faults: [] });
	});

	it('with the date and the name of the tool brought up to date, and then sealed again, is valid', async () => {
		const dated = await savedWith((pdf) => {
			pdf.setModificationDate(new Date(NOW));
			pdf.setProducer('Phần mềm khác');
		});
		expect((await judge(dated)).valid).toBe(false);
		const result = await judge(await kit.seal(dated, { fieldName: 'Agency' }, kit.agency));
		expect(result).toMatchObject({ valid: true, faults: [] });
	});

	describe('with a field that was left empty', () => {
		const sealedWithEmptyField = async () => {
			const pdf = await PDF.load(kit.paper);
			pdf.getOrCreateForm().createSignatureField('Later');
			return kit.seal(Buffer.from(await pdf.save()));
		};

		it('is valid when the field is signed', async () => {
			const twice = await kit.seal(await sealedWithEmptyField(), { fieldName: 'Later' }, kit.agency);
			const result = await judge(twice);
			expect(result).toMatchObject({ valid: true, faults: [] });
			expect(result.signatures.map(({ field }) => field)).toEqual(['Seal', 'Later']);
		});

		it('is refused when the field only looks signed', async () => {
			const pdf = await PDF.load(await sealedWithEmptyField());
			const form = pdf.getCatalog().getDict('AcroForm', resolver(pdf))!;
			const fields = form.getArray('Fields', resolver(pdf))!.toArray();
			const later = fields
				.map((field) => pdf.getObject(field as PdfRef) as PdfDict)
				.find((field) => field.getString('T')?.asString() === 'Later')!;
			later.set('AP', boxOfSeal(pdf).get('AP')!);
			const faked = Buffer.from(await pdf.save({ incremental: true }));
			await expectRefused(faked, 'signature.changed_after');
			const result = await judge(await kit.seal(faked, { fieldName: 'Agency' }, kit.agency));
			expect(result.signatures[0]!.changedAfter).toEqual([expect.stringMatching(/\/AP$/)]);
		});
	});

	it('with a signature in a box that is not part of the form is refused', async () => {
		const page = await pageObject(kit.paper, 0);
		const box = nextObject(kit.paper);
		const widget = '<< /Subtype /Widget /FT /Sig /T (Aside) /Rect [50 50 90 90]';
		const withBox = {
			[page]: objectText(kit.paper, page).replace(/^<</, `<< /Annots [${box} 0 R]`),
			[box]: `${widget} >>`
		};
		const first = await kit.seal(appendUpdate(kit.paper, withBox));
		expect((await judge(first)).valid).toBe(true);
		const fresh = nextObject(first);
		const faked = appendUpdate(first, { [box]: `${widget} /V ${fresh} 0 R >>`, [fresh]: '<< /Type /Sig >>' });
		const result = await judge(await kit.seal(faked, { fieldName: 'Agency' }, kit.agency));
		expect(allCodes(result)).toEqual(['signature.changed_after']);
	});

	it('says where it was changed', async () => {
		const drawn = await savedWith((pdf) =>
			pdf.getPage(1)!.drawRectangle({ x: 50, y: 50, width: 9, height: 9 })
		);
		const { signatures } = await judge(drawn);
		expect(signatures[0]!.changedAfter[0]).toMatch(/^\/Root\/Pages\/Kids\[1\]\//);
	});
});

describe('an update written by hand after the seal', () => {
	let page: number;
	let catalog: number;
	let pageText: string;
	let catalogText: string;
	let fresh: number;
	const certificates = () => `<< /Certs [${fresh} 0 R] >>`;
	const stream = (content: string) => `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
	/** The catalog with validation data in it, the one thing that may come after the last signature. */
	const withValidationData = () => ({
		[catalog]: catalogText.replace(/^<</, `<< /DSS ${certificates()}`),
		[fresh]: stream('certificate')
	});

	beforeAll(async () => {
		page = await pageObject(sealed, 0);
		catalog = await catalogObject(sealed);
		pageText = objectText(sealed, page);
		catalogText = objectText(sealed, catalog);
		fresh = nextObject(sealed);
	});

	it('is accepted when it brings validation data only', async () => {
		const result = await judge(appendUpdate(sealed, withValidationData()));
		expect(result).toMatchObject({ valid: true, faults: [] });
		expect(result.signatures[0]).toMatchObject({ coversWholeFile: false, changedAfter: [] });
	});

	it('is refused when it brings nothing', async () => {
		await expectRefused(appendUpdate(sealed, { [fresh]: '<< >>' }), 'file.appended_content');
	});

	it('is refused when it changes a page beside', async () => {
		const turned = { [page]: pageText.replace(/^<</, '<< /Rotate 90') };
		const file = appendUpdate(sealed, { ...withValidationData(), ...turned });
		const result = await expectRefused(file, 'signature.changed_after', 'file.appended_content');
		expect(result.signatures[0]!.changedAfter).toEqual(['/Root/Pages/Kids[0]/Rotate']);
	});

	it('is refused when it adds a signature box that nobody signed', async () => {
		const [box, look] = [fresh + 1, fresh + 2];
		const form = Number(/\/AcroForm (\d+) 0 R/.exec(catalogText)![1]);
		const paint = '1 1 1 rg 0 0 595 842 re f';
		const file = appendUpdate(sealed, {
			...withValidationData(),
			[page]: pageText.replace(/(\/Annots \[[^\]]*)\]/, `$1 ${box} 0 R]`),
			[form]: objectText(sealed, form).replace(/(\/Fields \[[^\]]*)\]/, `$1 ${box} 0 R]`),
			[box]: `<< /Subtype /Widget /FT /Sig /T (Extra) /Rect [0 0 595 842] /AP << /N ${look} 0 R >> >>`,
			[look]: `<< /Subtype /Form /BBox [0 0 595 842] /Length ${paint.length} >>\nstream\n${paint}\nendstream`
		});
		const { signatures } = await expectRefused(file, 'signature.changed_after', 'file.appended_content');
		expect(signatures[0]!.changedAfter).toEqual([
			'/Root/AcroForm/Fields[1]',
			'/Root/Pages/Kids[0]/Annots[1]'
		]);
	});

	it('is refused when it points back into the signed bytes', async () => {
		const offset = sealed.indexOf(`\n${page + 1} 0 obj`) + 1;
		const entry = `${String(offset).padStart(10, '0')} 00000 n`;
		const file = appendUpdate(sealed, withValidationData(), { entries: { [page]: entry } });
		await expectRefused(file, 'file.appended_irregular');
	});

	it('is refused when it deletes an object', async () => {
		const content = Number(/\/Contents (\d+) 0 R/.exec(pageText)![1]);
		const file = appendUpdate(sealed, withValidationData(), { entries: { [content]: '0000000000 00001 f' } });
		await expectRefused(file, 'file.appended_irregular');
	});

	it('is refused when a key is written twice', async () => {
		const twice = { [page]: pageText.replace(/^<</, `<< /Contents ${fresh} 0 R`) };
		const file = appendUpdate(sealed, { ...withValidationData(), ...twice });
		await expectRefused(file, 'file.appended_irregular');
	});

	it('is refused when it refers to another generation of an object', async () => {
		const elsewhere = { [page]: pageText.replace(/\/Contents (\d+) 0 R/, '/Contents $1 7 R') };
		const file = appendUpdate(sealed, { ...withValidationData(), ...elsewhere });
		await expectRefused(file, 'signature.changed_after');
	});

	it('is refused when it gives an object another generation', async () => {
		const other = appendUpdate(sealed, { ...withValidationData(), [page]: pageText });
		const at = other.lastIndexOf(`\n${page} 0 obj`);
		const entry = `${String(at + 1).padStart(10, '0')} 00003 n`;
		const file = appendUpdate(
			sealed,
			{ ...withValidationData(), [page]: pageText },
			{ entries: { [page]: entry } }
		);
		await expectRefused(file, 'file.appended_irregular');
	});

	it('is refused when it leaves out the revision with the seal', async () => {
		const before = Number([...sealed.toString('latin1').matchAll(/startxref\s+(\d+)/g)][0]![1]);
		const file = appendUpdate(sealed, withValidationData(), { previous: before });
		await expectRefused(file, 'file.no_signature');
	});

	it('is refused when only it makes the signature show', async () => {
		const form = Number(/\/AcroForm (\d+) 0 R/.exec(catalogText)![1]);
		const shown = objectText(sealed, form);
		const hidden = shown.replace(/\/Fields \[.*?\]/, (fields) => '/Fields ['.padEnd(fields.length - 1) + ']');
		const file = await signedAgain(replaced(sealed, shown, hidden), kit.office);
		expect(allCodes(await judge(file))).toEqual(['file.no_signature']);
		const update = appendUpdate(file, { ...withValidationData(), [form]: shown });
		await expectRefused(update, 'signature.range_not_at_revision_end');
	});
});

describe('the signed message', () => {
	const sha1 = '1.3.14.3.2.26';
	const attributeOf = (signer: pkijs.SignerInfo, oid: string) =>
		signer.signedAttrs!.attributes.find(({ type }) => type === oid)!;
	const drop = (signer: pkijs.SignerInfo, oid: string) => {
		const attributes = signer.signedAttrs!;
		attributes.attributes = attributes.attributes.filter(({ type }) => type !== oid);
	};
	const edits: [string, (data: pkijs.SignedData, signer: pkijs.SignerInfo) => void, string][] = [
		['has two signers', (data, signer) => data.signerInfos.push(signer), 'signature.several_signers'],
		['has no signer', (data) => (data.signerInfos = []), 'signature.several_signers'],
		['lacks the certificate', (data) => (data.certificates = []), 'signature.certificate_missing'],
		[
			'uses SHA-1',
			(data, signer) => {
				for (const algorithm of [...data.digestAlgorithms, signer.digestAlgorithm])
					algorithm.algorithmId = sha1;
			},
			'signature.weak_digest'
		],
		[
			'announces another digest',
			(data) => (data.digestAlgorithms[0]!.algorithmId = OID.sha512),
			'signature.attributes_wrong'
		],
		[
			'names another algorithm',
			(_, signer) => (signer.signatureAlgorithm.algorithmId = OID.ecdsaWithSha256),
			'signature.unknown_algorithm'
		],
		[
			'names another digest in its algorithm',
			(_, signer) => (signer.signatureAlgorithm.algorithmId = OID.sha512WithRsa),
			'signature.unknown_algorithm'
		],
		[
			'has parameters that say nothing',
			(_, signer) => (signer.signatureAlgorithm.algorithmParams = new asn1js.Sequence()),
			'signature.unknown_algorithm'
		],
		['has a version that does not fit', (_, signer) => (signer.version = 3), 'signature.attributes_wrong'],
		[
			'brings content of its own',
			(data) => (data.encapContentInfo.eContent = new asn1js.OctetString({ valueHex: new ArrayBuffer(3) })),
			'signature.attributes_wrong'
		],
		[
			'has no signed attributes',
			(_, signer) => (signer.signedAttrs = undefined),
			'signature.attributes_wrong'
		],
		['lacks the digest', (_, signer) => drop(signer, OID.messageDigest), 'signature.digest_differs'],
		[
			'states the digest twice',
			(_, signer) => signer.signedAttrs!.attributes.push(attributeOf(signer, OID.messageDigest)),
			'signature.attributes_wrong'
		],
		['lacks the content type', (_, signer) => drop(signer, OID.contentType), 'signature.attributes_wrong']
	];

	it.each(edits)('that %s is refused', async (_, edit, code) => {
		const file = withCms(sealed, (data, signer) => {
			edit(data, signer);
			if (signer.signedAttrs) signAttributes(signer, kit.officeKey, 'sha256');
		});
		await expectRefused(file, code);
	});

	it('signed with another key is refused', async () => {
		const file = withCms(sealed, (_, signer) => signAttributes(signer, rsaKey(2048), 'sha256'));
		await expectRefused(file, 'signature.value_wrong');
	});

	it('may not swap the certificate for another one of the same key', async () => {
		const twin = issueSigner(kit.authority, { key: kit.officeKey });
		const certificate = pkijs.Certificate.fromBER(arrayBuffer(twin.certificate));
		const file = withCms(sealed, (data, signer) => {
			data.certificates = [certificate];
			const { issuer, serialNumber } = certificate;
			signer.sid = new pkijs.IssuerAndSerialNumber({ issuer, serialNumber });
		});
		const { signatures } = await expectRefused(file, 'signature.certificate_not_bound');
		expect(signatures[0]).toMatchObject({ intact: true, trusted: true, padesBaseline: false });
	});

	it.each([
		['without signing-certificate-v2', (signer: pkijs.SignerInfo) => drop(signer, OID.signingCertificateV2)],
		[
			'with a signing-time attribute',
			(signer: pkijs.SignerInfo) =>
				signer.signedAttrs!.attributes.push(
					new pkijs.Attribute({
						type: OID.signingTime,
						values: [new asn1js.UTCTime({ valueDate: new Date(NOW) })]
					})
				)
		]
	])('%s is valid, but not PAdES baseline', async (_, edit) => {
		const file = withCms(sealed, (_data, signer) => {
			edit(signer);
			signAttributes(signer, kit.officeKey, 'sha256');
		});
		const result = await judge(file);
		expect(result.valid).toBe(true);
		expect(result.signatures[0]!.padesBaseline).toBe(false);
	});
});
