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

/** Operations that wait, or that were set aside and want a person, by inspection. */
export function countUnsent(storage: Reading, ownerId: string): Map<string, number> {
	const counts = new Map<string, number>();
	for (const inspectionId of listQueued(storage, ownerId)) {
		const waiting = unsentIn(storage.getItem(prefixOf(ownerId) + inspectionId));
		if (waiting > 0) counts.set(inspectionId, waiting);
	}
	return counts;
}

/** All of it together, photos too. */
export async function countAllUnsent(
	storage: Reading,
	ownerId: string,
	photos: { countPhotos(ownerId: string): Promise<number> }
): Promise<number> {
	const operations = [...countUnsent(storage, ownerId).values()].reduce((sum, count) => sum + count, 0);
	return operations + (await photos.countPhotos(ownerId));
}

function unsentIn(text: string | null): number {
	try {
		const { waiting } = JSON.parse(text ?? '{}') as Partial<SealedKept>;
		return waiting ?? 0;
	} catch {
		return 0;
	}
}
