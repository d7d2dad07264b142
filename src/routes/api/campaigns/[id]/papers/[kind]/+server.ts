import { isCampaignPaper, isPaperKind } from '#lib/domain/papers/availability.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { attachment } from '#lib/server/http/attachment.ts';
import { forJson } from '#lib/server/http/problem-response.ts';
import { drawCampaignDraft } from '#lib/server/services/campaign-papers.ts';
import type { RequestHandler } from './$types';

/** The draft of a paper of the campaign, with its watermark. */
export const GET: RequestHandler = ({ params, locals }) =>
	forJson(async () => {
		if (!isPaperKind(params.kind) || !isCampaignPaper(params.kind))
			throw new ProblemError(problem('document.unknown_kind', { kind: params.kind }));
		const pdf = await drawCampaignDraft(locals.ctx, params.id, params.kind);
		return attachment(pdf, 'application/pdf', `${params.kind}-ban-nhap.pdf`);
	});
