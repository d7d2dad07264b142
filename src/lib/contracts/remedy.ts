/** Forms of the remedy: the plan's actions and texts, progress, the report's texts. Paragraphs stand a line each. */
import * as v from 'valibot';
import { REQUEST_DECISIONS, REQUEST_KINDS } from '#lib/domain/action-request.ts';
import { formatCitation, parseCitation } from '#lib/domain/citation.ts';
import { EFFECT_RESULTS } from '#lib/domain/effect-review.ts';
import { ACTION_DECISIONS } from '#lib/domain/plan-decision.ts';
import { ok, type Result } from '#lib/domain/problems.ts';
import { PROGRESS_STATES, type RemedyTexts } from '#lib/domain/remediation.ts';
import {
	freeDay,
	freeFigure,
	freeId,
	freeLine,
	freeText,
	fromParagraphs,
	idField,
	requiredDay,
	requiredLine,
	requiredText,
	toParagraphs,
	versionField
} from './form-fields.ts';
import { invalidIssue, requiredIssue } from './issue.ts';

export const actionForm = v.object({
	/** Empty for a new action. */
	id: freeId,
	findingId: idField,
	version: versionField,
	cause: requiredText,
	measure: requiredText,
	product: requiredText,
	leadUnit: requiredLine,
	personInCharge: requiredLine,
	support: freeLine,
	dueOn: requiredDay,
	note: freeText
});
export type ActionForm = v.InferOutput<typeof actionForm>;

export const removeActionForm = v.object({ id: idField });

export const planTextsForm = v.object({
	version: versionField,
	purpose: freeText,
	organisation: freeText,
	funding: freeText
});
export type PlanTextsForm = v.InferOutput<typeof planTextsForm>;

export const progressForm = v.object({
	actionId: idField,
	/** Whole percent, 0 to 100, as typed. */
	percent: v.pipe(v.string(), v.trim(), v.nonEmpty(requiredIssue), v.regex(/^\d{1,3}$/, invalidIssue)),
	state: v.picklist(PROGRESS_STATES, requiredIssue),
	numerator: freeFigure,
	denominator: freeFigure,
	asOfOn: requiredDay,
	doneText: requiredText,
	remainingText: freeText,
	awaitedBody: freeLine,
	regressReason: freeText,
	delayReason: freeText,
	newDueOn: freeDay
});
export type ProgressForm = v.InferOutput<typeof progressForm>;

export const decisionForm = v.object({
	id: idField,
	decision: v.picklist(ACTION_DECISIONS, requiredIssue),
	reason: freeText
});

export const requestForm = v.object({
	actionId: idField,
	kind: v.picklist(REQUEST_KINDS, requiredIssue),
	reason: requiredText,
	dueOn: freeDay,
	measure: freeText,
	product: freeText,
	leadUnit: freeLine,
	personInCharge: freeLine,
	restsUntil: freeDay
});
export type RequestForm = v.InferOutput<typeof requestForm>;

export const requestDecisionForm = v.object({
	id: idField,
	decision: v.picklist(REQUEST_DECISIONS, requiredIssue),
	reason: freeText
});

export const effectForm = v.object({
	id: idField,
	result: v.picklist(EFFECT_RESULTS, requiredIssue),
	reason: requiredText,
	text: freeText,
	demand: freeText,
	dueOn: freeDay
});

/** Citations, one a line. Each that cannot be read is named. */
const citationLines = v.pipe(
	freeText,
	v.rawCheck(({ dataset, addIssue }) => {
		if (!dataset.typed) return;
		for (const line of toParagraphs(dataset.value)) {
			const read = parseCitation(line);
			if (!read.ok) return addIssue({ message: JSON.stringify(read.problem) });
		}
	})
);

export const reportTextsForm = v.object({
	version: versionField,
	steering: freeText,
	difficulties: freeText,
	proposals: freeText,
	answeredPapers: citationLines,
	recipients: freeText
});
export type ReportTextsForm = v.InferOutput<typeof reportTextsForm>;

export const planTextsOf = (texts: RemedyTexts) => ({
	purpose: fromParagraphs(texts.purpose),
	organisation: fromParagraphs(texts.organisation),
	funding: texts.funding
});

export const toPlanTexts = (
	form: PlanTextsForm
): Pick<RemedyTexts, 'purpose' | 'organisation' | 'funding'> => ({
	purpose: toParagraphs(form.purpose),
	organisation: toParagraphs(form.organisation),
	funding: form.funding
});

export const reportTextsOf = (texts: RemedyTexts) => ({
	steering: fromParagraphs(texts.steering),
	difficulties: fromParagraphs(texts.difficulties),
	proposals: fromParagraphs(texts.proposals),
	answeredPapers: fromParagraphs(texts.answeredPapers.map(formatCitation)),
	recipients: fromParagraphs(texts.recipients)
});

/** Problems `citation.unreadable`, `date.invalid` of the first line that cannot be read. */
export function toReportTexts(
	form: ReportTextsForm
): Result<Pick<RemedyTexts, 'steering' | 'difficulties' | 'proposals' | 'answeredPapers' | 'recipients'>> {
	const answeredPapers: RemedyTexts['answeredPapers'] = [];
	for (const line of toParagraphs(form.answeredPapers)) {
		const read = parseCitation(line);
		if (!read.ok) return read;
		answeredPapers.push(read.value);
	}
	return ok({
		steering: toParagraphs(form.steering),
		difficulties: toParagraphs(form.difficulties),
		proposals: toParagraphs(form.proposals),
		answeredPapers,
		recipients: toParagraphs(form.recipients)
	});
}
