/**
 * What an inspection is on this device: the record as it was fetched, with this device's own work laid over it. Changed
 * by the domain's own operations only; screens read it.
 */
import { SvelteMap } from 'svelte/reactivity';
import type { EvidenceView, FieldSnapshot } from '#lib/contracts/field.ts';
import { STAGES, type Answer, type Stage } from '#lib/domain/answer.ts';
import { receiveAnswer } from '#lib/domain/answer-operations.ts';
import type { Conflict } from '#lib/domain/conflict.ts';
import { inOrder } from '#lib/domain/evidence.ts';
import { emptyFieldState, type Change, type FieldState } from '#lib/domain/field-state.ts';
import type { SignatureSide } from '#lib/domain/inspection.ts';
import type { Operation, OperationBody } from '#lib/domain/operation.ts';
import { applyOperation } from '#lib/domain/operations.ts';
import type { Result } from '#lib/domain/problems.ts';
import type { Sent } from './operation-queue.ts';

/** This device's work that a fetched record does not show. */
export interface OwnWork {
	/** What was sent since. */
	sent: readonly Sent[];
	/** What waits, and what was set aside but not given up. */
	unsent: readonly Operation[];
}

/** What of a proof only the server says, as long as it has not said it. */
const NEW_PROOF = {
	url: null,
	thumbUrl: null,
	citationText: '',
	isAwaited: true,
	byName: ''
} satisfies Partial<EvidenceView>;

export class FieldRecord {
	snapshot = $state.raw() as FieldSnapshot;
	findings = $state.raw<FieldState['findings']>([]);
	strengths = $state.raw<FieldState['strengths']>([]);
	demands = $state.raw<FieldState['demands']>([]);
	session = $state.raw() as FieldState['session'];
	signatures = $state.raw<FieldState['signatures']>([]);
	/** Values that met and that nobody has chosen from. */
	conflicts = $state.raw<readonly Conflict[]>([]);
	evidence = $state.raw<EvidenceView[]>([]);
	readonly answers: Record<Stage, SvelteMap<string, Answer>>;
	readonly field: FieldState;

	constructor(snapshot: FieldSnapshot, side: SignatureSide) {
		this.snapshot = snapshot;
		this.answers = {
			self: new SvelteMap(),
			appraisal: new SvelteMap(),
			reappraisal: new SvelteMap(),
			final: new SvelteMap()
		};
		this.field = { ...emptyFieldState(snapshot.set, snapshot.state), answers: this.answers, side };
	}

	/** Makes an edit; a problem changes nothing. `at`: epoch ms. */
	apply(body: OperationBody, at: number): Result<Change> {
		const result = applyOperation(this.field, body, at);
		/* Answers live in reactive maps already; the rest is shown through lists that are replaced. */
		if (result.ok && result.value.kind !== 'answer') this.show();
		return result;
	}

	/** Shows the record as it was fetched, with what this device adds to it. */
	take(snapshot: FieldSnapshot, { sent, unsent }: OwnWork): void {
		this.snapshot = snapshot;
		const { field } = this;
		field.state = snapshot.state;
		for (const stage of STAGES) this.takeAnswers(stage, snapshot.answers[stage]);
		const { findings, lastFindingNumber, strengths, demands, session, signatures } = snapshot;
		const { actorId, teamRole, myAreas: areas } = snapshot;
		Object.assign(field, {
			findings: [...findings],
			lastFindingNumber,
			strengths: [...strengths],
			demands: [...demands],
			session,
			signatures: [...signatures],
			conflicts: [...snapshot.conflicts],
			evidence: [...snapshot.evidence],
			openCodes: snapshot.openCodes ?? null,
			chooser: { actorId, teamRole, areas }
		});
		const unseen = sent.filter(({ version }) => version > snapshot.version);
		const inOrderMade = [...unseen.map(({ operation }) => operation), ...unsent].sort(
			(a, b) => a.seq - b.seq
		);
		for (const operation of inOrderMade) this.layOver(operation);
		for (const { operation, findingNumber } of unseen) this.number(operation, findingNumber);
		this.show();
	}

	/** The server gives a finding its number. */
	number(operation: Operation, number: number | null): void {
		if (operation.type !== 'finding.raise' || number === null) return;
		const { field } = this;
		const at = field.findings.findIndex(({ id }) => id === operation.payload.id);
		if (at < 0) return;
		field.findings[at] = { ...field.findings[at]!, number };
		field.lastFindingNumber = Math.max(field.lastFindingNumber, number);
	}

	/** A value that met another's: what stood is the answer, this one waits beside it. */
	addConflict(conflict: Conflict): void {
		const { field } = this;
		field.conflicts = [...field.conflicts.filter(({ id }) => id !== conflict.id), conflict];
	}

	/** Shows the lists as the state has them. */
	show(): void {
		const { field } = this;
		this.findings = [...field.findings].sort((a, b) => a.number - b.number);
		this.strengths = [...field.strengths];
		this.demands = [...field.demands];
		this.session = field.session;
		this.signatures = [...field.signatures];
		this.evidence = field.evidence
			.map((proof) => ({ ...NEW_PROOF, byName: this.snapshot.actorName, ...proof }))
			.sort(inOrder);
		this.conflicts = field.conflicts.filter(({ settled }) => settled === null);
	}

	/** An own edit over what others have done: joined as the server will join it; a value that meets is still shown. */
	private layOver(operation: Operation): void {
		if (operation.type === 'answer.set') {
			const by = { isUnseen: false, whose: this.snapshot.actorName };
			const received = receiveAnswer(this.field, operation.payload, by);
			if (received.ok && received.value.kind === 'applied') return;
		}
		applyOperation(this.field, operation, operation.madeAt);
	}

	/** Only what differs is replaced, so that a page redraws only what changed. */
	private takeAnswers(stage: Stage, list: readonly Answer[]): void {
		const map = this.answers[stage];
		for (const answer of list)
			if (JSON.stringify(map.get(answer.code)) !== JSON.stringify(answer)) map.set(answer.code, answer);
		for (const code of [...map.keys()]) if (!list.some((answer) => answer.code === code)) map.delete(code);
	}
}
