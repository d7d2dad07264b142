/**
 * The sealed archive of an inspection: one zip with its papers, proofs, data and lines of the record, that can be checked
 * without this product (docs/decisions/0019). Written to disk piece by piece.
 */
import { dayOf, formatInstant } from '#lib/domain/calendar.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { hash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvOf, htmlOf, type Listing } from '../archive/listing.ts';
import { readmeOf } from '../archive/readme.ts';
import { ZipWriter, type EntryContent, type WrittenEntry } from '../archive/zip-writer.ts';
import { writeAudit } from '../audit/audit.ts';
import type { KeptLine } from '../audit/check-chain.ts';
import { recordFileTexts } from '../audit/record-file.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { findAgency } from '../db/queries/agencies.ts';
import { LEFT_OUT_ACTS } from '../db/queries/archive-rows.ts';
import { findCampaign } from '../db/queries/campaigns.ts';
import type { InspectionRow } from '../db/queries/inspections.ts';
import { readLines } from '../db/queries/record-lines.ts';
import { FileStore } from '../evidence/store.ts';
import { archiveCoverInWorker } from '../pdf/in-worker.ts';
import { projectRoot } from '../root.ts';
import { requireInspection } from './access.ts';
import { gatherArchive, type ArchiveContents } from './archive-contents.ts';
import { coverPaper, manifestPaper, type ArchivedFile } from './archive-papers.ts';
import { requireOfficeFacts } from './office-facts.ts';
import { sealDrawn } from './paper-drawing.ts';
import { standingFace } from './paper-fonts.ts';
import { loadSealIdentity, loadTrust } from './seal.ts';

export interface ArchiveProgress {
	/** Bytes of papers and proofs that are in, and of all of them. */
	done: number;
	total: number;
}

export interface MadeArchive {
	files: number;
	manifestSha256: string;
}

const FORMAT = 'thuoc-archive-1';
const COVER = 'bia-ho-so.pdf';
const RECORD = 'nhat-ky/nhat-ky.jsonl';
const MEGABYTE = 1024 * 1024;
/** A zip file of the plain kind ends at 4 GB; the rest is room for what is not a paper or a proof. */
const LARGEST_MB = 3_500;

/** What is being written, and from what. */
interface Making {
	ctx: Ctx;
	inspection: InspectionRow;
	contents: ArchiveContents;
	zip: ZipWriter;
	madeAt: number;
	certificates: string[];
}

/**
 * Makes the archive at `to`; the name is there only when it is whole. Throws `permission.denied`, `not_found`,
 * `transition.not_from_here` before the minutes, `archive.file_damaged` for a file that is not on the server as it came,
 * `archive.too_large`, `seal.unusable`.
 */
export async function makeArchive(
	ctx: Ctx,
	inspectionId: string,
	to: string,
	onProgress: (progress: ArchiveProgress) => void = () => {}
): Promise<MadeArchive> {
	const { inspection } = requireInspection(ctx, 'archive.make', inspectionId);
	// Before anything is written: without a seal there is no archive.
	loadSealIdentity(ctx);
	record(ctx, inspectionId, 'archive.start');
	const contents = gatherArchive(ctx, inspection);
	requireSize(contents);
	const madeAt = ctx.now();
	const zip = await ZipWriter.create(to, madeAt);
	try {
		const making = { ctx, inspection, contents, zip, madeAt, certificates: [] };
		const made = await writeAll(making, onProgress);
		await zip.finish();
		record(ctx, inspectionId, 'archive.finish', made);
		return made;
	} catch (thrown) {
		await zip.abandon();
		throw thrown;
	}
}

const record = (
	ctx: Ctx,
	inspectionId: string,
	action: 'archive.start' | 'archive.finish',
	made?: MadeArchive
) =>
	inTransaction(ctx, () =>
		writeAudit(ctx, { action, subjectKind: 'inspection', subjectId: inspectionId, inspectionId, new: made })
	);

function requireSize(contents: ArchiveContents): void {
	const megabytes = Math.ceil(sizeOf(filesOf(contents)) / MEGABYTE);
	if (megabytes > LARGEST_MB)
		throw new ProblemError(problem('archive.too_large', { megabytes, maximum: LARGEST_MB }));
}

/** Every file that goes in as the server keeps it. */
const filesOf = ({ papers, proofs }: ArchiveContents): ArchivedFile[] => [
	...papers.flatMap(({ files }) => files),
	...proofs
];
const sizeOf = (files: readonly { size: number }[]): number => files.reduce((sum, { size }) => sum + size, 0);

async function writeAll(
	making: Making,
	onProgress: (progress: ArchiveProgress) => void
): Promise<MadeArchive> {
	await writeGuides(making);
	const written = await writeFiles(making, onProgress);
	await writeListing(making, written);
	const add = (path: string, content: EntryContent) => making.zip.add(path, content, { packed: false });
	await add('du-lieu/cuoc-kiem-tra.json', making.contents.data);
	await add(RECORD, recordTexts(making));
	const files = [...making.zip.entries];
	const manifest = manifestOf(making, files);
	await add('manifest.json', manifest);
	const manifestSha256 = hash('sha256', manifest);
	await making.zip.add(COVER, await drawCover(making, files, manifestSha256), { packed: true });
	return { files: making.zip.entries.length, manifestSha256 };
}

