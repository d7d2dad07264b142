import { forBridge } from '#lib/server/http/signing-bridge.ts';
import { confirmToolName } from '#lib/server/services/signing-bridge.ts';
import type { RequestHandler } from './$types';

/** Whoever began it answers for the name in the certificate; how it went is asked for like before. */
export const POST: RequestHandler = ({ params, locals: { ctx } }) =>
	forBridge(ctx, () => confirmToolName(ctx, params.ticket));
