/**
 * The one write path of field edits: operations of the walk, the self-assessment and the closing. One batch is one
 * transaction; each operation in it is judged alone, so that a refused one never takes its neighbours along.
 */
import {
	parseOperation,
	SYNC_LIMITS,
	type OperationResult,
	type Sending,
	type SyncAnswer
} from '#lib/contracts/field.ts';
import type { Answer, Stage } from '#lib/domain/answer.ts';
import type { Conflict } from '#lib/domain/conflict.ts';
import { findSubcriterion } from '#lib/domain/criteria.ts';
import { mayChoose, receiveAnswer, type Received } from '#lib/domain/answer-operations.ts';
import { emptyFieldState, type Change, type FieldState } from '#lib/domain/field-state.ts';
import type { Operation } from '#lib/domain/operation.ts';
import { actionOf, applyOperation } from '#lib/domain/operations.ts';
import { isAgencyRole, type InspectionAction } from '#lib/domain/permissions.ts';
import { problem, ProblemError, type Problem } from '#lib/domain/problems.ts';
import { scoreSubcriterion } from '#lib/domain/scoring.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { findAnswers, writeAnswers, type AnswerWrite, type StoredAnswer } from '../db/queries/answers.ts';
import {
	editEvidence,
	findEvidence,
	insertEvidence,
	listEvidence,
	toProof,
	withdrawEvidence
} from '../db/queries/evidence.ts';
import { insertConflict, listConflicts, settleConflict } from '../db/queries/conflicts.ts';
import * as field from '../db/queries/field.ts';
import { bumpInspection, findAccountName, findAreas } from '../db/queries/inspections.ts';
import {
	findKnownOperations,
	insertBatch,
	insertOperations,
	type OperationWrite
} from '../db/queries/operations.ts';
import type { Sender } from '../db/queries/sync-order.ts';
import { loadAccess, verdictOn, type Access } from './access.ts';
import { ArrivalOrder, type Arrival } from './arrival-order.ts';

type AnswerOperation = Extract<Operation, { type: 'answer.set' }>;

const CHARACTERS_PER_KILOBYTE = 1024;

/**
 * Applies a batch to one inspection. Idempotent by `opId`; an answer that somebody else changed unseen is merged, or
 * both values are kept as a conflict and nothing is overwritten. With `oldest`, operations are applied by their number
 * and one after a gap is held; held ones have their turn as soon as the gap closes. `sentAt` (epoch ms) only says how
 * wrong the device's clock is. Throws `not_found` when the actor may not even see the inspection.
 */
export function applyOperations(
	ctx: Ctx,
	inspectionId: string,
	raw: readonly unknown[],
	sending: Sending = {}
): SyncAnswer {
	return inTransaction(ctx, () => {
		const access = loadAccess(ctx, inspectionId);
		requireSight(access);
		const clockOffsetMs = sending.sentAt === undefined ? null : ctx.now() - sending.sentAt;
		const batch = new Batch(ctx, access, { deviceId: deviceOf(raw), clockOffsetMs });
		const read = raw.map(readOperation);
		const results =
			sending.oldest === undefined ? takeAsTheyCome(batch, read) : takeInOrder(batch, read, sending.oldest);
		batch.finish();
		return { results, version: batch.version };
	});
}

/**
 * Work of `author` that somebody else brings by hand: taken by number like a sending of the author's device, as the
 * author's, and only what both may do. `ctx.actor` is the author; `bearer` is how whoever brings it stands here. A gap is
 * not waited for: the device may be gone.
 */
export function applyRescued(
	ctx: Ctx,
	inspectionId: string,
	deviceId: string,
	bearer: Access,
	raw: readonly unknown[]
): OperationResult[] {
	return inTransaction(ctx, () => {
		const access = loadAccess(ctx, inspectionId);
		requireSight(access);
		const batch = new Batch(ctx, access, { deviceId, clockOffsetMs: null, bearer });
		const read = raw.map(readOperation).sort((a, b) => a.seq - b.seq);
		const results = runsOf(read).flatMap((run) => takeInOrder(batch, run, run[0]!.seq));
		batch.finish();
		return results;
	});
}

