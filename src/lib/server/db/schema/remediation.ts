import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { ExplanationDecision, Stance } from '#lib/domain/explanation.ts';
import type { ProgressState } from '#lib/domain/remediation.ts';
import { day, id, instant, version } from './columns.ts';
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
		measure: text().notNull(),
		product: text().notNull(),
		leadUnit: text().notNull(),
		personInCharge: text().notNull(),
		support: text().notNull().default(''),
		dueOn: day().notNull(),
		note: text().notNull().default(''),
		createdBy: text().notNull(),
		createdAt: instant().notNull(),
		withdrawnAt: instant(),
		version: version()
	},
	(t) => [index('actions_finding').on(t.findingId), index('actions_inspection').on(t.inspectionId)]
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
		verifiedBy: text().notNull(),
		verifiedAt: instant().notNull()
	},
	(t) => [
		index('verifications_finding').on(t.findingId),
		check('verifications_result', sql`${t.result} in ('verified', 'returned')`)
	]
);
