import type { Opening } from '#lib/offline/keys-here.ts';
import { openWaiting, type Waiting } from '#lib/offline/open-waiting.ts';
import type { PageLoad } from './$types';

/** Everything is on this device: nothing is asked of the server but, with its owner's key closed, to open it. */
export const load: PageLoad = async ({ fetch }): Promise<{ opened: Opening<Waiting> | null }> => ({
	opened: await openWaiting(fetch)
});
