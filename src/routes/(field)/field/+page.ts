import { openFieldList, type ShownList } from '#lib/offline/field-list.ts';
import type { Opening } from '#lib/offline/keys-here.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch }): Promise<{ outcome: Opening<ShownList> }> => ({
	outcome: await openFieldList(fetch)
});
