/** What operations read and write: answers, findings, strengths, demands, session, drawn signatures. Prepared once. */
import { and, asc, eq, isNull, max, sql } from 'drizzle-orm';
import type { Answer, Stage } from '#lib/domain/answer.ts';
import type { Demand, Finding, Strength } from '#lib/domain/finding.ts';
import type { DrawnSignature } from '#lib/domain/session.ts';
import type { Db } from '../open.ts';
import { prepared } from '../prepared.ts';
import { answers, demands, drawnSignatures, findings, inspections, operations, strengths } from '../schema/inspections.ts';

export type AnswerRow = typeof answers.$inferSelect;
const p = sql.placeholder;

const oneAnswer = prepared((orm) =>
	orm
		.select()
		.from(answers)
		.where(and(eq(answers.inspectionId, p('inspectionId')), eq(answers.stage, p('stage')), eq(answers.code, p('code'))))
		.prepare()
);
const allAnswers = prepared((orm) =>
	orm.select().from(answers).where(eq(answers.inspectionId, p('inspectionId'))).prepare()
);

const written = {
	input: p('input'),
	notApplicableReason: p('notApplicableReason'),
	note: p('note'),
	explanation: p('explanation'),
	changeReason: p('changeReason'),
	figuresOn: p('figuresOn'),
	seen: p('seen'),
	flagged: p('flagged'),
	points: p('points'),
	changedIn: p('changedIn'),
	changedBy: p('changedBy'),
	changedDevice: p('changedDevice'),
	changedAt: p('changedAt')
};
const excluded = (column: string) => sql.raw(`excluded.${column}`);
const upsertAnswer = prepared((orm) =>
	orm
		.insert(answers)
		.values({ inspectionId: p('inspectionId'), stage: p('stage') as never, code: p('code'), ...written } as never)
		.onConflictDoUpdate({
			target: [answers.inspectionId, answers.stage, answers.code],
			set: {
				input: excluded('input'),
				notApplicableReason: excluded('not_applicable_reason'),
				note: excluded('note'),
				explanation: excluded('explanation'),
				changeReason: excluded('change_reason'),
				figuresOn: excluded('figures_on'),
				seen: excluded('seen'),
				flagged: excluded('flagged'),
				points: excluded('points'),
				changedIn: excluded('changed_in'),
				changedBy: excluded('changed_by'),
				changedDevice: excluded('changed_device'),
				changedAt: excluded('changed_at')
			}
		})
		.prepare()
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
	upsertAnswer(db).run(row as never);
}

const knownOperation = prepared((orm) =>
	orm.select({ version: operations.version }).from(operations).where(eq(operations.opId, p('opId'))).prepare()
);
const addOperation = prepared((orm) =>
	orm
		.insert(operations)
		.values({
			opId: p('opId'),
			inspectionId: p('inspectionId'),
			deviceId: p('deviceId'),
			seq: p('seq'),
			actorId: p('actorId'),
			baseVersion: p('baseVersion'),
			type: p('type'),
			payload: p('payload'),
			before: p('before'),
			madeAt: p('madeAt'),
			receivedAt: p('receivedAt'),
			version: p('version')
		})
		.prepare()
);

export function findOperationVersion(db: Db, opId: string): number | undefined {
	return knownOperation(db).get({ opId })?.version;
}

export function insertOperation(db: Db, row: typeof operations.$inferInsert): void {
	addOperation(db).run(row as never);
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
		.onConflictDoUpdate({ target: findings.id, setWhere: eq(findings.inspectionId, inspectionId), set: { ...finding, withdrawnAt: null } })
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

export function writeStrength(db: Db, inspectionId: string, item: Strength, by: { actorId: string; at: number }): void {
	db.orm
		.insert(strengths)
		.values({ ...item, inspectionId, createdBy: by.actorId, createdAt: by.at })
		.onConflictDoUpdate({ target: strengths.id, setWhere: eq(strengths.inspectionId, inspectionId), set: { areaCode: item.areaCode, text: item.text, withdrawnAt: null } })
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

export function writeDemand(db: Db, inspectionId: string, item: Demand, by: { actorId: string; at: number }): void {
	const { text, addressedTo, dueOn } = item;
	db.orm
		.insert(demands)
		.values({ ...item, inspectionId, createdBy: by.actorId, createdAt: by.at })
		.onConflictDoUpdate({ target: demands.id, setWhere: eq(demands.inspectionId, inspectionId), set: { text, addressedTo, dueOn, withdrawnAt: null } })
		.run();
}

const WITHDRAWABLE = { finding: findings, strength: strengths, demand: demands } as const;

export function withdraw(db: Db, kind: keyof typeof WITHDRAWABLE, id: string, at: number): void {
	const table = WITHDRAWABLE[kind];
	db.orm.update(table).set({ withdrawnAt: at }).where(eq(table.id, id)).run();
}

export function writeSession(db: Db, inspectionId: string, session: typeof inspections.$inferSelect.session): void {
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
