/** The part of an inspection that a batch of operations touches, read as it is needed. */
import type { Stage } from '#lib/domain/answer.ts';
import type { Conflict } from '#lib/domain/conflict.ts';
import { emptyFieldState, type FieldState } from '#lib/domain/field-state.ts';
import type { Operation } from '#lib/domain/operation.ts';
import { isAgencyRole } from '#lib/domain/permissions.ts';
import type { Ctx } from '../context.ts';
import { findAnswers, type StoredAnswer } from '../db/queries/answers.ts';
import { listConflicts } from '../db/queries/conflicts.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { listEvidence, toProof } from '../db/queries/evidence.ts';
import * as field from '../db/queries/field.ts';
import { findAreas } from '../db/queries/inspections.ts';
import type { Access } from './access.ts';
import { findOpenCodes } from './self-returns.ts';

export class TouchedState {
	readonly field: FieldState;
	private readonly ctx: Ctx;
	private readonly access: Access;
	private readonly loaded = new Set<string>();
	private readonly stored = new Map<Stage, Map<string, StoredAnswer>>();

	constructor(ctx: Ctx, access: Access) {
		const { inspection, actor, teamRole } = access;
		this.ctx = ctx;
		this.access = access;
		this.field = {
			...emptyFieldState(loadSetContent(ctx.db, inspection.criteriaSetId), inspection.state),
			session: inspection.session,
			side: isAgencyRole(actor.role) ? 'agency' : 'team',
			openCodes: isAgencyRole(actor.role) ? findOpenCodes(ctx, inspection) : null,
			chooser: { actorId: actor.id, teamRole, areas: [] }
		};
	}

	/** Reads the answers that operations touch, all at once. */
	prefetch(operations: readonly Operation[]): void {
		const edits = operations.flatMap(({ type, payload }) =>
			type === 'answer.set' || type === 'conflict.settle' ? payload : []
		);
		for (const stage of new Set(edits.map((edit) => edit.stage))) {
			const codes = edits.filter((edit) => edit.stage === stage).map(({ code }) => code);
			this.stored.set(stage, findAnswers(this.ctx.db, this.access.inspection.id, stage, codes));
		}
	}

	/** The answer as it was before the batch. */
	storedAnswer(stage: Stage, code: string): StoredAnswer | undefined {
		return this.stored.get(stage)?.get(code);
	}

	/** A conflict that the batch itself has raised. */
	addConflict(conflict: Conflict): void {
		if (this.loaded.has('conflict')) this.field.conflicts.push(conflict);
	}

	/** Brings what the operation touches into the state. */
	load(operation: Operation): void {
		const { db } = this.ctx;
		const { id } = this.access.inspection;
		if (operation.type === 'answer.set') return this.loadAnswer(operation.payload);
		if (operation.type === 'conflict.settle') this.loadAnswer(operation.payload);
		const family = operation.type.split('.')[0]!;
		if (family === 'finding' || family === 'evidence') this.loadFindings();
		if (this.loaded.has(family)) return;
		this.loaded.add(family);
		if (family === 'evidence') this.field.evidence = listEvidence(db, id).map(toProof);
		else if (family === 'strength') this.field.strengths = field.listStrengths(db, id);
		else if (family === 'demand') this.field.demands = field.listDemands(db, id);
		else if (family === 'signature') this.field.signatures = field.listDrawnSignatures(db, id);
		else if (family === 'conflict') {
			this.field.conflicts = listConflicts(db, id);
			this.field.chooser = { ...this.field.chooser, areas: findAreas(db, id, this.access.actor.id) };
		}
	}

	/** Proofs stand on findings, too. */
	private loadFindings(): void {
		if (this.loaded.has('finding')) return;
		this.loaded.add('finding');
		const { db } = this.ctx;
		const { id } = this.access.inspection;
		this.field.findings = field.listFindings(db, id);
		this.field.lastFindingNumber = field.lastFindingNumber(db, id);
	}

	private loadAnswer({ stage, code }: { stage: Stage; code: string }): void {
		const stored = this.storedAnswer(stage, code);
		if (stored && !this.field.answers[stage].has(code)) this.field.answers[stage].set(code, stored.answer);
	}
}
