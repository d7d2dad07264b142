import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { ExplanationDecision, Stance } from '#lib/domain/explanation.ts';
import type { RequestDecision, RequestKind } from '#lib/domain/action-request.ts';
import type { ActionTarget } from '#lib/domain/action-target.ts';
import type { DueChangeKind } from '#lib/domain/due-change.ts';
import type { EffectResult } from '#lib/domain/effect-review.ts';
import type { CauseKind } from '#lib/domain/finding.ts';
import type { Milestone } from '#lib/domain/milestone.ts';
import type { ActionDecision } from '#lib/domain/plan-decision.ts';
import type { CauseOwner, ProgressState, RemedyAction, RemedyTexts } from '#lib/domain/remediation.ts';
import { day, id, instant, json, version } from './columns.ts';
import { findings, inspections } from './inspections.ts';

/** The agency's answer to a finding or to a score, and the decision on it. */
export const explanations = sqliteTable(
	'explanations',
	{
		id: id(),
		inspectionId: text()
			.notNull()
			.references(() => inspections.id, { onDelete: 'restrict' }),
		findingId: text().references(() => findings.id, { onDelete: 'restrict' }),
		subcriterionCode: text(),
		stance: text().$type<Stance>().notNull(),
		reason: text().notNull().default(''),
		requestedPoints: integer(),
		writtenBy: text().notNull(),
		writtenAt: instant().notNull(),
		/** Working days past its day, frozen when it was written; 0 when it was in time. */
		daysLate: integer().notNull().default(0),
		decision: text().$type<ExplanationDecision>(),
		decisionReason: text().notNull().default(''),
		decidedBy: text(),
		decidedAt: instant(),
		version: version()
	},
	(t) => [
		uniqueIndex('explanations_finding').on(t.inspectionId, t.findingId),
		uniqueIndex('explanations_code').on(t.inspectionId, t.subcriterionCode),
		check('explanations_one_subject', sql`(${t.findingId} is null) <> (${t.subcriterionCode} is null)`),
		check('explanations_stance', sql`${t.stance} in ('agree', 'agree_in_part', 'disagree')`)
	]
);

/** One line of the remediation plan. */
export const actions = sqliteTable(
	'actions',
	{
		id: id(),
		inspectionId: text()
			.notNull()
			.references(() => inspections.id, { onDelete: 'restrict' }),
		findingId: text()
			.notNull()
			.references(() => findings.id, { onDelete: 'restrict' }),
		position: integer().notNull(),
		cause: text().notNull(),
		causeKind: text().$type<CauseKind>().notNull().default('subjective'),
		/** Whose cause it is; another body is named. */
		causeOwner: text().$type<CauseOwner>().notNull().default('own'),
		causeBody: text().notNull().default(''),
		/** What is done at once about the case, apart from the measure against its cause. */
		correction: text().notNull().default(''),
		measure: text().notNull(),
		/** Why there is no measure against the cause. */
		correctionOnlyReason: text().notNull().default(''),
		product: text().notNull(),
		target: json<ActionTarget>(),
		leadUnit: text().notNull(),
		personInCharge: text().notNull(),
		support: text().notNull().default(''),
		dueOn: day().notNull(),
		note: text().notNull().default(''),
		createdBy: text().notNull(),
		createdAt: instant().notNull(),
		withdrawnAt: instant(),
		decision: text().$type<ActionDecision>(),
		decisionReason: text().notNull().default(''),
		decidedBy: text(),
		decidedAt: instant(),
		version: version()
	},
	(t) => [index('actions_finding').on(t.findingId), index('actions_inspection').on(t.inspectionId)]
);

/** The steps of an action, each with its day; ticked off by reports of progress. */
export const actionMilestones = sqliteTable(
	'action_milestones',
	{
		id: id(),
		actionId: text()
			.notNull()
			.references(() => actions.id, { onDelete: 'restrict' }),
		position: integer().notNull(),
		text: text().notNull(),
		dueOn: day().notNull(),
		doneOn: day()
	},
	(t) => [uniqueIndex('action_milestones_position').on(t.actionId, t.position)]
);

/** What is asked for on an accepted action, and the decision; what stood before stays with it. */
export const actionRequests = sqliteTable(
	'action_requests',
	{
		id: id(),
		actionId: text()
			.notNull()
			.references(() => actions.id, { onDelete: 'restrict' }),
		kind: text().$type<RequestKind>().notNull(),
		reason: text().notNull(),
		dueOn: day(),
		measure: text().notNull().default(''),
		product: text().notNull().default(''),
		leadUnit: text().notNull().default(''),
		personInCharge: text().notNull().default(''),
		restsUntil: day(),
		/** Steps of a replacement. */
		milestones: json<Milestone[]>(),
		/** The action as it was when this was asked. */
		before:
			json<Pick<RemedyAction, 'dueOn' | 'measure' | 'product' | 'leadUnit' | 'personInCharge'>>().notNull(),
		requestedBy: text().notNull(),
		requestedAt: instant().notNull(),
		withdrawnAt: instant(),
		decision: text().$type<RequestDecision>(),
		decisionReason: text().notNull().default(''),
		decidedBy: text(),
		decidedAt: instant()
	},
	(t) => [
		index('action_requests_action').on(t.actionId),
		/* One at a time: two would answer each other. */
		uniqueIndex('action_requests_open')
			.on(t.actionId)
			.where(sql`${t.decision} is null and ${t.withdrawnAt} is null`),
		check('action_requests_kind', sql`${t.kind} in ('extension', 'replacement', 'hand_over', 'cannot_now')`)
	]
);

