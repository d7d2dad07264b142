/** Forms of the remedy: the plan's actions and texts, progress, the report's texts. Paragraphs stand a line each. */
import * as v from 'valibot';
import { REQUEST_DECISIONS, REQUEST_KINDS } from '#lib/domain/action-request.ts';
import type { ActionTarget } from '#lib/domain/action-target.ts';
import { formatCitation, parseCitation } from '#lib/domain/citation.ts';
import { DUE_CHANGE_KINDS } from '#lib/domain/due-change.ts';
import { EFFECT_RESULTS } from '#lib/domain/effect-review.ts';
import { CAUSE_KINDS } from '#lib/domain/finding.ts';
import { formatCount } from '#lib/domain/number-format.ts';
import { ACTION_DECISIONS } from '#lib/domain/plan-decision.ts';
import { fail, ok, type Result } from '#lib/domain/problems.ts';
import { CAUSE_OWNERS, PROGRESS_STATES, type RemedyTexts } from '#lib/domain/remediation.ts';
import {
	freeDay,
	freeFigure,
	freeId,
	freeLine,
	freeText,
	fromParagraphs,
	idField,
	readFigure,
	requiredDay,
	requiredLine,
	requiredText,
	toParagraphs,
	versionField
} from './form-fields.ts';
import { invalidIssue, requiredIssue } from './issue.ts';
import { marksField, milestonesField } from './milestones-field.ts';

export const actionForm = v.object({
	/** Empty for a new action. */
	id: freeId,
	findingId: idField,
	version: versionField,
	cause: requiredText,
	causeKind: v.picklist(CAUSE_KINDS, requiredIssue),
	causeOwner: v.picklist(CAUSE_OWNERS, requiredIssue),
	causeBody: freeLine,
	correction: freeText,
	/** Empty where only a correction is needed; the service asks why. */
	measure: freeText,
	correctionOnlyReason: freeText,
	product: requiredText,
	targetWhat: freeLine,
	targetUnit: freeLine,
	targetNumerator: freeFigure,
	targetDenominator: freeFigure,
	milestones: milestonesField,
	leadUnit: requiredLine,
	personInCharge: requiredLine,
	support: freeLine,
	dueOn: requiredDay,
	note: freeText
});
export type ActionForm = v.InferOutput<typeof actionForm>;

type TargetFields = Pick<ActionForm, 'targetWhat' | 'targetUnit' | 'targetNumerator' | 'targetDenominator'>;

/** The target that a form names; null where it names none. Problem `input.required` at the number that is missing. */
export function toTarget(form: TargetFields): Result<ActionTarget | null> {
	const { targetWhat: what, targetUnit: unit } = form;
	const [numerator, denominator] = [readFigure(form.targetNumerator), readFigure(form.targetDenominator)];
	if (what === '' && unit === '' && numerator === null && denominator === null) return ok(null);
	if (numerator === null) return fail('input.required', { field: 'targetNumerator' }, 'targetNumerator');
	return ok({ what, unit, numerator, denominator });
}

/** A target as the form holds it. */
export const fromTarget = (target: ActionTarget | null): TargetFields => ({
	targetWhat: target?.what ?? '',
	targetUnit: target?.unit ?? '',
	targetNumerator: target ? formatCount(target.numerator) : '',
	targetDenominator: target?.denominator == null ? '' : formatCount(target.denominator)
});

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
	/** Milestones ticked off, or taken back. */
	milestones: marksField,
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
	/** Of the action that was looked at. */
	version: versionField,
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
	restsUntil: freeDay,
	milestones: milestonesField
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

/** More time for one agency. */
export const dueChangeForm = v.object({
	kind: v.picklist(DUE_CHANGE_KINDS, requiredIssue),
	/** The day that stood when the form was filled. */
	dueBefore: requiredDay,
	dueOn: requiredDay,
	reason: requiredText
});
export type DueChangeForm = v.InferOutput<typeof dueChangeForm>;
