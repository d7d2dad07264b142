import { openFieldList, type ShownList } from '#lib/offline/field-list.ts';
import type { Outcome } from '#lib/offline/transport.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch }): Promise<{ outcome: Outcome<ShownList> }> => ({
	outcome: await openFieldList(fetch)
});
