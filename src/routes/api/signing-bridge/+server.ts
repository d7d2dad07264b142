import * as v from 'valibot';
import { openToToolBody, type OpenedToTool } from '#lib/contracts/signing-bridge.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { forBridge } from '#lib/server/http/signing-bridge.ts';
import { openToTool } from '#lib/server/services/signing-bridge.ts';
import type { RequestHandler } from './$types';

/** A page opens a block of a paper to the tool. */
export const POST: RequestHandler = ({ request, locals: { ctx, session } }) =>
	forBridge(ctx, async () => {
		const body = v.safeParse(openToToolBody, await request.json().catch(() => null));
		if (!body.success) throw new ProblemError(problem('input.invalid', { field: 'slot' }));
		const { documentId, slot } = body.output;
		const { token, expiresAt } = openToTool(ctx, documentId, slot, session?.handle ?? '');
		return { ticket: token, expiresAt } satisfies OpenedToTool;
	});
