import { redirect } from '@sveltejs/kit';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { forAction, forPage } from '#lib/server/http/problem-response.ts';
import { takePublic } from '#lib/server/http/public-limits.ts';
import { checkPaper } from '#lib/server/services/paper-check.ts';
import { LARGEST_FILE_MB } from '#lib/server/signing/in-worker.ts';
import { checkReport } from './report.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) =>
	forPage(() => {
		const code = url.searchParams.get('code')?.trim() ?? '';
		if (code !== '') redirect(303, `/verify/${encodeURIComponent(code.slice(0, 40))}`);
		return { largestMegabytes: LARGEST_FILE_MB };
	});

export const actions: Actions = {
	default: ({ request, getClientAddress, locals: { ctx } }) =>
		forAction(async () => {
			await takePublic('check', getClientAddress());
			const file = (await request.formData().catch(() => null))?.get('file');
			if (!(file instanceof File) || file.name === '')
				throw new ProblemError(problem('input.required', { field: 'file' }, 'file'));
			const name = file.name.normalize('NFC').slice(0, 200);
			/* Its size is known before it is read. */
			if (file.size > LARGEST_FILE_MB * 1024 * 1024)
				throw new ProblemError(problem('file.too_large', { name, megabytes: LARGEST_FILE_MB }, 'file'));
			const bytes = new Uint8Array(await file.arrayBuffer());
			return { report: checkReport(name, await checkPaper(ctx, { name, bytes })) };
		})
};
