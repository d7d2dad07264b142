/**
 * The papers of an archive: a folder each, and in it every revision that the register keeps (as issued and sealed, then each
 * with one signature more) and every scan, in the order in which they came. The drawing before the seal is the beginning of
 * the sealed file and needs no file of its own.
 */
import { dayOf, formatDay } from '#lib/domain/calendar.ts';
import type { PaperContent } from '#lib/domain/papers/paper.ts';
import { numberAndSign } from '#lib/domain/papers/wording.ts';
import type { ListedFile } from '../archive/listing.ts';
import { numberedFolder, numberedName } from '../archive/names.ts';
import type { Ctx } from '../context.ts';
import { listPaperFileLines } from '../db/queries/archive-rows.ts';
import { findFile, listDocuments, type DocumentRow } from '../db/queries/documents.ts';
import { findAccountName } from '../db/queries/inspections.ts';
import { listSignaturesOf, type PaperSignatureRow } from '../db/queries/paper-signatures.ts';
import { MEDIA_KINDS, type MediaType } from '../evidence/store.ts';

/** A file that goes in as the server keeps it. */
export interface ArchivedFile {
	path: string;
	sha256: string;
	size: number;
	/** As people know it, for when it cannot be read. */
	name: string;
}

export interface ArchivedPaperFile extends ArchivedFile {
	/** As issued and sealed; with one digital signature more than the one before; a scan of a copy signed by pen. */
	what: 'issued' | 'signed' | 'scan';
	/** The same in words, for lists. */
	about: string;
	/** The body that issued it; who signed, by the certificate; who brought the scan. */
	by: string;
	/** Epoch ms. */
	at: number;
	/** The line of the record that tells of it. */
	line: number | null;
	isNewest: boolean;
}

export interface ArchivedPaper {
	folder: string;
	/** «Biên bản số 01/BB-ĐKT: …» */
	name: string;
	issuedOn: string;
	isSuperseded: boolean;
	/** The issued one first. */
	files: ArchivedPaperFile[];
}

/** Reads them, of the inspection and its re-checks. The callers have asked. */
export function listArchivedPapers(ctx: Ctx, inspectionIds: readonly string[]): ArchivedPaper[] {
	const rows = inspectionIds.flatMap((id) => listDocuments(ctx.db, id));
	const ids = rows.map(({ id }) => id);
	const made = Map.groupBy(listSignaturesOf(ctx.db, ids), ({ documentId }) => documentId);
	const lines = listPaperFileLines(ctx.db, inspectionIds);
	return rows.map((row, i) => paperOf(ctx, { row, order: i + 1, signatures: made.get(row.id) ?? [], lines }));
}

/** «Biên bản», «Công văn»: what a paper is called. */
export function typeNameOf(content: PaperContent): string {
	if ('typeName' in content) return content.typeName;
	return content.kind === 'score_sheet' ? 'Bảng điểm' : 'Công văn';
}

interface Gathered {
	row: DocumentRow;
	order: number;
	signatures: readonly PaperSignatureRow[];
	lines: ReadonlyMap<string, number>;
}

function paperOf(ctx: Ctx, { row, order, signatures, lines }: Gathered): ArchivedPaper {
	const number = numberAndSign(row.number, row.sign);
	const type = typeNameOf(row.content);
	const name = `${type} số ${number}: ${row.content.subject}`;
	const folder = `van-ban/${numberedFolder(order, `${type} ${number.replaceAll('/', '-')}`)}`;
	const files = [
		issuedFile(row),
		...signatures.map((signature) => broughtFile(signature, findAccountName(ctx.db, signature.addedBy) ?? ''))
	];
	const newest = files.findLast(({ what }) => what !== 'scan');
	return {
		folder,
		name,
		issuedOn: row.issuedOn,
		isSuperseded: row.supersededBy !== null,
		files: files.map(({ position, ...file }) => {
			const { size, mediaType } = findFile(ctx.db, file.sha256)!;
			const ending = MEDIA_KINDS[mediaType as MediaType] ?? 'bin';
			const path = `${folder}/${numberedName(position, file.about, ending)}`;
			return {
				...file,
				path,
				size,
				name: `${name} (${file.about})`,
				line: lines.get(file.sha256) ?? null,
				isNewest: file.sha256 === newest?.sha256
			};
		})
	};
}

type Found = Pick<ArchivedPaperFile, 'what' | 'about' | 'by' | 'at' | 'sha256'> & { position: number };

const issuedFile = ({ sealedSha256, renderedSha256, issuingBody, issuedAt }: DocumentRow): Found => ({
	position: 0,
	what: 'issued',
	about: sealedSha256 === null ? 'Bản phát hành, chưa đóng dấu' : 'Bản phát hành, có con dấu điện tử',
	by: issuingBody,
	at: issuedAt,
	sha256: sealedSha256 ?? renderedSha256
});

function broughtFile(
	{ way, position, fileSha256, signerName, addedAt }: PaperSignatureRow,
	by: string
): Found {
	const file = { position, at: addedAt, sha256: fileSha256 };
	if (way === 'scan') return { ...file, what: 'scan', about: 'Bản ký tay đã quét', by };
	const signer = signerName ?? '';
	return { ...file, what: 'signed', about: `Thêm chữ ký số của ${signer}`, by: signer };
}

/** A row of the archive's list for each file. */
export const listedFiles = ({ name, isSuperseded, issuedOn, files }: ArchivedPaper): ListedFile[] =>
	files.map(({ path, what, about, by, at, isNewest, size, sha256 }) => ({
		path,
		group: what === 'scan' ? 'scan' : 'paper',
		name,
		about,
		by,
		day: formatDay(what === 'issued' ? issuedOn : dayOf(at)),
		remark: [
			...(isSuperseded ? ['Đã được thay thế'] : []),
			...(isNewest && files.length > 1 ? ['Bản mới nhất'] : [])
		].join('; '),
		size,
		sha256
	}));

/** What the manifest says of a paper: each file with its hash and what it is, as the verifier reads it. */
export const manifestPaper = ({ folder, name, issuedOn, isSuperseded, files }: ArchivedPaper) => ({
	folder,
	name,
	issuedOn,
	isSuperseded,
	files: files.map(({ path, sha256, what, about, by, at, line }) => ({
		...{ path, sha256, what, about, by, at, line }
	}))
});

/** What the cover says of a paper. */
export const coverPaper = ({ name, isSuperseded, files }: ArchivedPaper) => ({
	name: `${name}${isSuperseded ? ' (đã được thay thế)' : ''}`,
	files: files.map(({ about, sha256 }) => ({ about, sha256 }))
});
