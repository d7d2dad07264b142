import { forJson } from '#lib/server/http/problem-response.ts';
import { attachment } from '#lib/server/http/attachment.ts';
import { readThumbnail } from '#lib/server/services/evidence.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, locals }) =>
	forJson(async () =>
		attachment(await readThumbnail(locals.ctx, params.id, params.evidenceId), 'image/jpeg', 'thumb.jpg')
	);
