import { message, superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import {
	closeForm,
	closeUnitForm,
	editAgencyForm,
	newUnitForm,
	renameUnitForm
} from '#lib/contracts/agencies.ts';
import { canOffice } from '#lib/domain/permissions.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import * as m from '#lib/paraglide/messages.js';
import { answerForm, failForm, forAction, forPage, versionIn } from '#lib/server/http/problem-response.ts';
import {
	addUnit,
	closeAgency,
	closeUnit,
	editAgency,
	getAgency,
	renameUnit,
	reopenAgency
} from '#lib/server/services/agencies.ts';
import { readLogo } from '#lib/server/services/logo.ts';
import { dropLogo, takeLogo } from '../../logo-actions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals: { ctx, actor } }) =>
	forPage(async () => {
		const { agency, units } = getAgency(ctx, params.id);
		const { version } = agency;
		const on = dayOf(ctx.now());
		const [form, close, unit, rename, unitClose] = await Promise.all([
			superValidate(agency, valibot(editAgencyForm), { id: 'agency' }),
			superValidate({ version, on }, valibot(closeForm), { id: 'close' }),
			superValidate({ version }, valibot(newUnitForm), { id: 'unit', errors: false }),
			superValidate({ version }, valibot(renameUnitForm), { id: 'rename', errors: false }),
			superValidate({ version, on }, valibot(closeUnitForm), { id: 'unit-close', errors: false })
		]);
		return {
			agency,
			units,
			mayManage: canOffice(actor, 'agency.manage'),
			logo: canOffice(actor, 'appearance.manage') ? readLogo(ctx, { of: 'agency', id: agency.id }) : null,
			form,
			close,
			unit,
			rename,
			unitClose
		};
	});

type Event = Parameters<NonNullable<Actions[string]>>[0];

/** The version that stands after a write, so that the next one on the same page is not stale. */
const versionNow = ({ params, locals: { ctx } }: Event) => getAgency(ctx, params.id).agency.version;

export const actions: Actions = {
	logo: (event) => takeLogo(event, { of: 'agency', id: event.params.id }),
	removeLogo: (event) => dropLogo(event, { of: 'agency', id: event.params.id }),
	save: async (event) => {
		const { params, locals } = event;
		const form = await superValidate(event.request, valibot(editAgencyForm), { id: 'agency' });
		if (!form.valid) return failForm(form);
		const { version, ...agency } = form.data;
		try {
			editAgency(locals.ctx, params.id, version, agency);
			form.data.version = versionNow(event);
			return message(form, { done: m.form_saved() });
		} catch (thrown) {
			return answerForm(form, thrown, () => ({ ...getAgency(locals.ctx, params.id).agency }));
		}
	},
	close: async (event) => {
		const form = await superValidate(event.request, valibot(closeForm), { id: 'close' });
		if (!form.valid) return failForm(form);
		try {
			closeAgency(event.locals.ctx, event.params.id, form.data.version, form.data.on);
			return message(form, { done: m.agency_closed() });
		} catch (thrown) {
			return answerForm(form, thrown);
		}
	},
	reopen: ({ request, params, locals: { ctx } }) =>
		forAction(async () => {
			reopenAgency(ctx, params.id, await versionIn(request));
			return { done: m.agency_reopened() };
		}),
	addUnit: async (event) => {
		const form = await superValidate(event.request, valibot(newUnitForm), { id: 'unit' });
		if (!form.valid) return failForm(form);
		const { version, ...unit } = form.data;
		try {
			addUnit(event.locals.ctx, event.params.id, version, unit);
			Object.assign(form.data, { name: '', version: versionNow(event) });
			return message(form, { done: m.agency_unit_added() });
		} catch (thrown) {
			return answerForm(form, thrown);
		}
	},
	renameUnit: async (event) => {
		const form = await superValidate(event.request, valibot(renameUnitForm), { id: 'rename' });
		if (!form.valid) return failForm(form);
		const { version, unitId, name } = form.data;
		try {
			renameUnit(event.locals.ctx, event.params.id, version, unitId, name);
			return message(form, { done: m.agency_unit_renamed() });
		} catch (thrown) {
			return answerForm(form, thrown);
		}
	},
	closeUnit: async (event) => {
		const form = await superValidate(event.request, valibot(closeUnitForm), { id: 'unit-close' });
		if (!form.valid) return failForm(form);
		const { version, unitId, on } = form.data;
		try {
			closeUnit(event.locals.ctx, event.params.id, version, unitId, on);
			return message(form, { done: m.agency_unit_closed() });
		} catch (thrown) {
			return answerForm(form, thrown);
		}
	}
};
