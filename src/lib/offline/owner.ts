/** Whose work a device shows when nobody can be asked: with no network, or with no session. */

const OWNER_KEY = 'thuoc.owner';

/** Who worked here last, by account. */
export function readOwner(storage: Pick<Storage, 'getItem'>): string | null {
	return storage.getItem(OWNER_KEY);
}

export function keepOwner(storage: Pick<Storage, 'setItem'>, ownerId: string): void {
	storage.setItem(OWNER_KEY, ownerId);
}

/** Somebody signs in or out: until the server has said who it is, nobody's work is shown. */
export function forgetOwner(storage: Pick<Storage, 'removeItem'>): void {
	storage.removeItem(OWNER_KEY);
}
