/** What the conclusion says beyond findings and demands; findings and demands themselves change by operations. */
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { writeDemand, withdraw, listDemands } from '../db/queries/field.ts';
import { updateInspection } from '../db/queries/inspections.ts';
import { requireInspection, requireVersion } from './access.ts';

export interface ConclusionInput {
	version: number;
	responsibility: string;
	/** Day by which the remedy has to be reported; null for the campaign's setting. */
	reportDueOn: string | null;
	/** Demands beyond those of the findings: for the agency or for another body. */
	demands: { id: string; text: string; addressedTo: string; dueOn: string | null }[];
}

/** Writes the draft of the conclusion. Demands left out are withdrawn. Throws `version.stale`, `input.required`. */
export function writeConclusion(ctx: Ctx, inspectionId: string, input: ConclusionInput): void {
	inTransaction(ctx, () => {
		const { inspection, actor } = requireInspection(ctx, 'conclusion.write', inspectionId);
		requireVersion(inspection.version, input.version);
		if (input.demands.some(({ text }) => text.trim() === ''))
			throw new ProblemError(problem('input.required', { field: 'text' }, 'demands'));
		const before = listDemands(ctx.db, inspectionId);
		const kept = new Set(input.demands.map(({ id }) => id));
		for (const { id } of before) if (!kept.has(id)) withdraw(ctx.db, 'demand', id, ctx.now());
		for (const demand of input.demands)
			writeDemand(ctx.db, inspectionId, demand, { actorId: actor.id, at: ctx.now() });
		const patch = { conclusionResponsibility: input.responsibility, reportDueOn: input.reportDueOn };
		updateInspection(ctx.db, inspectionId, inspection.version, patch);
		writeAudit(ctx, {
			action: 'conclusion.write',
			subjectKind: 'inspection',
			subjectId: inspectionId,
			inspectionId,
			old: { responsibility: inspection.conclusionResponsibility, demands: before },
			new: { ...patch, demands: input.demands }
		});
	});
}
