/** Unsent edits of one thing become one, so that typing a figure is one operation. */
import type { AnswerEdit, OperationBody } from '#lib/domain/operation.ts';
import type { AnswerPatch } from '#lib/domain/conflict.ts';

/** Two edits of one thing, of which only the later has to reach the server. */
export function isSameThing(earlier: OperationBody, later: OperationBody): boolean {
	if (earlier.type === 'answer.set' && later.type === 'answer.set')
		return earlier.payload.stage === later.payload.stage && earlier.payload.code === later.payload.code;
	if (earlier.type === 'finding.edit' && later.type === 'finding.edit')
		return earlier.payload.id === later.payload.id;
	if (earlier.type === 'evidence.edit' && later.type === 'evidence.edit')
		return earlier.payload.id === later.payload.id;
	if (earlier.type === 'strength.note' && later.type === 'strength.note')
		return earlier.payload.id === later.payload.id;
	if (earlier.type === 'demand.set' && later.type === 'demand.set')
		return earlier.payload.id === later.payload.id;
	return (
		(earlier.type === 'session.record' && later.type === 'session.record') ||
		(earlier.type === 'session.attendance' && later.type === 'session.attendance')
	);
}

/** A choice between two values of what is edited: an edit after it must not slip in front of it. */
export const isChoiceOf = (earlier: OperationBody, later: OperationBody): boolean =>
	earlier.type === 'conflict.settle' &&
	later.type === 'answer.set' &&
	earlier.payload.stage === later.payload.stage &&
	earlier.payload.code === later.payload.code;

/** `later` over `earlier`: patches are laid over each other, whole values replaced. */
export function merged(earlier: OperationBody, later: OperationBody): OperationBody {
	if (earlier.type === 'answer.set' && later.type === 'answer.set')
		return { ...later, payload: mergedEdit(earlier.payload, later.payload) };
	const [before, after] = [earlier.payload, later.payload];
	if ('patch' in before && 'patch' in after)
		return { ...later, payload: { ...after, patch: { ...before.patch, ...after.patch } } } as OperationBody;
	return later;
}

const VALUE: readonly (keyof AnswerPatch)[] = ['input', 'notApplicableReason'];

/** What had been seen is, for each part, what stood before the first of the edits that touched it. */
function mergedEdit(earlier: AnswerEdit, later: AnswerEdit): AnswerEdit {
	const patch = { ...earlier.patch, ...later.patch };
	if (earlier.basis === undefined || later.basis === undefined) return { ...earlier, patch };
	const touched = new Set(Object.keys(earlier.patch));
	if (VALUE.some((key) => touched.has(key))) for (const key of VALUE) touched.add(key);
	const of = (basis: AnswerPatch, isEarlier: boolean) =>
		Object.entries(basis).filter(([key]) => touched.has(key) === isEarlier);
	return {
		...earlier,
		patch,
		basis: Object.fromEntries([...of(later.basis, false), ...of(earlier.basis, true)])
	};
}
