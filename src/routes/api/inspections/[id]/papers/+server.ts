import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { version } from '#lib/contracts/inspection.ts';
import { RECORD_PAPER_KINDS } from '#lib/domain/papers/availability.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { forJson } from '#lib/server/http/problem-response.ts';
import { requireInspection } from '#lib/server/services/access.ts';
import { issuePaper, listPapers } from '#lib/server/services/papers.ts';
import type { RequestHandler } from './$types';

const issueBody = v.object({ kind: v.picklist(RECORD_PAPER_KINDS), version });

/** The issued papers of an inspection. */
export const GET: RequestHandler = ({ params, locals }) =>
	forJson(() => {
		requireInspection(locals.ctx, 'document.read', params.id);
		return json({ papers: listPapers(locals.ctx, params.id) });
	});

/** Issues a paper that the record says everything about, with the next free number of its register, sealed. */
export const POST: RequestHandler = ({ params, request, locals }) =>
	forJson(async () => {
		const body = v.safeParse(issueBody, await request.json().catch(() => null));
		if (!body.success) throw new ProblemError(problem('input.invalid', { field: 'kind' }));
		const { kind, version } = body.output;
		return json({ issued: await issuePaper(locals.ctx, params.id, kind, { version }) });
	});
