import type { FieldList } from '#lib/contracts/field-list.ts';
import { fetchFieldList } from '#lib/offline/field-list.ts';
import type { Outcome } from '#lib/offline/transport.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch }): Promise<{ outcome: Outcome<FieldList> }> => ({
	outcome: await fetchFieldList(fetch)
});
