/**
 * Reads a rescue file that somebody has uploaded, as bad input: nothing is unpacked to the disk, entries are only those
 * that the manifest names, sizes are limited before anything is read, and each entry is held to its hash. Inflating runs
 * off the event loop and large entries are streamed, so that a big file keeps nobody waiting.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import * as v from 'valibot';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import {
	MANIFEST_ENTRY,
	OPERATIONS_ENTRY,
	RESCUE_LIMITS,
	RESCUE_VERSION,
	rescueHead,
	rescueManifest,
	rescueOperations,
	type RescueManifest,
	type RescueOperations,
	type RescuePhoto
} from '#lib/contracts/rescue.ts';
import { problem, ProblemError, type Problem } from '#lib/domain/problems.ts';

const MEGABYTE = 1024 ** 2;

export interface Archive {
	manifest: RescueManifest;
	operations: RescueOperations;
	/** Of the file as it was uploaded, hex. */
	sha256: string;
	size: number;
	/** The bytes of a photo, checked. */
	readPhoto: (photo: RescuePhoto) => Promise<Buffer>;
	/** Reads every photo once and holds it to its hash. */
	checkPhotos: () => Promise<void>;
	close: () => void;
}

/**
 * Opens a rescue file. `name` is what its bearer calls it. Throws `rescue.not_one`, `rescue.newer`, `rescue.damaged`,
 * `rescue.too_large`, `rescue.too_many`.
 */
export async function openArchive(path: string, name: string): Promise<Archive> {
	const zip = await yauzl
		.openPromise(path, {
			autoClose: false,
			lazyEntries: true,
			validateEntrySizes: true,
			strictFileNames: true
		})
		.catch(() => refuse(problem('rescue.not_one', { name })));
	try {
		return await readArchive(zip, path, name);
	} catch (thrown) {
		zip.close();
		throw thrown;
	}
}

async function readArchive(zip: ZipFile, path: string, name: string): Promise<Archive> {
	const entries = await listEntries(zip);
	const manifest = await readManifest(zip, entries, name);
	requireSame(entries, manifest);
	const operations = await readOperations(zip, entries, manifest);
	const photoBytes = async ({ entry }: RescuePhoto) => readChecked(zip, entries.get(entry)!, manifest);
	return {
		manifest,
		operations,
		sha256: await hashFile(path),
		size: zip.fileSize,
		readPhoto: photoBytes,
		checkPhotos: async () => {
			for (const { entry } of manifest.photos)
				await read(zip, entries.get(entry)!, hashOf(manifest, entry), () => undefined);
		},
		close: () => zip.close()
	};
}

/** Limits come first: what the directory states is what yauzl holds each entry to while it is read. */
async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
	const most = RESCUE_LIMITS.photos + 2;
	if (zip.entryCount > most)
		refuse(problem('rescue.too_many', { count: zip.entryCount, maximum: RESCUE_LIMITS.photos }));
	const entries = new Map<string, Entry>();
	let total = 0;
	try {
		for await (const entry of zip.eachEntry()) {
			total += entry.uncompressedSize;
			if (entries.has(entry.fileName) || !entry.canDecodeFileData() || entry.isEncrypted())
				refuse(damaged(entry.fileName));
			entries.set(entry.fileName, entry);
		}
	} catch (thrown) {
		if (thrown instanceof ProblemError) throw thrown;
		refuse(damaged(''));
	}
	if (total > RESCUE_LIMITS.bytes) refuse(tooLarge(RESCUE_LIMITS.bytes));
	return entries;
}

async function readManifest(
	zip: ZipFile,
	entries: ReadonlyMap<string, Entry>,
	name: string
): Promise<RescueManifest> {
	const entry = entries.get(MANIFEST_ENTRY) ?? refuse(problem('rescue.not_one', { name }));
	const raw = parseJson(await readText(zip, entry), MANIFEST_ENTRY);
	const head = v.safeParse(rescueHead, raw);
	if (!head.success) refuse(problem('rescue.not_one', { name }));
	const { version } = head.output as { version: number };
	if (version > RESCUE_VERSION) refuse(problem('rescue.newer', { version }));
	const parsed = v.safeParse(rescueManifest, raw);
	return parsed.success ? parsed.output : refuse(damaged(MANIFEST_ENTRY));
}

