/** What the office chooses for the papers of a campaign, and the register's note on a left-out number. */
import * as v from 'valibot';
import { CAMPAIGN_PAPER_BODIES } from '#lib/domain/campaign-paper-texts.ts';
import { PAPER_REGISTERS } from '#lib/domain/papers/availability.ts';
import { freeText, idField, requiredLine, requiredText, versionField } from './form-fields.ts';
import { invalidIssue, requiredIssue } from './issue.ts';

const body = v.picklist(CAMPAIGN_PAPER_BODIES, requiredIssue);

export const planTextsForm = v.object({
	version: versionField,
	planBody: body,
	purpose: freeText,
	organisation: freeText
});
export type PlanTextsForm = v.InferOutput<typeof planTextsForm>;

export const rankingChoiceForm = v.object({
	version: versionField,
	rankingBody: body,
	leftOut: v.pipe(v.array(idField), v.maxLength(500, invalidIssue))
});
export type RankingChoiceForm = v.InferOutput<typeof rankingChoiceForm>;

const registerNumber = v.pipe(
	v.number(requiredIssue),
	v.integer(invalidIssue),
	v.minValue(1, invalidIssue),
	v.maxValue(9_999_999, invalidIssue)
);

export const leftOutForm = v.object({
	issuingBody: requiredLine,
	register: v.picklist(PAPER_REGISTERS, invalidIssue),
	year: v.pipe(v.number(), v.integer(invalidIssue)),
	first: registerNumber,
	last: registerNumber,
	reason: requiredText
});
export type LeftOutForm = v.InferOutput<typeof leftOutForm>;
