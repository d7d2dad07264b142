import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyAnswer, type Answer } from './answer.ts';
import {
	basisOf,
	fromBasis,
	joinTexts,
	meet,
	ownsSubcriterion,
	settledAnswer,
	type AnswerPatch,
	type Conflict
} from './conflict.ts';
import { receiveAnswer } from './answer-operations.ts';
import { emptyFieldState, type FieldState } from './field-state.ts';
import { applyOperation } from './operations.ts';
import type { TeamRole } from './inspection.ts';
import { shippedSet } from '../../../tests/support/criteria-sets.ts';

const CODE = '3.4.1';
const ratio = (numerator: number) => ({ kind: 'ratio', numerator, denominator: 100 }) as const;
const answer = (given: AnswerPatch = {}): Answer => ({ ...emptyAnswer(CODE), ...given });
const WHO = 'Thư ký đoàn';

describe('an edit that meets another', () => {
	it('of a part that only this device changed applies as it is', () => {
		const standing = answer({ input: ratio(90), note: 'Xem sổ' });
		expect(meet(standing, answer({ note: 'Xem sổ' }), { note: 'Xem sổ tay' }, WHO)).toEqual({
			kind: 'clean',
			patch: { note: 'Xem sổ tay' }
		});
	});

	it('that says what stands already changes nothing', () => {
		expect(meet(answer({ input: ratio(90) }), answer(), { input: ratio(90) }, WHO)).toEqual({
			kind: 'clean',
			patch: {}
		});
	});

	it('names the parts of a score that cannot both stand, and applies nothing of it', () => {
		const standing = answer({ input: ratio(90), figuresOn: '2026-08-01' });
		const patch = { input: ratio(99), figuresOn: '2026-08-02', note: 'Theo phần mềm' };
		expect(meet(standing, answer(), patch, WHO)).toEqual({
			kind: 'conflict',
			fields: ['input', 'figuresOn']
		});
	});

	it('counts «không áp dụng» and a figure as two values of one thing', () => {
		const standing = answer({ input: ratio(90) });
		expect(meet(standing, answer(), { notApplicableReason: 'Không phát sinh' }, WHO)).toEqual({
			kind: 'conflict',
			fields: ['input', 'notApplicableReason']
		});
	});

	it('joins texts, papers seen and the flag', () => {
		const standing = answer({ note: 'Thiếu quyết định', seen: [0], flagged: false });
		expect(meet(standing, answer(), { note: 'Hỏi Văn phòng', seen: [2], flagged: true }, WHO)).toEqual({
			kind: 'merged',
			patch: { note: 'Thiếu quyết định\n— Thư ký đoàn ghi:\nHỏi Văn phòng', seen: [0, 2], flagged: true }
		});
	});

	it('joins papers seen tick by tick: what either took away stays away, also when it comes again', () => {
		const basis = answer({ seen: [2, 1] });
		const joined = meet(answer({ seen: [2, 3] }), basis, { seen: [1, 0] }, WHO);
		expect(joined).toEqual({ kind: 'merged', patch: { seen: [3, 0] } });
		expect(meet(answer({ seen: [3, 0] }), basis, { seen: [1, 0] }, WHO)).toEqual({
			kind: 'merged',
			patch: { seen: [3, 0] }
		});
	});

	it('of a device that did not say what it had seen fills an empty place, and meets any other value', () => {
		expect(meet(answer({ note: 'Xem' }), null, { input: ratio(90) }, WHO)).toMatchObject({ kind: 'clean' });
		expect(meet(answer({ input: ratio(1) }), null, { input: ratio(90) }, WHO)).toMatchObject({
			kind: 'conflict'
		});
	});
});

describe('texts of two people', () => {
	it.each([
		['equal', 'Có', 'Có', 'Có'],
		['one within the other', 'Có 3 hồ sơ', '3 hồ sơ', 'Có 3 hồ sơ'],
		['the other within the one', '3 hồ sơ', 'Có 3 hồ sơ', 'Có 3 hồ sơ'],
		['nothing yet', '', 'Có', 'Có'],
		['taken back by one, changed by the other', 'Có', '', 'Có']
	])('%s', (_, standing, late, joined) => {
		expect(joinTexts(standing, null, late, WHO)).toBe(joined);
	});

	it('go on in the own part of a text that was joined meanwhile', () => {
		const standing = 'Thiếu sổ\n— Thư ký đoàn ghi:\nHỏi Văn';
		expect(joinTexts(standing, 'Hỏi Văn', 'Hỏi Văn phòng', WHO)).toBe(
			'Thiếu sổ\n— Thư ký đoàn ghi:\nHỏi Văn phòng'
		);
	});
});

