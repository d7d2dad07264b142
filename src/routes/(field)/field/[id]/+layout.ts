import { openInspection } from '#lib/offline/open-inspection.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ params, fetch }) => ({
	opened: await openInspection(params.id, fetch)
});
