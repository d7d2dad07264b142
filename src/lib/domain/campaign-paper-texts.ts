/** What the office chooses for the papers of a campaign before they are issued. */

/** Who issues a paper: the department, or the people's committee above it (documents of the inspection, section 8). */
export const CAMPAIGN_PAPER_BODIES = ['department', 'committee'] as const;
export type CampaignPaperBody = (typeof CAMPAIGN_PAPER_BODIES)[number];

export interface CampaignPaperTexts {
	planBody: CampaignPaperBody;
	/** I of the plan: mục đích, yêu cầu; a line each, empty for the usual sentences. */
	purpose: string;
	/** IV of the plan: tổ chức thực hiện; a line each, empty for the usual sentences. */
	organisation: string;
	rankingBody: CampaignPaperBody;
	/** Ids of the inspections that the ranking leaves out by name while their result is not settled. */
	leftOut: string[];
}

const USUAL: CampaignPaperTexts = {
	planBody: 'department',
	purpose: '',
	organisation: '',
	rankingBody: 'department',
	leftOut: []
};

/** Texts as they are kept; what was never chosen stands as usual. */
export const paperTextsOf = (kept: Partial<CampaignPaperTexts>): CampaignPaperTexts => ({
	...USUAL,
	...kept
});
