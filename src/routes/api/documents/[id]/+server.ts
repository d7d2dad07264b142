import { attachment } from '#lib/server/http/attachment.ts';
import { forJson } from '#lib/server/http/problem-response.ts';
import { readPaper } from '#lib/server/services/papers.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, locals }) =>
	forJson(() => {
		const { row, pdf } = readPaper(locals.ctx, params.id);
		return attachment(pdf, 'application/pdf', `${row.number}-${row.sign}-${row.year}.pdf`);
	});
