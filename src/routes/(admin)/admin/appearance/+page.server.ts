import { forPage } from '#lib/server/http/problem-response.ts';
import { readLogo, type LogoOwner } from '#lib/server/services/logo.ts';
import { readFontCard } from '#lib/server/services/paper-fonts.ts';
import { dropLogo, takeLogo } from '../logo-actions.ts';
import type { Actions, PageServerLoad } from './$types';

const DEPARTMENT: LogoOwner = { of: 'department' };

export const load: PageServerLoad = ({ locals: { ctx } }) =>
	forPage(async () => ({ fonts: await readFontCard(ctx), logo: readLogo(ctx, DEPARTMENT) }));

export const actions: Actions = {
	logo: (event) => takeLogo(event, DEPARTMENT),
	removeLogo: (event) => dropLogo(event, DEPARTMENT)
};
