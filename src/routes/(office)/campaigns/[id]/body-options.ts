import { CAMPAIGN_PAPER_BODIES, type CampaignPaperBody } from '#lib/domain/campaign-paper-texts.ts';
import * as m from '#lib/paraglide/messages.js';

const NAMES: Record<CampaignPaperBody, () => string> = {
	department: m.campaign_papers_department,
	committee: m.campaign_papers_committee
};

/** Who may issue a paper of the campaign, for a select. */
export const bodyOptions = (): { value: CampaignPaperBody; label: string }[] =>
	CAMPAIGN_PAPER_BODIES.map((value) => ({ value, label: NAMES[value]() }));
