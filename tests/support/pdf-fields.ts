/** The signature fields of a file as its form lists them. */
import { PDF, PdfDict, type PdfRef } from '@libpdf/core';

/** Name of each field, whether it is signed, and where it stands (points, rounded). */
export async function fieldsOf(file: Uint8Array): Promise<[name: string, signed: boolean, rect: number[]][]> {
	const pdf = await PDF.load(file);
	const resolve = (ref: PdfRef) => pdf.getObject(ref);
	const fields = pdf.getCatalog().getDict('AcroForm', resolve)!.getArray('Fields', resolve)!;
	return fields.toArray().map((ref) => {
		const field = resolve(ref as PdfRef) as PdfDict;
		const rect = field.getArray('Rect', resolve)!.toArray();
		return [
			field.getString('T')!.asString(),
			field.has('V'),
			rect.map((side) => Math.round((side as { value: number }).value))
		];
	});
}
