import { isPhraseKey } from '#lib/domain/papers/phrases.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { forAction, forPage } from '#lib/server/http/problem-response.ts';
import { readPhrases, savePhrase } from '#lib/server/services/paper-phrases.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { ctx } }) => forPage(() => readPhrases(ctx));

export const actions: Actions = {
	save: async ({ request, locals: { ctx } }) =>
		forAction(async () => {
			const data = await request.formData();
			const key = String(data.get('key') ?? '');
			if (!isPhraseKey(key)) throw new ProblemError(problem('phrase.unknown', { key }, 'key'));
			savePhrase(ctx, Number(data.get('version')), key, String(data.get('text') ?? ''));
			return { saved: key };
		})
};
