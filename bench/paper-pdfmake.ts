/** A paper as pdfmake takes it; pdfmake itself is installed in `peers` only, never with the product. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Flow, TextStyle } from './paper-flow.ts';

const here = createRequire(import.meta.url);
const peers = createRequire(join(import.meta.dirname, 'peers', 'package.json'));
const mm = (millimetres: number): number => (millimetres * 72) / 25.4;
const tinos = (file: string): string => here.resolve(`@expo-google-fonts/tinos/${file}/Tinos_${file}.ttf`);

/** The part of pdfmake that is used here; it brings no types. */
interface Pdfmake {
	setFonts(fonts: Record<string, Record<string, string>>): void;
	setUrlAccessPolicy(allows: () => boolean): void;
	setLocalAccessPolicy(allows: () => boolean): void;
	createPdf(definition: object): { getBuffer(): Promise<Buffer> };
}

/** False where `npm ci` was never run in `peers` (no network). */
export function isPdfmakeThere(): boolean {
	try {
		return peers.resolve('pdfmake') !== '';
	} catch {
		return false;
	}
}

export function loadPdfmake(): Pdfmake {
	const pdfmake = peers('pdfmake') as Pdfmake;
	pdfmake.setFonts({
		Tinos: {
			normal: tinos('400Regular'),
			bold: tinos('700Bold'),
			italics: tinos('400Regular_Italic'),
			bolditalics: tinos('700Bold_Italic')
		}
	});
	pdfmake.setUrlAccessPolicy(() => false);
	pdfmake.setLocalAccessPolicy(() => true);
	return pdfmake;
}

const STYLES: Record<TextStyle, object> = {
	title: { bold: true, alignment: 'center' },
	heading: { bold: true, margin: [mm(12.7), 6, 0, 0] },
	paragraph: { alignment: 'justify', leadingIndent: mm(12.7), margin: [0, 6, 0, 0] },
	item: { alignment: 'justify', leadingIndent: mm(12.7), margin: [0, 6, 0, 0] },
	slanted: { italics: true, margin: [0, 6, 0, 0] },
	bold: { bold: true, leadingIndent: mm(12.7), margin: [0, 6, 0, 0] }
};

const column = (lines: readonly string[]) => ({ text: lines.join('\n'), alignment: 'center', fontSize: 12 });

function tableOf({ columns, rows }: Extract<Flow, { type: 'table' }>): object {
	const heading = columns.map((text) => ({ text, bold: true, alignment: 'center' }));
	const body = rows.map(({ cells, bold }) =>
		cells.length === 1
			? [{ text: cells[0], bold, colSpan: columns.length }, ...columns.slice(1).map(() => '')]
			: cells.map((text) => ({ text, bold }))
	);
	const isLong = (at: number) => rows.some(({ cells }) => (cells[at]?.length ?? 0) > 24);
	const widths = columns.map((_, at) => (isLong(at) ? '*' : 'auto'));
	const table = { headerRows: 1, dontBreakRows: true, widths, body: [heading, ...body] };
	return { table, fontSize: 10, margin: [0, 6, 0, 0] };
}

/** `folder` holds `photo-0.jpg`, …. */
export function toDefinition(flow: readonly Flow[], folder: string): object {
	const content: object[] = [];
	let pending: object = {};
	const add = (node: object) => {
		content.push({ ...node, ...pending });
		pending = {};
	};
	for (const piece of flow) {
		if (piece.type === 'text') add({ text: piece.text, ...STYLES[piece.style] });
		else if (piece.type === 'columns') add({ columns: [column(piece.left), column(piece.right)] });
		else if (piece.type === 'table') add(tableOf(piece));
		else if (piece.type === 'page')
			pending = {
				pageBreak: content.length === 0 ? undefined : 'before',
				pageOrientation: piece.landscape ? 'landscape' : 'portrait'
			};
		else if (piece.index % 2 === 0) {
			const pair = flow.filter((one) => one.type === 'photo').slice(piece.index, piece.index + 2);
			add({
				columns: pair.map(({ index, caption }) => [
					{ image: join(folder, `photo-${index}.jpg`), fit: [220, 160], alignment: 'center' },
					{ text: caption, alignment: 'center', fontSize: 11 }
				])
			});
		}
	}
	return {
		content,
		pageSize: 'A4',
		pageOrientation: flow[0]?.type === 'page' && flow[0].landscape ? 'landscape' : 'portrait',
		pageMargins: [mm(30), mm(20), mm(15), mm(20)],
		defaultStyle: { font: 'Tinos', fontSize: 14 }
	};
}
