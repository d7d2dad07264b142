/** The colours that a paper is meant in (ISO 19005-2, 6.2.3): sRGB, its curve written as a formula. */

/**
 * sRGB in ICC version 4 (Compact ICC Profiles by Clinton Ingram, CC0; libvips carries the same). The profile that pdfkit
 * brings has its curve as a table of a thousand steps, and poppler, the reader of Evince and Okular, turns that table round
 * anew for each page: nine tenths of the time it takes to open a paper.
 */
export const SRGB = Buffer.from(
	'AAAB4GxjbXMEIAAAbW50clJHQiBYWVogB+IAAwAUAAkADgAdYWNzcE1TRlQAAAAAc2F3c2N0cmwAAAAAAAAAAAAAAAAAAPbWAAEA' +
		'AAAA0y1oYW5keem/Vlo+AbaDI4VVRvdPqgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAKZGVzYwAAAPwAAAAkY3BydAAA' +
		'ASAAAAAid3RwdAAAAUQAAAAUY2hhZAAAAVgAAAAsclhZWgAAAYQAAAAUZ1hZWgAAAZgAAAAUYlhZWgAAAawAAAAUclRSQwAAAcAA' +
		'AAAgZ1RSQwAAAcAAAAAgYlRSQwAAAcAAAAAgbWx1YwAAAAAAAAABAAAADGVuVVMAAAAIAAAAHABzAFIARwBCbWx1YwAAAAAAAAAB' +
		'AAAADGVuVVMAAAAGAAAAHABDAEMAMAAAWFlaIAAAAAAAAPbWAAEAAAAA0y1zZjMyAAAAAAABDD8AAAXd///zJgAAB5AAAP2S///7' +
		'of///aIAAAPcAADAcVhZWiAAAAAAAABvoAAAOPIAAAOPWFlaIAAAAAAAAGKWAAC3iQAAGNpYWVogAAAAAAAAJKAAAA+FAAC2xHBh' +
		'cmEAAAAAAAMAAAACZmkAAPKnAAANWQAAE9AAAApb',
	'base64'
);

/** What pdfkit (0.20) asks itself for at the end of a document of PDF/A. */
interface Ending {
	_addColorOutputIntent(): void;
	_root: { data: { OutputIntents?: PDFKit.PDFKitReference[] } };
}

/** Makes the document end with our profile in the place of pdfkit's. */
export function meanSrgb(doc: PDFKit.PDFDocument): void {
	const ending = doc as unknown as Ending;
	ending._addColorOutputIntent = () => {
		const profile = doc.ref({ N: 3 });
		profile.end(SRGB);
		const intent = doc.ref({
			Type: 'OutputIntent',
			S: 'GTS_PDFA1',
			Info: new String('sRGB'),
			OutputConditionIdentifier: new String('sRGB'),
			DestOutputProfile: profile
		});
		intent.end(null);
		ending._root.data.OutputIntents = [intent];
	};
}
