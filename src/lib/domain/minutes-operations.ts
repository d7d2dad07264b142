/** Edits of the closing session: its record, the people present, the signatures drawn. */
import type { Change, FieldState } from './field-state.ts';
import type { SignatureSide } from './inspection.ts';
import { fail, ok, type Result } from './problems.ts';
import { isDrawn, type DrawnSignature, type SessionRecord } from './session.ts';

export function inSession(field: FieldState, session: SessionRecord): Result<Change> {
	if (field.state !== 'in_session') return fail('inspection.locked', { state: field.state });
	const before = field.session;
	field.session = session;
	return ok({ kind: 'session', session, before });
}

/** The hash inside says which content was seen; whether it is still that content is checked when the minutes close. */
export function drawSignature(field: FieldState, signature: DrawnSignature): Result<Change> {
	if (field.state !== 'in_session') return fail('inspection.locked', { state: field.state });
	if (!isDrawn(signature.strokes)) return fail('minutes.signature_empty', {});
	if (signature.name.trim() === '') return fail('input.required', { field: 'name' }, 'name');
	const before = field.signatures.find(({ side }) => side === signature.side);
	field.signatures = [...field.signatures.filter(({ side }) => side !== signature.side), signature];
	return ok({ kind: 'signature', signature, before });
}

export function clearSignature(field: FieldState, side: SignatureSide): Result<Change> {
	if (field.state !== 'in_session') return fail('inspection.locked', { state: field.state });
	const before = field.signatures.find((signature) => signature.side === side);
	if (!before) return fail('minutes.signature_missing', { side });
	field.signatures = field.signatures.filter((signature) => signature !== before);
	return ok({ kind: 'signature_cleared', before });
}
