/** The office's registers: lists that run across inspections. For reading only. */
import { and, asc, desc, eq, inArray, isNotNull, isNull, max, sql } from 'drizzle-orm';
import type { InspectionState } from '#lib/domain/inspection.ts';
import type { SignatureBlock } from '#lib/domain/papers/paper.ts';
import type { Db } from '../open.ts';
import { prepared } from '../prepared.ts';
import { auditLines } from '../schema/audit.ts';
import { documents } from '../schema/documents.ts';
import { campaigns, findings, inspections, teamMembers } from '../schema/inspections.ts';
import { accounts, agencies } from '../schema/people.ts';
import { explanations } from '../schema/remediation.ts';

/** What agencies do not agree with, decided or not, the undecided and oldest first. Plain agreement is no matter for the desk. */
export function listContested(db: Db) {
	return db.orm
		.select({
			id: explanations.id,
			inspectionId: explanations.inspectionId,
			inspectionCode: inspections.code,
			inspectionState: inspections.state,
			agencyName: agencies.name,
			agencyShortName: agencies.shortName,
			findingNumber: findings.number,
			findingText: findings.text,
			code: sql<string | null>`coalesce(${explanations.subcriterionCode}, ${findings.subcriterionCode})`,
			forScore: sql<number>`${explanations.subcriterionCode} is not null`,
			stance: explanations.stance,
			reason: explanations.reason,
			decision: explanations.decision,
			writtenAt: explanations.writtenAt,
			decidedAt: explanations.decidedAt,
			criteriaSetId: inspections.criteriaSetId
		})
		.from(explanations)
		.innerJoin(inspections, eq(inspections.id, explanations.inspectionId))
		.innerJoin(agencies, eq(agencies.id, inspections.agencyId))
		.leftJoin(findings, eq(findings.id, explanations.findingId))
		.where(sql`${explanations.stance} <> 'agree'`)
		.orderBy(sql`${explanations.decision} is not null`, asc(explanations.writtenAt), asc(explanations.id))
		.all();
}
export type ContestedRow = ReturnType<typeof listContested>[number];

/** Issued papers of all inspections and campaigns, the newest first; without their content. */
export function listDocumentRegister(db: Db) {
	return db.orm
		.select({
			id: documents.id,
			inspectionId: documents.inspectionId,
			/** Of the inspection, or of the campaign that it is a paper of. */
			code: sql<string>`coalesce(${inspections.code}, ${campaigns.code})`,
			campaignId: documents.campaignId,
			campaignTitle: campaigns.title,
			agencyName: agencies.name,
			agencyShortName: agencies.shortName,
			kind: documents.kind,
			register: documents.register,
			number: documents.number,
			sign: documents.sign,
			year: documents.year,
			issuedOn: documents.issuedOn,
			issuingBody: documents.issuingBody,
			subject: sql<string>`json_extract(${documents.content}, '$.subject')`,
			checkCode: documents.checkCode,
			issuedAt: documents.issuedAt,
			sealed: sql<number>`${documents.sealedSha256} is not null`,
			superseded: sql<number>`${documents.supersededBy} is not null`,
			supersededBy: documents.supersededBy,
			pages: documents.pages
		})
		.from(documents)
		.leftJoin(inspections, eq(inspections.id, documents.inspectionId))
		.leftJoin(agencies, eq(agencies.id, inspections.agencyId))
		.leftJoin(campaigns, eq(campaigns.id, documents.campaignId))
		.orderBy(desc(documents.issuedOn), desc(documents.issuedAt), desc(documents.id))
		.all();
}
export type DocumentRegisterRow = ReturnType<typeof listDocumentRegister>[number];

interface PaperEnds {
	id: string;
	signatures: readonly SignatureBlock[];
	recipients: readonly string[];
}

/** What issued papers say never changes, and taking it out of their content takes longer than the page that shows it. */
const knownEnds = new WeakMap<Db, Map<string, PaperEnds>>();

/** Who signs each paper and who gets it, as its frozen content says; of these papers, or of all. */
export function listPaperEnds(db: Db, ids: readonly string[] = listDocumentIds(db)): PaperEnds[] {
	let known = knownEnds.get(db);
	if (!known) knownEnds.set(db, (known = new Map()));
	for (const ends of readPaperEnds(
		db,
		ids.filter((id) => !known.has(id))
	))
		known.set(ends.id, ends);
	return ids.flatMap((id) => known.get(id) ?? []);
}

