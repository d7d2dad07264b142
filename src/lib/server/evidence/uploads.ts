/**
 * Files on their way in, by the tus protocol (resumable upload, version 1.0.0). What has arrived of a file lies in the
 * data folder under the id of its proof, so that it outlives a lost link, a closed tab and a restart of the server. How
 * large it will be is the record's to say: there is no second book of uploads that could differ from it.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server, type Upload } from '@tus/server';
import { MAX_FILE_BYTES } from '#lib/domain/evidence.ts';

/** What has not grown for so long is given up. A tablet that comes later begins anew. */
export const UPLOAD_LIFE_MS = 14 * 24 * 3_600_000;
const SWEEP_EVERY_MS = 3_600_000;

/** So much of one request is held in memory before it is written: a photo as tablets make them, or one of its pieces. */
const HELD_BYTES = 1024 * 1024;

/**
 * What has arrived, by proof. A file that comes whole in one small request is held, not written, because it is taken in
 * at once; whatever is cut off or larger is written where it can be gone on with.
 *
 * The library's constructor asks for the folder behind our back, and throws where nobody can catch it when the folder is
 * gone meanwhile: that would end the process. The folder is made by `Uploads`.
 */
// @ts-expect-error The method is private to the library, which offers no other way.
class PartialFiles extends FileStore {
	readonly whole = new Map<string, Buffer>();
	/** Bytes announced for a proof. */
	private readonly sizeOf: (id: string) => number | undefined;

	constructor(directory: string, sizeOf: (id: string) => number | undefined) {
		const configstore = {
			get: async (id: string) => {
				const size = sizeOf(id);
				return size === undefined ? undefined : { id, size, offset: 0, sizeIsDeferred: false };
			},
			set: async () => undefined,
			delete: async () => undefined
		};
		// The store's own type of what it is given names more than it asks for.
		super({ directory, configstore: configstore as never });
		this.sizeOf = sizeOf;
	}

	override checkOrCreateDirectory(): void {}

	/** Nothing to make: the file comes with its first bytes. */
	override async create(upload: Upload): Promise<Upload> {
		return upload;
	}

	override async write(bytes: AsyncIterable<Buffer>, id: string, offset: number): Promise<number> {
		let held: Buffer[] = [];
		let length = 0;
		let at = offset;
		for await (const piece of bytes) {
			held.push(piece);
			length += piece.length;
			if (length < HELD_BYTES) continue;
			at = await this.append(id, at, held);
			[held, length] = [[], 0];
		}
		if (at === 0 && length === this.sizeOf(id)) {
			this.whole.set(id, held.length === 1 ? held[0]! : Buffer.concat(held));
			return length;
		}
		/*
		 * Browsers send a request again by themselves when a connection they had used before breaks. Such a one begins
		 * at the beginning and must not take away what has got further.
		 */
		const there = at === 0 ? await sizeOfFile(join(this.directory, id)) : 0;
		return there > length ? there : this.append(id, at, held);
	}

	/** Writes on from `at`; returns where that ends. */
	async append(id: string, at: number, pieces: Buffer[]): Promise<number> {
		if (pieces.length === 0) return at;
		const file = await open(join(this.directory, id), at === 0 ? 'w' : 'r+');
		const { bytesWritten } = await file.writev(pieces, at).finally(() => file.close());
		return at + bytesWritten;
	}
}

export class Uploads {
	private readonly folder: string;
	private readonly partial: PartialFiles;
	private readonly tus: Server;
	private sweptAt = -Infinity;

	/** `sizeOf`: bytes announced for a proof, undefined for one that waits for none. */
	constructor(dataDir: string, sizeOf: (id: string) => number | undefined) {
		this.folder = join(dataDir, 'uploads');
		mkdirSync(this.folder, { recursive: true });
		this.partial = new PartialFiles(this.folder, sizeOf);
		this.tus = new Server({
			path: '/api/uploads',
			maxSize: MAX_FILE_BYTES,
			datastore: this.partial,
			namingFunction: ({ url }) => lastPart(url),
			getFileIdFromRequest: ({ url }) => lastPart(url),
			generateUrl: ({ url }) => new URL(url).pathname,
			allowedOrigins: []
		});
	}

