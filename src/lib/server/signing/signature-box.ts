/** How much of a page a signature's widget hides: a large one could be painted over the text it pretends to sign. */
import { PdfDict, PdfNumber, type PdfObject } from '@libpdf/core';
import { membersOf, valueOf, type OpenPdf, type SignatureField } from './open-pdf.ts';

/** Part of a page that a signature may take at most. */
const LARGEST_PART = 0.25;

const DEEPEST_PAGE = 50;

function areaOf(rectangle: PdfObject | undefined, pdf: OpenPdf): number | undefined {
	const sides = membersOf(rectangle, pdf).map((side) => valueOf(side, pdf));
	const [left, bottom, right, top] = sides.map((side) => (side instanceof PdfNumber ? side.value : NaN));
	if (left === undefined || bottom === undefined || right === undefined || top === undefined)
		return undefined;
	const area = Math.abs((right - left) * (top - bottom));
	return Number.isNaN(area) ? undefined : area;
}

/** An attribute of a page that it may inherit from the nodes above it (ISO 32000-1, 7.7.3.4). */
function inherited(page: PdfDict, key: string, pdf: OpenPdf): PdfObject | undefined {
	let node: PdfDict | undefined = page;
	for (let depth = 0; node && depth < DEEPEST_PAGE; depth++) {
		if (node.has(key)) return node.get(key);
		node = node.getDict('Parent', pdf.resolve);
	}
	return undefined;
}

/** The visible part of the page: where the crop box is larger, the media box ends it. No known size: no room. */
function pageArea(page: PdfDict, pdf: OpenPdf): number {
	const media = areaOf(inherited(page, 'MediaBox', pdf), pdf) ?? 0;
	return Math.min(media, areaOf(inherited(page, 'CropBox', pdf), pdf) ?? Infinity);
}

/** The fields whose widget takes more than a quarter of a page that shows it. */
export function oversizedFields(fields: readonly SignatureField[], pdf: OpenPdf): Set<SignatureField> {
	const owner = new Map(fields.flatMap((field) => field.widgets.map((widget) => [widget, field] as const)));
	const oversized = new Set<SignatureField>();
	for (const { dict } of pdf.pdf.getPages()) {
		for (const member of membersOf(dict.get('Annots'), pdf)) {
			const widget = valueOf(member, pdf);
			const field = widget instanceof PdfDict ? owner.get(widget) : undefined;
			if (!field || !(widget instanceof PdfDict)) continue;
			const area = areaOf(widget.get('Rect'), pdf) ?? Infinity;
			if (area > 0 && area > LARGEST_PART * pageArea(dict, pdf)) oversized.add(field);
		}
	}
	return oversized;
}
