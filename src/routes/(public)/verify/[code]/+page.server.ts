import { error } from '@sveltejs/kit';
import { problem } from '#lib/domain/problems.ts';
import { forPage } from '#lib/server/http/problem-response.ts';
import { takePublic } from '#lib/server/http/public-limits.ts';
import { findByCheckCode } from '#lib/server/services/paper-lookup.ts';
import { registerEntry } from '../report.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, getClientAddress, locals: { ctx } }) =>
	forPage(async () => {
		await takePublic('lookup', getClientAddress());
		const paper = findByCheckCode(ctx, params.code);
		if (!paper) error(404, { message: 'not_found', problem: problem('not_found', {}) });
		return { code: params.code.toUpperCase(), entry: registerEntry(paper) };
	});
