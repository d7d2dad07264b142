/** What is wrong with a dropped font, in Vietnamese, for the log and the command line. */
import type { FontFault, FontStyle } from '#lib/domain/paper-fonts.ts';

const STYLE: Record<FontStyle, string> = {
	regular: 'thường',
	bold: 'đậm',
	italic: 'nghiêng',
	boldItalic: 'đậm nghiêng'
};

type Sentences = { [K in FontFault['kind']]: (fault: Extract<FontFault, { kind: K }>) => string };

const list = (names: readonly string[]): string => names.map((name) => `«${name}»`).join(', ');

const SENTENCES: Sentences = {
	folder: ({ file }) => `«${file}» là thư mục; hãy để tệp phông ngay trong thư mục fonts.`,
	unreadable: ({ file }) => `Không đọc được tệp «${file}».`,
	not_a_font: ({ file }) => `Tệp «${file}» không phải phông chữ.`,
	collection: ({ file }) => `Tệp «${file}» chứa nhiều phông (TTC); hãy tách thành từng tệp TTF.`,
	not_truetype: ({ file }) => `Tệp «${file}» không phải phông TrueType (TTF).`,
	variable: ({ file }) => `Tệp «${file}» là phông biến thiên; cần phông TTF riêng cho từng kiểu chữ.`,
	damaged: ({ file }) => `Tệp «${file}» bị hỏng.`,
	unnamed: ({ file }) => `Phông «${file}» không có tên PostScript hợp lệ.`,
	embedding_forbidden: ({ file }) => `Phông «${file}» không được phép nhúng vào văn bản PDF.`,
	too_large: ({ file, megabytes }) => `Tệp «${file}» lớn hơn ${megabytes} MB.`,
	letters_missing: ({ file, letters }) => `Phông «${file}» thiếu chữ hoặc dấu: ${letters}`,
	too_wide: ({ file }) => `Chữ của phông «${file}» quá rộng: dòng Quốc hiệu không vừa phần đầu văn bản.`,
	too_many: ({ count, most }) =>
		`Thư mục fonts có ${count} tệp, nhiều hơn ${most}; chỉ cần bốn tệp của một phông.`,
	style_twice: ({ style, files }) => `Kiểu chữ ${STYLE[style]} có nhiều tệp: ${list(files)}.`,
	style_missing: ({ style }) => `Thiếu kiểu chữ ${STYLE[style]}.`,
	families_differ: ({ families }) => `Các tệp thuộc nhiều phông khác nhau: ${list(families)}.`,
	unchecked: () => 'Việc kiểm tra phông chữ không kết thúc được; có thể một tệp bị hỏng.'
};

export const fontSentence = (fault: FontFault): string =>
	(SENTENCES[fault.kind] as (fault: FontFault) => string)(fault);