const text = fc.oneof(fc.constantFrom('', 'Có', 'Có sổ', 'Thiếu'), fc.string({ maxLength: 12 }));
const patchOf = fc.record(
	{
		input: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 3 }).map(ratio)),
		notApplicableReason: fc.constantFrom(null, 'Không phát sinh', 'Chưa đến hạn'),
		figuresOn: fc.constantFrom(null, '2026-08-01', '2026-08-02'),
		note: text,
		explanation: text,
		changeReason: text,
		seen: fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }),
		flagged: fc.boolean()
	},
	{ requiredKeys: [] }
);
/* As the rule of an answer leaves it: never an input beside a reason why it does not apply. */
const tidy = (one: Answer): Answer => (one.notApplicableReason === null ? one : { ...one, input: null });
const someAnswer = patchOf.map((patch) => tidy(answer(patch)));
const TEXTS = ['note', 'explanation', 'changeReason'] as const;

/** Two edits of one basis, arriving one after the other. */
function arrive(basis: Answer, first: AnswerPatch, second: AnswerPatch) {
	const standing = tidy({ ...basis, ...first });
	return { standing, met: meet(standing, basis, second, WHO) };
}

describe('whatever two people do', () => {
	it('no text disappears that one of them wrote', () => {
		fc.assert(
			fc.property(someAnswer, patchOf, patchOf, (basis, first, second) => {
				const { standing, met } = arrive(basis, first, second);
				if (met.kind === 'conflict') return;
				const after = { ...standing, ...met.patch };
				for (const key of TEXTS)
					for (const written of [first[key], second[key]])
						if (written !== undefined && written !== basis[key]) expect(after[key]).toContain(written);
			})
		);
	});

	it('the same edit again changes nothing more', () => {
		fc.assert(
			fc.property(someAnswer, patchOf, patchOf, (basis, first, second) => {
				const { standing, met } = arrive(basis, first, second);
				if (met.kind === 'conflict') return;
				const after = tidy({ ...standing, ...met.patch });
				const again = meet(after, basis, second, WHO);
				expect(again.kind).not.toBe('conflict');
				if (again.kind !== 'conflict') expect(tidy({ ...after, ...again.patch })).toEqual(after);
			})
		);
	});

	it('equal edits never conflict', () => {
		fc.assert(
			fc.property(someAnswer, patchOf, (basis, patch) => {
				const { standing, met } = arrive(basis, patch, patch);
				expect(met.kind).toBe('clean');
				if (met.kind !== 'conflict') expect(tidy({ ...standing, ...met.patch })).toEqual(standing);
			})
		);
	});

	it('the order of arrival decides nothing but the order of joined texts', () => {
		fc.assert(
			fc.property(someAnswer, patchOf, patchOf, (basis, a, b) => {
				const [ab, ba] = [arrive(basis, a, b), arrive(basis, b, a)];
				expect(ba.met.kind === 'conflict').toBe(ab.met.kind === 'conflict');
				if (ab.met.kind === 'conflict' || ba.met.kind === 'conflict') return;
				const [one, other] = [
					tidy({ ...ab.standing, ...ab.met.patch }),
					tidy({ ...ba.standing, ...ba.met.patch })
				];
				const scores = ({ input, notApplicableReason, figuresOn, flagged }: Answer) => ({
					input,
					notApplicableReason,
					figuresOn,
					flagged
				});
				expect(scores(one)).toEqual(scores(other));
				expect([...one.seen].sort()).toEqual([...other.seen].sort());
				for (const key of TEXTS) expect(one[key].length).toBe(other[key].length);
			})
		);
	});

	it('what a device says it had seen comes back as it was', () => {
		fc.assert(
			fc.property(someAnswer, (one) => {
				expect(fromBasis(CODE, basisOf(one))).toEqual(one);
			})
		);
	});
});

function conflictOf(late: AnswerPatch, given: Partial<Conflict> = {}): Conflict {
	return {
		id: 'c1',
		stage: 'appraisal',
		code: CODE,
		late: { answer: answer(late), by: 'p2', byName: WHO, madeAt: 1, receivedAt: 2, clockOffsetMs: null },
		basis: answer(),
		standing: { answer: answer({ input: ratio(90) }), by: 'p1', byName: 'Trưởng đoàn', at: 1 },
		settled: null,
		...given
	};
}

describe('a choice', () => {
	const standing = answer({ input: ratio(90), changeReason: 'Thiếu hai quyết định', note: 'Xem sổ' });
	const conflict = conflictOf({ input: ratio(99), changeReason: 'Đủ', note: 'Xem phần mềm', seen: [1] });
	const note = 'Xem sổ\n— Thư ký đoàn ghi:\nXem phần mềm';

	it('for the late value takes its reason with it and keeps the notes of both', () => {
		expect(settledAnswer(standing, conflict, 'late')).toEqual(
			answer({ input: ratio(99), changeReason: 'Đủ', note, seen: [1] })
		);
	});

	it('for the standing value keeps the notes of the other', () => {
		expect(settledAnswer(standing, conflict, 'standing')).toEqual({ ...standing, note, seen: [1] });
	});
});

