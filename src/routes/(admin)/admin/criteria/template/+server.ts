import { attachment } from '#lib/server/http/attachment.ts';
import { forJson } from '#lib/server/http/problem-response.ts';
import { makeCriteriaTemplate } from '#lib/server/services/criteria-sets.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals: { ctx } }) =>
	forJson(() => attachment(makeCriteriaTemplate(ctx), 'application/json', 'mau-bo-tieu-chi.json'));
