/** Campaigns: the yearly round with its plan, decision, period and time limits. */
import { checkPeriod, type CampaignSettings } from '#lib/domain/campaign.ts';
import type { Citation } from '#lib/domain/citation.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import * as queries from '../db/queries/campaigns.ts';
import { requireOffice, requireVersion } from './access.ts';
import { requireOfficeFacts } from './office-facts.ts';

export interface CampaignInput {
	title: string;
	year: number;
	plan: Citation | null;
	decision: Citation | null;
	teamName: string;
	periodFrom: string;
	periodTo: string;
	settings: CampaignSettings;
}

/**
 * Makes a campaign and returns its id; the period may cross years. Throws `office.unnamed`, because everything after it
 * ends in papers that bear the office's name, and `inspection.period_reversed`.
 */
export function createCampaign(ctx: Ctx, input: CampaignInput): string {
	requireOffice(ctx, 'campaign.manage');
	requireOfficeFacts(ctx);
	requirePeriod(input);
	return inTransaction(ctx, () => {
		const id = ctx.newId();
		const number = queries.listCampaigns(ctx.db).filter(({ year }) => year === input.year).length + 1;
		queries.insertCampaign(ctx.db, {
			...input,
			id,
			code: `DKT-${input.year}-${number}`,
			createdAt: ctx.now()
		});
		writeAudit(ctx, { action: 'campaign.create', subjectKind: 'campaign', subjectId: id, new: input });
		return id;
	});
}

/** Changes a campaign under its version. Throws `not_found`, `version.stale`, `inspection.period_reversed`. */
export function editCampaign(ctx: Ctx, id: string, version: number, input: CampaignInput): void {
	requireOffice(ctx, 'campaign.manage');
	requirePeriod(input);
	inTransaction(ctx, () => {
		const old = queries.findCampaign(ctx.db, id);
		if (!old) throw new ProblemError(problem('not_found', {}));
		requireVersion(old.version, version);
		queries.updateCampaign(ctx.db, id, version, input);
		writeAudit(ctx, { action: 'campaign.edit', subjectKind: 'campaign', subjectId: id, old, new: input });
	});
}

function requirePeriod({ periodFrom, periodTo }: CampaignInput): void {
	const period = checkPeriod(periodFrom, periodTo);
	if (!period.ok) throw new ProblemError(period.problem);
}
