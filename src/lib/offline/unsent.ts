/** What of a person's work still waits on this device. Other people's is not counted, nor told. */
import type { SealedKept } from './operation-queue.ts';

type Reading = Pick<Storage, 'length' | 'key' | 'getItem'>;

/** Operations that wait, or that were set aside and want a person, by inspection. */
export function countUnsent(storage: Reading, ownerId: string): Map<string, number> {
	const prefix = `thuoc.unsent.${ownerId}.`;
	const counts = new Map<string, number>();
	for (let at = 0; at < storage.length; at += 1) {
		const key = storage.key(at) ?? '';
		const inspectionId = key.startsWith(prefix) ? key.slice(prefix.length) : '';
		const waiting = inspectionId === '' || inspectionId.includes('.') ? 0 : unsentIn(storage.getItem(key));
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
