/** What a new installation still needs before its first inspection, for its administrator. */
import { canOffice, type Actor } from '#lib/domain/permissions.ts';
import type { Ctx } from '../context.ts';
import { listAgencyRows } from '../db/queries/agencies.ts';
import { listCampaigns } from '../db/queries/campaigns.ts';
import { listCriteriaSets } from '../db/queries/criteria.ts';
import { listAccountRows } from '../db/queries/people.ts';
import { hasIdentity } from '../signing/identity.ts';
import { isOfficeNamed } from './office-facts.ts';
import { certificatesFolder } from './seal.ts';

export type FirstStepKey = 'office' | 'seal' | 'criteria' | 'agencies' | 'people' | 'campaign';

export interface FirstStep {
	key: FirstStepKey;
	isDone: boolean;
}

/** In the order in which they are best done; empty once all are, and for everybody but an administrator. */
export function listFirstSteps(ctx: Ctx, actor: Actor): FirstStep[] {
	if (!canOffice(actor, 'appearance.manage')) return [];
	const { db } = ctx;
	const done: Record<FirstStepKey, boolean> = {
		office: isOfficeNamed(ctx),
		seal: hasIdentity(certificatesFolder(ctx)),
		criteria: listCriteriaSets(db).some(({ status }) => status === 'published'),
		agencies: listAgencyRows(db).length > 0,
		people: listAccountRows(db).some(({ role }) => role !== 'admin'),
		campaign: listCampaigns(db).length > 0
	};
	const steps = Object.entries(done).map(([key, isDone]) => ({ key: key as FirstStepKey, isDone }));
	return steps.every(({ isDone }) => isDone) ? [] : steps;
}
