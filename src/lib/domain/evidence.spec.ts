import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { departmentSet } from '../../../tests/support/field-fixture.ts';
import { inOrder, moved, nextPosition, MAX_FILE_BYTES, type NewProof } from './evidence.ts';
import type { InspectionState } from './inspection.ts';
import { emptyFieldState, type FieldState } from './field-state.ts';
import type { OperationBody } from './operation.ts';
import { actionOf, applyOperation } from './operations.ts';

const given = (patch: Partial<NewProof> = {}): NewProof => ({
	id: 'p1',
	subjectKind: 'answer',
	subjectId: '3.2.1',
	stage: 'appraisal',
	fileName: 'niem-yet.jpg',
	mediaType: 'image/jpeg',
	size: 300_000,
	sha256: 'a'.repeat(64),
	caption: '  Bảng niêm yết ',
	takenAt: 1,
	place: null,
	originalId: null,
	position: 0,
	...patch
});

let field: FieldState;
beforeEach(() => {
	field = emptyFieldState(departmentSet(), 'in_session');
	field.chooser = { actorId: 'me', teamRole: 'member', areas: [] };
});

const add = (patch: Partial<NewProof> = {}) =>
	applyOperation(field, { type: 'evidence.add', payload: given(patch) });
const codeOf = (result: ReturnType<typeof applyOperation>) => (result.ok ? null : result.problem.code);
const raise = () =>
	applyOperation(field, {
		type: 'finding.raise',
		payload: {
			id: 'f1',
			areaCode: '3',
			subcriterionCode: '3.2.1',
			text: 'Chưa niêm yết',
			severity: 'minor',
			cause: '',
			demand: '',
			dueOn: null,
			responsibleUnit: ''
		}
	});

describe('announcing a proof', () => {
	it('is kept with whose it is; its words are trimmed', () => {
		expect(add()).toMatchObject({ ok: true, value: { kind: 'evidence', before: undefined } });
		expect(field.evidence).toMatchObject([
			{ id: 'p1', side: 'team', addedBy: 'me', caption: 'Bảng niêm yết', position: 0 }
		]);
	});

	it('twice is once: what became of it since stands', () => {
		add();
		applyOperation(field, { type: 'evidence.edit', payload: { id: 'p1', patch: { caption: 'Mới' } } });
		expect(add()).toMatchObject({ ok: true, value: { proof: { caption: 'Mới' } } });
		expect(field.evidence).toHaveLength(1);
	});

	it('under an id of somebody else is refused', () => {
		add();
		field.chooser = { ...field.chooser, actorId: 'another' };
		expect(codeOf(add({ caption: 'khác' }))).toBe('operation.foreign');
		expect(field.evidence).toMatchObject([{ caption: 'Bảng niêm yết' }]);
	});

	it.each<[string, Partial<NewProof>, string]>([
		['a subcriterion that is none', { subjectId: '9.9.9' }, 'answer.subcriterion_unknown'],
		['a finding that is none', { subjectKind: 'finding', subjectId: 'f9', stage: null }, 'finding.unknown'],
		['no stage', { stage: null }, 'input.invalid'],
		['the agency’s stage by the team', { stage: 'self' }, 'input.invalid'],
		['a stage that is not open', { stage: 'reappraisal' }, 'inspection.locked'],
		['an empty file', { size: 0 }, 'file.empty'],
		['a file too large', { size: MAX_FILE_BYTES + 1 }, 'file.too_large'],
		['a caption too long', { caption: 'x'.repeat(501) }, 'input.too_long'],
		['an original that is not there', { originalId: 'p0' }, 'evidence.original_unknown']
	])('%s', (_, patch, code) => {
		expect(codeOf(add(patch))).toBe(code);
		expect(field.evidence).toEqual([]);
	});

	it('takes a place without accuracy as it is', () => {
		const place = { latitude: 13.78, longitude: 109.22, accuracy: null };
		add({ place });
		expect(field.evidence[0]?.place).toEqual(place);
	});

	it('a marked-up copy stands beside its original, on the same subject only', () => {
		add();
		expect(codeOf(add({ id: 'p2', originalId: 'p1', subjectId: '3.4.1' }))).toBe('evidence.original_unknown');
		expect(codeOf(add({ id: 'p2', originalId: 'p1' }))).toBeNull();
	});

	it('belongs to a finding as soon as it is raised', () => {
		raise();
		expect(codeOf(add({ subjectKind: 'finding', subjectId: 'f1', stage: null }))).toBeNull();
	});

	it.each<[InspectionState]>([['minutes_signed'], ['explaining'], ['concluded'], ['closed']])(
		'by the team ends with the minutes: %s',
		(state) => {
			raise();
			field.state = state;
			expect(codeOf(add())).toBe('inspection.locked');
			expect(codeOf(add({ subjectKind: 'finding', subjectId: 'f1', stage: null }))).toBe('inspection.locked');
		}
	);

	it('by the agency is for its own stage, and for findings once it knows them', () => {
		raise();
		field.side = 'agency';
		field.state = 'notified';
		expect(codeOf(add({ stage: 'self' }))).toBeNull();
		expect(codeOf(add({ id: 'p2' }))).toBe('input.invalid');
		const onFinding = { id: 'p3', subjectKind: 'finding', subjectId: 'f1', stage: null } as const;
		expect(codeOf(add(onFinding))).toBe('inspection.locked');
		field.state = 'explaining';
		expect(codeOf(add(onFinding))).toBeNull();
	});

	it('an agency draws on its own photos only', () => {
		add();
		field.side = 'agency';
		field.state = 'notified';
		expect(codeOf(add({ id: 'p2', stage: 'self', originalId: 'p1' }))).toBe('evidence.original_unknown');
	});
});

