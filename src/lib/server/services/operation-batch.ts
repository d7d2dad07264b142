/** One sending, or one rescue file's work of one device, applied to an inspection within one transaction. */
import type { OperationResult } from '#lib/contracts/field.ts';
import type { Answer, Stage } from '#lib/domain/answer.ts';
import { receiveAnswer, type Received } from '#lib/domain/answer-operations.ts';
import type { Conflict } from '#lib/domain/conflict.ts';
import { findSubcriterion } from '#lib/domain/criteria.ts';
import type { Change } from '#lib/domain/field-state.ts';
import type { Operation } from '#lib/domain/operation.ts';
import { applyOperation } from '#lib/domain/operations.ts';
import { problem } from '#lib/domain/problems.ts';
import { scoreSubcriterion } from '#lib/domain/scoring.ts';
import { writeAudit } from '../audit/audit.ts';
import type { Ctx } from '../context.ts';
import { writeAnswers, type AnswerWrite } from '../db/queries/answers.ts';
import { insertConflict, listConflicts } from '../db/queries/conflicts.ts';
import { bumpInspection, findAccountName } from '../db/queries/inspections.ts';
import {
	findKnownOperations,
	insertBatch,
	insertOperations,
	type OperationWrite
} from '../db/queries/operations.ts';
import type { Sender } from '../db/queries/sync-order.ts';
import type { Access } from './access.ts';
import { writeChange } from './change-writer.ts';
import { judgeOperation } from './operation-verdict.ts';
import { TouchedState } from './touched-state.ts';

type AnswerOperation = Extract<Operation, { type: 'answer.set' }>;

/** Each operation is judged alone, so that a refused one never takes its neighbours along. */
export class Batch {
	readonly ctx: Ctx;
	readonly clockOffsetMs: number | null;
	readonly sender: Sender;
	version: number;
	private readonly access: Access;
	/** Whoever brings another's work by hand. */
	private readonly bearer: Access | null;
	private readonly touched: TouchedState;
	private readonly done: OperationWrite[] = [];
	private raised = 0;
	private known = new Map<string, number | null>();
	/** The answers to write, each once however often the batch changes it. */
	private readonly answers = new Map<string, AnswerWrite>();

	constructor(
		ctx: Ctx,
		access: Access,
		from: { deviceId: string; clockOffsetMs: number | null; bearer?: Access }
	) {
		const { inspection, actor } = access;
		this.ctx = ctx;
		this.access = access;
		this.bearer = from.bearer ?? null;
		this.clockOffsetMs = from.clockOffsetMs;
		this.sender = { inspectionId: inspection.id, deviceId: from.deviceId, actorId: actor.id };
		this.version = inspection.version;
		this.touched = new TouchedState(ctx, access);
	}

	/** Reads at once what the operations will look up: which are here already, and the answers they touch. */
	prefetch(operations: readonly Operation[]): void {
		this.known = findKnownOperations(
			this.ctx.db,
			operations.map(({ opId }) => opId)
		);
		this.touched.prefetch(operations);
	}

	take(operation: Operation): OperationResult {
		const { opId } = operation;
		if (!this.isOwn(operation))
			return { opId, status: 'rejected', problem: problem('operation.foreign', {}) };
		/* What is here stays here, also when it could not be sent any more. */
		const known = this.known.get(opId);
		if (known === null) return this.told(opId);
		if (known !== undefined) return { opId, status: 'duplicate', version: known };
		const { access, bearer, touched } = this;
		const state = touched.field;
		touched.load(operation);
		const refused = judgeOperation(this.ctx, { access, bearer, state }, operation);
		if (refused) return { opId, status: 'rejected', problem: refused };
		if (operation.type === 'answer.set') return this.takeAnswer(operation);
		const applied = applyOperation(state, operation, this.ctx.now());
		if (!applied.ok) return { opId, status: 'rejected', problem: applied.problem };
		this.write(operation, applied.value);
		const answer = { opId, status: 'accepted', version: this.version } as const;
		if (applied.value.kind === 'settled') return { ...answer, answer: applied.value.answer };
		return applied.value.kind === 'finding' ? { ...answer, finding: applied.value.finding } : answer;
	}

	/** A conflict that is here already, sent again: the same words once more. */
	private told(opId: string): OperationResult {
		const [conflict] = listConflicts(this.ctx.db, this.access.inspection.id, { id: opId });
		if (!conflict) return { opId, status: 'rejected', problem: problem('operation.foreign', {}) };
		return { opId, status: 'conflict', version: this.version, conflict };
	}

	private takeAnswer(operation: AnswerOperation): OperationResult {
		const { opId, payload } = operation;
		const received = receiveAnswer(this.touched.field, payload, {
			isUnseen: this.isUnseen(operation),
			whose: this.access.actor.displayName
		});
		if (!received.ok) return { opId, status: 'rejected', problem: received.problem };
		if (received.value.kind === 'conflict') return this.keepBoth(operation, received.value);
		const { change, isMerged } = received.value;
		this.write(operation, change);
		const answer = { opId, status: 'accepted', version: this.version } as const;
		return isMerged ? { ...answer, answer: change.answer } : answer;
	}

