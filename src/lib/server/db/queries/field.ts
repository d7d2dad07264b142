/** What operations read and write: answers, findings, strengths, demands, session, drawn signatures. Prepared once. */
import { and, asc, eq, isNull, max, sql, type AnyColumn } from 'drizzle-orm';
import type { Answer, Stage } from '#lib/domain/answer.ts';
import type { Demand, Finding, Strength } from '#lib/domain/finding.ts';
import type { DrawnSignature } from '#lib/domain/session.ts';
import type { Db } from '../open.ts';
import { prepared, preparedSql } from '../prepared.ts';
import {
	answers,
	demands,
	drawnSignatures,
	findings,
	inspections,
	operations,
	strengths
} from '../schema/inspections.ts';

export type AnswerRow = typeof answers.$inferSelect;
const p = sql.placeholder;

const oneAnswer = prepared((orm) =>
	orm
		.select()
		.from(answers)
		.where(
			and(
				eq(answers.inspectionId, p('inspectionId')),
				eq(answers.stage, p('stage')),
				eq(answers.code, p('code'))
			)
		)
		.prepare()
);
const allAnswers = prepared((orm) =>
	orm
		.select()
		.from(answers)
		.where(eq(answers.inspectionId, p('inspectionId')))
		.prepare()
);

/**
 * The two writes of every edit, in plain SQL: the builder's placeholders cost as much as the writing itself, and a
 * self-assessment writes 91 of each.
 */
const upsertAnswer = preparedSql(
	`insert into answers (inspection_id, stage, code, input, not_applicable_reason, note, explanation, change_reason,
		figures_on, seen, flagged, points, changed_in, changed_by, changed_device, changed_at)
	values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
	on conflict (inspection_id, stage, code) do update set
		input = excluded.input, not_applicable_reason = excluded.not_applicable_reason, note = excluded.note,
		explanation = excluded.explanation, change_reason = excluded.change_reason, figures_on = excluded.figures_on,
		seen = excluded.seen, flagged = excluded.flagged, points = excluded.points, changed_in = excluded.changed_in,
		changed_by = excluded.changed_by, changed_device = excluded.changed_device, changed_at = excluded.changed_at`
);

export function findAnswer(db: Db, inspectionId: string, stage: Stage, code: string): AnswerRow | undefined {
	return oneAnswer(db).get({ inspectionId, stage, code });
}

export function listAnswers(db: Db, inspectionId: string): AnswerRow[] {
	return allAnswers(db).all({ inspectionId });
}

/** The columns of a row that make the domain's answer. */
export function toAnswer(row: AnswerRow): Answer {
	const { code, input, notApplicableReason, note, explanation, changeReason, figuresOn, seen, flagged } = row;
	return { code, input, notApplicableReason, note, explanation, changeReason, figuresOn, seen, flagged };
}

/** All answers of an inspection as the domain takes them: by stage, by code. */
export function loadAnswers(db: Db, inspectionId: string): Record<Stage, Map<string, Answer>> {
	const byStage: Record<Stage, Map<string, Answer>> = {
		self: new Map(),
		appraisal: new Map(),
		reappraisal: new Map(),
		final: new Map()
	};
	for (const row of listAnswers(db, inspectionId)) byStage[row.stage].set(row.code, toAnswer(row));
	return byStage;
}

export type AnswerWrite = Answer & {
	inspectionId: string;
	stage: Stage;
	points: number | null;
	changedIn: number;
	changedBy: string;
	changedDevice: string;
	changedAt: number;
};

export function writeAnswer(db: Db, row: AnswerWrite): void {
	upsertAnswer(db).run(
		row.inspectionId,
		row.stage,
		row.code,
		row.input === null ? null : JSON.stringify(row.input),
		row.notApplicableReason,
		row.note,
		row.explanation,
		row.changeReason,
		row.figuresOn,
		JSON.stringify(row.seen),
		row.flagged ? 1 : 0,
		row.points,
		row.changedIn,
		row.changedBy,
		row.changedDevice,
		row.changedAt
	);
}

