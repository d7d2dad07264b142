/** The operations of one inspection as rows of equal kind. */
import type { FieldSnapshot } from '#lib/contracts/field.ts';
import { leansOn, type Operation } from '#lib/domain/operation.ts';
import type { WaitingWork } from '#lib/offline/waiting-work.svelte.ts';
import { groupOf, operationText, type OperationText, type WorkGroup } from '#lib/walk/operation-text.ts';

export interface WorkRow extends OperationText {
	operation: Operation;
	state: 'here' | 'sending' | 'tried' | 'sent';
	/** Where it can be seen and changed; null when the inspection is not on this device. */
	href: string | null;
	/** Edits that are given up with it; null when it cannot be given up. */
	alongWith: number | null;
}

export interface RowGroup {
	key: WorkGroup;
	rows: WorkRow[];
}

const ORDER: readonly WorkGroup[] = ['scores', 'findings', 'files', 'lists', 'session', 'given_up'];

/** What waits, in groups; within one in the order it was made. */
export function groupRows(work: WaitingWork, snapshot: FieldSnapshot | null): RowGroup[] {
	const rows = work.tray
		.without(work.outbox.pending)
		.map((operation) =>
			rowOf(
				operation,
				snapshot,
				work.outbox.link === 'sending' && operation.seq <= work.outbox.triedSeq ? 'sending' : null,
				work
			)
		);
	return ORDER.map((key) => ({
		key,
		rows: rows.filter(({ operation }) => groupOf(operation) === key)
	})).filter((group) => group.rows.length > 0);
}

export const sentRows = (work: WaitingWork, snapshot: FieldSnapshot | null): WorkRow[] =>
	work.outbox.sent.map(({ operation }) => rowOf(operation, snapshot, 'sent', work));

function rowOf(
	operation: Operation,
	snapshot: FieldSnapshot | null,
	state: WorkRow['state'] | null,
	work: WaitingWork
): WorkRow {
	const isFree = operation.type !== 'work.discard' && operation.seq > work.outbox.triedSeq && state === null;
	const leaning = work.outbox.pending.filter((other) => other !== operation && leansOn(other, operation));
	return {
		...operationText(operation, snapshot),
		operation,
		state: state ?? (operation.seq > work.outbox.triedSeq ? 'here' : 'tried'),
		href: snapshot && placeOf(operation),
		alongWith: isFree ? leaning.length : null
	};
}

function placeOf({ inspectionId, ...operation }: Operation): string {
	const base = `/field/${inspectionId}`;
	if (operation.type === 'answer.set' || operation.type === 'conflict.settle')
		return `${base}/walk?c=${encodeURIComponent(operation.payload.code)}`;
	const group = groupOf(operation as Operation);
	if (group === 'findings' || group === 'lists') return `${base}/caucus`;
	return group === 'session' ? `${base}/closing` : base;
}
