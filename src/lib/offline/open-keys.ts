/**
 * Keys that are open in this browser, by account: with a code of their owner's until the browser is closed, without one
 * until somebody signs in or out. Here without any cipher, for the pages that only close them.
 */

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'length' | 'key'>;

/** Where things are kept: for good, and until the browser is closed. */
export interface Places {
	lasting: Store;
	passing: Store;
}

/** Those of this browser; read late, because pages are also read where there is none. */
export const places = (): Places => ({ lasting: localStorage, passing: sessionStorage });

const OPEN = 'thuoc.key.open.';

/** The open key as text. */
export const readOpenKey = ({ lasting, passing }: Places, ownerId: string): string | null =>
	passing.getItem(OPEN + ownerId) ?? lasting.getItem(OPEN + ownerId);

export function keepOpenKey(places: Places, ownerId: string, key: string, where: keyof Places): void {
	places[where].setItem(OPEN + ownerId, key);
	places[where === 'lasting' ? 'passing' : 'lasting'].removeItem(OPEN + ownerId);
}

/** Closes every open key; `exceptOwnerId`: but theirs. */
export function closeKeys({ lasting, passing }: Places, exceptOwnerId: string | null = null): void {
	for (const place of [lasting, passing]) {
		const keys = Array.from({ length: place.length }, (_, at) => place.key(at) ?? '');
		for (const key of keys)
			if (key.startsWith(OPEN) && key !== `${OPEN}${exceptOwnerId}`) place.removeItem(key);
	}
}
