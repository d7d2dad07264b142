import { sql } from 'drizzle-orm';
import {
	check,
	index,
	integer,
	primaryKey,
	sqliteTable,
	text,
	uniqueIndex,
	type AnySQLiteColumn
} from 'drizzle-orm/sqlite-core';
import type { AnswerInput, Stage } from '#lib/domain/answer.ts';
import type { Citation } from '#lib/domain/citation.ts';
import type { CampaignPaperTexts } from '#lib/domain/campaign-paper-texts.ts';
import type { CampaignSettings } from '#lib/domain/campaign.ts';
import type { RemedyTexts } from '#lib/domain/remediation.ts';
import type { FindingState, Severity } from '#lib/domain/finding.ts';
import type { InspectionKind, InspectionState, SignatureSide, TeamRole } from '#lib/domain/inspection.ts';
import type { SessionRecord, Stroke } from '#lib/domain/session.ts';
import { criteriaSets } from './criteria.ts';
import { day, id, instant, json, version } from './columns.ts';
import { accounts, agencies } from './people.ts';

/** The yearly round: plan, decision, period checked. */
export const campaigns = sqliteTable(
	'campaigns',
	{
		id: id(),
		code: text().notNull(),
		title: text().notNull(),
		year: integer().notNull(),
		/** Kế hoạch kiểm tra năm. */
		plan: json<Citation>(),
		/** Quyết định thành lập Đoàn. */
		decision: json<Citation>(),
		/** Short name of the team, from the decision's number: «Đoàn kiểm tra 1228». */
		teamName: text().notNull(),
		periodFrom: day().notNull(),
		periodTo: day().notNull(),
		settings: json<CampaignSettings>().notNull(),
		/** What the office chose for its papers (`paperTextsOf`). */
		paperTexts: json<Partial<CampaignPaperTexts>>().notNull().default({}),
		createdAt: instant().notNull(),
		closedAt: instant(),
		version: version()
	},
	(t) => [
		uniqueIndex('campaigns_code').on(t.code),
		check('campaigns_period', sql`${t.periodFrom} <= ${t.periodTo}`)
	]
);

export const inspections = sqliteTable(
	'inspections',
	{
		id: id(),
		code: text().notNull(),
		campaignId: text()
			.notNull()
			.references(() => campaigns.id, { onDelete: 'restrict' }),
		agencyId: text()
			.notNull()
			.references(() => agencies.id, { onDelete: 'restrict' }),
		criteriaSetId: text()
			.notNull()
			.references(() => criteriaSets.id, { onDelete: 'restrict' }),
		kind: text().$type<InspectionKind>().notNull(),
		/** Of a re-check: the inspection whose findings it looks at again. */
		recheckOf: text().references((): AnySQLiteColumn => inspections.id, { onDelete: 'restrict' }),
		state: text().$type<InspectionState>().notNull().default('draft'),
		/** Counted up by every write; operations and forms name the one they saw. */
		version: version(),
		visitOn: day(),
		/** HH:MM. */
		visitAt: text().notNull().default('08:00'),
		place: text().notNull().default(''),
		/** What the agency is asked to prepare, and until when the self-assessment is due. */
		noticeText: text().notNull().default(''),
		selfDueOn: day(),
		explanationDueOn: day(),
		planDueOn: day(),
		reportDueOn: day(),
		/** Công văn thông báo lịch kiểm tra. */
		visitNotice: json<Citation>(),
		/** Trách nhiệm, in the conclusion. */
		conclusionResponsibility: text().notNull().default(''),
		/** What plan and report say beyond their tables. */
		remedyTexts: json<RemedyTexts>().notNull(),
		/** Why it was postponed, cancelled or returned; the latest. */
		stateReason: text().notNull().default(''),
		/** «số liệu minh họa» where a figure is not from a source. */
		illustrative: integer({ mode: 'boolean' }).notNull().default(false),
		session: json<SessionRecord>().notNull(),
		createdAt: instant().notNull()
	},
	(t) => [
		uniqueIndex('inspections_code').on(t.code),
		uniqueIndex('inspections_agency_in_campaign')
			.on(t.campaignId, t.agencyId)
			.where(sql`${t.state} <> 'cancelled' and ${t.kind} <> 'recheck'`),
		index('inspections_agency').on(t.agencyId),
		index('inspections_recheck_of').on(t.recheckOf)
	]
);

/** The way an inspection went: one row for each move, for the timeline. */
export const inspectionMoves = sqliteTable(
	'inspection_moves',
	{
		id: id(),
		inspectionId: text()
			.notNull()
			.references(() => inspections.id, { onDelete: 'restrict' }),
		transition: text().notNull(),
		fromState: text().$type<InspectionState>().notNull(),
		toState: text().$type<InspectionState>().notNull(),
		reason: text().notNull().default(''),
		actorId: text().references(() => accounts.id, { onDelete: 'restrict' }),
		at: instant().notNull()
	},
	(t) => [index('inspection_moves_inspection').on(t.inspectionId)]
);

