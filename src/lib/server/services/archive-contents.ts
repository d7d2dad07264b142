/** What goes into the archive of an inspection, read at one moment: nothing here waits, so that all of it fits together. */
import { dayOf, formatDay } from '#lib/domain/calendar.ts';
import { formatCitation } from '#lib/domain/citation.ts';
import { numberedName } from '../archive/names.ts';
import type { ListedFile } from '../archive/listing.ts';
import { CHAIN_START, type ChainHead } from '../audit/chain.ts';
import type { RecordFile } from '../audit/record-file.ts';
import type { Ctx } from '../context.ts';
import { findAgency } from '../db/queries/agencies.ts';
import * as rows from '../db/queries/archive-rows.ts';
import { findCampaign } from '../db/queries/campaigns.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { listRechecks, type InspectionRow } from '../db/queries/inspections.ts';
import { findLine, readChainHead } from '../db/queries/record-lines.ts';
import { MEDIA_KINDS, type MediaType } from '../evidence/store.ts';
import { listArchivedPapers, listedFiles, type ArchivedFile, type ArchivedPaper } from './archive-papers.ts';
import { namedHeads } from './audit-export.ts';

export interface ArchiveContents {
	/** The inspection and its re-checks. */
	inspectionIds: string[];
	codes: string[];
	papers: ArchivedPaper[];
	proofs: ArchivedFile[];
	listed: ListedFile[];
	/** The inspection's data, ready to be written. */
	data: string;
	record: { start: ChainHead; head: ChainHead; papers: RecordFile['papers'] };
}

/** Reads it all. The callers have asked. */
export function gatherArchive(ctx: Ctx, inspection: InspectionRow): ArchiveContents {
	const { db } = ctx;
	const rechecks = listRechecks(db, inspection.id);
	const inspectionIds = [inspection.id, ...rechecks.map(({ id }) => id)];
	const papers = listArchivedPapers(ctx, inspectionIds);
	const found = rows.listArchivedProofs(db, inspectionIds);
	const proofs = distinctProofs(found);
	const paths = new Map(proofs.map(({ sha256, path }) => [sha256, path]));
	return {
		inspectionIds,
		codes: [inspection.code, ...rechecks.map(({ code }) => code)],
		papers,
		proofs,
		listed: [
			...papers.flatMap(listedFiles),
			...found.map((proof) => listedProof(proof, paths.get(proof.row.fileSha256 ?? '') ?? ''))
		],
		data: dataOf(ctx, inspection, inspectionIds),
		record: recordOf(ctx, inspectionIds)
	};
}

/** A file that several proofs share is in the archive once, under the name of the first. */
function distinctProofs(found: readonly rows.ArchivedProof[]): ArchivedFile[] {
	const distinct = new Map<string, ArchivedFile>();
	for (const { row, fileSize, fileType } of found) {
		const sha256 = row.fileSha256;
		if (sha256 === null || distinct.has(sha256)) continue;
		const ending = MEDIA_KINDS[fileType as MediaType] ?? 'bin';
		const path = `tai-lieu/${numberedName(distinct.size + 1, row.fileName, ending)}`;
		distinct.set(sha256, { path, sha256, size: fileSize ?? 0, name: row.fileName || path });
	}
	return [...distinct.values()];
}

const SUBJECTS = {
	answer: 'Tiêu chí',
	finding: 'Tồn tại',
	explanation: 'Giải trình',
	progress: 'Báo cáo khắc phục',
	effect: 'Hiệu lực khắc phục'
};

function listedProof({ row, byName, fileSize }: rows.ArchivedProof, path: string): ListedFile {
	const citation = row.citation ? formatCitation(row.citation) : '';
	const subject =
		row.subjectKind === 'answer' ? `${SUBJECTS.answer} ${row.subjectId}` : SUBJECTS[row.subjectKind];
	return {
		path,
		group: 'proof',
		name: [row.caption, citation, row.fileName].filter((text) => text !== '').join('; '),
		about: `${subject} (${row.side === 'team' ? 'Đoàn kiểm tra' : 'cơ quan'})`,
		by: byName ?? '',
		day: formatDay(dayOf(row.addedAt)),
		remark: [
			...(row.withdrawnAt === null ? [] : ['Đã rút']),
			...(row.size !== null && row.fileSha256 === null ? ['Tệp chưa về máy chủ'] : [])
		].join('; '),
		size: fileSize ?? 0,
		sha256: row.fileSha256 ?? ''
	};
}

function dataOf({ db }: Ctx, inspection: InspectionRow, ids: readonly string[]): string {
	const tables = rows.readArchiveRows(db, ids);
	const content = {
		inspection: inspection.code,
		agency: findAgency(db, inspection.agencyId),
		campaign: findCampaign(db, inspection.campaignId),
		criteriaSet: loadSetContent(db, inspection.criteriaSetId),
		tables
	};
	// Only people who have a part in it: whoever is named nowhere is nobody's business here.
	const text = JSON.stringify(content);
	const people = rows.listNames(db).filter(({ id }) => text.includes(`"${id}"`));
	return JSON.stringify({ ...content, people }, null, '\t');
}

/** From the first line that tells of it: what is before says nothing of it and is held by that line's `previousHash`. */
function recordOf(ctx: Ctx, ids: readonly string[]): ArchiveContents['record'] {
	const { db } = ctx;
	const head = readChainHead(db);
	const first = rows.firstLineOf(db, ids) ?? head.id + 1;
	const before = findLine(db, first - 1);
	const start = before ? { id: before.id, hash: before.hash ?? '' } : CHAIN_START;
	return { start, head, papers: namedHeads(ctx, ids) };
}
