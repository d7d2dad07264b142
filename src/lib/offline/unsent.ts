/** What of a person's work still waits on this device. Other people's is not counted, nor told. */
import type { SealedKept } from './operation-queue.ts';

type Reading = Pick<Storage, 'length' | 'key' | 'getItem'>;

const prefixOf = (ownerId: string): string => `thuoc.unsent.${ownerId}.`;

/** Inspections with work of a person on this device, sent or not. */
export function listQueued(storage: Reading, ownerId: string): string[] {
	const prefix = prefixOf(ownerId);
	const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '');
	return keys
		.flatMap((key) => (key.startsWith(prefix) ? key.slice(prefix.length) : []))
		.filter((inspectionId) => inspectionId !== '' && !inspectionId.includes('.'));
}

interface Photos {
	countPhotos(ownerId: string): Promise<Map<string, number>>;
}

/** Edits that wait or were set aside and want a person, and files that wait, by inspection. */
export async function countUnsent(
	storage: Reading,
	ownerId: string,
	photos: Photos
): Promise<Map<string, number>> {
	const counts = new Map(await photos.countPhotos(ownerId));
	for (const inspectionId of listQueued(storage, ownerId)) {
		const waiting = unsentIn(storage.getItem(prefixOf(ownerId) + inspectionId));
		if (waiting > 0) counts.set(inspectionId, (counts.get(inspectionId) ?? 0) + waiting);
	}
	return counts;
}

/** All of it together. */
export async function countAllUnsent(storage: Reading, ownerId: string, photos: Photos): Promise<number> {
	const counts = await countUnsent(storage, ownerId, photos);
	return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

function unsentIn(text: string | null): number {
	try {
		const { waiting } = JSON.parse(text ?? '{}') as Partial<SealedKept>;
		return waiting ?? 0;
	} catch {
		return 0;
	}
}
