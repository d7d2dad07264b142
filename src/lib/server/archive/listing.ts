/** The list of an archive for people: a page for any browser, and a table for any spreadsheet. */

export interface ListedFile {
	/** In the archive; empty for a proof that is a citation alone, or whose file never came. */
	path: string;
	group: 'paper' | 'scan' | 'proof';
	/** What it is: «Biên bản kiểm tra 01/BB-ĐKT», or the proof's caption and file name. */
	name: string;
	/** What a file of a paper is; what a proof belongs to. */
	about: string;
	by: string;
	/** DD/MM/YYYY. */
	day: string;
	/** «đã được thay thế», «bản mới nhất», «đã rút», «tệp chưa về»; empty as a rule. */
	remark: string;
	size: number;
	sha256: string;
}

export interface Listing {
	title: string;
	/** Lines above the table. */
	facts: string[];
	files: ListedFile[];
}

const HEAD = [
	'STT',
	'Nhóm',
	'Tên',
	'Là gì, thuộc',
	'Người lập, ký, nộp',
	'Ngày',
	'Ghi chú',
	'Tệp',
	'Kích thước (byte)',
	'SHA-256'
];
const GROUPS = { paper: 'Văn bản', scan: 'Bản ký tay đã quét', proof: 'Tài liệu kiểm chứng' };

const cells = (file: ListedFile, i: number): string[] => [
	String(i + 1),
	GROUPS[file.group],
	file.name,
	file.about,
	file.by,
	file.day,
	file.remark,
	file.path,
	file.path === '' ? '' : String(file.size),
	file.sha256
];

/** UTF-8 with its mark, which Excel needs to read Vietnamese. A cell never begins a formula. */
export function csvOf({ files }: Listing): string {
	const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
	const rows = [HEAD, ...files.map(cells)].map((row) => row.map(cell).join(','));
	return `\uFEFF${rows.join('\r\n')}\r\n`;
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Every part of a path by itself, so that the slashes stay. */
const addressOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

const STYLE = `body{font:15px/1.45 system-ui,sans-serif;margin:2rem;color:#1b1b1b}h1{font-size:1.4rem}
table{border-collapse:collapse;font-size:.88rem}th,td{border:1px solid #bbb;padding:.35rem .5rem;text-align:left;vertical-align:top}
th{background:#f0f0f0}code{font-size:.75rem;overflow-wrap:anywhere}td:nth-child(9){text-align:right}
@media print{body{margin:0}}`;

export function htmlOf(listing: Listing): string {
	const rows = listing.files.map((file, i) => {
		const columns = cells(file, i).map((text, column) => {
			if (column === 7 && text !== '') return `<td><a href="${addressOf(text)}">${escaped(text)}</a></td>`;
			return column === 9 ? `<td><code>${text}</code></td>` : `<td>${escaped(text)}</td>`;
		});
		return `<tr>${columns.join('')}</tr>`;
	});
	return `<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><title>${escaped(listing.title)}</title><style>${STYLE}</style></head>
<body>
<h1>${escaped(listing.title)}</h1>
${listing.facts.map((fact) => `<p>${escaped(fact)}</p>`).join('\n')}
<table>
<thead><tr>${HEAD.map((text) => `<th>${text}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</body>
</html>
`;
}
