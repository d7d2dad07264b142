/** This device: a name of its own and a count of its operations, kept in the browser's storage. */

const ID_KEY = 'thuoc.device';
const SEQ_KEY = 'thuoc.device.seq';

export interface Device {
	id: string;
	nextSeq: () => number;
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
		nextSeq: () => {
			const seq = Number(storage.getItem(SEQ_KEY) ?? 0) + 1;
			storage.setItem(SEQ_KEY, String(seq));
			return seq;
		}
	};
}
