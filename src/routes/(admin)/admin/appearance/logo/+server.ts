import { attachment } from '#lib/server/http/attachment.ts';
import { forJson } from '#lib/server/http/problem-response.ts';
import { readLogoFile } from '#lib/server/services/logo.ts';
import type { RequestHandler } from './$types';

/** The logo of the Department. */
export const GET: RequestHandler = ({ locals: { ctx } }) =>
	forJson(() => attachment(readLogoFile(ctx, { of: 'department' }), 'image/png', 'bieu-trung.png'));
