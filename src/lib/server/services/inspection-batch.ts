/** Writes that concern several inspections of a campaign at once: all or nothing. */
import type { CampaignKind } from '#lib/domain/inspection.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { listInspectionsOfCampaign } from '../db/queries/inspections.ts';
import { requireOffice } from './access.ts';
import { createInspection, moveInspection } from './inspections.ts';

/**
 * Makes the inspections of several agencies, as drafts; returns their ids in the order given. Throws what
 * `createInspection` throws, `input.required` for an empty list; then none is made.
 */
export function createInspections(
	ctx: Ctx,
	campaignId: string,
	agencyIds: readonly string[],
	kind: CampaignKind
): string[] {
	requireOffice(ctx, 'inspection.create');
	if (agencyIds.length === 0)
		throw new ProblemError(problem('input.required', { field: 'agencyIds' }, 'agencyIds'));
	return inTransaction(ctx, () =>
		agencyIds.map((agencyId) => createInspection(ctx, { campaignId, agencyId, kind }))
	);
}

/** Puts all drafts of a campaign on the plan (move `plan`); returns how many there were. */
export function planDrafts(ctx: Ctx, campaignId: string): number {
	requireOffice(ctx, 'campaign.manage');
	return inTransaction(ctx, () => {
		const drafts = listInspectionsOfCampaign(ctx.db, campaignId).filter(({ state }) => state === 'draft');
		for (const { id, version } of drafts) moveInspection(ctx, id, 'plan', { version });
		return drafts.length;
	});
}
