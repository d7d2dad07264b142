/**
 * Everything the builders of a campaign's papers need to know, gathered by the caller. Plain data; days are YYYY-MM-DD,
 * points and percentages hundredths.
 */
import type { CampaignPaperTexts } from '../campaign-paper-texts.ts';
import type { CampaignSettings } from '../campaign.ts';
import type { Citation } from '../citation.ts';
import type { AgencyLevel } from '../criteria.ts';
import type { CampaignKind } from '../inspection.ts';
import type { CampaignResult } from '../ranking.ts';
import type { CampaignPaperKind } from './availability.ts';
import type { InspectionRecord, Signer } from './inspection-record.ts';

/** A criteria set that the campaign's agencies are scored by. */
export interface CampaignSet {
	level: AgencyLevel;
	/** Titles of the areas that are checked on the spot, the survey left out. */
	areas: string[];
	/** As the set names them; only what is a citation of its own is printed. */
	legalBasis: string[];
}

export interface PlannedAgency {
	name: string;
	level: AgencyLevel;
	kind: CampaignKind;
	visitOn: string | null;
	/** Put off: its day is told later. */
	isPostponed: boolean;
}

export interface CampaignRecord extends Pick<InspectionRecord, 'province' | 'department'> {
	campaign: { year: number; periodFrom: string; periodTo: string; settings: CampaignSettings };
	/** The plan that the campaign cites: another body's, or the one issued here. */
	plan: Citation | null;
	/** It was issued here: a new yearly plan takes its place and does not rest on it. */
	isOwnPlan: boolean;
	teamDecision: Citation | null;
	sets: CampaignSet[];
	/** Without the cancelled ones. */
	agencies: PlannedAgency[];
	results: CampaignResult[];
	texts: CampaignPaperTexts;
	/** Of the department: its head, or who signs for the head. */
	signer: Signer;
	issued: Partial<Record<CampaignPaperKind, { number: number; issuedOn: string }>>;
}
