/** Who of the agency prepares which subcriterion of its self-assessment. */
import { isAnswered } from '#lib/domain/answer.ts';
import { findSubcriterion, listScoredSubcriteria } from '#lib/domain/criteria.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { loadAnswers } from '../db/queries/answers.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import type { InspectionRow } from '../db/queries/inspections.ts';
import * as queries from '../db/queries/self-assessment.ts';
import { requireInspection } from './access.ts';

/**
 * Gives subcriteria to a colleague, or to nobody (`accountId` null). Throws `self.not_a_colleague` for whoever is not an
 * active head or officer of the agency, `answer.subcriterion_unknown`, `input.required` for no codes at all.
 */
export function assignSelf(
	ctx: Ctx,
	inspectionId: string,
	codes: readonly string[],
	accountId: string | null
): void {
	inTransaction(ctx, () => {
		const { inspection, actor } = requireInspection(ctx, 'self.assign', inspectionId);
		if (codes.length === 0) throw new ProblemError(problem('input.required', { field: 'codes' }, 'codes'));
		const set = loadSetContent(ctx.db, inspection.criteriaSetId);
		const unknown = codes.find((code) => findSubcriterion(set, code)?.subcriterion.isSurvey !== false);
		if (unknown !== undefined)
			throw new ProblemError(problem('answer.subcriterion_unknown', { code: unknown }, unknown));
		const colleagues = queries.listColleagues(ctx.db, inspection.agencyId);
		if (accountId !== null && !colleagues.some(({ id }) => id === accountId))
			throw new ProblemError(problem('self.not_a_colleague', {}, 'accountId'));
		for (const code of codes)
			if (accountId === null) queries.deleteAssignment(ctx.db, inspectionId, code);
			else
				queries.writeAssignment(ctx.db, {
					inspectionId,
					code,
					accountId,
					assignedBy: actor.id,
					assignedAt: ctx.now()
				});
		writeAudit(ctx, {
			action: 'self.assign',
			subjectKind: 'inspection',
			subjectId: inspectionId,
			inspectionId,
			new: { accountId, codes }
		});
	});
}

export interface PersonProgress {
	/** Null: given to nobody. */
	accountId: string | null;
	name: string;
	title: string;
	answered: number;
	total: number;
}

/** How far each colleague is, those with nothing to do left out. The caller has asked for permission. */
export function listPersonProgress(ctx: Ctx, inspection: InspectionRow): PersonProgress[] {
	const { db } = ctx;
	const { self } = loadAnswers(db, inspection.id);
	const given = new Map(queries.listAssignments(db, inspection.id).map((row) => [row.code, row]));
	const colleagues = queries.listColleagues(db, inspection.agencyId);
	const people = new Map<string | null, PersonProgress>();
	for (const { subcriterion } of listScoredSubcriteria(loadSetContent(db, inspection.criteriaSetId))) {
		const { code } = subcriterion;
		const row = given.get(code);
		const accountId = row?.accountId ?? null;
		const title = colleagues.find(({ id }) => id === accountId)?.title ?? '';
		const before = people.get(accountId) ?? {
			accountId,
			name: row?.displayName ?? '',
			title,
			answered: 0,
			total: 0
		};
		const answered = before.answered + Number(isAnswered(self.get(code)));
		people.set(accountId, { ...before, answered, total: before.total + 1 });
	}
	return [...people.values()].sort(
		(a, b) =>
			Number(a.accountId === null) - Number(b.accountId === null) || a.name.localeCompare(b.name, 'vi')
	);
}