const SET = shippedSet('department');

describe('who may choose', () => {
	const rows: [TeamRole | null, string[], boolean][] = [
		['lead', ['7'], true],
		['deputy_lead', [], true],
		['member', [], true],
		['member', ['3'], true],
		['member', ['4', '5'], false],
		['secretary', [], false],
		['secretary', ['3'], true],
		[null, [], false]
	];
	it.each(rows)('%s with areas %j: %s', (teamRole, areas, may) => {
		expect(ownsSubcriterion({ teamRole, areas }, SET, CODE)).toBe(may);
	});
});

describe('an operation that settles', () => {
	function field(
		teamRole: TeamRole | null = 'lead',
		conflicts = [conflictOf({ input: ratio(99) })]
	): FieldState {
		const state = emptyFieldState(SET, 'in_session');
		state.answers.appraisal.set(CODE, answer({ input: ratio(90) }));
		return { ...state, conflicts, chooser: { actorId: 'p1', teamRole, areas: ['1'] } };
	}
	const settle = (conflictId: string, choice: 'standing' | 'late' = 'late') =>
		({
			type: 'conflict.settle',
			payload: { conflictId, stage: 'appraisal', code: CODE, choice, reason: ' Theo sổ gốc ' }
		}) as const;

	it('makes the chosen value the answer and says who chose', () => {
		const state = field();
		const result = applyOperation(state, settle('c1'), 77);
		expect(result).toMatchObject({ ok: true, value: { kind: 'settled', before: { input: ratio(90) } } });
		expect(state.answers.appraisal.get(CODE)?.input).toEqual(ratio(99));
		expect(state.conflicts[0]!.settled).toEqual({ choice: 'late', reason: 'Theo sổ gốc', by: 'p1', at: 77 });
	});

	it('takes along what the same person had sent before, and nobody else’s', () => {
		const other = conflictOf({ input: ratio(1) }, { id: 'c3' });
		other.late.by = 'p9';
		const newest = conflictOf({ input: ratio(98) }, { id: 'c2' });
		newest.late.receivedAt = 5;
		const state = field('lead', [conflictOf({ input: ratio(99) }), newest, other]);
		applyOperation(state, settle('c2'), 77);
		expect(state.conflicts.map(({ id, settled }) => [id, settled?.choice ?? null])).toEqual([
			['c1', 'standing'],
			['c2', 'late'],
			['c3', null]
		]);
	});

	it('keeps the notes of all that it settles', () => {
		const newest = conflictOf({ input: ratio(98), note: 'Lần hai' }, { id: 'c2' });
		const state = field('lead', [conflictOf({ input: ratio(99), note: 'Lần một' }), newest]);
		applyOperation(state, settle('c2'));
		expect(state.answers.appraisal.get(CODE)).toMatchObject({
			input: ratio(98),
			note: 'Lần một\n— Thư ký đoàn ghi:\nLần hai'
		});
	});

	it.each([
		['once only', () => applyTwice(field()), 'conflict.settled'],
		['of nothing', () => applyOperation(field(), settle('nowhere')), 'conflict.unknown'],
		['by whose area it is not', () => applyOperation(field('member'), settle('c1')), 'permission.denied'],
		[
			'after the minutes',
			() => applyOperation({ ...field(), state: 'minutes_signed' }, settle('c1')),
			'inspection.locked'
		]
	])('%s', (_, work, code) => {
		expect(work()).toMatchObject({ ok: false, problem: { code } });
	});

	function applyTwice(state: FieldState) {
		applyOperation(state, settle('c1'));
		return applyOperation(state, settle('c1', 'standing'));
	}
});

describe('an edit that comes in late', () => {
	const late = { isUnseen: true, whose: WHO };

	it('keeps both values and leaves the standing one alone', () => {
		const state = emptyFieldState(SET, 'in_session');
		state.answers.appraisal.set(CODE, answer({ input: ratio(90) }));
		const edit = { stage: 'appraisal', code: CODE, patch: { input: ratio(99) }, basis: {} } as const;
		expect(receiveAnswer(state, edit, late)).toMatchObject({
			ok: true,
			value: { kind: 'conflict', late: { input: ratio(99) }, standing: { input: ratio(90) } }
		});
		expect(state.answers.appraisal.get(CODE)?.input).toEqual(ratio(90));
	});

	it('with figures that are none is refused, not kept', () => {
		const state = emptyFieldState(SET, 'in_session');
		state.answers.appraisal.set(CODE, answer({ input: ratio(90) }));
		const edit = { stage: 'appraisal', code: CODE, patch: { input: ratio(101) }, basis: {} } as const;
		expect(receiveAnswer(state, edit, late)).toMatchObject({
			ok: false,
			problem: { code: 'answer.numerator_above_denominator' }
		});
	});
});
