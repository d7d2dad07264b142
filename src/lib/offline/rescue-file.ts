/**
 * Makes a rescue file on the device, with no network: everything of one person and inspection that the server may not
 * have. Fetched when it is asked for. It is not sealed: whoever has it can read it.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import {
	MANIFEST_ENTRY,
	OPERATIONS_ENTRY,
	RESCUE_FORMAT,
	RESCUE_VERSION,
	type RescueManifest,
	type RescueOperations
} from '#lib/contracts/rescue.ts';
import { foldText } from '#lib/domain/folded-text.ts';
import { dayOf, formatTime } from '#lib/domain/calendar.ts';
import type { Operation } from '#lib/domain/operation.ts';
import type { Refused, Sent } from './operation-queue.ts';
import { bytesOf, photoEntry, recordOf, type PhotoToRescue } from './rescue-photos.ts';

export interface ToRescue {
	product: string;
	inspection: RescueManifest['inspection'];
	author: RescueManifest['author'];
	device: string;
	/** Epoch ms. */
	madeAt: number;
	pending: readonly Operation[];
	refused: readonly Refused[];
	sent: readonly Sent[];
	photos: readonly PhotoToRescue[];
}

/** The zip. Photos are read one after the other; only their hashes are held at once. */
export async function makeRescueFile(work: ToRescue): Promise<File> {
	const parts: Uint8Array<ArrayBuffer>[] = [];
	let failure: Error | null = null;
	const zip = new Zip((error, part) => {
		failure ??= error;
		if (!error) parts.push(part as Uint8Array<ArrayBuffer>);
	});
	const operations: RescueOperations = {
		pending: [...work.pending],
		refused: [...work.refused],
		sent: work.sent.map(({ operation }) => operation)
	};
	const entries: RescueManifest['entries'] = [];
	const put = (name: string, bytes: Uint8Array, isPicture: boolean) => {
		const entry = isPicture ? new ZipPassThrough(name) : new ZipDeflate(name);
		zip.add(entry);
		entry.push(bytes, true);
		if (name !== MANIFEST_ENTRY)
			entries.push({ name, size: bytes.length, sha256: bytesToHex(sha256(bytes)) });
	};
	put(OPERATIONS_ENTRY, strToU8(JSON.stringify(operations)), false);
	for (const photo of work.photos) put(photoEntry(photo.id), await bytesOf(photo), true);
	put(MANIFEST_ENTRY, strToU8(JSON.stringify(manifestOf(work, entries))), false);
	zip.end();
	if (failure) throw failure;
	return new File(parts, rescueName(work), { type: 'application/zip' });
}

function manifestOf(work: ToRescue, entries: RescueManifest['entries']): RescueManifest {
	const { product, inspection, author, device, madeAt, pending, refused, sent, photos } = work;
	return {
		format: RESCUE_FORMAT,
		version: RESCUE_VERSION,
		product,
		inspection,
		author,
		device,
		madeAt,
		counts: { operations: pending.length + refused.length + sent.length, photos: photos.length },
		entries,
		photos: photos.map(recordOf)
	};
}

/** «cuu-ho_KT-2026-006_truong-doan_2026-11-22_0946.zip». */
export function rescueName({
	inspection,
	author,
	madeAt
}: Pick<ToRescue, 'inspection' | 'author' | 'madeAt'>): string {
	const plain = (text: string) => foldText(text).replace(/[^a-z0-9]+/g, '-');
	const code = (inspection.code ?? inspection.id).replace(/[^A-Za-z0-9-]+/g, '-');
	const time = formatTime(madeAt).replace(':', '');
	return `cuu-ho_${code}_${plain(author.name ?? author.id)}_${dayOf(madeAt)}_${time}.zip`;
}
