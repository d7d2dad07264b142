/** The proofs of an inspection on this device: records that are shown at once, and their files on the way. */
import type { EvidenceView } from '#lib/contracts/field.ts';
import { moved, nextPosition, standsAt } from '#lib/domain/evidence.ts';
import type { Change } from '#lib/domain/field-state.ts';
import type { OperationBody } from '#lib/domain/operation.ts';
import type { Result } from '#lib/domain/problems.ts';
import { announcementOf } from './announcement.ts';
import { EvidenceTray, type TrayDeps } from './evidence-tray.svelte.ts';
import type { FieldRecord } from './field-record.svelte.ts';
import type { Outbox } from './outbox.svelte.ts';
import type { EvidenceUpload } from './transport.ts';

interface ProofDeps extends TrayDeps {
	inspectionId: string;
	record: FieldRecord;
	/** Makes an edit, as any other of the inspection. */
	apply: (body: OperationBody) => Result<Change>;
	announced: Pick<Outbox, 'announcementOf'>;
}

export class FieldProofs {
	readonly tray: EvidenceTray;
	private readonly deps: ProofDeps;

	/** Files of the team that have been announced, and how many of them the server does not have. */
	readonly awaited: { awaited: number; all: number } = $derived.by(() => {
		const files = this.list.filter(({ side, size }) => side === 'team' && size !== null);
		return { awaited: files.filter(({ isAwaited }) => isAwaited).length, all: files.length };
	});

	constructor(deps: ProofDeps) {
		this.deps = deps;
		this.tray = new EvidenceTray(deps, deps.inspectionId, {
			announce: (id, upload) => this.announce(id, upload),
			has: (id) => this.deps.record.field.evidence.some((proof) => proof.id === id),
			isAnnounced: (id) => this.deps.announced.announcementOf(id) === undefined,
			arrived: (view) => this.takeArrived(view)
		});
	}

	/** All of the inspection, in their order. */
	get list(): EvidenceView[] {
		return this.deps.record.evidence;
	}

	of(kind: EvidenceView['subjectKind'], subjectId: string): EvidenceView[] {
		return this.list.filter((item) => standsAt(item, kind, subjectId));
	}

	setCaption(id: string, caption: string): Result<Change> {
		return this.deps.apply({ type: 'evidence.edit', payload: { id, patch: { caption } } });
	}

	/** One place forward (-1) or back (1) among the proofs of its side and subject. */
	move({ id, side, subjectKind, subjectId }: EvidenceView, by: -1 | 1): void {
		const line = this.of(subjectKind, subjectId).filter((other) => other.side === side);
		for (const { id: other, position } of moved(line, id, by))
			this.deps.apply({ type: 'evidence.edit', payload: { id: other, patch: { position } } });
	}

	/** Takes a proof back; what waits here of it is not sent. */
	withdraw(id: string): Result<Change> {
		const result = this.deps.apply({ type: 'evidence.withdraw', payload: { id } });
		if (result.ok) this.tray.drop(id);
		return result;
	}

	/** A proof that was put straight into the record by a form. */
	take(view: EvidenceView): void {
		const { field } = this.deps.record;
		field.evidence = [...field.evidence.filter(({ id }) => id !== view.id), view];
		this.deps.record.show();
	}

	/** A proof that a form took out of the record. */
	forget(id: string): void {
		const { field } = this.deps.record;
		field.evidence = field.evidence.filter((proof) => proof.id !== id);
		this.deps.record.show();
	}

	private announce(id: string, upload: EvidenceUpload): Result<Change> {
		const { subjectKind, subjectId } = upload;
		const beside = this.of(subjectKind, subjectId).filter(({ side }) => side === this.deps.record.field.side);
		return this.deps.apply(announcementOf(id, upload, nextPosition(beside)));
	}

	private takeArrived(view: EvidenceView): void {
		const { field } = this.deps.record;
		/* Caption and order are this device's, which may have changed them since. */
		field.evidence = field.evidence.map((proof) =>
			proof.id === view.id ? { ...proof, ...view, caption: proof.caption, position: proof.position } : proof
		);
		this.deps.record.show();
	}
}
