/**
 * The one write path of field edits: operations of the walk, the self-assessment and the closing. One batch is one
 * transaction; each operation in it is judged alone, so that a refused one never takes its neighbours along.
 */
import { parseOperation, type OperationResult, type SyncAnswer } from '#lib/contracts/field.ts';
import type { Answer, Stage } from '#lib/domain/answer.ts';
import { findSubcriterion } from '#lib/domain/criteria.ts';
import {
	actionOf,
	applyOperation,
	emptyFieldState,
	type Change,
	type FieldState,
	type Operation
} from '#lib/domain/operations.ts';
import { problem, ProblemError, type Problem } from '#lib/domain/problems.ts';
import { scoreSubcriterion } from '#lib/domain/scoring.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { findAnswers, writeAnswers, type AnswerWrite, type StoredAnswer } from '../db/queries/answers.ts';
import * as field from '../db/queries/field.ts';
import { bumpInspection, findAccountName } from '../db/queries/inspections.ts';
import {
	findKnownOperations,
	insertBatch,
	insertOperations,
	type OperationWrite
} from '../db/queries/operations.ts';
import { loadAccess, verdictOn, type Access } from './access.ts';

/**
 * Applies a batch to one inspection. Idempotent by `opId`; an answer changed by another device since `baseVersion`
 * is a conflict and is not overwritten. Throws `not_found` when the actor may not even see the inspection.
 */
export function applyOperations(ctx: Ctx, inspectionId: string, raw: readonly unknown[]): SyncAnswer {
	return inTransaction(ctx, () => {
		const access = loadAccess(ctx, inspectionId);
		requireSight(access);
		const batch = new Batch(ctx, access);
		const read = raw.map((one) => parseOperation(one) ?? rejectedUnread(one));
		batch.prefetch(read.filter((one) => 'type' in one));
		const results = read.map((one) => ('type' in one ? batch.take(one) : one));
		batch.finish();
		return { results, version: batch.version };
	});
}

function requireSight(access: Access): void {
	const seen = ['inspection.read', 'inspection.read_as_agency'] as const;
	if (!seen.some((action) => verdictOn(access, action) === 'allowed'))
		throw new ProblemError(problem('not_found', {}));
}

class Batch {
	version: number;
	private readonly ctx: Ctx;
	private readonly access: Access;
	private readonly state: FieldState;
	private readonly loaded = new Set<string>();
	private readonly done: OperationWrite[] = [];
	private known = new Map<string, number>();
	private readonly stored = new Map<Stage, Map<string, StoredAnswer>>();
	/** The answers to write, each once however often the batch changes it. */
	private readonly answers = new Map<string, AnswerWrite>();
	private deviceId = '';

	constructor(ctx: Ctx, access: Access) {
		this.ctx = ctx;
		this.access = access;
		this.version = access.inspection.version;
		this.state = emptyFieldState(
			loadSetContent(ctx.db, access.inspection.criteriaSetId),
			access.inspection.state
		);
		this.state.session = access.inspection.session;
	}

	/** Reads at once what the operations will look up: which are here already, and the answers they touch. */
	prefetch(operations: readonly Operation[]): void {
		this.deviceId = operations[0]?.deviceId ?? '';
		this.known = findKnownOperations(
			this.ctx.db,
			operations.map(({ opId }) => opId)
		);
		const edits = operations.filter((operation) => operation.type === 'answer.set');
		for (const stage of new Set(edits.map(({ payload }) => payload.stage))) {
			const codes = edits.filter(({ payload }) => payload.stage === stage).map(({ payload }) => payload.code);
			this.stored.set(stage, findAnswers(this.ctx.db, this.access.inspection.id, stage, codes));
		}
	}

	take(operation: Operation): OperationResult {
		const { opId } = operation;
		const refused = this.judge(operation);
		if (refused) return { opId, status: 'rejected', problem: refused };
		const known = this.known.get(opId);
		if (known !== undefined) return { opId, status: 'duplicate', version: known };
		const conflict = this.load(operation);
		if (conflict) return conflict;
		const applied = applyOperation(this.state, operation);
		if (!applied.ok) return { opId, status: 'rejected', problem: applied.problem };
		this.write(operation, applied.value);
		const answer = { opId, status: 'accepted', version: this.version } as const;
		return applied.value.kind === 'finding' ? { ...answer, finding: applied.value.finding } : answer;
	}

	/**
	 * Writes what was put by: answers, the batch, its operations. One audit line for the batch; each operation's own
	 * before and after is in `operations`.
	 */
	finish(): void {
		if (this.done.length === 0) return;
		const { db } = this.ctx;
		const { id: inspectionId } = this.access.inspection;
		const { deviceId, version } = this;
		const [actorId, at] = [this.access.actor.id, this.ctx.now()];
		writeAnswers(db, inspectionId, [...this.answers.values()], {
			changedIn: version,
			changedBy: actorId,
			changedDevice: deviceId,
			changedAt: at
		});
		const batchId = insertBatch(db, { inspectionId, deviceId, actorId, receivedAt: at, version });
		insertOperations(db, batchId, this.done);
		bumpInspection(db, inspectionId);
		writeAudit(this.ctx, {
			action: 'inspection.edit',
			subjectKind: 'inspection',
			subjectId: inspectionId,
			inspectionId,
			new: { version, batch: batchId, operations: countTypes(this.done) }
		});
	}

