/**
 * A zip file written entry by entry, never held in memory. Each entry's size and SHA-256 are reckoned on the way through, so
 * that the list of an archive tells of the very bytes that went in. Written under the name that is asked for only when whole.
 */
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface WrittenEntry {
	path: string;
	size: number;
	/** Hex. */
	sha256: string;
}

export type EntryContent = Uint8Array | string | Iterable<string> | AsyncIterable<Uint8Array>;

/** What is packed already (pictures, PDF) is stored as it is. */
export interface EntryOptions {
	packed: boolean;
}

/** Said to come from Unix: from other systems some programs recode names that are UTF-8 already (Info-ZIP's unzip). */
const UNIX = 3;
/** An ordinary file that its owner may write and everybody read. */
const PLAIN_FILE = (0o100644 << 16) >>> 0;

/** Texts are gathered to pieces of about this many characters: a line each would cost more than its bytes. */
const PIECE = 64 * 1024;

export class ZipWriter {
	readonly entries: WrittenEntry[] = [];
	private readonly zip: Zip;
	private waiting: Uint8Array[] = [];
	private failure: Error | null = null;
	private readonly paths = new Set<string>();
	private readonly file: FileHandle;
	private readonly to: string;
	private readonly draft: string;
	private readonly madeAt: number;

	private constructor(file: FileHandle, to: string, draft: string, madeAt: number) {
		this.file = file;
		this.to = to;
		this.draft = draft;
		this.madeAt = madeAt;
		this.zip = new Zip((error, part) => {
			this.failure ??= error;
			if (!error) this.waiting.push(part);
		});
	}

	/** `madeAt`: epoch ms, the time that every entry bears. */
	static async create(to: string, madeAt: number): Promise<ZipWriter> {
		await mkdir(dirname(to), { recursive: true });
		const draft = `${to}.part`;
		return new ZipWriter(await open(draft, 'w'), to, draft, madeAt);
	}

	/** Adds an entry and returns what went in. Throws for a second entry of a name, whatever its case: programmers' errors. */
	async add(path: string, content: EntryContent, { packed }: EntryOptions): Promise<WrittenEntry> {
		const folded = path.toLowerCase();
		if (this.paths.has(folded)) throw new Error(`two entries of an archive are named ${path}`);
		this.paths.add(folded);
		const entry = packed ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 });
		Object.assign(entry, { mtime: this.madeAt, os: UNIX, attrs: PLAIN_FILE });
		this.zip.add(entry);
		const hash = createHash('sha256');
		let size = 0;
		for await (const piece of piecesOf(content)) {
			hash.update(piece);
			size += piece.length;
			// fflate keeps what it is given until it is packed; whoever reads may use the same buffer again.
			entry.push(piece.slice());
			await this.flush();
		}
		entry.push(new Uint8Array(0), true);
		await this.flush();
		const written = { path, size, sha256: hash.digest('hex') };
		this.entries.push(written);
		return written;
	}

	/** Ends the file, waits until the disk has it and gives it its name. */
	async finish(): Promise<void> {
		this.zip.end();
		await this.flush();
		await this.file.sync();
		await this.file.close();
		await rename(this.draft, this.to);
	}

	/** Takes away what was written. */
	async abandon(): Promise<void> {
		this.zip.terminate();
		await this.file.close().catch(() => {});
		await rm(this.draft, { force: true });
	}

	private async flush(): Promise<void> {
		if (this.failure) throw this.failure;
		const parts = this.waiting;
		this.waiting = [];
		for (const part of parts) await this.file.write(part);
	}
}

async function* piecesOf(content: EntryContent): AsyncGenerator<Uint8Array> {
	if (content instanceof Uint8Array) yield content;
	else if (typeof content === 'string') yield Buffer.from(content, 'utf8');
	else if (Symbol.asyncIterator in content) yield* content;
	else yield* textPieces(content);
}

function* textPieces(texts: Iterable<string>): Generator<Uint8Array> {
	let gathered = '';
	for (const text of texts) {
		gathered += text;
		if (gathered.length < PIECE) continue;
		yield Buffer.from(gathered, 'utf8');
		gathered = '';
	}
	if (gathered !== '') yield Buffer.from(gathered, 'utf8');
}
