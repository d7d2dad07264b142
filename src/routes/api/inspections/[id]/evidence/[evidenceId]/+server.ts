import { forJson } from '#lib/server/http/problem-response.ts';
import { attachment } from '#lib/server/http/attachment.ts';
import { readEvidenceFile, withdrawEvidence } from '#lib/server/services/evidence.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, locals }) =>
	forJson(() => {
		const { bytes, mediaType, fileName } = readEvidenceFile(locals.ctx, params.id, params.evidenceId);
		return attachment(bytes, mediaType, fileName);
	});

export const DELETE: RequestHandler = ({ params, locals }) =>
	forJson(() => {
		withdrawEvidence(locals.ctx, params.id, params.evidenceId);
		return new Response(null, { status: 204 });
	});
