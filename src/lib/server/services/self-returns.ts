/** A self-assessment that the office gives back: which subcriteria are open again, and what became of each. */
import type { Answer } from '#lib/domain/answer.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import { findSubcriterion, listScoredSubcriteria, type CriteriaSet } from '#lib/domain/criteria.ts';
import { codesOf } from '#lib/domain/evidence.ts';
import { isAgencyRole } from '#lib/domain/permissions.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { scoreSubcriterion } from '#lib/domain/scoring.ts';
import {
	changedParts,
	checkReturnDay,
	listUntouched,
	proposeReturnDay,
	type ReturnedItemView,
	type SelfReturnView
} from '#lib/domain/self-return.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { loadAnswers } from '../db/queries/answers.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { insertDueChange } from '../db/queries/due-changes.ts';
import { listEvidence } from '../db/queries/evidence.ts';
import { bumpInspection, type InspectionRow } from '../db/queries/inspections.ts';
import * as queries from '../db/queries/self-assessment.ts';
import { loadAccess, requireInspection, requireSight } from './access.ts';
import { loadCalendar } from './calendar.ts';

/** A subcriterion that is given back; without a reason of its own the whole return's stands for it. */
export interface ReturnedCode {
	code: string;
	reason: string;
}

type Reader = Pick<Ctx, 'db'>;

/**
 * The subcriteria that the agency may change while a return in part is unanswered; null where it may change all that
 * the state lets it. The caller has asked for permission.
 */
export function findOpenCodes({ db }: Reader, { id, state }: InspectionRow): string[] | null {
	if (state !== 'notified') return null;
	const open = queries.findOpenReturn(db, id);
	return open && !open.isWhole ? queries.listReturnItems(db, open.id).map(({ code }) => code) : null;
}

/** Throws `self.not_returned` when the agency may not change one of these subcriteria now. */
export function requireReopened(ctx: Reader, inspection: InspectionRow, codes: readonly string[]): void {
	const open = findOpenCodes(ctx, inspection);
	const closed = open && codes.find((code) => !open.includes(code));
	if (closed) throw new ProblemError(problem('self.not_returned', { code: closed }, closed));
}

/** Codes of a return in part that would come back as they were, unexplained. Part of the facts of a move. */
export function listUntouchedReturns({ db }: Reader, inspectionId: string): string[] {
	const open = queries.findOpenReturn(db, inspectionId);
	if (!open || open.isWhole) return [];
	const proofs = proofsByCode(db, inspectionId);
	return listUntouched(
		queries.listReturnItems(db, open.id),
		loadAnswers(db, inspectionId).self,
		(code) => proofs.get(code) ?? []
	);
}

/**
 * Writes down what is given back, as it stands; part of the move. No codes: the whole. Throws
 * `answer.subcriterion_unknown` for a code that is not the agency's to score or named twice.
 */
export function recordReturn(
	ctx: Ctx,
	inspection: InspectionRow,
	reason: string,
	codes: readonly ReturnedCode[]
): void {
	const { db } = ctx;
	const own = listScoredSubcriteria(loadSetContent(db, inspection.criteriaSetId)).map(
		({ subcriterion }) => subcriterion.code
	);
	const unknown = codes.find(
		({ code }, at) => !own.includes(code) || codes.findIndex((other) => other.code === code) !== at
	);
	if (unknown)
		throw new ProblemError(problem('answer.subcriterion_unknown', { code: unknown.code }, unknown.code));
	const isWhole = codes.length === 0;
	const { self } = loadAnswers(db, inspection.id);
	const proofs = proofsByCode(db, inspection.id);
	const returnId = ctx.newId();
	const items = isWhole ? own.map((code) => ({ code, reason: '' })) : codes;
	queries.insertSelfReturn(
		db,
		{
			id: returnId,
			inspectionId: inspection.id,
			reason,
			isWhole,
			returnedBy: ctx.actor!.id,
			returnedAt: ctx.now()
		},
		items.map((item) => ({
			returnId,
			code: item.code,
			reason: item.reason.trim(),
			before: self.get(item.code) ?? null,
			beforeProofs: proofs.get(item.code) ?? []
		}))
	);
}

/**
 * The day by which what is given back is owed, `asked` or the proposed one; part of the move. The day that stood is kept as
 * with every day that the office moves. Throws what `checkReturnDay` says.
 */
export function moveSelfDue(
	ctx: Ctx,
	inspection: InspectionRow,
	reason: string,
	asked: string | undefined
): Pick<InspectionRow, 'selfDueOn'> {
	const today = dayOf(ctx.now());
	const checked = checkReturnDay(asked ?? proposedDay(ctx, inspection), inspection, today);
	if (!checked.ok) throw new ProblemError(checked.problem);
	const dueOn = checked.value;
	const { id: inspectionId, selfDueOn: dueBefore } = inspection;
	if (dueBefore !== null && dueOn !== dueBefore)
		insertDueChange(ctx.db, {
			id: ctx.newId(),
			inspectionId,
			kind: 'self',
			dueBefore,
			dueOn,
			reason,
			changedBy: ctx.actor!.id,
			changedAt: ctx.now()
		});
	return { selfDueOn: dueOn };
}

