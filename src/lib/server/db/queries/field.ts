/** What operations read and write beside answers: findings, strengths, demands, session, drawn signatures. */
import { and, asc, eq, isNull, max } from 'drizzle-orm';
import type { Demand, Finding, Strength } from '#lib/domain/finding.ts';
import type { DrawnSignature } from '#lib/domain/session.ts';
import type { Db } from '../open.ts';
import { preparedList } from '../prepared.ts';
import { demands, drawnSignatures, findings, inspections, strengths } from '../schema/inspections.ts';

export const listFindings: (db: Db, inspectionId: string) => Finding[] = preparedList((orm, id) =>
	orm
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
		.where(and(eq(findings.inspectionId, id), isNull(findings.withdrawnAt)))
		.orderBy(asc(findings.number))
);

/** When each finding of an inspection was raised (epoch ms). */
export const listRaisedAt = (db: Db, inspectionId: string): Map<string, number> =>
	new Map(
		db.orm
			.select({ id: findings.id, at: findings.createdAt })
			.from(findings)
			.where(eq(findings.inspectionId, inspectionId))
			.all()
			.map(({ id, at }) => [id, at])
	);

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

export const listStrengths: (db: Db, inspectionId: string) => Strength[] = preparedList((orm, id) =>
	orm
		.select({ id: strengths.id, areaCode: strengths.areaCode, text: strengths.text })
		.from(strengths)
		.where(and(eq(strengths.inspectionId, id), isNull(strengths.withdrawnAt)))
		.orderBy(asc(strengths.areaCode), asc(strengths.createdAt), asc(strengths.id))
);

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

export const listDemands: (db: Db, inspectionId: string) => Demand[] = preparedList((orm, id) =>
	orm
		.select({ id: demands.id, text: demands.text, addressedTo: demands.addressedTo, dueOn: demands.dueOn })
		.from(demands)
		.where(and(eq(demands.inspectionId, id), isNull(demands.withdrawnAt)))
		.orderBy(asc(demands.createdAt), asc(demands.id))
);

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

export const listDrawnSignatures: (db: Db, inspectionId: string) => DrawnSignature[] = preparedList(
	(orm, id) =>
		orm
			.select({
				side: drawnSignatures.side,
				name: drawnSignatures.name,
				title: drawnSignatures.title,
				strokes: drawnSignatures.strokes,
				signedAt: drawnSignatures.signedAt,
				contentHash: drawnSignatures.contentHash
			})
			.from(drawnSignatures)
			.where(eq(drawnSignatures.inspectionId, id))
);

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
