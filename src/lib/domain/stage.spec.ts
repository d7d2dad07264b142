import { describe, expect, it } from 'vitest';
import { shippedSet } from '../../../tests/support/criteria-sets.ts';
import { emptyAnswer, STAGES, type Answer, type AnswerInput, type Stage } from './answer.ts';
import { INSPECTION_STATES, listMoves, MOVES, type InspectionState } from './inspection.ts';
import type { Scored } from './scoring.ts';
import { differs, isStageOpen, listChangesWithoutReason, STAGE_BEFORE, standingStage } from './stage.ts';

const OPEN: Record<Stage, InspectionState[]> = {
	self: ['notified'],
	appraisal: ['self_submitted', 'desk_review', 'in_session'],
	reappraisal: ['explaining'],
	final: []
};

describe('which stage may be written', () => {
	it.each(STAGES)('%s is open in exactly its states', (stage) => {
		expect(INSPECTION_STATES.filter((state) => isStageOpen(stage, state))).toEqual(OPEN[stage]);
	});

	it('never opens two stages at once', () => {
		for (const state of INSPECTION_STATES)
			expect(STAGES.filter((stage) => isStageOpen(stage, state)).length).toBeLessThanOrEqual(1);
	});

	it('freezes the self score and the appraisal for good once the minutes are signed', () => {
		const after = new Set<InspectionState>(['minutes_signed']);
		for (const state of after) for (const name of listMoves(state, 'direct')) after.add(MOVES[name].to);
		expect(after.has('closed')).toBe(true);
		for (const state of after) {
			expect(isStageOpen('self', state)).toBe(false);
			expect(isStageOpen('appraisal', state)).toBe(false);
		}
	});

	it('compares each stage with the one before it', () => {
		expect(STAGES.map((stage) => STAGE_BEFORE[stage])).toEqual([null, 'self', 'appraisal', 'reappraisal']);
	});

	it.each<[InspectionState, Stage]>([
		['notified', 'self'],
		['self_submitted', 'appraisal'],
		['in_session', 'appraisal'],
		['minutes_signed', 'appraisal'],
		['explaining', 'reappraisal'],
		['reappraised', 'reappraisal'],
		['concluded', 'final'],
		['recheck', 'final'],
		['closed', 'final']
	])('in %s the %s score stands', (state, stage) => {
		expect(standingStage(state)).toBe(stage);
	});
});

describe('changes that owe a reason', () => {
	const set = shippedSet('department');
	const CODE = '3.4.1';
	const ratio = (numerator: number, denominator: number): AnswerInput => ({
		kind: 'ratio',
		numerator,
		denominator
	});
	const answers = (change: Partial<Answer>) => new Map([[CODE, { ...emptyAnswer(CODE), ...change }]]);
	const full = answers({ input: ratio(2401, 2401) });

	it.each<[string, ReadonlyMap<string, Answer>, ReadonlyMap<string, Answer>, string[]]>([
		['fewer points', full, answers({ input: ratio(2401, 2431) }), [CODE]],
		['more points', answers({ input: ratio(2401, 2431) }), full, [CODE]],
		[
			'fewer points with a reason',
			full,
			answers({ input: ratio(2401, 2431), changeReason: 'Theo hệ thống' }),
			[]
		],
		['a reason of spaces', full, answers({ input: ratio(1, 2), changeReason: '  ' }), [CODE]],
		['other figures, same points', full, answers({ input: ratio(5, 5) }), []],
		['now not applicable', full, answers({ notApplicableReason: 'Không phát sinh' }), [CODE]],
		[
			'still not applicable',
			answers({ notApplicableReason: 'a' }),
			answers({ notApplicableReason: 'b' }),
			[]
		],
		['blank before: a surprise inspection', new Map(), full, []],
		['empty before', answers({}), full, []],
		['not yet answered now', full, answers({}), []],
		['nothing now', full, new Map(), []]
	])('%s', (_name, before, after, expected) => {
		expect(listChangesWithoutReason(set, before, after)).toEqual(expected);
	});
});

describe('a difference between two results', () => {
	const points = (value: number): Scored => ({
		status: 'scored',
		points: value,
		reason: { kind: 'answered', yes: true }
	});
	const open: Scored = { status: 'unanswered' };
	const na: Scored = { status: 'excluded', reason: { kind: 'not_applicable', reason: 'Không có' } };

	it.each<[string, Scored | undefined, Scored, boolean]>([
		['in points', points(100), points(50), true],
		['in whether it applies', points(100), na, true],
		['not where points agree', points(100), points(100), false],
		['never against a blank', open, points(50), false],
		['never against nothing', undefined, points(50), false]
	])('%s', (_name, before, after, expected) => {
		expect(differs(before, after)).toBe(expected);
	});
});