/** Stretches of numbers without a gap. */
function runsOf(read: readonly Read[]): Read[][] {
	const runs: Read[][] = [];
	for (const one of read) {
		const last = runs.at(-1)?.at(-1);
		if (last && one.seq <= last.seq + 1) runs.at(-1)!.push(one);
		else runs.push([one]);
	}
	return runs;
}

function requireSight(access: Access): void {
	const seen = ['inspection.read', 'inspection.read_as_agency'] as const;
	if (!seen.some((action) => verdictOn(access, action) === 'allowed'))
		throw new ProblemError(problem('not_found', {}));
}

/** An operation as it was read, or what is said of one that could not be. */
type Read = Arrival & { refusal: OperationResult | null; isOwn: (batch: Batch) => boolean };

function takeAsTheyCome(batch: Batch, read: readonly Read[]): OperationResult[] {
	batch.prefetch(read.flatMap(({ operation }) => operation ?? []));
	return read.map(({ operation, refusal }) => (operation === null ? refusal! : batch.take(operation)));
}

function takeInOrder(batch: Batch, read: readonly Read[], oldest: number): OperationResult[] {
	const order = new ArrivalOrder(batch.ctx, batch.sender, oldest);
	/* What names another person, device or inspection has no place in this count; it is refused where it is taken. */
	const line = order.line(read.filter((one) => one.isOwn(batch)));
	batch.prefetch(line.flatMap(({ operation }) => operation ?? []));
	const refusals = new Map(read.map(({ opId, refusal }) => [opId, refusal]));
	const results = new Map<string, OperationResult>();
	for (const arrival of line) {
		const { opId, operation } = arrival;
		if (!order.isDue(arrival)) {
			order.hold(arrival);
			results.set(opId, { opId, status: 'held' });
			continue;
		}
		const result = operation === null ? refusals.get(opId)! : batch.take(operation);
		order.release(opId, result.status === 'rejected' ? result.problem : null);
		results.set(opId, result);
	}
	order.finish(batch.clockOffsetMs);
	return read.map(
		({ opId, operation, refusal }) =>
			results.get(opId) ?? (operation === null ? refusal! : batch.take(operation))
	);
}

class Batch {
	readonly ctx: Ctx;
	readonly clockOffsetMs: number | null;
	readonly sender: Sender;
	version: number;
	private readonly access: Access;
	/** Whoever brings another's work by hand. */
	private readonly bearer: Access | null;
	private readonly state: FieldState;
	private readonly loaded = new Set<string>();
	private readonly done: OperationWrite[] = [];
	private raised = 0;
	private known = new Map<string, number | null>();
	private readonly stored = new Map<Stage, Map<string, StoredAnswer>>();
	/** The answers to write, each once however often the batch changes it. */
	private readonly answers = new Map<string, AnswerWrite>();

	constructor(
		ctx: Ctx,
		access: Access,
		from: { deviceId: string; clockOffsetMs: number | null; bearer?: Access }
	) {
		const { inspection, actor, teamRole } = access;
		this.ctx = ctx;
		this.access = access;
		this.bearer = from.bearer ?? null;
		this.clockOffsetMs = from.clockOffsetMs;
		this.sender = { inspectionId: inspection.id, deviceId: from.deviceId, actorId: actor.id };
		this.version = inspection.version;
		this.state = emptyFieldState(loadSetContent(ctx.db, inspection.criteriaSetId), inspection.state);
		this.state.session = inspection.session;
		this.state.side = isAgencyRole(actor.role) ? 'agency' : 'team';
		this.state.chooser = { actorId: actor.id, teamRole, areas: [] };
	}