/** The plan as it was each time it was submitted. */
export const planVersions = sqliteTable(
	'plan_versions',
	{
		id: id(),
		inspectionId: text()
			.notNull()
			.references(() => inspections.id, { onDelete: 'restrict' }),
		number: integer().notNull(),
		actions: json<readonly RemedyAction[]>().notNull(),
		texts: json<RemedyTexts>().notNull(),
		submittedBy: text().notNull(),
		submittedAt: instant().notNull()
	},
	(t) => [uniqueIndex('plan_versions_number').on(t.inspectionId, t.number)]
);

/** Progress is only ever added to; the latest counts. */
export const progressReports = sqliteTable(
	'progress_reports',
	{
		id: id(),
		actionId: text()
			.notNull()
			.references(() => actions.id, { onDelete: 'restrict' }),
		percent: integer().notNull(),
		state: text().$type<ProgressState>().notNull(),
		numerator: integer(),
		denominator: integer(),
		asOfOn: day().notNull(),
		doneText: text().notNull(),
		remainingText: text().notNull().default(''),
		/** Why it is late, and until when it will be done; empty when it is not. */
		delayReason: text().notNull().default(''),
		newDueOn: day(),
		/** Why less is done than was reported before. */
		regressReason: text().notNull().default(''),
		/** The body whose approval it waits for. */
		awaitedBody: text().notNull().default(''),
		/** Working days past the day it was owed by, frozen when it was reported as done; null before. */
		daysLate: integer(),
		reportedBy: text().notNull(),
		reportedAt: instant().notNull()
	},
	(t) => [
		index('progress_reports_action').on(t.actionId, t.reportedAt),
		check('progress_reports_percent', sql`${t.percent} between 0 and 100`),
		check('progress_reports_state', sql`${t.state} in ('doing', 'submitted_awaiting', 'done')`)
	]
);

/** A verification of a finding, or its return with a reason; who reported cannot verify. */
export const verifications = sqliteTable(
	'verifications',
	{
		id: id(),
		findingId: text()
			.notNull()
			.references(() => findings.id, { onDelete: 'restrict' }),
		result: text().$type<'verified' | 'returned'>().notNull(),
		reason: text().notNull(),
		/** The re-check at which it was seen; null for one on paper. */
		recheckId: text().references(() => inspections.id, { onDelete: 'restrict' }),
		verifiedBy: text().notNull(),
		verifiedAt: instant().notNull()
	},
	(t) => [
		index('verifications_finding').on(t.findingId),
		check('verifications_result', sql`${t.result} in ('verified', 'returned')`)
	]
);

/** Whether a verified remedy holds, some months later: judged by neither its reporter nor its verifier. */
export const effectReviews = sqliteTable(
	'effect_reviews',
	{
		id: id(),
		findingId: text()
			.notNull()
			.references(() => findings.id, { onDelete: 'restrict' }),
		result: text().$type<EffectResult>().notNull(),
		reason: text().notNull(),
		reviewedBy: text().notNull(),
		reviewedAt: instant().notNull(),
		/** What was opened because it did not hold. */
		newFindingId: text().references(() => findings.id, { onDelete: 'restrict' })
	},
	(t) => [
		uniqueIndex('effect_reviews_finding').on(t.findingId),
		check('effect_reviews_result', sql`${t.result} in ('effective', 'not_effective')`)
	]
);

/** Days that the office moved for one agency; the day that stood before stays readable. */
export const dueChanges = sqliteTable(
	'due_changes',
	{
		id: id(),
		inspectionId: text()
			.notNull()
			.references(() => inspections.id, { onDelete: 'restrict' }),
		kind: text().$type<DueChangeKind>().notNull(),
		dueBefore: day().notNull(),
		dueOn: day().notNull(),
		reason: text().notNull(),
		changedBy: text().notNull(),
		changedAt: instant().notNull()
	},
	(t) => [
		index('due_changes_inspection').on(t.inspectionId, t.changedAt),
		check('due_changes_kind', sql`${t.kind} in ('self', 'explanation', 'plan', 'report')`),
		check('due_changes_later', sql`${t.dueBefore} < ${t.dueOn}`)
	]
);
