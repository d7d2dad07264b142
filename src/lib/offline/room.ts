/** How much of this device the application may use, and whether the browser has promised not to clear it. */

export interface Room {
	/** Bytes used and allowed, by the browser's own reckoning. */
	used: number;
	allowed: number;
	/** The browser will not clear it by itself. */
	isPromised: boolean;
}

/** Photos of a day's inspections; below this a person should make room before setting out. */
const ENOUGH_BYTES = 200 * 1024 * 1024;

/** Asks for the promise (browsers decide by themselves, some ask the person) and reads the room. Null where unknown. */
export async function askForRoom(
	storage: Pick<StorageManager, 'persist' | 'estimate'> | undefined
): Promise<Room | null> {
	if (!storage?.estimate) return null;
	const isPromised = await storage.persist?.().catch(() => false);
	const estimate = await storage.estimate().catch(() => null);
	if (!estimate) return null;
	return { used: estimate.usage ?? 0, allowed: estimate.quota ?? 0, isPromised: isPromised === true };
}

export const isShort = ({ used, allowed }: Room): boolean => allowed - used < ENOUGH_BYTES;
