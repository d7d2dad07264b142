/** Bìa hồ sơ: what a sealed archive holds, and the hash of its list, which the organisation's seal thereby signs. */
import { dayInWords } from '#lib/domain/papers/wording.ts';
import { formatRecordHead, type RecordHead } from '#lib/domain/papers/record-head.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import { finishDocument, newDocument } from './document.ts';
import { drawParts, keepTail, PORTRAIT, type Strip } from './layout.ts';
import { centredStrips, headingStrips, itemStrips, paragraphStrips, ruleStrip } from './paragraphs.ts';
import type { Tag } from './tags.ts';
import type { RenderedPaper } from './render.ts';
import { signatureRow } from './signing-block.ts';
import { titleStrips } from './head-block.ts';

export interface ArchiveCover {
	parentBody: string;
	/** Who seals. */
	department: string;
	place: string;
	inspection: { code: string; agency: string; year: number };
	/** What it holds: each paper with its files, what each is and its SHA-256 (hex). */
	papers: { name: string; files: { about: string; sha256: string }[] }[];
	proofs: number;
	files: number;
	/** Bytes of all files. */
	size: number;
	recordHead: RecordHead;
	/** SHA-256 of manifest.json, hex. */
	manifestSha256: string;
	/** Epoch milliseconds. */
	madeAt: number;
}

/** The mark by which the verifier finds the hash in the file; it is part of the form (docs/decisions/0019). */
export const MANIFEST_MARK = 'manifest-sha256:';

const LINES_WITH_SEAL = 2;
/** Of the hash of a paper's file; the whole is in the manifest, which the cover names in full. */
const SHOWN_DIGITS = 16;

/** Draws the cover. The same content gives the same bytes. */
export async function renderArchiveCover(cover: ArchiveCover): Promise<RenderedPaper> {
	const { parentBody, department, inspection, manifestSha256, madeAt } = cover;
	const subject = `Cuộc kiểm tra ${inspection.code} tại ${inspection.agency}`;
	const doc = newDocument({
		title: `Bìa hồ sơ: ${subject}`,
		author: department,
		createdAt: madeAt,
		keywords: `${MANIFEST_MARK}${manifestSha256}`
	});
	const name = { size: 13, pitch: 17, before: 0 };
	const strips = [
		...centredStrips(PORTRAIT, parentBody.toUpperCase(), { ...name, style: 'regular' }),
		...centredStrips(PORTRAIT, department.toUpperCase(), { ...name, style: 'bold' }),
		ruleStrip(PORTRAIT, PORTRAIT.textWidth * 0.22, 3),
		...titleStrips(PORTRAIT, 'Bìa hồ sơ lưu trữ', subject),
		...keepTail(bodyOf(cover), LINES_WITH_SEAL),
		signatureRow(
			PORTRAIT,
			[
				{
					role: 'department_head',
					capacity: [department],
					note: '(Con dấu điện tử của cơ quan)',
					name: '',
					drawn: null
				}
			],
			{ sealRole: 'department_head', centredAlone: true }
		)
	];
	const { sealPlace, ...rest } = drawParts(doc, [{ geometry: PORTRAIT, strips }], {});
	return { pdf: await finishDocument(doc), sealPlace: sealPlace!, ...rest };
}

function bodyOf(cover: ArchiveCover): Strip[] {
	const { inspection, papers, proofs, files, size, recordHead, manifestSha256, madeAt, place } = cover;
	const fact = (label: string, text: string) =>
		paragraphStrips(PORTRAIT, [
			{ text: `${label}: `, style: 'bold' },
			{ text, style: 'regular' }
		]);
	const grouped = groupsOf(manifestSha256, 8);
	const made = dayOf(madeAt);
	const list: Tag = { role: 'L' };
	return [
		...fact('Lập', `${place}, ${dayInWords(made, Number(made.slice(0, 4)))}`),
		...fact('Năm kiểm tra', String(inspection.year)),
		...fact('Gồm', `${files} tệp, ${inVietnamese(size)} byte; ${proofs} tài liệu kiểm chứng`),
		...fact('Nhật ký', `đến ${formatRecordHead(recordHead)}`),
		...headingStrips(PORTRAIT, 'Mã băm SHA-256 của bản kê manifest.json:', {
			style: 'bold',
			role: 'H2',
			before: 6
		}),
		...centredStrips(PORTRAIT, grouped, { style: 'regular', size: 12, pitch: 17, before: 4 }),
		...headingStrips(PORTRAIT, 'Văn bản trong hồ sơ, mỗi tệp với 16 chữ số đầu của mã băm SHA-256:', {
			style: 'bold',
			role: 'H2'
		}),
		...(papers.length === 0 ? itemStrips(PORTRAIT, 'Chưa có văn bản nào được ban hành.', list) : []),
		...papers.flatMap(({ name, files }, i) => [
			...itemStrips(PORTRAIT, `${name}:`, list),
			...files.flatMap(({ about, sha256 }, j) => {
				const isLast = i === papers.length - 1 && j === files.length - 1;
				const digits = groupsOf(sha256.slice(0, SHOWN_DIGITS), 4);
				return itemStrips(PORTRAIT, `${about} · ${digits}…${isLast ? '' : ';'}`, list, '+');
			})
		])
	];
}

const groupsOf = (hex: string, digits: number): string =>
	hex.replace(new RegExp(`(.{${digits}})(?=.)`, 'g'), '$1 ');
const inVietnamese = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, '.');
