import { problem, ProblemError } from '#lib/domain/problems.ts';
import { forPage } from '#lib/server/http/problem-response.ts';
import { readSigningPage } from '#lib/server/services/paper-signing-view.ts';
import { signingActions } from '../../../../../../paper-signing-actions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals }) =>
	forPage(() => {
		const paper = readSigningPage(locals.ctx, params.document);
		if (paper.inspectionId !== params.id) throw new ProblemError(problem('not_found', {}));
		return { paper };
	});

export const actions: Actions = signingActions;