	private judge(operation: Operation): Problem | null {
		const { inspectionId, actorId, deviceId } = operation;
		if (inspectionId !== this.access.inspection.id || actorId !== this.access.actor.id)
			return problem('operation.foreign', {});
		if (deviceId !== this.deviceId) return problem('operation.foreign', {});
		const action = actionOf(operation, this.state.set, this.state.state);
		const verdict = verdictOn(this.access, action);
		if (verdict === 'allowed') return null;
		if (verdict === 'closed') return problem('inspection.locked', { state: this.state.state });
		return verdict === 'hidden' ? problem('not_found', {}) : problem('permission.denied', { action });
	}

	/** Brings what the operation touches into the state; a conflict when another device was there first. */
	private load(operation: Operation): OperationResult | null {
		const { db } = this.ctx;
		const { id } = this.access.inspection;
		if (operation.type === 'answer.set') return this.loadAnswer(operation);
		const family = operation.type.split('.')[0]!;
		if (this.loaded.has(family)) return null;
		this.loaded.add(family);
		if (family === 'finding') {
			this.state.findings = field.listFindings(db, id);
			this.state.lastFindingNumber = field.lastFindingNumber(db, id);
		} else if (family === 'strength') this.state.strengths = field.listStrengths(db, id);
		else if (family === 'demand') this.state.demands = field.listDemands(db, id);
		else if (family === 'signature') this.state.signatures = field.listDrawnSignatures(db, id);
		return null;
	}

	private loadAnswer(operation: Extract<Operation, { type: 'answer.set' }>): OperationResult | null {
		const { stage, code, patch } = operation.payload;
		if (this.state.answers[stage].has(code)) return null;
		const stored = this.stored.get(stage)?.get(code);
		if (!stored) return null;
		const { answer: current, changedIn, changedBy, changedDevice, changedAt } = stored;
		const collides = changedIn > operation.baseVersion && changedDevice !== operation.deviceId;
		if (collides && differs(current, patch))
			return {
				opId: operation.opId,
				status: 'conflict',
				current,
				changedBy: findAccountName(this.ctx.db, changedBy) ?? '',
				changedAt
			};
		this.state.answers[stage].set(code, current);
		return null;
	}

	private write(operation: Operation, change: Change): void {
		if (this.done.length === 0) this.version += 1;
		this.known.set(operation.opId, this.version);
		const { opId, seq, baseVersion, type, payload, madeAt } = operation;
		this.done.push({ opId, seq, baseVersion, type, payload, before: beforeOf(operation, change), madeAt });
		this.writeChange(operation, change);
	}

	private writeChange(operation: Operation, change: Change): void {
		const { db } = this.ctx;
		const { id } = this.access.inspection;
		const by = { actorId: operation.actorId, at: this.ctx.now() };
		switch (change.kind) {
			case 'answer':
				return this.keepAnswer(change);
			case 'finding':
				return field.writeFinding(db, id, change.finding, by);
			case 'strength':
				return field.writeStrength(db, id, change.strength, by);
			case 'demand':
				return field.writeDemand(db, id, change.demand, by);
			case 'finding_withdrawn':
			case 'strength_withdrawn':
			case 'demand_withdrawn':
				return field.withdraw(
					db,
					change.kind.split('_')[0] as 'finding' | 'strength' | 'demand',
					change.before.id,
					by.at
				);
			case 'session':
				return field.writeSession(db, id, change.session);
			case 'signature':
				return field.writeDrawnSignature(db, id, change.signature, by);
			case 'signature_cleared':
				return field.deleteDrawnSignature(db, id, change.before.side);
		}
	}

	private keepAnswer({ stage, answer }: Extract<Change, { kind: 'answer' }>): void {
		const placed = findSubcriterion(this.state.set, answer.code)!;
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

/** Whether a patch would change something to another value than the one that stands. */
function differs(current: object, patch: object): boolean {
	return Object.entries(patch).some(
		([key, value]) => JSON.stringify(value) !== JSON.stringify(current[key as keyof typeof current])
	);
}

function rejectedUnread(raw: unknown): OperationResult {
	const shown = raw as { opId?: unknown; type?: unknown } | null;
	const opId = typeof shown?.opId === 'string' ? shown.opId.slice(0, 64) : '';
	const type = typeof shown?.type === 'string' ? shown.type.slice(0, 64) : '';
	return { opId, status: 'rejected', problem: problem('operation.unknown_type', { type }) };
}
