import { attachment } from '#lib/server/http/attachment.ts';
import { forJson } from '#lib/server/http/problem-response.ts';
import { readLogoFile } from '#lib/server/services/logo.ts';
import type { RequestHandler } from './$types';

/** The logo of an agency. */
export const GET: RequestHandler = ({ params, locals: { ctx } }) =>
	forJson(() =>
		attachment(readLogoFile(ctx, { of: 'agency', id: params.id }), 'image/png', 'bieu-trung.png')
	);
