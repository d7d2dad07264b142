/** A paper as a page to print: plain CSS, the same font, paper and margins. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Flow } from './paper-flow.ts';

const { resolve } = createRequire(import.meta.url);
const tinos = (file: string): string =>
	pathToFileURL(resolve(`@expo-google-fonts/tinos/${file}/Tinos_${file}.ttf`)).href;
const face = (file: string, rest: string): string =>
	`@font-face{font-family:Tinos;src:url("${tinos(file)}");${rest}}`;

const CSS = [
	face('400Regular', 'font-weight:400'),
	face('700Bold', 'font-weight:700'),
	face('400Regular_Italic', 'font-weight:400;font-style:italic'),
	'@page{size:A4 portrait;margin:20mm 15mm 20mm 30mm}',
	'@page wide{size:A4 landscape;margin:20mm 15mm 20mm 30mm}',
	'body{margin:0;font:14pt/18pt Tinos}.wide{page:wide}',
	'section+section{break-before:page}h1{font-size:14pt;text-align:center;margin:0}',
	'h2{font-size:14pt;margin:6pt 0 0 12.7mm}p{margin:6pt 0 0;text-align:justify;text-indent:12.7mm}',
	'.two{display:grid;grid-template-columns:2fr 3fr;text-align:center;font-size:12pt;break-inside:avoid}',
	'.two div{white-space:pre-line}table{border-collapse:collapse;width:100%;font-size:10pt;line-height:11.8pt}',
	'th,td{border:.5pt solid;padding:3pt;vertical-align:top;white-space:pre-line}tr{break-inside:avoid}',
	'figure{display:inline-block;width:47%;margin:4pt 1%;text-align:center;font-size:11pt;break-inside:avoid}',
	'img{width:100%;height:160pt;object-fit:contain}'
].join('\n');

const escaped = (words: string): string =>
	words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const TAGS = {
	title: (words: string) => `<h1>${words}</h1>`,
	heading: (words: string) => `<h2>${words}</h2>`,
	paragraph: (words: string) => `<p>${words}</p>`,
	item: (words: string) => `<p>${words}</p>`,
	slanted: (words: string) => `<p><i>${words}</i></p>`,
	bold: (words: string) => `<p><b>${words}</b></p>`
};

function htmlOf(flow: Flow): string {
	switch (flow.type) {
		case 'text':
			return TAGS[flow.style](escaped(flow.text));
		case 'columns':
			return `<div class="two"><div>${escaped(flow.left.join('\n'))}</div><div>${escaped(flow.right.join('\n'))}</div></div>`;
		case 'table': {
			const head = flow.columns.map((title) => `<th>${escaped(title)}</th>`).join('');
			const rows = flow.rows.map(({ cells, bold }) => {
				const span = cells.length === 1 ? ` colspan="${flow.columns.length}"` : '';
				const tag = bold ? 'th' : 'td';
				return `<tr>${cells.map((cell) => `<${tag}${span}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
			});
			return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
		}
		case 'photo':
			return `<figure><img src="photo-${flow.index}.jpg"><figcaption>${escaped(flow.caption)}</figcaption></figure>`;
		case 'page':
			return `</section><section${flow.landscape ? ' class="wide"' : ''}>`;
	}
}

/** A document whose photos lie beside it as `photo-0.jpg`, …. */
export const toHtml = (flow: readonly Flow[]): string => {
	const body = `<section>${flow.map(htmlOf).join('\n')}</section>`.replace(/^<section><\/section>/, '');
	return `<!doctype html><html lang="vi"><meta charset="utf-8"><style>${CSS}</style>${body}</html>`;
};
