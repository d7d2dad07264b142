import { attachment } from '#lib/server/http/attachment.ts';
import { takePublic } from '#lib/server/http/public-limits.ts';
import { forBridge } from '#lib/server/http/signing-bridge.ts';
import { readForTool } from '#lib/server/services/signing-bridge.ts';
import type { RequestHandler } from './$types';

/** For the tool: the bytes to sign. The ticket is the right; nothing else is told, and nobody on the way keeps them. */
export const GET: RequestHandler = ({ params, locals: { ctx }, getClientAddress }) =>
	forBridge(ctx, async () => {
		await takePublic('tool', getClientAddress());
		const response = attachment(readForTool(ctx, params.ticket), 'application/pdf', 'van-ban.pdf');
		response.headers.set('cache-control', 'no-store');
		return response;
	});
