import { message, superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { leftOutForm } from '#lib/contracts/campaign-papers.ts';
import { PAPER_REGISTERS } from '#lib/domain/papers/availability.ts';
import { parseRegisterFilter, REGISTER_STATES, stateOf } from '#lib/domain/papers/paper-register.ts';
import { canOffice } from '#lib/domain/permissions.ts';
import * as m from '#lib/paraglide/messages.js';
import { answerForm, failForm, forPage } from '#lib/server/http/problem-response.ts';
import {
	noteLeftOut,
	readPaperRegister,
	readSigningStates,
	type PaperRow
} from '#lib/server/services/paper-register.ts';
import { pageOf } from '#lib/ui/paging.ts';
import { fieldPicker } from '#lib/ui/pick-fields.ts';
import { PAPER_LINE } from '../paper-line.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals: { ctx } }) =>
	forPage(() => {
		const filter = parseRegisterFilter((key) => url.searchParams.get(key));
		const { entries, bodies, years, total, mayNote } = readPaperRegister(ctx, { ...filter, state: '' });
		const byState = Map.groupBy(entries, stateOf);
		const shown = filter.state === '' ? entries : (byState.get(filter.state) ?? []);
		const { rows, paging } = pageOf(shown, url);
		const papers = rows.flatMap((entry) => (entry.type === 'paper' ? [entry.paper.id] : []));
		return {
			filter,
			bodies,
			years,
			registers: PAPER_REGISTERS,
			counts: {
				all: entries.length,
				states: REGISTER_STATES.map((state) => ({ state, count: byState.get(state)?.length ?? 0 }))
			},
			isEmpty: total === 0,
			mayNote,
			mayWord: ctx.actor !== null && canOffice(ctx.actor, 'phrases.manage'),
			rows: rows.map((entry) =>
				entry.type === 'paper' ? { type: entry.type, paper: rowOf(entry.paper) } : entry
			),
			paging,
			signing: readSigningStates(ctx, papers)
		};
	});

/** What a row of the register shows of a paper. */
const rowOf = fieldPicker<PaperRow>()(
	...PAPER_LINE,
	'code',
	'issuingBody',
	'subject',
	'checkCode',
	'successor',
	'predecessor'
);

export const actions: Actions = {
	leaveOut: async ({ request, locals: { ctx } }) => {
		const form = await superValidate(request, valibot(leftOutForm));
		if (!form.valid) return failForm(form);
		try {
			noteLeftOut(ctx, form.data);
		} catch (thrown) {
			return answerForm(form, thrown);
		}
		return message(form, { done: m.register_noted() });
	}
};