/** The zip holds exactly what its manifest names: nothing is hidden beside it, nothing is missing. */
function requireSame(entries: ReadonlyMap<string, Entry>, manifest: RescueManifest): void {
	const named = new Map(manifest.entries.map((entry) => [entry.name, entry]));
	for (const [name, { uncompressedSize }] of entries) {
		if (name === MANIFEST_ENTRY) continue;
		if (named.get(name)?.size !== uncompressedSize) refuse(damaged(name));
	}
	for (const name of [OPERATIONS_ENTRY, ...named.keys()]) if (!entries.has(name)) refuse(damaged(name));
	for (const { entry } of manifest.photos)
		if (entry === OPERATIONS_ENTRY || !named.has(entry)) refuse(damaged(entry));
}

async function readOperations(
	zip: ZipFile,
	entries: ReadonlyMap<string, Entry>,
	manifest: RescueManifest
): Promise<RescueOperations> {
	const entry = entries.get(OPERATIONS_ENTRY)!;
	const text = await readText(zip, entry, hashOf(manifest, OPERATIONS_ENTRY));
	const parsed = v.safeParse(rescueOperations, parseJson(text, OPERATIONS_ENTRY));
	if (!parsed.success) return refuse(damaged(OPERATIONS_ENTRY));
	const { pending, refused, sent } = parsed.output;
	const count = pending.length + refused.length + sent.length;
	if (count > RESCUE_LIMITS.operations)
		refuse(problem('rescue.too_many', { count, maximum: RESCUE_LIMITS.operations }));
	return parsed.output;
}

async function readText(zip: ZipFile, entry: Entry, sha256: string | null = null): Promise<string> {
	if (entry.uncompressedSize > RESCUE_LIMITS.textBytes) refuse(tooLarge(RESCUE_LIMITS.textBytes));
	const parts: Buffer[] = [];
	await read(zip, entry, sha256, (part) => void parts.push(part));
	return Buffer.concat(parts).toString('utf8');
}

async function readChecked(zip: ZipFile, entry: Entry, manifest: RescueManifest): Promise<Buffer> {
	const parts: Buffer[] = [];
	await read(zip, entry, hashOf(manifest, entry.fileName), (part) => void parts.push(part));
	return Buffer.concat(parts);
}

async function read(
	zip: ZipFile,
	entry: Entry,
	sha256: string | null,
	take: (part: Buffer) => void
): Promise<void> {
	const hash = createHash('sha256');
	try {
		for await (const part of await zip.openReadStreamPromise(entry)) {
			hash.update(part as Buffer);
			take(part as Buffer);
		}
	} catch {
		/* Cut short, of another size than stated, or no deflate at all. */
		refuse(damaged(entry.fileName));
	}
	if (sha256 !== null && hash.digest('hex') !== sha256) refuse(damaged(entry.fileName));
}

async function hashFile(path: string): Promise<string> {
	const hash = createHash('sha256');
	for await (const part of createReadStream(path)) hash.update(part as Buffer);
	return hash.digest('hex');
}

const hashOf = ({ entries }: RescueManifest, name: string): string =>
	entries.find((entry) => entry.name === name)!.sha256;

function parseJson(text: string, entry: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return refuse(damaged(entry));
	}
}

/** A name out of the file is shown, never used as a path. */
const damaged = (entry: string): Problem => problem('rescue.damaged', { entry: entry.slice(0, 80) });
const tooLarge = (bytes: number): Problem =>
	problem('rescue.too_large', { megabytes: Math.floor(bytes / MEGABYTE) });

function refuse(why: Problem): never {
	throw new ProblemError(why);
}