const listDocumentIds = (db: Db): string[] =>
	db.orm
		.select({ id: documents.id })
		.from(documents)
		.all()
		.map(({ id }) => id);

function readPaperEnds(db: Db, ids: string[]): PaperEnds[] {
	if (ids.length === 0) return [];
	const part = (path: string) => sql<string>`json_extract(${documents.content}, ${path})`;
	return db.orm
		.select({ id: documents.id, signatures: part('$.signatures'), recipients: part('$.recipients') })
		.from(documents)
		.where(inArray(documents.id, ids))
		.all()
		.map(({ id, signatures, recipients }) => ({
			id,
			signatures: JSON.parse(signatures) as SignatureBlock[],
			recipients: JSON.parse(recipients) as string[]
		}));
}

/** Kinds of papers of inspections that stand, by inspection. */
export function listStandingKinds(db: Db): { inspectionId: string; kind: DocumentRegisterRow['kind'] }[] {
	return db.orm
		.select({ inspectionId: sql<string>`${documents.inspectionId}`, kind: documents.kind })
		.from(documents)
		.where(and(isNull(documents.supersededBy), isNotNull(documents.inspectionId)))
		.all();
}

/** Places in teams with the person's name, of all inspections. */
export function listTeamPlaces(db: Db) {
	return db.orm
		.select({
			inspectionId: teamMembers.inspectionId,
			accountId: teamMembers.accountId,
			role: teamMembers.role,
			displayName: accounts.displayName
		})
		.from(teamMembers)
		.innerJoin(accounts, eq(accounts.id, teamMembers.accountId))
		.all();
}
export type TeamPlaceRow = ReturnType<typeof listTeamPlaces>[number];

/** Who may be put into a team: people of the office side who can sign in. */
export function listTeamCandidates(db: Db) {
	return db.orm
		.select({
			id: accounts.id,
			displayName: accounts.displayName,
			title: accounts.title,
			role: accounts.role
		})
		.from(accounts)
		.where(
			and(
				isNull(accounts.agencyId),
				isNull(accounts.disabledAt),
				inArray(accounts.role, ['inspector', 'planner', 'admin'])
			)
		)
		.orderBy(asc(accounts.displayName))
		.all();
}
export type TeamCandidateRow = ReturnType<typeof listTeamCandidates>[number];

/** The record of one inspection, the newest first. */
export function listAuditOfInspection(db: Db, inspectionId: string, limit: number) {
	return db.orm
		.select({
			id: auditLines.id,
			at: auditLines.at,
			actorName: accounts.displayName,
			action: auditLines.action,
			subjectKind: auditLines.subjectKind,
			old: auditLines.old,
			new: auditLines.new,
			address: auditLines.address
		})
		.from(auditLines)
		.leftJoin(accounts, eq(accounts.id, auditLines.actorId))
		.where(eq(auditLines.inspectionId, inspectionId))
		.orderBy(desc(auditLines.id))
		.limit(limit)
		.all();
}

/** How many findings, settled or not, each inspection has. */
export function listFindingCounts(db: Db): { inspectionId: string; total: number; settled: number }[] {
	return db.orm
		.select({
			inspectionId: findings.inspectionId,
			total: sql<number>`count(*)`,
			settled: sql<number>`sum(${findings.state} in ('verified', 'not_accepted'))`
		})
		.from(findings)
		.where(isNull(findings.withdrawnAt))
		.groupBy(findings.inspectionId)
		.all();
}

/** The latest move of each inspection into the state it is in. */
export function listStateSince(db: Db): { inspectionId: string; at: number }[] {
	return db.sqlite
		.prepare(
			'select inspection_id as inspectionId, max(at) as at from inspection_moves group by inspection_id'
		)
		.all() as { inspectionId: string; at: number }[];
}

export function countByState(db: Db): Partial<Record<InspectionState, number>> {
	const rows = db.orm
		.select({ state: inspections.state, n: sql<number>`count(*)` })
		.from(inspections)
		.where(isNull(inspections.recheckOf))
		.groupBy(inspections.state)
		.all();
	return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

const lastLine = prepared((orm) =>
	orm
		.select({ id: max(auditLines.id) })
		.from(auditLines)
		.prepare()
);

/** Number of the last line of the record; 0 while there is none. It grows with every write. */
export const lastAuditLine = (db: Db): number => lastLine(db).get()?.id ?? 0;
