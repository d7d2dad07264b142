/** A new PDF: our fonts, fixed metadata, nothing that depends on the machine or the hour. */
import PDFDocument from 'pdfkit';
import { cleanText, FONT_STYLES, loadFonts } from './fonts.ts';
import { meanSrgb } from './output-intent.ts';

export interface DocumentInfo {
	title: string;
	author: string;
	/** Epoch milliseconds; the only time in the file, so that the same input gives the same bytes. */
	createdAt: number;
	/** Written as they are, where a program finds them without reading the page. ASCII. */
	keywords?: string;
}

/** PDF 1.7 with everything embedded, to be read in fifty years: PDF/A-2b (ISO 19005-2). */
const ARCHIVAL = { pdfVersion: '1.7', subset: 'PDF/A-2b' } as const;

/** pdfkit copies title and author into XMP without escaping them (pdfkit 0.20): an ampersand would break it. */
const forXmp = (text: string): string => cleanText(text).replaceAll('&', 'và').replace(/[<>]/g, '');

/**
 * A document without pages; margins are kept by the layout, so pdfkit knows of none. `tagged`: it has elements for readers
 * that speak; the look of a seal has none, for it becomes part of another page.
 */
export function newDocument(
	{ title, author, createdAt, keywords }: DocumentInfo,
	{ tagged = true } = {}
): PDFKit.PDFDocument {
	const fonts = loadFonts();
	const doc = new PDFDocument({
		autoFirstPage: false,
		margin: 0,
		...ARCHIVAL,
		tagged,
		lang: 'vi-VN',
		displayTitle: true,
		// No font at first: pdfkit's own would be Helvetica, which is not embedded.
		font: null as unknown as string,
		info: {
			Title: forXmp(title),
			Author: forXmp(author),
			Producer: 'Thước',
			Creator: 'Thước',
			...(keywords === undefined ? {} : { Keywords: keywords }),
			CreationDate: new Date(createdAt)
		}
	});
	meanSrgb(doc);
	for (const style of FONT_STYLES) doc.registerFont(style, fonts[style] as unknown as string);
	return doc;
}

/** Ends the document and gathers its bytes. */
export function finishDocument(doc: PDFKit.PDFDocument): Promise<Buffer> {
	const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
	const chunks: Buffer[] = [];
	doc.on('data', (chunk: Buffer) => chunks.push(chunk));
	doc.on('end', () => resolve(Buffer.concat(chunks)));
	doc.on('error', reject);
	doc.end();
	return promise;
}
