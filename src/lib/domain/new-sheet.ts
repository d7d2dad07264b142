/** A sheet to write, as data. */

/** Text stays text, whatever it begins with: no cell is ever a formula. A day becomes a real date. */
export type SheetCell = string | number | { day: string } | null;

export interface NewSheet {
	name: string;
	/** Of each column, in characters. */
	widths: readonly number[];
	/** The first row holds the headings. */
	rows: readonly (readonly SheetCell[])[];
	/** Long texts are broken into lines within their cell. */
	wraps?: boolean;
}
