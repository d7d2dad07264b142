/** Edits of proofs: announced before their files arrive, changed and taken back by the side that added them. */
import {
	announceProof,
	editProof,
	ownProof,
	shareProof,
	unshareProof,
	type NewProof,
	type ProofPatch
} from './evidence.ts';
import { replace, type Change, type FieldState } from './field-state.ts';
import { ok, type Result } from './problems.ts';

export function addProof(field: FieldState, given: NewProof): Result<Change> {
	const before = field.evidence.find(({ id }) => id === given.id);
	const proof = announceProof(field, given);
	if (!proof.ok) return proof;
	if (!before) field.evidence.push(proof.value);
	return ok({ kind: 'evidence', proof: proof.value, before });
}

export function changeProof(
	field: FieldState,
	{ id, patch }: { id: string; patch: ProofPatch }
): Result<Change> {
	const edited = editProof(field, id, patch);
	if (!edited.ok) return edited;
	replace(field.evidence, edited.value.proof);
	return ok({ kind: 'evidence', ...edited.value });
}

/** A proof stands at one more subcriterion, or no longer at one of several. */
export function placeProof(
	field: FieldState,
	{ id, code }: { id: string; code: string },
	way: 'share' | 'unshare'
): Result<Change> {
	const placed = (way === 'share' ? shareProof : unshareProof)(field, id, code);
	if (!placed.ok) return placed;
	replace(field.evidence, placed.value.proof);
	return ok({ kind: 'evidence', ...placed.value });
}

export function withdrawProof(field: FieldState, id: string): Result<Change> {
	const found = ownProof(field, id);
	if (!found.ok) return found;
	field.evidence = field.evidence.filter((proof) => proof !== found.value);
	return ok({ kind: 'evidence_withdrawn', before: found.value });
}
