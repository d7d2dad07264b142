/**
 * Appends one signature revision to a PDF: signature dictionary, field, widget with its appearance. The bytes
 * already there stay as they are, so that earlier signatures and the stored original remain true.
 */
import { createHash } from 'node:crypto';
import {
	PDF,
	PdfArray,
	PdfDict,
	PdfName,
	PdfNumber,
	PdfRef,
	PdfStream,
	PdfString,
	type PDFPage
} from '@libpdf/core';
import type { Hash } from './asn1.ts';
import { formatPdfDate } from './pdf-date.ts';

/** Where a signature stands in a file. */
export interface FieldPlace {
	fieldName: string;
	/** Page of the visible signature, from 0. */
	page: number;
	/** Left, bottom, right, top in points from the page's lower left corner; four zeros: invisible. */
	rect: readonly [number, number, number, number];
}

/** An empty field of `fieldName` is filled where it stands, otherwise one is made. */
export interface SealRequest extends FieldPlace {
	/** An empty field to sign in, where the file has one of this name; `fieldName` and its place count otherwise. */
	into?: string;
	/** Empty fields laid out in the same revision for those who sign after: their tools find them, and what they cover stays free. */
	reserved?: readonly FieldPlace[];
	/** A PDF whose first page is the look of the signature. */
	appearance?: Uint8Array;
	/** Who signs, as shown by PDF readers. */
	name: string;
	reason?: string;
	location?: string;
	/** The claimed time, epoch milliseconds. */
	at: number;
}

export type SealErrorCode =
	| 'not_a_pdf'
	| 'encrypted'
	| 'not_appendable'
	| 'no_such_page'
	| 'field_signed'
	| 'signature_too_long';

/** A file or request that cannot be sealed: a mistake of the calling code, since only our own papers are sealed. */
export class SealError extends Error {
	readonly code: SealErrorCode;

	constructor(code: SealErrorCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.name = 'SealError';
		this.code = code;
	}
}

/** Room for the CMS in bytes: B-T with a chain of three needs about 7 KB. */
const RESERVED_BYTES = 16_384;

/** Stands in the byte range until the real numbers are known: as wide as any of them can be. */
const PLACEHOLDER = 9_999_999_999;

/** Print and Locked (ISO 32000-1, table 165): what PDF/A asks of a signature's widget. */
const WIDGET_FLAGS = 4 | 128;

/** SignaturesExist and AppendOnly (table 219). */
const SIGNATURE_FLAGS = 1 | 2;

const name = (value: string) => PdfName.of(value);
const number = (value: number) => PdfNumber.of(value);

function text(value: string): PdfString {
	const utf16 = Buffer.from(value.normalize('NFC'), 'utf16le').swap16();
	return new PdfString(Buffer.concat([Buffer.from([0xfe, 0xff]), utf16]), 'hex');
}

/** A file with an empty signature; nothing but the CMS may change in it. */
export interface PreparedRevision {
	/** Digest of what the byte range covers. */
	digest(hash: Hash): Buffer;
	/** The finished file. @throws SealError when the CMS is longer than the room left for it */
	complete(cms: Uint8Array): Buffer;
}

async function open(file: Uint8Array): Promise<PDF> {
	let pdf: PDF;
	try {
		pdf = await PDF.load(file, { lenient: false });
	} catch (cause) {
		throw new SealError('not_a_pdf', 'The file cannot be read as a PDF.', { cause });
	}
	if (pdf.isEncrypted) throw new SealError('encrypted', 'An encrypted PDF cannot be sealed.');
	const obstacle = pdf.canSaveIncrementally();
	if (obstacle) throw new SealError('not_appendable', `Nothing can be appended to this PDF: ${obstacle}.`);
	return pdf;
}

function signatureDictionary(request: SealRequest): PdfDict {
	const gap = number(PLACEHOLDER);
	const dictionary = PdfDict.of({
		Type: name('Sig'),
		Filter: name('Adobe.PPKLite'),
		SubFilter: name('ETSI.CAdES.detached'),
		ByteRange: PdfArray.of(number(0), gap, gap, gap),
		Contents: new PdfString(new Uint8Array(RESERVED_BYTES), 'hex'),
		M: PdfString.fromString(formatPdfDate(request.at)),
		Name: text(request.name)
	});
	if (request.reason) dictionary.set('Reason', text(request.reason));
	if (request.location) dictionary.set('Location', text(request.location));
	return dictionary;
}

function formOf(pdf: PDF): { form: PdfDict; fields: PdfArray } {
	const resolve = (ref: PdfRef) => pdf.getObject(ref);
	const catalog = pdf.getCatalog();
	let form = catalog.getDict('AcroForm', resolve);
	if (!form) {
		form = PdfDict.of({});
		catalog.set('AcroForm', pdf.register(form));
	}
	let fields = form.getArray('Fields', resolve);
	if (!fields) {
		fields = PdfArray.of();
		form.set('Fields', fields);
	}
	form.set('SigFlags', number(SIGNATURE_FLAGS));
	return { form, fields };
}