export const teamMembers = sqliteTable(
	'team_members',
	{
		id: id(),
		inspectionId: text()
			.notNull()
			.references(() => inspections.id, { onDelete: 'restrict' }),
		accountId: text()
			.notNull()
			.references(() => accounts.id, { onDelete: 'restrict' }),
		role: text().$type<TeamRole>().notNull(),
		/** Codes of the areas given to this member; empty means all. */
		areas: json<string[]>().notNull(),
		duty: text().notNull().default('')
	},
	(t) => [
		uniqueIndex('team_members_account').on(t.inspectionId, t.accountId),
		index('team_members_by_account').on(t.accountId),
		uniqueIndex('team_members_lead')
			.on(t.inspectionId)
			.where(sql`${t.role} = 'lead'`),
		check('team_members_role', sql`${t.role} in ('lead', 'deputy_lead', 'secretary', 'member')`)
	]
);

/** One answer for each subcriterion and stage. Points are what the domain made of the input at that moment. */
export const answers = sqliteTable(
	'answers',
	{
		inspectionId: text()
			.notNull()
			.references(() => inspections.id, { onDelete: 'restrict' }),
		stage: text().$type<Stage>().notNull(),
		code: text().notNull(),
		input: json<AnswerInput>(),
		notApplicableReason: text(),
		note: text().notNull().default(''),
		explanation: text().notNull().default(''),
		changeReason: text().notNull().default(''),
		figuresOn: day(),
		seen: json<number[]>().notNull(),
		flagged: integer({ mode: 'boolean' }).notNull().default(false),
		/** Hundredths; null while unanswered, pending or excluded. */
		points: integer(),
		/** Version of the inspection at the last change, and who made it. */
		changedIn: integer().notNull(),
		changedBy: text().notNull(),
		changedDevice: text().notNull(),
		changedAt: instant().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.inspectionId, t.stage, t.code] }),
		check('answers_stage', sql`${t.stage} in ('self', 'appraisal', 'reappraisal', 'final')`)
	]
);

export const findings = sqliteTable(
	'findings',
	{
		id: id(),
		inspectionId: text()
			.notNull()
			.references(() => inspections.id, { onDelete: 'restrict' }),
		number: integer().notNull(),
		areaCode: text().notNull(),
		subcriterionCode: text(),
		text: text().notNull(),
		severity: text().$type<Severity>().notNull(),
		cause: text().notNull().default(''),
		causeKind: text().$type<'subjective' | 'objective'>().notNull().default('subjective'),
		responsibleUnit: text().notNull().default(''),
		demand: text().notNull().default(''),
		dueOn: day(),
		state: text().$type<FindingState>().notNull().default('open'),
		createdBy: text().notNull(),
		createdAt: instant().notNull(),
		/** Raised by mistake and taken back before the minutes; the number is not used again. */
		withdrawnAt: instant()
	},
	(t) => [
		uniqueIndex('findings_number').on(t.inspectionId, t.number),
		check('findings_severity', sql`${t.severity} in ('minor', 'moderate', 'serious')`)
	]
);

export const strengths = sqliteTable(
	'strengths',
	{
		id: id(),
		inspectionId: text()
			.notNull()
			.references(() => inspections.id, { onDelete: 'restrict' }),
		areaCode: text().notNull(),
		text: text().notNull(),
		createdBy: text().notNull(),
		createdAt: instant().notNull(),
		withdrawnAt: instant()
	},
	(t) => [index('strengths_inspection').on(t.inspectionId)]
);

export const demands = sqliteTable(
	'demands',
	{
		id: id(),
		inspectionId: text()
			.notNull()
			.references(() => inspections.id, { onDelete: 'restrict' }),
		text: text().notNull(),
		addressedTo: text().notNull().default(''),
		dueOn: day(),
		createdBy: text().notNull(),
		createdAt: instant().notNull(),
		withdrawnAt: instant()
	},
	(t) => [index('demands_inspection').on(t.inspectionId)]
);

/** Signatures drawn on the glass: strokes as vectors, never a picture. */
export const drawnSignatures = sqliteTable(
	'drawn_signatures',
	{
		inspectionId: text()
			.notNull()
			.references(() => inspections.id, { onDelete: 'restrict' }),
		side: text().$type<SignatureSide>().notNull(),
		name: text().notNull(),
		title: text().notNull(),
		strokes: json<Stroke[]>().notNull(),
		signedAt: instant().notNull(),
		contentHash: text().notNull(),
		recordedBy: text().notNull(),
		recordedAt: instant().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.inspectionId, t.side] }),
		check('drawn_signatures_side', sql`${t.side} in ('team', 'agency')`)
	]
);