const inList = (column: AnyColumn, name: string) =>
	sql`${column} in (select value from json_each(${p(name)}))`;
const knownOperations = prepared((orm) =>
	orm
		.select({ opId: operations.opId, version: operations.version })
		.from(operations)
		.where(inList(operations.opId, 'opIds'))
		.prepare()
);
const answersOfCodes = prepared((orm) =>
	orm
		.select()
		.from(answers)
		.where(
			and(
				eq(answers.inspectionId, p('inspectionId')),
				eq(answers.stage, p('stage')),
				inList(answers.code, 'codes')
			)
		)
		.prepare()
);
const addOperation = preparedSql(
	`insert into operations (op_id, inspection_id, device_id, seq, actor_id, base_version, type, payload, before, made_at,
		received_at, version) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
);

/** The versions that operations brought about which are already here, by their id. */
export function findKnownOperations(db: Db, opIds: readonly string[]): Map<string, number> {
	const rows = knownOperations(db).all({ opIds: JSON.stringify(opIds) });
	return new Map(rows.map(({ opId, version }) => [opId, version]));
}

/** Answers of one stage to some subcriteria, by code: one read for a whole batch. */
export function findAnswers(
	db: Db,
	inspectionId: string,
	stage: Stage,
	codes: readonly string[]
): Map<string, AnswerRow> {
	const rows = answersOfCodes(db).all({ inspectionId, stage, codes: JSON.stringify(codes) });
	return new Map(rows.map((row) => [row.code, row]));
}

export function insertOperation(db: Db, row: typeof operations.$inferInsert): void {
	addOperation(db).run(
		row.opId,
		row.inspectionId,
		row.deviceId,
		row.seq,
		row.actorId,
		row.baseVersion,
		row.type,
		JSON.stringify(row.payload),
		row.before === null || row.before === undefined ? null : JSON.stringify(row.before),
		row.madeAt,
		row.receivedAt,
		row.version
	);
}

export function listFindings(db: Db, inspectionId: string): Finding[] {
	return db.orm
		.select({
			id: findings.id,
			number: findings.number,
			areaCode: findings.areaCode,
			subcriterionCode: findings.subcriterionCode,
			text: findings.text,
			severity: findings.severity,
			cause: findings.cause,
			causeKind: findings.causeKind,
			responsibleUnit: findings.responsibleUnit,
			demand: findings.demand,
			dueOn: findings.dueOn,
			state: findings.state
		})
		.from(findings)
		.where(and(eq(findings.inspectionId, inspectionId), isNull(findings.withdrawnAt)))
		.orderBy(asc(findings.number))
		.all();
}

export function lastFindingNumber(db: Db, inspectionId: string): number {
	return (
		db.orm
			.select({ last: max(findings.number) })
			.from(findings)
			.where(eq(findings.inspectionId, inspectionId))
			.get()?.last ?? 0
	);
}

export function writeFinding(
	db: Db,
	inspectionId: string,
	finding: Finding,
	by: { actorId: string; at: number }
): void {
	db.orm
		.insert(findings)
		.values({ ...finding, inspectionId, createdBy: by.actorId, createdAt: by.at })
		.onConflictDoUpdate({
			target: findings.id,
			setWhere: eq(findings.inspectionId, inspectionId),
			set: { ...finding, withdrawnAt: null }
		})
		.run();
}

export function setFindingState(db: Db, id: string, state: Finding['state']): void {
	db.orm.update(findings).set({ state }).where(eq(findings.id, id)).run();
}

export function listStrengths(db: Db, inspectionId: string): Strength[] {
	return db.orm
		.select({ id: strengths.id, areaCode: strengths.areaCode, text: strengths.text })
		.from(strengths)
		.where(and(eq(strengths.inspectionId, inspectionId), isNull(strengths.withdrawnAt)))
		.orderBy(asc(strengths.areaCode), asc(strengths.createdAt), asc(strengths.id))
		.all();
}

export function writeStrength(
	db: Db,
	inspectionId: string,
	item: Strength,
	by: { actorId: string; at: number }
): void {
	db.orm
		.insert(strengths)
		.values({ ...item, inspectionId, createdBy: by.actorId, createdAt: by.at })
		.onConflictDoUpdate({
			target: strengths.id,
			setWhere: eq(strengths.inspectionId, inspectionId),
			set: { areaCode: item.areaCode, text: item.text, withdrawnAt: null }
		})
		.run();
}

export function listDemands(db: Db, inspectionId: string): Demand[] {
	return db.orm
		.select({ id: demands.id, text: demands.text, addressedTo: demands.addressedTo, dueOn: demands.dueOn })
		.from(demands)
		.where(and(eq(demands.inspectionId, inspectionId), isNull(demands.withdrawnAt)))
		.orderBy(asc(demands.createdAt), asc(demands.id))
		.all();
}

export function writeDemand(
	db: Db,
	inspectionId: string,
	item: Demand,
	by: { actorId: string; at: number }
): void {
	const { text, addressedTo, dueOn } = item;
	db.orm
		.insert(demands)
		.values({ ...item, inspectionId, createdBy: by.actorId, createdAt: by.at })
		.onConflictDoUpdate({
			target: demands.id,
			setWhere: eq(demands.inspectionId, inspectionId),
			set: { text, addressedTo, dueOn, withdrawnAt: null }
		})
		.run();
}

const WITHDRAWABLE = { finding: findings, strength: strengths, demand: demands } as const;

export function withdraw(db: Db, kind: keyof typeof WITHDRAWABLE, id: string, at: number): void {
	const table = WITHDRAWABLE[kind];
	db.orm.update(table).set({ withdrawnAt: at }).where(eq(table.id, id)).run();
}

export function writeSession(
	db: Db,
	inspectionId: string,
	session: typeof inspections.$inferSelect.session
): void {
	db.orm.update(inspections).set({ session }).where(eq(inspections.id, inspectionId)).run();
}

export function listDrawnSignatures(db: Db, inspectionId: string): DrawnSignature[] {
	return db.orm
		.select({
			side: drawnSignatures.side,
			name: drawnSignatures.name,
			title: drawnSignatures.title,
			strokes: drawnSignatures.strokes,
			signedAt: drawnSignatures.signedAt,
			contentHash: drawnSignatures.contentHash
		})
		.from(drawnSignatures)
		.where(eq(drawnSignatures.inspectionId, inspectionId))
		.all();
}

export function writeDrawnSignature(
	db: Db,
	inspectionId: string,
	signature: DrawnSignature,
	by: { actorId: string; at: number }
): void {
	const row = { ...signature, inspectionId, recordedBy: by.actorId, recordedAt: by.at };
	db.orm
		.insert(drawnSignatures)
		.values(row)
		.onConflictDoUpdate({ target: [drawnSignatures.inspectionId, drawnSignatures.side], set: row })
		.run();
}

export function deleteDrawnSignature(db: Db, inspectionId: string, side: DrawnSignature['side']): void {
	db.orm
		.delete(drawnSignatures)
		.where(and(eq(drawnSignatures.inspectionId, inspectionId), eq(drawnSignatures.side, side)))
		.run();
}

/** Copies every answer of one stage into the next, which starts from it. Answers already there are kept. */
export function copyStage(db: Db, inspectionId: string, from: Stage, to: Stage): void {
	db.sqlite
		.prepare(
			`insert into answers (inspection_id, stage, code, input, not_applicable_reason, note, explanation, change_reason,
				figures_on, seen, flagged, points, changed_in, changed_by, changed_device, changed_at)
			select inspection_id, ?, code, input, not_applicable_reason, note, explanation, '', figures_on, seen, 0, points,
				changed_in, changed_by, changed_device, changed_at
			from answers where inspection_id = ? and stage = ? on conflict do nothing`
		)
		.run(to, inspectionId, from);
}
