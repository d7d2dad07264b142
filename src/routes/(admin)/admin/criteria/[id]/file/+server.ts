import { exportSets } from '#lib/domain/criteria-export.ts';
import { attachment } from '#lib/server/http/attachment.ts';
import { forJson } from '#lib/server/http/problem-response.ts';
import { getCriteriaSet } from '#lib/server/services/criteria-sets.ts';
import type { RequestHandler } from './$types';

/** The set in the file format that the import takes, to be changed and brought back as a new version. */
export const GET: RequestHandler = ({ params, locals: { ctx } }) =>
	forJson(() => {
		const { code, setVersion, content } = getCriteriaSet(ctx, params.id);
		const text = JSON.stringify(exportSets([content]), null, '\t');
		return attachment(new TextEncoder().encode(text), 'application/json', `${code}-v${setVersion}.json`);
	});
