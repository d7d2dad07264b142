import { openInspection } from '#lib/offline/open-inspection.ts';
import type { PageLoad } from './$types';

/** Worked on in the browser: what is typed is kept on the device first, and sent from there. */
export const ssr = false;

export const load: PageLoad = async ({ params, fetch, data }) => ({
	...data,
	opened: await openInspection(params.id, fetch, 'self')
});