/** What is needed to read and to check the rest. */
async function writeGuides({ ctx, inspection, zip, madeAt, certificates }: Making): Promise<void> {
	const { code } = inspection;
	const agency = findAgency(ctx.db, inspection.agencyId)!.name;
	const department = requireOfficeFacts(ctx).departmentName;
	const add = (path: string, content: string) => zip.add(path, content, { packed: false });
	await add('README.txt', readmeOf({ code, agency, department, madeAt: formatInstant(madeAt) }));
	await add(
		'verify-record.mjs',
		readFileSync(join(projectRoot(), 'src', 'cli', 'verify-record.mjs'), 'utf8')
	);
	const trust = loadTrust(ctx);
	const identity = loadSealIdentity(ctx);
	const held = [identity.certificate, ...identity.chain, ...(trust.intermediates ?? []), ...trust.roots];
	for (const [i, raw] of held.entries()) {
		const path = i === 0 ? 'chung-thu/con-dau.crt' : `chung-thu/chung-thuc-${i}.crt`;
		await add(path, new X509Certificate(raw).toString());
		certificates.push(path);
	}
}

/** Piece by piece, so that none of them is ever held in memory; what is not the bytes that were kept stops it. */
async function writeFiles(
	{ ctx, contents, zip }: Making,
	onProgress: (progress: ArchiveProgress) => void
): Promise<Map<string, WrittenEntry>> {
	const store = new FileStore(ctx.config.dataDir);
	const files = filesOf(contents);
	const written = new Map<string, WrittenEntry>();
	const total = sizeOf(files);
	let done = 0;
	for (const { path, name, sha256 } of files) {
		const entry = await zip.add(path, store.stream(sha256), { packed: true }).catch((thrown: unknown) => {
			throw isMissing(thrown) ? damaged(name) : thrown;
		});
		if (entry.sha256 !== sha256) throw damaged(name);
		written.set(path, entry);
		done += entry.size;
		onProgress({ done, total });
	}
	return written;
}

const damaged = (name: string) => new ProblemError(problem('archive.file_damaged', { name }));
const isMissing = (thrown: unknown): boolean => (thrown as NodeJS.ErrnoException)?.code === 'ENOENT';

async function writeListing(
	{ ctx, inspection, contents, zip, madeAt }: Making,
	written: Map<string, WrittenEntry>
) {
	const listing: Listing = {
		title: `Danh mục hồ sơ cuộc kiểm tra ${inspection.code}`,
		facts: [
			`Cơ quan được kiểm tra: ${findAgency(ctx.db, inspection.agencyId)!.name}.`,
			`Lập lúc ${formatInstant(madeAt)}.`
		],
		files: contents.listed.map((file) => {
			const entry = written.get(file.path);
			return entry ? { ...file, size: entry.size, sha256: entry.sha256 } : file;
		})
	};
	await zip.add('danh-muc.html', htmlOf(listing), { packed: false });
	await zip.add('danh-muc.csv', csvOf(listing), { packed: false });
}

/**
 * What was done to this inspection, without the address and device of whoever did it; of all other lines, and of acts whose
 * data are left out, the hashes.
 */
function recordTexts({ ctx, contents }: Making): Iterable<string> {
	const { record, inspectionIds } = contents;
	const own = new Set(inspectionIds);
	const isTold = ({ inspectionId, action }: KeptLine) =>
		inspectionId !== null && own.has(inspectionId) && !LEFT_OUT_ACTS.has(action);
	return recordFileTexts({
		...record,
		lines: readLines(ctx.db, record.start.id, record.head.id),
		show: (line) => (isTold(line) ? 'told' : 'hash')
	});
}

const manifestOf = (
	{ inspection, contents, madeAt, certificates, ctx }: Making,
	files: WrittenEntry[]
): string =>
	`${JSON.stringify(
		{
			format: FORMAT,
			inspection: {
				code: inspection.code,
				agency: findAgency(ctx.db, inspection.agencyId)!.name,
				rechecks: contents.codes.slice(1)
			},
			madeAt,
			cover: COVER,
			certificates,
			record: { path: RECORD, head: contents.record.head },
			papers: contents.papers.map(manifestPaper),
			files
		},
		null,
		'\t'
	)}\n`;

async function drawCover(
	{ ctx, inspection, contents, madeAt }: Making,
	files: readonly WrittenEntry[],
	manifestSha256: string
): Promise<Buffer> {
	const { committee, departmentName, place } = requireOfficeFacts(ctx);
	const { id: line, hash: lineHash } = contents.record.head;
	const cover = {
		parentBody: committee,
		department: departmentName,
		place,
		inspection: {
			code: inspection.code,
			agency: findAgency(ctx.db, inspection.agencyId)!.name,
			year: findCampaign(ctx.db, inspection.campaignId)?.year ?? Number(dayOf(madeAt).slice(0, 4))
		},
		papers: contents.papers.map(coverPaper),
		proofs: contents.proofs.length,
		files: files.length,
		size: sizeOf(files),
		recordHead: { line, hash: lineHash },
		manifestSha256,
		madeAt
	};
	const drawn = await archiveCoverInWorker(cover, await standingFace(ctx));
	return (await sealDrawn(ctx, drawn)).file;
}