	/** Reads at once what the operations will look up: which are here already, and the answers they touch. */
	prefetch(operations: readonly Operation[]): void {
		this.known = findKnownOperations(
			this.ctx.db,
			operations.map(({ opId }) => opId)
		);
		const edits = operations.flatMap(({ type, payload }) =>
			type === 'answer.set' || type === 'conflict.settle' ? payload : []
		);
		for (const stage of new Set(edits.map((edit) => edit.stage))) {
			const codes = edits.filter((edit) => edit.stage === stage).map(({ code }) => code);
			this.stored.set(stage, findAnswers(this.ctx.db, this.access.inspection.id, stage, codes));
		}
	}

	take(operation: Operation): OperationResult {
		const { opId } = operation;
		if (!this.isOwn(operation))
			return { opId, status: 'rejected', problem: problem('operation.foreign', {}) };
		/* What is here stays here, also when it could not be sent any more. */
		const known = this.known.get(opId);
		if (known === null) return this.told(opId);
		if (known !== undefined) return { opId, status: 'duplicate', version: known };
		this.load(operation);
		const refused = this.judge(operation);
		if (refused) return { opId, status: 'rejected', problem: refused };
		if (operation.type === 'answer.set') return this.takeAnswer(operation);
		const applied = applyOperation(this.state, operation, this.ctx.now());
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
		const received = receiveAnswer(this.state, payload, {
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
		const stored = this.stored.get(payload.stage)?.get(payload.code);
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
		const stored = this.stored.get(stage)?.get(code);
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
		if (this.loaded.has('conflict')) this.state.conflicts.push(conflict);
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

	private judge(operation: Operation): Problem | null {
		/* Nothing of the inspection changes by it; who may not see it has been turned away before. */
		if (operation.type === 'work.discard') return null;
		const action = actionOf(operation, this.state);
		if (action === null) return this.faultOfProof(operation) ?? problem('evidence.unknown', {});
		const verdict = verdictOn(this.access, action);
		if (verdict === 'allowed') return this.judgeBearer(operation, action) ?? this.faultOfProof(operation);
		if (verdict === 'closed') return problem('inspection.locked', { state: this.state.state });
		return verdict === 'hidden' ? problem('not_found', {}) : problem('permission.denied', { action });
	}

	private judgeBearer(operation: Operation, action: InspectionAction): Problem | null {
		const { bearer } = this;
		if (bearer === null || bearer.actor.id === operation.actorId) return null;
		const may =
			verdictOn(bearer, action) === 'allowed' &&
			(operation.type !== 'conflict.settle' || mayChoose(this.asBearer(bearer), operation.payload));
		return may ? null : problem('rescue.bearer_may_not', { action });
	}

	private asBearer({ actor, teamRole, inspection }: Access): Pick<FieldState, 'set' | 'chooser'> {
		const areas = findAreas(this.ctx.db, inspection.id, actor.id);
		return { set: this.state.set, chooser: { actorId: actor.id, teamRole, areas } };
	}

	/** A proof that the state does not show: of another inspection, or taken back. */
	private faultOfProof(operation: Operation): Problem | null {
		if (!isOnProof(operation)) return null;
		const { id } = operation.payload;
		if (this.state.evidence.some((proof) => proof.id === id)) return null;
		const row = findEvidence(this.ctx.db, id);
		if (!row) return null;
		const isWithdrawn = row.inspectionId === this.sender.inspectionId && row.side === this.state.side;
		return isWithdrawn ? problem('evidence.withdrawn', {}) : problem('operation.foreign', {});
	}

	/** Brings what the operation touches into the state. */
	private load(operation: Operation): void {
		const { db } = this.ctx;
		const { id } = this.access.inspection;
		if (operation.type === 'answer.set' || operation.type === 'conflict.settle')
			this.loadAnswer(operation.payload);
		const family = operation.type.split('.')[0]!;
		if (family === 'finding' || family === 'evidence') this.loadFindings();
		if (this.loaded.has(family)) return;
		this.loaded.add(family);
		if (family === 'evidence') this.state.evidence = listEvidence(db, id).map(toProof);
		else if (family === 'strength') this.state.strengths = field.listStrengths(db, id);
		else if (family === 'demand') this.state.demands = field.listDemands(db, id);
		else if (family === 'signature') this.state.signatures = field.listDrawnSignatures(db, id);
		else if (family === 'conflict') {
			this.state.conflicts = listConflicts(db, id);
			this.state.chooser = { ...this.state.chooser, areas: findAreas(db, id, this.access.actor.id) };
		}
	}

	/** Proofs stand on findings, too. */
	private loadFindings(): void {
		if (this.loaded.has('finding')) return;
		this.loaded.add('finding');
		const { db } = this.ctx;
		const { id } = this.access.inspection;
		this.state.findings = field.listFindings(db, id);
		this.state.lastFindingNumber = field.lastFindingNumber(db, id);
	}

	private loadAnswer({ stage, code }: { stage: Stage; code: string }): void {
		const stored = this.stored.get(stage)?.get(code);
		if (stored && !this.state.answers[stage].has(code)) this.state.answers[stage].set(code, stored.answer);
	}

	private write(operation: Operation, change: Change): void {
		this.touch();
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
			case 'settled':
				for (const conflict of change.settled) settleConflict(db, conflict);
				this.recordChoice(change);
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
			case 'given_up':
				return writeAudit(this.ctx, {
					action: 'work.discard',
					subjectKind: 'operation',
					subjectId: operation.opId,
					inspectionId: id,
					new: { ...change.givenUp, deviceId: operation.deviceId, madeAt: operation.madeAt }
				});
			case 'evidence':
				if (change.before) return editEvidence(db, change.proof);
				return insertEvidence(db, { ...change.proof, inspectionId: id, addedAt: by.at });
			case 'evidence_withdrawn':
				return withdrawEvidence(db, change.before.id, by.at);
		}
	}

	/** The value that was not chosen stays in the record, too. */
	private recordChoice({ answer, before, settled }: Extract<Change, { kind: 'settled' }>): void {
		for (const { id, settled: settlement } of settled)
			writeAudit(this.ctx, {
				action: 'conflict.settle',
				subjectKind: 'conflict',
				subjectId: id,
				inspectionId: this.access.inspection.id,
				old: before,
				new: { ...settlement, answer }
			});
	}

	private keepAnswer({ stage, answer }: { stage: Stage; answer: Answer }): void {
		const placed = findSubcriterion(this.state.set, answer.code)!;
		const scored = scoreSubcriterion(placed.subcriterion, answer);
		const points = scored.status === 'scored' ? scored.points : null;
		this.answers.set(`${stage} ${answer.code}`, { ...answer, stage, points });
	}
}

type OnProof = Extract<Operation, { type: 'evidence.add' | 'evidence.edit' | 'evidence.withdraw' }>;
const isOnProof = (operation: Operation): operation is OnProof => operation.type.startsWith('evidence.');

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

const numberOf = (value: unknown): number => (Number.isSafeInteger(value) ? (value as number) : 0);
const wordOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 64) : '');

/** The device that a batch comes from: the one its first operation names. */
function deviceOf(raw: readonly unknown[]): string {
	return wordOf((raw[0] as { deviceId?: unknown } | null | undefined)?.deviceId);
}

function readOperation(raw: unknown): Read {
	const shown = raw as Partial<Record<keyof Operation, unknown>> | null;
	const opId = wordOf(shown?.opId);
	const isOwn = ({ sender }: Batch): boolean =>
		shown?.inspectionId === sender.inspectionId &&
		shown.actorId === sender.actorId &&
		shown.deviceId === sender.deviceId;
	const refused = (why: Problem): Read => ({
		opId,
		seq: numberOf(shown?.seq),
		operation: null,
		refusal: { opId, status: 'rejected', problem: why },
		isOwn
	});
	const length = JSON.stringify(raw)?.length ?? 0;
	if (length > SYNC_LIMITS.operationLength)
		return refused(
			problem('operation.too_large', { kilobytes: Math.ceil(length / CHARACTERS_PER_KILOBYTE) })
		);
	const operation = parseOperation(raw);
	if (!operation) return refused(problem('operation.unknown_type', { type: wordOf(shown?.type) }));
	return { opId, seq: operation.seq, operation, refusal: null, isOwn };
}
