/**
 * Files by the SHA-256 of their bytes, once each, in the data folder. Written to a temporary name and renamed, so
 * that a file under its hash is always whole. Kinds are told by content, never by name.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export const MEDIA_KINDS = {
	'application/pdf': 'pdf',
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'image/webp': 'webp',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx'
} as const;
export type MediaType = keyof typeof MEDIA_KINDS;

export class FileStore {
	private readonly folder: string;

	constructor(dataDir: string) {
		this.folder = join(dataDir, 'files');
	}

	/** Keeps the bytes and returns their hash (hex). Keeping the same bytes twice is one file. */
	put(bytes: Uint8Array): string {
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		const path = this.pathOf(sha256);
		if (existsSync(path)) return sha256;
		mkdirSync(join(path, '..'), { recursive: true });
		const temporary = `${path}.${randomUUID()}`;
		writeFileSync(temporary, bytes, { flush: true });
		renameSync(temporary, path);
		return sha256;
	}

	/** The same without holding up others meanwhile; the caller has reckoned the hash. */
	async save(bytes: Uint8Array, sha256: string): Promise<void> {
		const path = this.pathOf(sha256);
		if (existsSync(path)) return;
		await mkdir(dirname(path), { recursive: true });
		const temporary = `${path}.${randomUUID()}`;
		await writeFile(temporary, bytes, { flush: true });
		await rename(temporary, path);
	}

	/** Takes a file that lies on the same disk, whose hash the caller has reckoned: moved, not written again. */
	async adopt(path: string, sha256: string): Promise<void> {
		const to = this.pathOf(sha256);
		if (existsSync(to)) return rm(path, { force: true });
		const file = await open(path, 'r+');
		await file.sync().finally(() => file.close());
		await mkdir(dirname(to), { recursive: true });
		await rename(path, to);
	}

	/** The bytes under a hash. Throws when they are missing or are not those bytes any more. */
	get(sha256: string): Buffer {
		const bytes = readFileSync(this.pathOf(sha256));
		if (createHash('sha256').update(bytes).digest('hex') !== sha256)
			throw new Error(`file ${sha256} is damaged`);
		return bytes;
	}

	/** The bytes under a hash piece by piece, unchecked: whoever takes them reckons the hash. Throws when they are missing. */
	stream(sha256: string): AsyncIterable<Buffer> {
		return createReadStream(this.pathOf(sha256), { highWaterMark: 256 * 1024 });
	}

	/** Small derived pictures sit beside the original under another ending. */
	derived(sha256: string, name: string): string {
		return `${this.pathOf(sha256)}.${name}`;
	}

	private pathOf(sha256: string): string {
		if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256');
		return join(this.folder, sha256.slice(0, 2), sha256);
	}
}

const starts = (bytes: Uint8Array, ...head: number[]) => head.every((byte, i) => bytes[i] === byte);
const latin = (bytes: Uint8Array, from: number, to: number) =>
	Buffer.from(bytes.subarray(from, to)).toString('latin1');

/** The kind of a file by its content; null for one that is not allowed. */
export function mediaTypeOf(bytes: Uint8Array): MediaType | null {
	if (latin(bytes, 0, 5) === '%PDF-') return 'application/pdf';
	if (starts(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg';
	if (starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
	if (latin(bytes, 0, 4) === 'RIFF' && latin(bytes, 8, 12) === 'WEBP') return 'image/webp';
	if (starts(bytes, 0x50, 0x4b, 0x03, 0x04)) return officeTypeOf(bytes);
	return null;
}

/** Word and Excel files are zip archives; the names of their parts tell which. */
function officeTypeOf(bytes: Uint8Array): MediaType | null {
	const names = Buffer.from(bytes).toString('latin1');
	if (!names.includes('[Content_Types].xml')) return null;
	if (names.includes('word/document.xml'))
		return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
	if (names.includes('xl/workbook.xml'))
		return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
	return null;
}
