/**
 * What the pieces of a paper are for a reader that speaks (tagged PDF, ISO 32000-1, 14.8): headings, paragraphs, lists,
 * tables with their headings, pictures with words for them. Rules, grounds, page numbers and the watermark are artifacts:
 * they are drawn and not read.
 */

export type Role =
	| 'H1'
	| 'H2'
	| 'H3'
	| 'H4'
	| 'P'
	| 'L'
	| 'LI'
	| 'LBody'
	| 'Table'
	| 'TR'
	| 'TH'
	| 'TD'
	| 'Figure'
	| 'Caption';

/** One element. Pieces drawn under the same tag, on whatever pages, are the same element. */
export interface Tag {
	role: Role;
	/** The element that it is in; absent: the paper itself. */
	parent?: Tag;
	/** Words in place of a picture. */
	alt?: string;
	/** Columns that a cell covers. */
	span?: number;
}

/** An item of a list of its own tag. */
export const itemTag = (list: Tag): Tag => ({ role: 'LBody', parent: { role: 'LI', parent: list } });

/** Writes the elements of one file, in the order in which they are first drawn. */
export class Tagger {
	private readonly doc: PDFKit.PDFDocument;
	private readonly root: PDFKit.PDFStructureElement;
	private readonly elements = new Map<Tag, PDFKit.PDFStructureElement>();
	private isArtifact = false;

	constructor(doc: PDFKit.PDFDocument) {
		this.doc = doc;
		this.root = doc.struct('Document');
		doc.addStructure(this.root);
	}

	/**
	 * Draws a piece of an element: a line at a time, so that no reader joins the last word of one with the first of the next.
	 * Inside an artifact it is part of that.
	 */
	write(tag: Tag, draw: () => void): void {
		if (this.isArtifact) return draw();
		const element = this.elementOf(tag);
		const content = this.doc.markStructureContent(tag.role);
		draw();
		this.doc.endMarkedContent();
		element.add(content);
	}

	/** Draws what is not read. */
	artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
		if (this.isArtifact) return draw();
		this.doc.markContent('Artifact', { type });
		this.isArtifact = true;
		draw();
		this.isArtifact = false;
		this.doc.endMarkedContent();
	}

	end(): void {
		this.root.end();
	}

	private elementOf(tag: Tag): PDFKit.PDFStructureElement {
		const known = this.elements.get(tag);
		if (known) return known;
		const parent = tag.parent ? this.elementOf(tag.parent) : this.root;
		const element = this.doc.struct(tag.role, {
			...(tag.alt === undefined ? {} : { alt: tag.alt }),
			...(tag.role === 'TH' ? { scope: 'Column' } : {})
		} as PDFKit.Mixins.StructureElementOptions);
		if (tag.span !== undefined && tag.span > 1) addSpan(element, tag.span);
		parent.add(element);
		this.elements.set(tag, element);
		return element;
	}
}

/** pdfkit knows the scope of a heading cell, not how many columns a cell covers (ISO 32000-1, table 349). */
function addSpan(element: PDFKit.PDFStructureElement, span: number): void {
	const { data } = (element as unknown as { dictionary: { data: { A?: object } } }).dictionary;
	data.A = { ...data.A, O: 'Table', ColSpan: span };
}
