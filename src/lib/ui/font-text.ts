/** What is wrong with a font that an office dropped into its data folder, for people. */
import { formatCount } from '#lib/domain/number-format.ts';
import type { FontFault, FontStyle } from '#lib/domain/paper-fonts.ts';
import * as m from '#lib/paraglide/messages.js';

const STYLES: Record<FontStyle, () => string> = {
	regular: m.appearance_style_regular,
	bold: m.appearance_style_bold,
	italic: m.appearance_style_italic,
	boldItalic: m.appearance_style_bold_italic
};

type Texts = { [K in FontFault['kind']]: (fault: Extract<FontFault, { kind: K }>) => string };

const TEXTS: Texts = {
	folder: ({ file }) => m.appearance_fault_folder({ file }),
	unreadable: ({ file }) => m.appearance_fault_unreadable({ file }),
	not_a_font: ({ file }) => m.appearance_fault_not_a_font({ file }),
	collection: ({ file }) => m.appearance_fault_collection({ file }),
	not_truetype: ({ file }) => m.appearance_fault_not_truetype({ file }),
	variable: ({ file }) => m.appearance_fault_variable({ file }),
	damaged: ({ file }) => m.appearance_fault_damaged({ file }),
	unnamed: ({ file }) => m.appearance_fault_unnamed({ file }),
	embedding_forbidden: ({ file }) => m.appearance_fault_embedding_forbidden({ file }),
	too_large: ({ file, megabytes }) =>
		m.appearance_fault_too_large({ file, megabytes: formatCount(megabytes) }),
	letters_missing: ({ file, letters }) => m.appearance_fault_letters_missing({ file, letters }),
	too_wide: ({ file }) => m.appearance_fault_too_wide({ file }),
	too_many: ({ count, most }) =>
		m.appearance_fault_too_many({ count: formatCount(count), most: formatCount(most) }),
	style_twice: ({ style, files }) =>
		m.appearance_fault_style_twice({ style: STYLES[style](), files: files.join(', ') }),
	style_missing: ({ style }) => m.appearance_fault_style_missing({ style: STYLES[style]() }),
	families_differ: ({ families }) => m.appearance_fault_families_differ({ families: families.join(', ') }),
	unchecked: () => m.appearance_fault_unchecked()
};

export const fontFaultText = (fault: FontFault): string =>
	(TEXTS[fault.kind] as (fault: FontFault) => string)(fault);
