import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { evidenceFields } from '#lib/contracts/inspection.ts';
import { parseCitation } from '#lib/domain/citation.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { forJson } from '#lib/server/http/problem-response.ts';
import { addEvidence } from '#lib/server/services/evidence.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = ({ params, request, locals }) =>
	forJson(async () => {
		const form = await request.formData().catch(() => {
			throw new ProblemError(problem('input.invalid', { field: 'file' }));
		});
		const fields = v.safeParse(
			evidenceFields,
			Object.fromEntries([...form].filter(([key]) => key !== 'file'))
		);
		if (!fields.success) throw new ProblemError(problem('input.invalid', { field: 'subjectId' }));
		const { id, subjectKind, subjectId, stage, caption, takenAt, citation } = fields.output;
		const cited = citation ? parseCitation(citation) : null;
		if (cited && !cited.ok) throw new ProblemError(cited.problem);
		const file = form.get('file');
		const evidence = await addEvidence(locals.ctx, params.id, {
			id,
			subjectKind,
			subjectId,
			stage,
			caption,
			takenAt,
			citation: cited?.value ?? null,
			file: file instanceof File ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } : null
		});
		return json({ evidence });
	});
