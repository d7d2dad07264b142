/**
 * Rescue files on their way in: in pieces, each person's in one file of their own that nobody else can name, until they
 * are taken or a day has passed.
 */
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RESCUE_LIMITS } from '#lib/contracts/rescue.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';

const DAY_MS = 86_400_000;
const MEGABYTE = 1024 ** 2;

/** Whose upload, for which inspection. `uploadId` is made by the page. */
export interface UploadKey {
	actorId: string;
	inspectionId: string;
	uploadId: string;
}

export class RescueUploads {
	private readonly folder: string;

	constructor(dataDir: string) {
		this.folder = join(dataDir, 'rescue');
	}

	/** Where an upload lies. Problem `rescue.upload_lost` for what cannot be a name. */
	pathOf({ actorId, inspectionId, uploadId }: UploadKey): string {
		if (![actorId, inspectionId, uploadId].every((part) => /^[A-Za-z0-9-]{1,64}$/.test(part))) lost();
		return join(this.folder, `${actorId}.${inspectionId}.${uploadId}`);
	}

	/**
	 * Adds a piece and returns how many bytes are here. A piece that is here already is passed over; the first one takes
	 * away what the person had begun before. Problems `rescue.too_large`, `rescue.upload_lost`.
	 */
	async add(key: UploadKey, at: number, bytes: Uint8Array, now: number): Promise<number> {
		const path = this.pathOf(key);
		if (at + bytes.length > RESCUE_LIMITS.bytes)
			throw new ProblemError(
				problem('rescue.too_large', { megabytes: Math.floor(RESCUE_LIMITS.bytes / MEGABYTE) })
			);
		await mkdir(this.folder, { recursive: true });
		if (at === 0) await this.sweep(key.actorId, now);
		const here = await sizeOf(path);
		if (at + bytes.length <= here) return here;
		if (at !== here) lost();
		const file = await open(path, 'a', 0o600);
		try {
			await file.appendFile(bytes);
		} finally {
			await file.close();
		}
		return here + bytes.length;
	}

	/** The path of an upload that is here. Problem `rescue.upload_lost`. */
	async require(key: UploadKey): Promise<string> {
		const path = this.pathOf(key);
		if ((await sizeOf(path)) === 0) lost();
		return path;
	}

	async drop(key: UploadKey): Promise<void> {
		await rm(this.pathOf(key), { force: true });
	}

	private async sweep(actorId: string, now: number): Promise<void> {
		for (const name of await readdir(this.folder)) {
			const path = join(this.folder, name);
			const since = (await stat(path).catch(() => null))?.mtimeMs ?? now;
			if (name.startsWith(`${actorId}.`) || now - since > DAY_MS) await rm(path, { force: true });
		}
	}
}

const sizeOf = async (path: string): Promise<number> => (await stat(path).catch(() => null))?.size ?? 0;

function lost(): never {
	throw new ProblemError(problem('rescue.upload_lost', {}));
}
