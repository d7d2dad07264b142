/** What is put behind the seal: by a library that saves the file again, or by hand. */
import { PDF, PdfArray, PdfDict, PdfNumber, PdfRef, PdfStream } from '@libpdf/core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
	appendUpdate,
	catalogObject,
	nextObject,
	objectText,
	pageObject,
	replaced,
	signedAgain
} from '../../../../tests/support/pdf-surgery.ts';
import { allCodes, sealPaper, type SealedPaper } from '../../../../tests/support/sealed-paper.ts';
import { NOW, type Kit } from '../../../../tests/support/signing-kit.ts';

let kit: Kit;
let sealed: Buffer;
let judge: SealedPaper['judge'];
let expectRefused: SealedPaper['expectRefused'];

beforeAll(async () => {
	({ kit, sealed, judge, expectRefused } = await sealPaper());
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
