/** A new version of the application that waits on this device; offered on the first page, never during an inspection. */
export const waitingVersion = $state<{ worker: ServiceWorker | null }>({ worker: null });
