/** Forms of a campaign: the campaign itself, and the agencies that are added to it. */
import * as v from 'valibot';
import { DEFAULT_SETTINGS, type CampaignSettings } from '#lib/domain/campaign.ts';
import { CAMPAIGN_KINDS } from '#lib/domain/inspection.ts';
import { LATE_EXPLANATIONS } from '#lib/domain/explanation.ts';
import { freeCitation, readCitation } from './citation-field.ts';
import { idField, requiredDay, requiredLine, versionField } from './form-fields.ts';
import { invalidIssue, issue, requiredIssue } from './issue.ts';

const whole = (low: number, high: number) =>
	v.pipe(
		v.number(requiredIssue),
		v.integer(invalidIssue),
		v.minValue(low, invalidIssue),
		v.maxValue(high, issue('input.too_large', { value: high + 1, maximum: high }))
	);

/** Working days of a term: at least one, at most a year's worth. */
const term = whole(1, 250);

/** Months, one to two years. */
const months = whole(1, 24);

export const campaignForm = v.object({
	/** 0 for a new campaign. */
	version: versionField,
	title: requiredLine,
	year: whole(2000, 2100),
	plan: freeCitation,
	decision: freeCitation,
	teamName: requiredLine,
	periodFrom: requiredDay,
	periodTo: requiredDay,
	selfDueBeforeVisit: term,
	explanationAfterMinutes: term,
	lateExplanations: v.picklist(LATE_EXPLANATIONS, requiredIssue),
	planAfterConclusion: term,
	reportAfterConclusion: term,
	effectAfterMinor: months,
	effectAfterModerate: months,
	effectAfterSerious: months
});
export type CampaignForm = v.InferOutput<typeof campaignForm>;

interface Campaign {
	version: number;
	title: string;
	year: number;
	plan: string;
	decision: string;
	teamName: string;
	periodFrom: string;
	periodTo: string;
	settings: CampaignSettings;
}

/** A campaign as the form holds it. */
export const toCampaignForm = ({ settings, ...rest }: Campaign): CampaignForm => ({ ...rest, ...settings });

/** The form as the service takes it, after it passed. */
export function fromCampaignForm(form: CampaignForm) {
	const { title, year, plan, decision, teamName, periodFrom, periodTo } = form;
	const { selfDueBeforeVisit, explanationAfterMinutes, planAfterConclusion, reportAfterConclusion } = form;
	const { lateExplanations, effectAfterMinor, effectAfterModerate, effectAfterSerious } = form;
	return {
		title,
		year,
		plan: readCitation(plan),
		decision: readCitation(decision),
		teamName,
		periodFrom,
		periodTo,
		settings: {
			selfDueBeforeVisit,
			explanationAfterMinutes,
			lateExplanations,
			planAfterConclusion,
			reportAfterConclusion,
			effectAfterMinor,
			effectAfterModerate,
			effectAfterSerious
		}
	};
}

/** A new campaign of a year: the whole year is the period, the terms are the usual ones. */
export const newCampaignForm = (year: number, title: string): CampaignForm => ({
	version: 0,
	title,
	year,
	plan: '',
	decision: '',
	teamName: '',
	periodFrom: `${year}-01-01`,
	periodTo: `${year}-12-31`,
	...DEFAULT_SETTINGS
});

export const addInspectionsForm = v.object({
	agencyIds: v.pipe(v.array(idField), v.minLength(1, requiredIssue), v.maxLength(500, invalidIssue)),
	kind: v.picklist(CAMPAIGN_KINDS, requiredIssue)
});
