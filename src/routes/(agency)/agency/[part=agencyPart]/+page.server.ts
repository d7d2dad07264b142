import { redirect } from '@sveltejs/kit';
import { forPage } from '#lib/server/http/problem-response.ts';
import { readAgencyFrame } from '#lib/server/services/agency-view.ts';
import { partHref } from '#lib/ui/agency-parts.ts';
import type { PageServerLoad } from './$types';

/** With one inspection there is nothing to choose. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { inspections } = await forPage(() => readAgencyFrame(locals.ctx));
	if (inspections.length === 1) redirect(303, partHref(inspections[0]!.id, params.part));
	return { part: params.part, inspections };
};
