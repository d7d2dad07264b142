/** Appendices inside the file of their paper: their own head, their own page numbers (NĐ 30/2020, Phụ lục I, mục III). */
import type { Appendix } from '#lib/domain/papers/paper.ts';
import { paperTable } from './body.ts';
import { LANDSCAPE, PORTRAIT, type Geometry, type Part, type Strip } from './layout.ts';
import { centredStrips, ruleStrip } from './paragraphs.ts';
import { photoStrips, type PaperPhoto } from './photos.ts';
import type { Tag } from './tags.ts';

export interface AppendixHead {
	/** «Phụ lục», «Phụ lục II». */
	label: string;
	/** The first line in capitals, what follows as a subject. */
	title: readonly string[];
	/** «Kèm theo Biên bản số …»; empty for none. */
	attachedTo: string;
}

/** Label, title, what it is attached to in brackets, rule. */
export function appendixHead(geometry: Geometry, { label, title, attachedTo }: AppendixHead): Strip[] {
	const [first = '', ...rest] = title;
	const tag: Tag = { role: 'H1' };
	const centred = (text: string, style: 'bold' | 'italic', size: number, before: number) =>
		text === ''
			? []
			: centredStrips(geometry, text, {
					style,
					size,
					pitch: 17,
					before,
					...(style === 'bold' ? { tag } : {})
				});
	return [
		...centred(label, 'bold', 14, 0),
		...centred(first.toUpperCase(), 'bold', 14, 2),
		...rest.flatMap((line) => centred(line, 'bold', 14, 0)),
		...centred(attachedTo === '' ? '' : `(${attachedTo})`, 'italic', 13, 2),
		ruleStrip(geometry, 110)
	];
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI'];

/** «Phụ lục» for the only one, «Phụ lục II» where there are several. */
export const appendixLabel = (order: number, count: number): string =>
	count === 1 ? 'Phụ lục' : `Phụ lục ${ROMAN[order] ?? order + 1}`;

export interface AppendixSource {
	/** Draws the appendix under the label it is given. */
	build(label: string): Part;
}

/** Numbers the appendices of a paper and builds them in order. */
export const appendixParts = (sources: readonly AppendixSource[]): Part[] =>
	sources.map(({ build }, i) => build(appendixLabel(i, sources.length)));

export const tableAppendix = (
	{ title, table }: Pick<Appendix, 'title' | 'table'>,
	attachedTo: string
): AppendixSource => ({
	build: (label) => ({
		geometry: PORTRAIT,
		strips: [...appendixHead(PORTRAIT, { label, title: [title], attachedTo }), ...paperTable(PORTRAIT, table)]
	})
});

/** As above on landscape pages, for tables of many columns. */
export const wideTableAppendix = (
	{ title, table }: Pick<Appendix, 'title' | 'table'>,
	attachedTo: string
): AppendixSource => ({
	build: (label) => ({
		geometry: LANDSCAPE,
		strips: [
			...appendixHead(LANDSCAPE, { label, title: [title], attachedTo }),
			...paperTable(LANDSCAPE, table)
		]
	})
});

export const photoAppendix = (photos: readonly PaperPhoto[], attachedTo: string): AppendixSource => ({
	build: (label) => ({
		geometry: PORTRAIT,
		strips: [
			...appendixHead(PORTRAIT, { label, title: ['Ảnh chụp tại nơi kiểm tra'], attachedTo }),
			...photoStrips(PORTRAIT, photos)
		]
	})
});