	/** For a device that did not say what it had seen: somebody else wrote the answer after the version it knew. */
	private isUnseen({ deviceId, actorId, baseVersion, payload }: AnswerOperation): boolean {
		const stored = this.touched.storedAnswer(payload.stage, payload.code);
		if (!stored || this.answers.has(`${payload.stage} ${payload.code}`)) return false;
		const { changedIn, changedDevice, changedBy } = stored;
		return changedIn > baseVersion && (changedDevice !== deviceId || changedBy !== actorId);
	}

	private keepBoth(
		operation: AnswerOperation,
		met: Extract<Received, { kind: 'conflict' }>
	): OperationResult {
		const { db } = this.ctx;
		const { actor, inspection } = this.access;
		const { opId, payload, madeAt, deviceId } = operation;
		const { stage, code } = payload;
		const stored = this.touched.storedAnswer(stage, code);
		const by = stored?.changedBy ?? actor.id;
		const at = this.ctx.now();
		const conflict: Conflict = {
			id: opId,
			stage,
			code,
			late: {
				answer: met.late,
				by: actor.id,
				byName: actor.displayName,
				madeAt,
				receivedAt: at,
				clockOffsetMs: this.clockOffsetMs
			},
			basis: met.basis,
			standing: {
				answer: met.standing,
				by,
				byName: findAccountName(db, by) ?? '',
				at: stored?.changedAt ?? at
			},
			settled: null
		};
		this.touch();
		this.raised += 1;
		this.known.set(opId, null);
		insertConflict(db, { inspectionId: inspection.id, deviceId }, conflict);
		this.touched.addConflict(conflict);
		writeAudit(this.ctx, {
			action: 'conflict.raise',
			subjectKind: 'conflict',
			subjectId: opId,
			inspectionId: inspection.id,
			old: met.standing,
			new: met.late
		});
		return { opId, status: 'conflict', version: this.version, conflict };
	}

	/** Whatever a batch does to an inspection is one version of it. */
	private touch(): void {
		if (this.done.length + this.raised === 0) this.version += 1;
	}

	/**
	 * Writes what was put by: answers, the batch, its operations. One audit line for the batch; each operation's own
	 * before and after is in `operations`.
	 */
	finish(): void {
		if (this.done.length + this.raised === 0) return;
		const { db } = this.ctx;
		const { version, clockOffsetMs } = this;
		const { inspectionId, deviceId, actorId } = this.sender;
		const at = this.ctx.now();
		writeAnswers(db, inspectionId, [...this.answers.values()], {
			changedIn: version,
			changedBy: actorId,
			changedDevice: deviceId,
			changedAt: at
		});
		const sent = { inspectionId, deviceId, actorId, receivedAt: at, version, clockOffsetMs };
		const batchId = insertBatch(db, sent);
		insertOperations(db, batchId, this.done);
		bumpInspection(db, inspectionId);
		if (this.done.length === 0) return;
		writeAudit(this.ctx, {
			action: 'inspection.edit',
			subjectKind: 'inspection',
			subjectId: inspectionId,
			inspectionId,
			new: { version, batch: batchId, operations: countTypes(this.done) }
		});
	}

	private isOwn({ inspectionId, actorId, deviceId }: Operation): boolean {
		const { sender } = this;
		return inspectionId === sender.inspectionId && actorId === sender.actorId && deviceId === sender.deviceId;
	}

	private write(operation: Operation, change: Change): void {
		this.touch();
		this.known.set(operation.opId, this.version);
		const { opId, seq, baseVersion, type, payload, madeAt } = operation;
		this.done.push({ opId, seq, baseVersion, type, payload, before: beforeOf(operation, change), madeAt });
		if (change.kind === 'answer' || change.kind === 'settled') this.keepAnswer(change);
		writeChange(this.ctx, this.access.inspection.id, operation, change);
	}

	private keepAnswer({ stage, answer }: { stage: Stage; answer: Answer }): void {
		const placed = findSubcriterion(this.touched.field.set, answer.code)!;
		const scored = scoreSubcriterion(placed.subcriterion, answer);
		const points = scored.status === 'scored' ? scored.points : null;
		this.answers.set(`${stage} ${answer.code}`, { ...answer, stage, points });
	}
}

/** What stood before, of what the operation changed: of an answer only the parts that the patch names. */
function beforeOf(operation: Operation, change: Change): unknown {
	if (operation.type !== 'answer.set') return change.before ?? null;
	const before = change.before as Answer | undefined;
	if (!before) return null;
	const keys = Object.keys(operation.payload.patch) as (keyof typeof operation.payload.patch)[];
	return Object.fromEntries(keys.map((key) => [key, before[key]]));
}

function countTypes(done: readonly OperationWrite[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { type } of done) counts[type] = (counts[type] ?? 0) + 1;
	return counts;
}