describe('changing and taking back', () => {
	const edit = (patch: { caption?: string; position?: number }, id = 'p1') =>
		applyOperation(field, { type: 'evidence.edit', payload: { id, patch } });
	const withdraw = (id = 'p1') => applyOperation(field, { type: 'evidence.withdraw', payload: { id } });

	it('a caption and a position change each alone', () => {
		add();
		edit({ position: 4 });
		expect(edit({ caption: ' Mới ' })).toMatchObject({
			ok: true,
			value: { before: { caption: 'Bảng niêm yết', position: 4 } }
		});
		expect(field.evidence).toMatchObject([{ caption: 'Mới', position: 4 }]);
	});

	it('what is taken back is gone, once', () => {
		add();
		expect(withdraw()).toMatchObject({
			ok: true,
			value: { kind: 'evidence_withdrawn', before: { id: 'p1' } }
		});
		expect(field.evidence).toEqual([]);
		expect(codeOf(withdraw())).toBe('evidence.unknown');
		expect(codeOf(edit({ caption: 'x' }))).toBe('evidence.unknown');
	});

	it('neither of what the other side gave, nor after the minutes', () => {
		add();
		field.side = 'agency';
		expect(codeOf(edit({ caption: 'x' }))).toBe('evidence.unknown');
		field.side = 'team';
		field.state = 'minutes_signed';
		expect(codeOf(edit({ caption: 'x' }))).toBe('inspection.locked');
		expect(codeOf(withdraw())).toBe('inspection.locked');
		expect(field.evidence).toMatchObject([{ caption: 'Bảng niêm yết' }]);
	});

	it('a caption too long changes nothing', () => {
		add();
		expect(codeOf(edit({ caption: 'x'.repeat(501), position: 3 }))).toBe('input.too_long');
		expect(field.evidence).toMatchObject([{ position: 0 }]);
	});
});

describe('whose right it is', () => {
	const action = (body: OperationBody) => actionOf(body, field);
	const adding = (patch: Partial<NewProof>) => action({ type: 'evidence.add', payload: given(patch) });

	it('follows the subject, the side and the stage', () => {
		expect(adding({})).toBe('appraisal.answer');
		expect(adding({ stage: 'reappraisal' })).toBe('reappraisal.answer');
		expect(adding({ subjectKind: 'finding' })).toBe('finding.write');
		field.side = 'agency';
		expect(adding({ stage: 'self' })).toBe('self.answer');
		expect(adding({ subjectKind: 'finding' })).toBe('explanation.write');
	});

	it('of a change is that of the proof; of nothing nobody’s', () => {
		add();
		expect(action({ type: 'evidence.withdraw', payload: { id: 'p1' } })).toBe('appraisal.answer');
		expect(action({ type: 'evidence.edit', payload: { id: 'p9', patch: {} } })).toBeNull();
		field.side = 'agency';
		expect(action({ type: 'evidence.withdraw', payload: { id: 'p1' } })).toBeNull();
	});
});

describe('order', () => {
	const line = fc.uniqueArray(fc.record({ id: fc.uuid(), position: fc.nat(5) }), {
		selector: ({ id }) => id,
		minLength: 1,
		maxLength: 8
	});

	it('moving one place swaps two neighbours, whatever the positions were', () => {
		fc.assert(
			fc.property(line, fc.nat(7), fc.constantFrom(-1 as const, 1 as const), (proofs, pick, by) => {
				const before = proofs.toSorted(inOrder).map(({ id }) => id);
				const at = pick % before.length;
				const edits = new Map(moved(proofs, before[at]!, by).map(({ id, position }) => [id, position]));
				const after = proofs
					.map(({ id, position }) => ({ id, position: edits.get(id) ?? position }))
					.toSorted(inOrder)
					.map(({ id }) => id);
				const wanted = [...before];
				const other = wanted[at + by];
				if (other !== undefined) [wanted[at], wanted[at + by]] = [other, wanted[at]!];
				expect(after).toEqual(wanted);
			})
		);
	});

	it('the next position is behind all', () => {
		expect(nextPosition([])).toBe(0);
		expect(nextPosition([{ position: 4 }, { position: 2 }])).toBe(5);
	});
});
