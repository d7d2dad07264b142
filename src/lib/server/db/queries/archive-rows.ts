/**
 * Everything that the database holds of one inspection, for its archive. A table that hangs on inspections is either here or
 * among `LEFT_OUT` with the reason: a spec asks the database which there are.
 */
import { and, asc, eq, inArray, min, or, sql, type SQL } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { AuditAction } from '#lib/domain/audit-action.ts';
import type { Db } from '../open.ts';
import { auditLines } from '../schema/audit.ts';
import { documents } from '../schema/documents.ts';
import { evidence, files } from '../schema/evidence.ts';
import * as inspection from '../schema/inspections.ts';
import { paperSignatures } from '../schema/paper-signatures.ts';
import { accounts } from '../schema/people.ts';
import * as remedy from '../schema/remediation.ts';
import * as self from '../schema/self-assessment.ts';
import * as sync from '../schema/sync.ts';

const OF_INSPECTION = {
	inspection_moves: inspection.inspectionMoves,
	team_members: inspection.teamMembers,
	answers: inspection.answers,
	findings: inspection.findings,
	strengths: inspection.strengths,
	demands: inspection.demands,
	drawn_signatures: inspection.drawnSignatures,
	explanations: remedy.explanations,
	actions: remedy.actions,
	plan_versions: remedy.planVersions,
	due_changes: remedy.dueChanges,
	evidence,
	documents,
	self_returns: self.selfReturns,
	conflicts: sync.conflicts,
	sync_batches: sync.syncBatches
};

/** Tables that hang on one of those, by a column that points into it. */
const through =
	(column: string, parent: string) =>
	(ids: SQL): SQL =>
		sql`${sql.identifier(column)} in (select id from ${sql.identifier(parent)} where inspection_id in ${ids})`;
const THROUGH: Record<string, [table: SQLiteTable, where: (ids: SQL) => SQL]> = {
	action_milestones: [remedy.actionMilestones, through('action_id', 'actions')],
	action_requests: [remedy.actionRequests, through('action_id', 'actions')],
	progress_reports: [remedy.progressReports, through('action_id', 'actions')],
	verifications: [remedy.verifications, through('finding_id', 'findings')],
	effect_reviews: [remedy.effectReviews, through('finding_id', 'findings')],
	evidence_links: [self.evidenceLinks, through('evidence_id', 'evidence')],
	self_return_items: [self.selfReturnItems, through('return_id', 'self_returns')],
	paper_signatures: [paperSignatures, through('document_id', 'documents')],
	operations: [sync.operations, through('batch_id', 'sync_batches')]
};

export const ARCHIVED_TABLES: readonly string[] = [
	'inspections',
	...Object.keys(OF_INSPECTION),
	...Object.keys(THROUGH)
];

/** Why a table that hangs on inspections does not go into archives. */
export const LEFT_OUT: Record<string, string> = {
	self_comments: 'what people of the agency say to each other is never for the office',
	self_assignments: 'how the agency shares its own work out',
	self_starts: 'how the agency began its own work',
	unit_figures: 'the agency adds them up; its answer is what it stands for',
	sync_positions: 'what a device has sent, only while work is under way',
	held_operations: 'not applied: it is no part of the inspection',
	notices: 'reminders to single persons',
	mailings: 'reminders to single persons'
};

/** The acts of the record that tell of those tables: they are not told in archives either. */
export const LEFT_OUT_ACTS: ReadonlySet<string> = new Set<AuditAction>([
	'self.comment',
	'self.comment_withdraw',
	'self.assign',
	'self.start',
	'unit.enter',
	'unit.approve',
	'unit.return',
	'unit.remove'
]);

const FILE_ACTS = ['document.issue', 'document.sign', 'document.scan'] as const satisfies AuditAction[];

/** Which line of the record tells of each file of their papers, by its hash: issued, signed or scanned. */
export function listPaperFileLines(db: Db, ids: readonly string[]): Map<string, number> {
	type Told = { fileSha256?: string; sealedSha256?: string | null; renderedSha256?: string };
	const lines = db.orm
		.select({ id: auditLines.id, told: auditLines.new })
		.from(auditLines)
		.where(and(inArray(auditLines.inspectionId, [...ids]), inArray(auditLines.action, [...FILE_ACTS])))
		.orderBy(asc(auditLines.id))
		.all();
	return new Map(
		lines.flatMap(({ id, told }) => {
			const { fileSha256, sealedSha256, renderedSha256 } = told as Told;
			const sha256 = fileSha256 ?? sealedSha256 ?? renderedSha256;
			return sha256 === undefined ? [] : [[sha256, id]];
		})
	);
}

const listed = (ids: readonly string[]): SQL =>
	sql`(${sql.join(
		ids.map((id) => sql`${id}`),
		sql`, `
	)})`;

/** The rows of each table, columns by their names in code. */
export function readArchiveRows(db: Db, ids: readonly string[]): Record<string, unknown[]> {
	const rows = (table: SQLiteTable, where: SQL) => db.orm.select().from(table).where(where).all();
	return {
		inspections: rows(inspection.inspections, sql`id in ${listed(ids)}`),
		...mapValues(OF_INSPECTION, (table) => rows(table, sql`inspection_id in ${listed(ids)}`)),
		...mapValues(THROUGH, ([table, where]) => rows(table, where(listed(ids))))
	};
}

const mapValues = <T, U>(record: Record<string, T>, map: (value: T) => U): Record<string, U> =>
	Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));

/** All proofs, withdrawn ones too, with what is known of their files and who gave them. */
export function listArchivedProofs(db: Db, ids: readonly string[]) {
	return db.orm
		.select({ row: evidence, fileSize: files.size, fileType: files.mediaType, byName: accounts.displayName })
		.from(evidence)
		.leftJoin(files, eq(files.sha256, evidence.fileSha256))
		.leftJoin(accounts, eq(accounts.id, evidence.addedBy))
		.where(inArray(evidence.inspectionId, [...ids]))
		.orderBy(asc(evidence.addedAt), asc(evidence.id))
		.all();
}
export type ArchivedProof = ReturnType<typeof listArchivedProofs>[number];

/** Number of the first line that tells of one of these inspections; null while there is none. */
export function firstLineOf(db: Db, ids: readonly string[]): number | null {
	return (
		db.orm
			.select({ id: min(auditLines.id) })
			.from(auditLines)
			.where(or(...ids.map((id) => eq(auditLines.inspectionId, id))))
			.get()?.id ?? null
	);
}

/** Who people are: name, title and what their account is, nothing by which they sign in. */
export const listNames = (db: Db) =>
	db.orm
		.select({
			id: accounts.id,
			displayName: accounts.displayName,
			title: accounts.title,
			role: accounts.role,
			agencyId: accounts.agencyId
		})
		.from(accounts)
		.orderBy(asc(accounts.id))
		.all();