	/** Reads what nobody wants, up to a small request: left unread it would block the next one on its connection. */
	static async discard({ headers, body }: Request): Promise<void> {
		if (!body || body.locked || Number(headers.get('content-length') ?? Infinity) > HELD_BYTES) return;
		for await (const _ of untilCut(body));
	}

	/** Answers HEAD, POST (with the first bytes in it) and PATCH; the last part of the address is the proof's id. */
	async answer({ method, url, headers, body }: Request): Promise<Response> {
		const isSmall = Number(headers.get('content-length') ?? Infinity) <= HELD_BYTES;
		const request = {
			method,
			url,
			headers,
			body: body && (isSmall ? await inOnePiece(body) : untilCut(body))
		};
		return this.tus.handleWeb(request as Request);
	}

	/** A file that came another way, as if it had come whole. */
	hold(id: string, bytes: Buffer): void {
		this.partial.whole.set(id, bytes);
	}

	/** What has arrived; null for nothing. `isWritten`: it lies in the folder. */
	async read(id: string): Promise<{ bytes: Buffer; isWritten: boolean } | null> {
		const held = this.partial.whole.get(id);
		if (held) return { bytes: held, isWritten: false };
		const bytes = await readFile(this.pathOf(id)).catch(() => null);
		return bytes && { bytes, isWritten: true };
	}

	/** Forgets what is held; written down first where it could not be taken in for now. */
	async release(id: string, { isTaken }: { isTaken: boolean }): Promise<void> {
		const held = this.partial.whole.get(id);
		this.partial.whole.delete(id);
		if (isTaken) await rm(this.pathOf(id), { force: true });
		else if (held) await this.partial.append(id, 0, [held]);
	}

	/** Where it lies, for moving it to where it stays. Throws for an id that could name anything else. */
	pathOf(id: string): string {
		if (!/^[0-9a-z-]{1,64}$/.test(id)) throw new Error('not the id of a proof');
		return join(this.folder, id);
	}

	/** Gives up what has not grown for `UPLOAD_LIFE_MS`; looks at most once an hour. Returns how many. */
	async sweep(now: number): Promise<number> {
		if (now - this.sweptAt < SWEEP_EVERY_MS || !existsSync(this.folder)) return 0;
		this.sweptAt = now;
		let given = 0;
		for (const name of await readdir(this.folder)) {
			const found = await stat(join(this.folder, name)).catch(() => null);
			if (!found || now - found.mtimeMs < UPLOAD_LIFE_MS) continue;
			await rm(join(this.folder, name), { force: true });
			given += 1;
		}
		return given;
	}
}

const sizeOfFile = async (path: string): Promise<number> => (await stat(path).catch(() => null))?.size ?? 0;

/** The same for a small request, which is handed on at once: every step of a stream costs as much as its bytes. */
async function inOnePiece(body: ReadableStream<Uint8Array>): Promise<ReadableStream<Uint8Array>> {
	const pieces: Uint8Array[] = [];
	for await (const piece of untilCut(body)) pieces.push(piece);
	const bytes = Buffer.concat(pieces);
	return new ReadableStream({
		start(controller) {
			if (bytes.length > 0) controller.enqueue(bytes);
			controller.close();
		}
	});
}

/** A link that breaks off is the end of this request's bytes, not a fault: what has arrived is written, all of it. */
function untilCut(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
	const reader = body.getReader();
	return new ReadableStream({
		async pull(controller) {
			const piece = await reader.read().catch(() => null);
			if (piece === null || piece.done) controller.close();
			else controller.enqueue(piece.value);
		},
		cancel: (reason) => reader.cancel(reason)
	});
}

const lastPart = (url: string): string => new URL(url).pathname.split('/').at(-1) ?? '';
