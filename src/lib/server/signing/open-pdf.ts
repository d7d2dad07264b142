/**
 * Opens a PDF to be judged. Strictly: a file that a reader would have to repair can look one way in one reader
 * and another way in the next, so nothing certain can be said about it.
 */
import { PDF, PdfArray, PdfDict, PdfNull, PdfRef, PdfString, type PdfObject } from '@libpdf/core';
import { give } from './fault.ts';

export interface OpenPdf {
	pdf: PDF;
	catalog: PdfDict;
	/** The document information dictionary, when there is one. */
	info: PdfObject | undefined;
	resolve: (ref: PdfRef) => PdfObject | null;
}

/** A signature found in the form, with the widgets that show it. */
export interface SignatureField {
	/** Full name of the field, parts joined by a dot. */
	name: string;
	/** The signature dictionary. */
	value: PdfDict;
	widgets: PdfDict[];
}

const HEADER = '%PDF-';
const DEEPEST_FIELD = 20;

/** @throws FaultError for what is no PDF, encrypted, or in need of repair */
export async function openPdf(file: Uint8Array): Promise<OpenPdf> {
	const start = Buffer.from(file.buffer, file.byteOffset, Math.min(file.byteLength, HEADER.length));
	if (start.toString('latin1') !== HEADER) give('file.not_pdf', {});
	let pdf: PDF;
	try {
		pdf = await PDF.load(file, { lenient: false });
	} catch {
		return give('file.damaged', {});
	}
	if (pdf.isEncrypted) give('file.encrypted', {});
	const resolve = (ref: PdfRef) => pdf.getObject(ref);
	const info = pdf.context.info.trailer.get('Info');
	return { pdf, catalog: pdf.getCatalog(), info, resolve };
}

/** What an object stands for: references followed, null as nothing. */
export function valueOf(object: PdfObject | undefined | null, { resolve }: OpenPdf): PdfObject | undefined {
	const value = object instanceof PdfRef ? resolve(object) : object;
	return value === null || value instanceof PdfNull ? undefined : value;
}

export function textOf(object: PdfObject | undefined, pdf: OpenPdf): string | undefined {
	const value = valueOf(object, pdf);
	return value instanceof PdfString ? value.asString().normalize('NFC') : undefined;
}

/** The members of an array, references kept; none when it is no array. */
export function membersOf(object: PdfObject | undefined, pdf: OpenPdf): PdfObject[] {
	const value = valueOf(object, pdf);
	return value instanceof PdfArray ? value.toArray() : [];
}

/** Whether a field or widget belongs to a signature: the type may be written at the parent. */
export function isSignatureField(dictionary: PdfDict, pdf: OpenPdf): boolean {
	const type = dictionary.getName('FT', pdf.resolve);
	if (type) return type.value === 'Sig';
	return dictionary.getDict('Parent', pdf.resolve)?.getName('FT', pdf.resolve)?.value === 'Sig';
}

/** The signature that a field or widget holds, its own or its parent's. */
export function signatureOf(dictionary: PdfDict, pdf: OpenPdf): PdfDict | undefined {
	return (
		dictionary.getDict('V', pdf.resolve) ??
		dictionary.getDict('Parent', pdf.resolve)?.getDict('V', pdf.resolve)
	);
}

/**
 * The signed fields of the form, found as a reader finds them. Never by searching the file for «/ByteRange»:
 * what no reader shows must not count.
 */
export function signatureFields(pdf: OpenPdf): SignatureField[] {
	const found: SignatureField[] = [];
	const seen = new Set<PdfDict>();
	const visit = (object: PdfObject, isSignature: boolean, prefix: string, depth: number) => {
		const field = valueOf(object, pdf);
		if (!(field instanceof PdfDict) || seen.has(field) || depth > DEEPEST_FIELD) return;
		seen.add(field);
		const type = field.getName('FT', pdf.resolve)?.value;
		const signature = type === undefined ? isSignature : type === 'Sig';
		const name = [prefix, textOf(field.get('T'), pdf)].filter(Boolean).join('.');
		const kids = membersOf(field.get('Kids'), pdf);
		const value = signature ? field.getDict('V', pdf.resolve) : undefined;
		if (value) {
			const dictionaries = kids.map((kid) => valueOf(kid, pdf)).filter((kid) => kid instanceof PdfDict);
			found.push({ name, value, widgets: [field, ...dictionaries] });
		}
		for (const kid of kids) visit(kid, signature, name, depth + 1);
	};
	const form = pdf.catalog.getDict('AcroForm', pdf.resolve);
	for (const field of membersOf(form?.get('Fields'), pdf)) visit(field, false, '', 0);
	return found;
}
