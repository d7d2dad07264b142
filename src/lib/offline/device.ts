/**
 * This device: a name of its own, and a count of operations for each person and inspection, kept in the browser's
 * storage. The server applies them by that count, so it begins at 1 and leaves no number out.
 */

const ID_KEY = 'thuoc.device';
const SEQ_KEY = 'thuoc.device.seq';

export interface Device {
	id: string;
	/** `above`: the highest number known otherwise, should the count itself have been lost. */
	nextSeq: (of: { actorId: string; inspectionId: string }, above?: number) => number;
}

export function openDevice(storage: Pick<Storage, 'getItem' | 'setItem'>, newId: () => string): Device {
	let id = storage.getItem(ID_KEY);
	if (id === null) {
		id = newId();
		storage.setItem(ID_KEY, id);
	}
	return {
		id,
		/* Read anew each time: two windows of one device share the count. */
		nextSeq: ({ actorId, inspectionId }, above = 0) => {
			const key = `${SEQ_KEY}.${actorId}.${inspectionId}`;
			const seq = Math.max(Number(storage.getItem(key) ?? 0), above) + 1;
			/* A browser without room takes no count: the highest number that is known goes on from `above`. */
			try {
				storage.setItem(key, String(seq));
			} catch {
				return seq;
			}
			return seq;
		}
	};
}
