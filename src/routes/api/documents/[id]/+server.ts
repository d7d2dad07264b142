import { attachment } from '#lib/server/http/attachment.ts';
import { forJson } from '#lib/server/http/problem-response.ts';
import { readPaper } from '#lib/server/services/papers.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, url, locals }) =>
	forJson(() => {
		const asked = url.searchParams.get('signatures');
		const version = asked === null ? undefined : Number(asked);
		const { row, pdf } = readPaper(locals.ctx, params.id, version);
		return attachment(pdf, 'application/pdf', `${row.number}-${row.sign}-${row.year}.pdf`);
	});
