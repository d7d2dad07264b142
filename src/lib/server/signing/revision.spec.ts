import { PDF, PdfArray, PdfDict, PdfNumber, PdfRef } from '@libpdf/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf } from '../../../../tests/support/pdf-fields.ts';
import { makeKit, NOW, samplePdf, type Kit } from '../../../../tests/support/signing-kit.ts';
import { prepareRevision, SealError, type SealRequest } from './revision.ts';
import { localSigner } from './signer.ts';
import { verifyPdf } from './verify.ts';

let kit: Kit;
beforeAll(async () => {
	kit = await makeKit();
});

const codeOf = (promise: Promise<unknown>) =>
	promise.then(
		() => 'finished',
		(error) => (error instanceof SealError ? error.code : String(error))
	);

describe('sealing', () => {
	it('appends: the file begins with the bytes that were sealed', async () => {
		const sealed = await kit.seal(kit.paper);
		expect(sealed.subarray(0, kit.paper.length).equals(kit.paper)).toBe(true);
	});

	it('gives the same bytes for the same request', async () => {
		expect((await kit.seal(kit.paper)).equals(await kit.seal(kit.paper))).toBe(true);
	});

	it('puts the signature on its page, with its look, printed and locked', async () => {
		const sealed = await kit.seal(kit.paper, { page: 1, rect: [10, 20, 190, 80] });
		const pdf = await PDF.load(sealed);
		const resolve = (ref: PdfRef) => pdf.getObject(ref);
		expect(pdf.getPage(0)!.dict.has('Annots')).toBe(false);
		const widget = pdf.getPage(1)!.dict.getArray('Annots', resolve)!.at(0, resolve) as PdfDict;
		const rect = widget.getArray('Rect', resolve)!.toArray();
		expect(rect.map((side) => ('value' in side ? side.value : side))).toEqual([10, 20, 190, 80]);
		expect(widget.getNumber('F')?.value).toBe(132);
		expect(widget.getString('T')?.asString()).toBe('Seal');
		const look = widget.getDict('AP', resolve)!.get('N', resolve) as PdfDict;
		expect(look.getName('Subtype')?.value).toBe('Form');
	});

	it('names field, signer and reason in Vietnamese', async () => {
		const changes = { fieldName: 'Dấu cơ quan', name: 'Sở Nội vụ', reason: 'Ban hành'.normalize('NFD') };
		const { signatures } = await verifyPdf(await kit.seal(kit.paper, changes), kit.trust);
		expect(signatures[0]).toMatchObject({ field: 'Dấu cơ quan', reason: 'Ban hành' });
	});

	it('fills an empty field that the paper brings, and keeps its place', async () => {
		const pdf = await PDF.load(kit.paper);
		pdf.getOrCreateForm().createSignatureField('Reserved');
		const paper = Buffer.from(await pdf.save());
		const sealed = await kit.seal(paper, { fieldName: 'Reserved' });
		const result = await verifyPdf(sealed, kit.trust);
		expect(result).toMatchObject({ valid: true });
		expect(result.signatures.map(({ field }) => field)).toEqual(['Reserved']);
	});
});

describe('fields laid out for those who sign after', () => {
	const reserved = [
		{ fieldName: 'Lead', page: 0, rect: [300, 200, 450, 280] as const },
		{ fieldName: 'Agency', page: 1, rect: [80, 200, 230, 280] as const }
	];

	it('are empty, have a look, and leave the seal valid', async () => {
		const sealed = await kit.seal(kit.paper, { reserved });
		expect(await fieldsOf(sealed)).toEqual([
			['Seal', true, expect.anything()],
			['Lead', false, [300, 200, 450, 280]],
			['Agency', false, [80, 200, 230, 280]]
		]);
		const result = await verifyPdf(sealed, kit.trust);
		expect(result).toMatchObject({ valid: true, faults: [] });
		expect(result.signatures.map(({ field }) => field)).toEqual(['Seal']);
		expect(sealed.equals(await kit.seal(kit.paper, { reserved }))).toBe(true);
	});

	it('are filled where they stand, in any order; without one of the name another is made', async () => {
		const request = (into: string) => ({ fieldName: `${into}-1`, rect: [0, 0, 9, 9] as const, into });
		let file = await kit.seal(kit.paper, { reserved });
		file = await kit.seal(file, request('Agency'), kit.agency);
		file = await kit.seal(file, request('Lead'));
		file = await kit.seal(file, request('Lead'), kit.agency);
		expect(await fieldsOf(file)).toEqual([
			['Seal', true, expect.anything()],
			['Lead', true, [300, 200, 450, 280]],
			['Agency', true, [80, 200, 230, 280]],
			['Lead-1', true, [0, 0, 9, 9]]
		]);
		const result = await verifyPdf(file, kit.trust);
		expect(result).toMatchObject({ valid: true, faults: [] });
		expect(result.signatures.map(({ field }) => field)).toEqual(['Seal', 'Agency', 'Lead', 'Lead-1']);
	});

	it('must stay where they are: one that is moved while it is signed breaks what was signed before', async () => {
		const sealed = await kit.seal(kit.paper, { reserved });
		const pdf = await PDF.load(sealed);
		const resolve = (ref: PdfRef) => pdf.getObject(ref);
		const widget = pdf.getPage(0)!.dict.getArray('Annots', resolve)!.at(1, resolve) as PdfDict;
		widget.set('Rect', PdfArray.of(...[60, 500, 540, 700].map((side) => PdfNumber.of(side))));
		const moved = Buffer.from(await pdf.save({ incremental: true }));
		const { valid, signatures } = await verifyPdf(await kit.seal(moved, { fieldName: 'Lead' }), kit.trust);
		expect(valid).toBe(false);
		expect(signatures[0]!.faults.map(({ code }) => code)).toEqual(['signature.changed_after']);
	});
});

describe('what cannot be sealed', () => {
	const request: SealRequest = { fieldName: 'Seal', page: 0, rect: [0, 0, 0, 0], name: 'Sở Nội vụ', at: NOW };

	it('says why', async () => {
		const encrypted = await samplePdf({ userPassword: '', ownerPassword: 'owner' });
		const sealed = await kit.seal(kit.paper);
		const attempts = [
			kit.seal(Buffer.from('Biên bản')),
			kit.seal(kit.paper.subarray(0, 2000)),
			kit.seal(encrypted),
			kit.seal(kit.paper, { page: 2 }),
			kit.seal(sealed)
		];
		expect(await Promise.all(attempts.map(codeOf))).toEqual([
			'not_a_pdf',
			'not_a_pdf',
			'encrypted',
			'no_such_page',
			'field_signed'
		]);
	});

	it('is a signature longer than the room left for it', async () => {
		const revision = await prepareRevision(kit.paper, request);
		expect(() => revision.complete(Buffer.alloc(16_385))).toThrow(SealError);
		expect(() => revision.complete(Buffer.alloc(16_384, 0x30))).not.toThrow();
	});

	it('is anything with a key that does not belong to the certificate', () => {
		const { certificate, chain } = kit.office;
		expect(() => localSigner({ certificate, chain, key: kit.authority.key })).toThrow('does not belong');
	});
});
