import { redirect } from '@sveltejs/kit';
import { sessionCookie } from '#lib/server/auth/session.ts';
import { logout } from '#lib/server/services/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { actor } }) => {
	if (!actor) redirect(303, '/login');
};

export const actions: Actions = {
	default: ({ cookies, locals: { ctx, session } }) => {
		if (session) logout(ctx, session.handle);
		const { name, value, attributes } = sessionCookie(ctx.config, null);
		cookies.set(name, value, attributes);
		redirect(303, '/login');
	}
};
