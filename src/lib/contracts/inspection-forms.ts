/** Forms of the office on one inspection. */
import * as v from 'valibot';
import { EXPLANATION_DECISIONS } from '#lib/domain/explanation.ts';
import { SEVERITIES, type Finding } from '#lib/domain/finding.ts';
import { TEAM_ROLES, TRANSITIONS } from '#lib/domain/inspection.ts';
import { freeCitation } from './citation-field.ts';
import {
	freeDay,
	freeId,
	freeLine,
	freeText,
	idField,
	requiredDay,
	requiredLine,
	requiredText,
	versionField
} from './form-fields.ts';
import { invalidIssue, issue, requiredIssue } from './issue.ts';

/** A move, as a plain form posts it. Whether a reason is owed the service says. */
export const moveForm = v.object({
	transition: v.picklist(TRANSITIONS),
	version: v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number)),
	reason: v.optional(freeText, '')
});

export const visitForm = v.object({
	version: versionField,
	visitOn: freeDay,
	visitAt: v.pipe(
		v.string(),
		v.trim(),
		v.nonEmpty(requiredIssue),
		v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, invalidIssue)
	),
	place: requiredLine,
	noticeText: freeText,
	visitNotice: freeCitation,
	/** Empty: reckoned from the campaign's setting. */
	selfDueOn: freeDay
});
export type VisitForm = v.InferOutput<typeof visitForm>;

export const teamForm = v.object({
	version: versionField,
	members: v.pipe(
		v.array(
			v.object({
				accountId: idField,
				role: v.picklist(TEAM_ROLES, requiredIssue),
				/** Codes of areas; empty for all. */
				areas: v.array(v.pipe(v.string(), v.maxLength(20))),
				duty: freeLine
			})
		),
		v.maxLength(100, invalidIssue)
	)
});
export type TeamForm = v.InferOutput<typeof teamForm>;

/** The words of a finding, with those that stood when the form was opened: findings have no version of their own. */
const findingWords = {
	text: requiredText,
	severity: v.picklist(SEVERITIES, requiredIssue),
	cause: freeText,
	causeKind: v.picklist(['subjective', 'objective'], requiredIssue),
	responsibleUnit: freeLine,
	demand: freeText,
	dueOn: freeDay
} as const;

export const findingForm = v.object({
	id: idField,
	version: versionField,
	/** What stood when the form was opened, as JSON of the same fields. */
	opened: v.pipe(v.string(), v.maxLength(100_000)),
	...findingWords
});
export type FindingForm = v.InferOutput<typeof findingForm>;

/** A finding as the form holds it. `version` is that of the inspection. */
export function toFindingForm(finding: Finding, version: number): FindingForm {
	const { id, text, severity, cause, causeKind, responsibleUnit, demand, dueOn } = finding;
	const words = { text, severity, cause, causeKind, responsibleUnit, demand, dueOn: dueOn ?? '' };
	return { id, version, opened: JSON.stringify(words), ...words };
}

/** The words that a finding's form was opened on; undefined when somebody tampered with them. */
export function readOpened(text: string): v.InferOutput<typeof openedWords> | undefined {
	try {
		const parsed = v.safeParse(openedWords, JSON.parse(text));
		return parsed.success ? parsed.output : undefined;
	} catch {
		return undefined;
	}
}
const openedWords = v.object({
	...findingWords,
	text: v.string(),
	cause: v.string(),
	demand: v.string(),
	responsibleUnit: v.string()
});

export const decisionForm = v.object({
	id: idField,
	version: versionField,
	decision: v.picklist(EXPLANATION_DECISIONS, requiredIssue),
	reason: requiredText
});
export type DecisionForm = v.InferOutput<typeof decisionForm>;

export const conclusionForm = v.object({
	version: versionField,
	responsibility: freeText,
	/** Empty: reckoned from the campaign's setting when the inspection is concluded. */
	reportDueOn: freeDay,
	demands: v.pipe(
		v.array(v.object({ id: freeId, text: requiredText, addressedTo: freeLine, dueOn: freeDay })),
		v.maxLength(200, invalidIssue)
	)
});
export type ConclusionForm = v.InferOutput<typeof conclusionForm>;

export const verificationForm = v.object({
	findingId: idField,
	/** Of the reports and proofs that were looked at. */
	version: versionField,
	result: v.picklist(['verified', 'returned'], requiredIssue),
	reason: requiredText
});

export const issueForm = v.object({
	version: versionField,
	/** As typed; empty for the next free number. */
	number: v.pipe(v.string(), v.trim(), v.regex(/^\d{0,7}$/, issue('input.invalid', { field: 'number' }))),
	issuedOn: requiredDay,
	/** The clerk has seen that the day does not fit the order of the register. */
	outOfOrder: v.boolean()
});

/** What a service takes of it: an empty number is none. */
export const toIssueInput = ({ version, number, issuedOn, outOfOrder }: v.InferOutput<typeof issueForm>) => ({
	version,
	issuedOn,
	outOfOrder,
	...(number === '' ? {} : { number: Number(number) })
});
