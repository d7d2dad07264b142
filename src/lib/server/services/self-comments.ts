/**
 * What colleagues of an agency say to each other about a subcriterion. No view, paper, record or API of the office may
 * hold a word of it: the one reader is here, asks for the agency's own row, and the record names only the comment's id.
 */
import type { AuditAction } from '#lib/domain/audit-action.ts';
import { findSubcriterion } from '#lib/domain/criteria.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import * as queries from '../db/queries/self-comments.ts';
import { requireInspection } from './access.ts';
import { requireOwnInspection } from './agency-access.ts';

/** In characters. */
export const LONGEST_COMMENT = 2_000;

export interface SelfComment {
	id: string;
	code: string;
	text: string;
	byName: string;
	isOwn: boolean;
	at: number;
}

/** All comments of an inspection, oldest first. Throws `not_found` for everybody but the agency's own people. */
export function listComments(ctx: Ctx, inspectionId: string): SelfComment[] {
	const { actor } = requireOwnInspection(ctx, inspectionId);
	return queries
		.listSelfComments(ctx.db, inspectionId)
		.map(({ id, code, text, byName, writtenBy, writtenAt }) => ({
			id,
			code,
			text,
			byName,
			isOwn: writtenBy === actor.id,
			at: writtenAt
		}));
}

/** Writes a comment. Throws `input.required`, `input.too_long`, `answer.subcriterion_unknown`. */
export function writeComment(ctx: Ctx, inspectionId: string, code: string, text: string): void {
	inTransaction(ctx, () => {
		const { inspection, actor } = requireInspection(ctx, 'self.comment', inspectionId);
		const words = text.trim();
		if (words === '') throw new ProblemError(problem('input.required', { field: 'text' }, 'text'));
		if (words.length > LONGEST_COMMENT)
			throw new ProblemError(problem('input.too_long', { field: 'text', maximum: LONGEST_COMMENT }, 'text'));
		if (!findSubcriterion(loadSetContent(ctx.db, inspection.criteriaSetId), code))
			throw new ProblemError(problem('answer.subcriterion_unknown', { code }, code));
		const id = ctx.newId();
		const writtenBy = actor.id;
		queries.insertSelfComment(ctx.db, {
			id,
			inspectionId,
			code,
			text: words,
			writtenBy,
			writtenAt: ctx.now()
		});
		audit(ctx, 'self.comment', inspectionId, id);
	});
}

/** Takes one's own comment back. Throws `not_found` for anybody else's. */
export function withdrawComment(ctx: Ctx, inspectionId: string, id: string): void {
	inTransaction(ctx, () => {
		const { actor } = requireInspection(ctx, 'self.comment', inspectionId);
		const row = queries.findSelfComment(ctx.db, id);
		if (row?.inspectionId !== inspectionId || row.writtenBy !== actor.id)
			throw new ProblemError(problem('not_found', {}));
		queries.withdrawSelfComment(ctx.db, id, ctx.now());
		audit(ctx, 'self.comment_withdraw', inspectionId, id);
	});
}

/** Never the words: the administrator reads the record. */
const audit = (ctx: Ctx, action: AuditAction, inspectionId: string, id: string): void =>
	void writeAudit(ctx, { action, subjectKind: 'self_comment', subjectId: id, inspectionId });
