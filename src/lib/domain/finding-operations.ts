/** Edits of findings, strengths and demands. */
import { findSubcriterion } from './criteria.ts';
import { FIELD_STATES, replace, type Change, type FieldState } from './field-state.ts';
import type { Demand, Finding, Strength } from './finding.ts';
import type { OperationBody } from './operation.ts';
import { fail, ok, type Result } from './problems.ts';
import { isRecheckSet } from './recheck.ts';

export function raiseFinding(
	field: FieldState,
	payload: Extract<OperationBody, { type: 'finding.raise' }>['payload']
): Result<Change> {
	if (isRecheckSet(field.set)) return fail('recheck.open_findings_only', {});
	if (payload.text.trim() === '') return fail('input.required', { field: 'text' }, 'text');
	const { subcriterionCode } = payload;
	if (subcriterionCode !== null && !findSubcriterion(field.set, subcriterionCode))
		return fail('answer.subcriterion_unknown', { code: subcriterionCode }, subcriterionCode);
	if (!field.set.areas.some(({ code }) => code === payload.areaCode))
		return fail('input.invalid', { field: 'areaCode' });
	const before = field.findings.find(({ id }) => id === payload.id);
	const number = before?.number ?? field.lastFindingNumber + 1;
	field.lastFindingNumber = Math.max(field.lastFindingNumber, number);
	const finding: Finding = {
		...payload,
		text: payload.text.trim(),
		causeKind: 'subjective',
		state: 'open',
		number
	};
	replace(field.findings, finding);
	return ok({ kind: 'finding', finding, before });
}

/** Texts of findings may be polished until the conclusion; the drafts of the conclusion come this way too. */
export function editFinding(
	field: FieldState,
	{ id, patch }: Extract<OperationBody, { type: 'finding.edit' }>['payload']
): Result<Change> {
	if (![...FIELD_STATES, 'explaining', 'reappraised'].includes(field.state))
		return fail('inspection.locked', { state: field.state });
	const before = field.findings.find((finding) => finding.id === id);
	if (!before) return fail('finding.unknown', {});
	if (patch.text !== undefined && patch.text.trim() === '')
		return fail('input.required', { field: 'text' }, 'text');
	const finding: Finding = { ...before, ...patch };
	replace(field.findings, finding);
	return ok({ kind: 'finding', finding, before });
}

export function put(list: Strength[], item: Strength, kind: 'strength'): Result<Change>;
export function put(list: Demand[], item: Demand, kind: 'demand'): Result<Change>;
export function put<T extends { id: string; text: string }>(
	list: T[],
	item: T,
	kind: 'strength' | 'demand'
): Result<Change> {
	if (item.text.trim() === '') return fail('input.required', { field: 'text' }, 'text');
	const before = list.find(({ id }) => id === item.id);
	replace(list, item);
	return ok({ kind, [kind]: item, before } as unknown as Change);
}

export function withdraw<T extends { id: string }>(
	list: T[],
	id: string,
	kind: Change['kind']
): Result<Change> {
	const at = list.findIndex((item) => item.id === id);
	if (at < 0) return fail('finding.unknown', {});
	const [before] = list.splice(at, 1);
	return ok({ kind, before } as unknown as Change);
}
