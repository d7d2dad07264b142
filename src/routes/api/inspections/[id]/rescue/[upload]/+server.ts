import * as v from 'valibot';
import { RESCUE_LIMITS } from '#lib/contracts/rescue.ts';
import { rescuePiece, rescueStep } from '#lib/contracts/rescue-import.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { forJson } from '#lib/server/http/problem-response.ts';
import {
	dropRescue,
	previewRescue,
	receiveRescue,
	takeRescue,
	takeRescuePhoto
} from '#lib/server/services/rescue.ts';
import type { RequestHandler } from './$types';

/** One piece of the file. */
export const PUT: RequestHandler = ({ params, request, url, locals }) =>
	forJson(async () => {
		const piece = v.safeParse(rescuePiece, { at: url.searchParams.get('at') ?? '' });
		const bytes = new Uint8Array(await request.arrayBuffer());
		if (!piece.success || bytes.length === 0 || bytes.length > RESCUE_LIMITS.pieceBytes)
			throw new ProblemError(problem('input.invalid', { field: 'at' }));
		return { received: await receiveRescue(locals.ctx, params.id, params.upload, piece.output.at, bytes) };
	});

/** What the file would do, or a step of taking it. */
export const POST: RequestHandler = ({ params, request, locals }) =>
	forJson(async () => {
		const parsed = v.safeParse(rescueStep, await request.json().catch(() => null));
		if (!parsed.success) throw new ProblemError(problem('input.invalid', { field: 'step' }));
		const step = parsed.output;
		const source = { uploadId: params.upload, fileName: step.fileName.normalize('NFC') };
		if (step.step === 'check') return previewRescue(locals.ctx, params.id, source);
		if (step.step === 'operations') return takeRescue(locals.ctx, params.id, source);
		return takeRescuePhoto(locals.ctx, params.id, source, step.photoId);
	});

/** The file is done with. */
export const DELETE: RequestHandler = ({ params, locals }) =>
	forJson(async () => {
		await dropRescue(locals.ctx, params.id, params.upload);
		return {};
	});
