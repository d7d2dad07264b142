import { ProblemError } from '#lib/domain/problems.ts';
import { takePublic } from '#lib/server/http/public-limits.ts';
import { forBridge, runOut, toolAnswer, toolFile } from '#lib/server/http/signing-bridge.ts';
import { takeFromTool } from '#lib/server/services/signing-bridge.ts';
import { problemText } from '#lib/ui/problem-text.ts';
import type { RequestHandler } from './$types';

/** From the tool: the signed file. Refused or taken, it hears so in its own form, in Vietnamese as it speaks itself. */
export const POST: RequestHandler = ({ request, url, params, locals: { ctx }, getClientAddress }) =>
	forBridge(ctx, async () => {
		try {
			await takePublic('tool', getClientAddress());
			const { documentId } = await takeFromTool(ctx, params.ticket, () => toolFile(request));
			const FileServer = `${url.origin}/api/documents/${documentId}`;
			return toolAnswer({ Status: true, FileName: 'van-ban.pdf', FileServer });
		} catch (thrown) {
			if (!(thrown instanceof ProblemError)) throw thrown;
			await runOut(request);
			return toolAnswer({ Message: problemText(thrown.problem, 'vi') });
		}
	});
