/** The face that papers are set in: its styles, and what can be wrong with the one an office brings itself. */

export const FONT_STYLES = ['regular', 'bold', 'italic', 'boldItalic'] as const;
export type FontStyle = (typeof FONT_STYLES)[number];

/** One thing that keeps a dropped face from being used. `file` is a name in the folder, without its path. */
export type FontFault =
	/** A folder inside the folder; unreadable on the disk; no font; several fonts in one file; letters that are not TrueType
	 * outlines (OTF, WOFF); a variable font; broken inside; no PostScript name that a PDF can hold; its maker forbids embedding, or embedding a part of it. */
	| {
			kind:
				| 'folder'
				| 'unreadable'
				| 'not_a_font'
				| 'collection'
				| 'not_truetype'
				| 'variable'
				| 'damaged'
				| 'unnamed'
				| 'embedding_forbidden';
			file: string;
	  }
	| { kind: 'too_large'; file: string; megabytes: number }
	/** Letters and signs that papers need, one after the other; a blank that must not break is told as «U+00A0». */
	| { kind: 'letters_missing'; file: string; letters: string }
	/** The name of the State, in bold capitals of size 12, has no room beside the issuer's. */
	| { kind: 'too_wide'; file: string }
	| { kind: 'too_many'; count: number; most: number }
	| { kind: 'style_twice'; style: FontStyle; files: string[] }
	| { kind: 'style_missing'; style: FontStyle }
	| { kind: 'families_differ'; families: string[] }
	/** The check itself took too long or too much memory. */
	| { kind: 'unchecked' };

/** What a file said of itself. */
export interface FontFacts {
	file: string;
	family: string;
	style: FontStyle;
}

/**
 * What is wrong with the whole, beside what is wrong with single files. A style is called missing only when each file could
 * be read: what cannot be read may be that style.
 */
export function faultsOfSet(facts: readonly FontFacts[], allRead: boolean): FontFault[] {
	const faults: FontFault[] = [];
	for (const style of FONT_STYLES) {
		const files = facts.filter((each) => each.style === style).map(({ file }) => file);
		if (files.length > 1) faults.push({ kind: 'style_twice', style, files });
		if (files.length === 0 && allRead) faults.push({ kind: 'style_missing', style });
	}
	const families = [...new Set(facts.map(({ family }) => family))];
	if (families.length > 1) faults.push({ kind: 'families_differ', families });
	return faults;
}
