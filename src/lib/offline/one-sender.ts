/**
 * One sender for each inspection in a window: the page of what waits sends without opening the inspection, and lets go
 * of it when the inspection is opened. Two would overwrite each other's queue.
 */
const senders = new Map<string, () => void>();

/** `stop` is called when somebody else takes over. */
export function holdSender(inspectionId: string, stop: () => void): void {
	letGo(inspectionId);
	senders.set(inspectionId, stop);
}

export function letGo(inspectionId: string): void {
	senders.get(inspectionId)?.();
	senders.delete(inspectionId);
}
