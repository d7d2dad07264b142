import { isRecordPaper, isPaperKind } from '#lib/domain/papers/availability.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { attachment } from '#lib/server/http/attachment.ts';
import { forJson } from '#lib/server/http/problem-response.ts';
import { drawDraft } from '#lib/server/services/papers.ts';
import type { RequestHandler } from './$types';

/** The draft of a paper, with its watermark. */
export const GET: RequestHandler = ({ params, locals }) =>
	forJson(async () => {
		if (!isPaperKind(params.kind) || !isRecordPaper(params.kind))
			throw new ProblemError(problem('document.unknown_kind', { kind: params.kind }));
		return attachment(
			await drawDraft(locals.ctx, params.id, params.kind),
			'application/pdf',
			`${params.kind}-ban-nhap.pdf`
		);
	});
