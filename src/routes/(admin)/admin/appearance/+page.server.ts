import { message, superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { fromOfficeForm, officeForm, toOfficeForm } from '#lib/contracts/office.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Ctx } from '#lib/server/context.ts';
import { answerForm, failForm, forPage } from '#lib/server/http/problem-response.ts';
import { readLogo, type LogoOwner } from '#lib/server/services/logo.ts';
import { readOfficeView, saveOffice } from '#lib/server/services/office-facts.ts';
import { readFontCard } from '#lib/server/services/paper-fonts.ts';
import { dropLogo, takeLogo } from '../logo-actions.ts';
import type { Actions, PageServerLoad } from './$types';

const DEPARTMENT: LogoOwner = { of: 'department' };

export const load: PageServerLoad = ({ locals: { ctx } }) =>
	forPage(async () => {
		const { isNamed } = readOfficeView(ctx);
		const form = await superValidate(formNow(ctx), valibot(officeForm), { id: 'office', errors: false });
		return { isNamed, form, fonts: await readFontCard(ctx), logo: readLogo(ctx, DEPARTMENT) };
	});

function formNow(ctx: Ctx) {
	const { version, facts } = readOfficeView(ctx);
	return toOfficeForm(version, facts);
}

export const actions: Actions = {
	office: async ({ request, locals: { ctx } }) => {
		const form = await superValidate(request, valibot(officeForm), { id: 'office' });
		if (!form.valid) return failForm(form);
		try {
			saveOffice(ctx, form.data.version, fromOfficeForm(form.data));
		} catch (thrown) {
			return answerForm(form, thrown, () => formNow(ctx));
		}
		form.data.version += 1;
		return message(form, { done: m.issuer_saved() });
	},
	logo: (event) => takeLogo(event, DEPARTMENT),
	removeLogo: (event) => dropLogo(event, DEPARTMENT)
};
