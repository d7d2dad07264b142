import type { ToolProgress } from '#lib/contracts/signing-bridge.ts';
import type { Problem } from '#lib/domain/problems.ts';
import { extractLocaleFromRequest } from '#lib/paraglide/runtime.js';
import { forBridge } from '#lib/server/http/signing-bridge.ts';
import { closeToTool, readToolTicket } from '#lib/server/services/signing-bridge.ts';
import { faultSentence } from '../../../(public)/verify/report.ts';
import type { RequestHandler } from './$types';

/** How far it is: for the page that began it, in that page's language. */
export const GET: RequestHandler = ({ request, params, locals: { ctx } }) =>
	forBridge(ctx, () => {
		const { fault, ...view } = readToolTicket(ctx, params.ticket);
		if (!fault || !view.problem) return view satisfies ToolProgress;
		const reason = faultSentence(fault, extractLocaleFromRequest(request));
		return { ...view, problem: { ...view.problem, details: { reason } } as Problem } satisfies ToolProgress;
	});

/** The person takes it back. */
export const DELETE: RequestHandler = ({ params, locals: { ctx } }) =>
	forBridge(ctx, () => {
		closeToTool(ctx, params.ticket);
		return {};
	});