const proposedDay = (ctx: Ctx, inspection: InspectionRow): string =>
	proposeReturnDay(inspection, dayOf(ctx.now()), loadCalendar(ctx));

/** The day that the form of a return begins with, and the limits of what can be chosen. Throws `not_found` for outsiders. */
export function readReturnDay(
	ctx: Ctx,
	inspectionId: string
): { proposed: string; from: string; to: string | null } {
	const { inspection } = requireInspection(ctx, 'inspection.read', inspectionId);
	const today = dayOf(ctx.now());
	const { selfDueOn, visitOn } = inspection;
	return {
		proposed: proposedDay(ctx, inspection),
		from: selfDueOn !== null && selfDueOn > today ? selfDueOn : today,
		to: visitOn !== null && visitOn >= today ? visitOn : null
	};
}

/** Writes down what came back; part of the move. */
export function recordAnswered(ctx: Ctx, inspectionId: string): void {
	const { db } = ctx;
	const open = queries.findOpenReturn(db, inspectionId);
	if (!open) return;
	const { self } = loadAnswers(db, inspectionId);
	const proofs = proofsByCode(db, inspectionId);
	const after = queries.listReturnItems(db, open.id).map(({ code }) => ({
		code,
		after: self.get(code) ?? null,
		afterProofs: proofs.get(code) ?? []
	}));
	queries.closeReturn(db, open.id, after, ctx.now());
}

/**
 * The agency's word on why a returned subcriterion stays as it is; empty takes it back. Throws `self.not_returned` for
 * one that was not given back.
 */
export function replyToReturn(ctx: Ctx, inspectionId: string, code: string, reply: string): void {
	inTransaction(ctx, () => {
		requireInspection(ctx, 'self.reply', inspectionId);
		const open = queries.findOpenReturn(ctx.db, inspectionId);
		if (!open || !queries.writeReply(ctx.db, open.id, code, reply.trim()))
			throw new ProblemError(problem('self.not_returned', { code }, code));
		bumpInspection(ctx.db, inspectionId);
		writeAudit(ctx, {
			action: 'self.reply',
			subjectKind: 'inspection',
			subjectId: inspectionId,
			inspectionId,
			new: { code, reply: reply.trim() }
		});
	});
}

/**
 * All returns of a self-assessment, newest first, for either side. What the agency is changing is its own until it hands
 * it in. Throws `not_found` for whoever may not see the inspection.
 */
export function listReturns(ctx: Ctx, inspectionId: string): SelfReturnView[] {
	const access = loadAccess(ctx, inspectionId);
	requireSight(access);
	const { db } = ctx;
	const set = loadSetContent(db, access.inspection.criteriaSetId);
	const isAgency = isAgencyRole(access.actor.role);
	const rows = queries.listSelfReturns(db, inspectionId);
	const isChanging = isAgency && rows.some(({ answeredAt }) => answeredAt === null);
	const now = isChanging
		? { answers: loadAnswers(db, inspectionId).self, proofs: proofsByCode(db, inspectionId) }
		: null;
	return rows.map((row) => {
		const isHidden = row.answeredAt === null && !isAgency;
		const items = queries.listReturnItems(db, row.id).map((item) => {
			const after =
				row.answeredAt !== null
					? { answer: item.after, proofs: item.afterProofs ?? [] }
					: { answer: now?.answers.get(item.code) ?? null, proofs: now?.proofs.get(item.code) ?? [] };
			return viewItem(set, item, isHidden ? null : after);
		});
		const { id, reason, isWhole, byName, returnedAt, answeredAt } = row;
		return {
			id,
			reason,
			isWhole,
			byName: byName ?? '',
			at: returnedAt,
			answeredAt,
			items: isWhole ? items.filter(({ changed }) => changed.length > 0) : items.sort(byCode)
		};
	});
}

function viewItem(
	set: CriteriaSet,
	item: queries.SelfReturnItemRow,
	after: { answer: Answer | null; proofs: readonly string[] } | null
): ReturnedItemView {
	const { code, reason, before, beforeProofs, reply } = item;
	const { subcriterion } = findSubcriterion(set, code)!;
	const pointsOf = (answer: Answer | null) => {
		const scored = answer && scoreSubcriterion(subcriterion, answer);
		return scored?.status === 'scored' ? scored.points : null;
	};
	return {
		code,
		title: subcriterion.title,
		titleEn: subcriterion.titleEn,
		reason,
		pointsBefore: pointsOf(before),
		pointsAfter: after && pointsOf(after.answer),
		changed: after ? changedParts(before, beforeProofs, after.answer, after.proofs) : [],
		reply: after ? reply : ''
	};
}

const byCode = (a: { code: string }, b: { code: string }): number =>
	a.code.localeCompare(b.code, 'en', { numeric: true });

function proofsByCode(db: Ctx['db'], inspectionId: string): Map<string, string[]> {
	const proofs = new Map<string, string[]>();
	for (const proof of listEvidence(db, inspectionId))
		if (proof.side === 'agency')
			for (const code of codesOf(proof)) proofs.set(code, [...(proofs.get(code) ?? []), proof.id]);
	return proofs;
}
