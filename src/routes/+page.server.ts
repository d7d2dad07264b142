import { redirect } from '@sveltejs/kit';
import { isAgencyRole } from '#lib/domain/permissions.ts';
import type { PageServerLoad } from './$types';

/** Everybody's own first page. */
export const load: PageServerLoad = ({ locals: { actor } }) => {
	if (actor === null) redirect(303, '/login');
	redirect(303, isAgencyRole(actor.role) ? '/agency' : '/dashboard');
};