function findField(pdf: PDF, fields: PdfArray, fieldName: string): PdfDict | undefined {
	const resolve = (ref: PdfRef) => pdf.getObject(ref);
	for (let index = 0; index < fields.length; index++) {
		const field = fields.at(index, resolve);
		if (field instanceof PdfDict && field.getString('T', resolve)?.asString() === fieldName) return field;
	}
	return undefined;
}

/** @throws SealError */
function pageOf(pdf: PDF, index: number): PDFPage {
	const page = pdf.getPage(index);
	if (!page) throw new SealError('no_such_page', `The PDF has no page ${index}, counted from 0.`);
	return page;
}

function addField(pdf: PDF, fields: PdfArray, place: FieldPlace): PdfDict {
	const page = pageOf(pdf, place.page);
	const widget = PdfDict.of({
		Type: name('Annot'),
		Subtype: name('Widget'),
		FT: name('Sig'),
		T: text(place.fieldName),
		F: number(WIDGET_FLAGS),
		Rect: PdfArray.of(...place.rect.map(number)),
		P: page.ref
	});
	const ref = pdf.register(widget);
	fields.push(ref);
	let annotations = page.dict.getArray('Annots', (target) => pdf.getObject(target));
	if (!annotations) {
		annotations = PdfArray.of();
		page.dict.set('Annots', annotations);
	}
	annotations.push(ref);
	return widget;
}

/**
 * PDF/A wants a look of every field, also of one that shows nothing yet (ISO 19005-2, 6.3.3). One for all: tools that fill a
 * field delete its old look when no other field has it, and nothing that is signed may be deleted.
 */
function layOut(pdf: PDF, fields: PdfArray, places: readonly FieldPlace[]): void {
	if (places.length === 0) return;
	const box = PdfArray.of(...[0, 0, 1, 1].map(number));
	const nothing = pdf.register(
		PdfStream.fromDict({ Type: name('XObject'), Subtype: name('Form'), BBox: box })
	);
	for (const place of places) addField(pdf, fields, place).set('AP', PdfDict.of({ N: nothing }));
}

/** The empty field that was laid out for this signature, if nobody has used it. */
function laidOut(pdf: PDF, fields: PdfArray, fieldName: string | undefined): PdfDict | undefined {
	const field = fieldName === undefined ? undefined : findField(pdf, fields, fieldName);
	return field?.has('V') ? undefined : field;
}

async function append(file: Uint8Array, request: SealRequest): Promise<Buffer> {
	const pdf = await open(file);
	pageOf(pdf, request.page);
	const { fields } = formOf(pdf);
	const field =
		laidOut(pdf, fields, request.into) ??
		findField(pdf, fields, request.fieldName) ??
		addField(pdf, fields, request);
	if (field.has('V')) throw new SealError('field_signed', `Field «${request.fieldName}» is signed already.`);
	field.set('V', pdf.register(signatureDictionary(request)));
	if (request.appearance) {
		const look = await pdf.embedPage(await PDF.load(request.appearance), 0);
		field.set('AP', PdfDict.of({ N: look.ref }));
	}
	layOut(pdf, fields, request.reserved ?? []);
	return Buffer.from(await pdf.save({ incremental: true }));
}

/** Where the empty /Contents and /ByteRange landed, and the byte range filled in. */
function fillByteRange(file: Buffer, from: number): { start: number; end: number } {
	const contents = `<${'00'.repeat(RESERVED_BYTES)}>`;
	const range = `[0 ${PLACEHOLDER} ${PLACEHOLDER} ${PLACEHOLDER}]`;
	const start = file.indexOf(contents, from, 'latin1');
	const rangeAt = file.indexOf(range, from, 'latin1');
	if (start < 0 || rangeAt < 0) throw new Error('The PDF library wrote the signature in another form.');
	const end = start + contents.length;
	file.write(`[0 ${start} ${end} ${file.length - end}]`.padEnd(range.length), rangeAt, 'latin1');
	return { start, end };
}

/**
 * Appends a revision with an empty signature.
 *
 * @throws SealError for a file or a request that cannot be sealed
 */
export async function prepareRevision(file: Uint8Array, request: SealRequest): Promise<PreparedRevision> {
	const out = await append(file, request);
	if (!out.subarray(0, file.length).equals(file))
		throw new Error('The PDF library changed the signed bytes.');
	const { start, end } = fillByteRange(out, file.length);
	return {
		digest: (hash) => createHash(hash).update(out.subarray(0, start)).update(out.subarray(end)).digest(),
		complete(cms) {
			if (cms.length > RESERVED_BYTES) {
				throw new SealError('signature_too_long', `The signature needs ${cms.length} bytes.`);
			}
			out.write(Buffer.from(cms).toString('hex'), start + 1, 'latin1');
			return out;
		}
	};
}
