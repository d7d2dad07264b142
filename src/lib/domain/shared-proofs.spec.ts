import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { departmentSet } from '../../../tests/support/field-fixture.ts';
import { listScoredSubcriteria } from './criteria.ts';
import { codesOf, type Proof } from './evidence.ts';
import { emptyFieldState, type FieldState } from './field-state.ts';
import type { OperationBody } from './operation.ts';
import { applyOperation } from './operations.ts';
import { toEvidenceItems } from './papers/evidence-items.ts';

const set = departmentSet();
const scored = listScoredSubcriteria(set).map(({ subcriterion }) => subcriterion.code);
const survey = set.areas
	.flatMap(({ criteria }) => criteria.flatMap(({ subcriteria }) => subcriteria))
	.find(({ isSurvey }) => isSurvey)!.code;
const [home, second, third] = scored as [string, string, string];

const proof = (patch: Partial<Proof> = {}): Proof => ({
	id: 'p1',
	side: 'agency',
	subjectKind: 'answer',
	subjectId: home,
	stage: 'self',
	fileName: 'ke-hoach.pdf',
	mediaType: 'application/pdf',
	size: 10,
	sha256: null,
	caption: '',
	takenAt: null,
	place: null,
	originalId: null,
	position: 0,
	addedBy: 'me',
	...patch
});

function fieldWith(...evidence: Proof[]): FieldState {
	const field = emptyFieldState(set, 'notified');
	field.side = 'agency';
	field.chooser = { actorId: 'me', teamRole: null, areas: [] };
	field.evidence = evidence;
	return field;
}

const share = (code: string, id = 'p1'): OperationBody => ({ type: 'evidence.share', payload: { id, code } });
const unshare = (code: string, id = 'p1'): OperationBody => ({
	type: 'evidence.unshare',
	payload: { id, code }
});
const codeOf = (field: FieldState, body: OperationBody) => {
	const result = applyOperation(field, body);
	return result.ok ? null : result.problem.code;
};
const places = (field: FieldState) => codesOf(field.evidence[0]!);

describe('a proof for several subcriteria', () => {
	it('stands at each, once, and is taken away from one only', () => {
		const field = fieldWith(proof());
		expect([share(second), share(third), share(second)].map((body) => codeOf(field, body))).toEqual([
			null,
			null,
			null
		]);
		expect(places(field)).toEqual([home, second, third]);
		expect(codeOf(field, unshare(home))).toBeNull();
		expect(places(field)).toEqual([second, third]);
		expect(codeOf(field, share(home))).toBeNull();
		expect(places(field)).toEqual([second, third, home]);
	});

	it('keeps its last place; there it is withdrawn', () => {
		const field = fieldWith(proof());
		expect(codeOf(field, unshare(home))).toBe('evidence.last_place');
		expect(places(field)).toEqual([home]);
	});

	it('is not shared with what does not exist, with the survey, by the team or once it is handed in', () => {
		expect(codeOf(fieldWith(proof()), share('9.9.9'))).toBe('answer.subcriterion_unknown');
		expect(codeOf(fieldWith(proof()), share(survey))).toBe('answer.survey_by_office_only');
		expect(codeOf(fieldWith(proof({ side: 'team' })), share(second))).toBe('evidence.unknown');
		expect(codeOf(fieldWith(proof({ subjectKind: 'finding' })), share(second))).toBe('evidence.unknown');
		expect(codeOf({ ...fieldWith(proof()), side: 'team' }, share(second))).toBe('evidence.unknown');
		expect(codeOf({ ...fieldWith(proof()), state: 'self_submitted' }, share(second))).toBe(
			'inspection.locked'
		);
	});

	it('is changed as a whole only where all its subcriteria are open again', () => {
		const field = fieldWith(proof({ codes: [home, second] }));
		field.openCodes = [second, third];
		const edit: OperationBody = { type: 'evidence.edit', payload: { id: 'p1', patch: { caption: 'x' } } };
		expect(codeOf(field, edit)).toBe('self.not_returned');
		expect(codeOf(field, { type: 'evidence.withdraw', payload: { id: 'p1' } })).toBe('self.not_returned');
		expect(codeOf(field, unshare(home))).toBe('self.not_returned');
		expect(codeOf(field, share(third))).toBeNull();
		expect(codeOf(field, unshare(second))).toBeNull();
		expect(places(field)).toEqual([home, third]);
	});

	it('is never without a place and never twice at one, whatever is done', () => {
		const step = fc.record({
			way: fc.constantFrom(share, unshare),
			code: fc.constantFrom(...scored.slice(0, 5))
		});
		fc.assert(
			fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
				const field = fieldWith(proof());
				for (const { way, code } of steps) {
					const result = applyOperation(field, way(code));
					if (result.ok) expect(places(field).includes(code)).toBe(way === share);
				}
				expect(places(field).length).toBeGreaterThan(0);
				expect(new Set(places(field)).size).toBe(places(field).length);
			})
		);
	});
});

describe('toEvidenceItems', () => {
	it('names a shared proof at each of its subcriteria', () => {
		const items = toEvidenceItems({ ...proof({ codes: [home, third] }), citation: '' });
		expect(items.map(({ subcriterionCode }) => subcriterionCode)).toEqual([home, third]);
		expect(toEvidenceItems({ ...proof(), citation: '' })).toHaveLength(1);
	});
});
