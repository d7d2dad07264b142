/** Bytes of a proof, resumable (tus 1.0.0): one address for making the upload, asking how far it is, and going on. */
import { json } from '@sveltejs/kit';
import { forJson } from '#lib/server/http/problem-response.ts';
import { finishUpload, receiveUpload } from '#lib/server/services/uploads.ts';
import type { RequestHandler } from './$types';

const receive: RequestHandler = ({ params, request, locals }) =>
	forJson(async () => {
		const { response, evidence } = await receiveUpload(locals.ctx, params.id, params.evidenceId, request);
		if (evidence === null || request.method === 'HEAD') return response;
		const { headers, status } = response;
		headers.delete('content-length');
		headers.set('content-type', 'application/json');
		/* «No content» may bear none; the protocol's clients take any success. */
		return new Response(JSON.stringify({ evidence }), { status: status === 204 ? 200 : status, headers });
	});

export const HEAD = receive;
export const POST = receive;
export const PATCH = receive;

/** Everything is there already: takes it in, once. */
export const PUT: RequestHandler = ({ params, locals }) =>
	forJson(async () => json({ evidence: await finishUpload(locals.ctx, params.id, params.evidenceId) }));
