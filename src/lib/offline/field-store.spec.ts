import { beforeEach, describe, expect, it } from 'vitest';
import { emptyAnswer } from '#lib/domain/answer.ts';
import type { Conflict } from '#lib/domain/conflict.ts';
import { RAISED, Tablet } from '../../../tests/support/tablet.ts';

const YES = { kind: 'yes_no', yes: true } as const;
let tablet: Tablet;
beforeEach(() => {
	tablet = new Tablet();
});

describe('an edit on the tablet', () => {
	it('changes the state at once, waits in the outbox, and is the same operation at the server', async () => {
		const store = tablet.open();
		expect(store.scored('5.2.1').status).toBe('unanswered');
		expect(store.setAnswer('5.2.1', { input: YES })).toMatchObject({ ok: true });
		expect(store.scored('5.2.1')).toMatchObject({ status: 'scored' });
		expect(store.saveState).toEqual({ kind: 'waiting', count: 1, why: 'pause' });
		await store.flush();
		expect(store.saveState).toEqual({ kind: 'saved' });
		expect(tablet.sent).toMatchObject([
			{
				type: 'answer.set',
				baseVersion: 12,
				payload: { stage: 'appraisal', code: '5.2.1', patch: { input: YES } }
			}
		]);
	});

	it('that the rule refuses changes nothing and is not sent', async () => {
		const store = tablet.open();
		const refused = store.setAnswer('5.1.1', { input: { kind: 'ratio', numerator: 7, denominator: 6 } });
		expect(refused).toMatchObject({ ok: false, problem: { code: 'answer.numerator_above_denominator' } });
		expect(store.answer('5.1.1')).toBeUndefined();
		await store.flush();
		expect(tablet.sent).toEqual([]);
	});

	it('made with no network is there again after the page was closed, on top of what the server has', async () => {
		tablet.isAway = true;
		const before = tablet.open();
		before.setAnswer('5.2.1', { input: YES });
		await before.flush();
		expect(before.saveState).toEqual({ kind: 'waiting', count: 1, why: 'unreachable' });
		tablet.isAway = false;
		const after = tablet.open();
		expect(after.answer('5.2.1')?.input).toEqual(YES);
		await after.flush();
		expect(tablet.sent).toHaveLength(1);
	});

	it('takes the number the server gave a finding', async () => {
		const store = tablet.open();
		store.apply({ type: 'finding.raise', payload: RAISED });
		expect(store.findings.map(({ number }) => number)).toEqual([1, 2]);
		const accept = tablet.answer;
		tablet.answer = (operations) => {
			const outcome = accept(operations);
			const finding = { ...store.findings[1]!, number: 5 };
			if (outcome.kind === 'done')
				outcome.value.results = [{ ...outcome.value.results[0]!, finding } as never];
			return outcome;
		};
		await store.flush();
		expect(store.findings.map(({ number }) => number)).toEqual([1, 5]);
		store.apply({ type: 'finding.raise', payload: { ...RAISED, id: 'f3' } });
		expect(store.findings.at(-1)?.number).toBe(6);
	});
});

describe('what others do meanwhile', () => {
	it('comes in with a refresh, under what is unsent here', async () => {
		const store = tablet.open();
		store.setAnswer('5.2.1', { input: YES });
		const other = {
			...emptyAnswer('5.1.1'),
			input: { kind: 'ratio', numerator: 6, denominator: 6 }
		} as const;
		tablet.served = {
			...tablet.served,
			version: 20,
			answers: { ...tablet.served.answers, appraisal: [...tablet.served.answers.appraisal, other] }
		};
		await store.refresh();
		expect(store.answer('5.1.1')?.input).toMatchObject({ numerator: 6 });
		expect(store.answer('5.2.1')?.input).toEqual(YES);
		expect(store.version).toBe(20);
	});

	it('is left to the other window that has the inspection now: nothing is fetched, sent or kept any more', async () => {
		const store = tablet.open();
		store.giveAway();
		expect(store.isElsewhere).toBe(true);
		store.setAnswer('5.2.1', { input: YES });
		tablet.served = { ...tablet.served, version: 20 };
		await store.refresh();
		expect(await store.flush()).toBe(false);
		expect(tablet.sent).toEqual([]);
		expect(store.version).toBeLessThan(20);
		expect(tablet.open().answer('5.2.1')).toBeUndefined();
	});

	it('never brings back an older picture over what was sent since', async () => {
		const store = tablet.open();
		const old = structuredClone(tablet.served);
		store.setAnswer('5.2.1', { input: YES });
		await store.flush();
		tablet.served = old;
		await store.refresh();
		expect(store.answer('5.2.1')?.input).toEqual(YES);
	});

	function conflict(id = 'id-1'): Conflict {
		const answer = (yes: boolean) => ({ ...emptyAnswer('5.2.1'), input: { kind: 'yes_no', yes } }) as const;
		return {
			id,
			stage: 'appraisal',
			code: '5.2.1',
			late: {
				answer: answer(true),
				by: 'p1',
				byName: 'Trưởng đoàn kiểm tra',
				madeAt: 1,
				receivedAt: 2,
				clockOffsetMs: 0
			},
			basis: emptyAnswer('5.2.1'),
			standing: { answer: answer(false), by: 'p2', byName: 'Thư ký', at: 1 },
			settled: null
		};
	}

	/** The server keeps the edit beside another's. */
	async function meet() {
		const store = tablet.open();
		const accept = tablet.answer;
		tablet.answer = ([operation]) => ({
			kind: 'done',
			value: {
				version: 13,
				results: [{ opId: operation!.opId, status: 'conflict', version: 13, conflict: conflict() }]
			}
		});
		store.setAnswer('5.2.1', { input: YES });
		await store.flush();
		tablet.answer = accept;
		return store;
	}

	it('on the same answer stands until a person chooses; both are shown', async () => {
		const store = await meet();
		expect(store.saveState).toEqual({ kind: 'saved' });
		expect(store.answer('5.2.1')?.input).toEqual({ kind: 'yes_no', yes: false });
		expect(store.conflictsOf('5.2.1')).toEqual([conflict()]);
		expect(store.conflictsOf('5.1.1')).toEqual([]);
		expect(store.mayChoose(conflict())).toBe(true);
	});

	it('a choice changes the answer at once and is an operation like any other', async () => {
		const store = await meet();
		store.settle(conflict(), 'late', 'Theo sổ gốc');
		expect(store.answer('5.2.1')?.input).toEqual(YES);
		expect(store.conflicts).toEqual([]);
		await store.flush();
		expect(tablet.sent.at(-1)).toMatchObject({
			type: 'conflict.settle',
			payload: { conflictId: 'id-1', choice: 'late', reason: 'Theo sổ gốc' }
		});
	});

	it('may not be chosen from by whose area it is not', () => {
		tablet.served = { ...tablet.served, teamRole: 'member', myAreas: ['3'], conflicts: [conflict()] };
		const store = tablet.open();
		expect(store.conflictsOf('5.2.1')).toHaveLength(1);
		expect(store.mayChoose(conflict())).toBe(false);
		expect(store.settle(conflict(), 'late', '')).toMatchObject({ problem: { code: 'permission.denied' } });
	});

	it('is chosen from while the lock waits, which keeps everything else as it was signed', async () => {
		tablet.served = { ...tablet.served, conflicts: [conflict()] };
		tablet.isAway = true;
		const store = tablet.open();
		store.setAnswer('5.1.1', { note: 'trước khi ký' });
		await store.lock.ask();
		expect(store.setAnswer('5.2.1', { note: 'sau khi ký' })).toMatchObject({
			problem: { code: 'minutes.lock_waits' }
		});
		expect(store.settle(conflict(), 'late', '').ok).toBe(true);
		expect(store.outbox.pending.map(({ type }) => type)).toEqual(['answer.set', 'conflict.settle']);
	});

	it('of each author shows the newest', () => {
		tablet.served = { ...tablet.served, conflicts: [conflict('a'), conflict('b')] };
		expect(
			tablet
				.open()
				.conflictsOf('5.2.1')
				.map(({ id }) => id)
		).toEqual(['b']);
	});

	it('in the note of one answer is joined under what is unsent here, as the server will join it', async () => {
		const store = tablet.open();
		store.setAnswer('5.2.1', { note: 'Của tôi' });
		const other = { ...emptyAnswer('5.2.1'), note: 'Của người khác' };
		tablet.served = {
			...tablet.served,
			version: 20,
			answers: { ...tablet.served.answers, appraisal: [other] }
		};
		await store.refresh();
		expect(store.answer('5.2.1')?.note).toBe('Của người khác\n— Trưởng đoàn kiểm tra ghi:\nCủa tôi');
		expect(store.conflicts).toEqual([]);
	});

	it('joined by the server comes back with its answer', async () => {
		const store = tablet.open();
		const answer = { ...emptyAnswer('5.2.1'), note: 'Hai người' };
		tablet.answer = ([operation]) => ({
			kind: 'done',
			value: { version: 13, results: [{ opId: operation!.opId, status: 'accepted', version: 13, answer }] }
		});
		store.setAnswer('5.2.1', { note: 'Một người' });
		await store.flush();
		expect(store.answer('5.2.1')?.note).toBe('Hai người');
	});

	it('an edit says what stood before it', async () => {
		const store = tablet.open();
		store.setAnswer('5.2.1', { input: YES });
		await store.flush();
		store.setAnswer('5.2.1', { note: 'Xem sổ' });
		await store.flush();
		expect(tablet.sent.map(({ payload }) => 'basis' in payload && payload.basis)).toEqual([
			{},
			{ input: YES }
		]);
	});
});

describe('a move', () => {
	it('waits until everything is sent', async () => {
		const store = tablet.open();
		store.setAnswer('5.2.1', { input: YES });
		tablet.isAway = true;
		expect(await store.move('sign_minutes')).toEqual({ kind: 'unsent' });
		tablet.isAway = false;
		expect(await store.move('sign_minutes')).toEqual({ kind: 'done' });
		expect(tablet.sent).toHaveLength(1);
	});

	it('says which differences from the self score still owe a reason', () => {
		const store = tablet.open();
		const owed = store.owedReasons.length;
		store.setAnswer('5.2.1', { input: { kind: 'yes_no', yes: false } });
		expect(store.owedReasons).toHaveLength(owed + 1);
		store.setAnswer('5.2.1', { changeReason: 'Không có tài liệu kiểm chứng' });
		expect(store.owedReasons).toHaveLength(owed);
	});
});

describe('giving up', () => {
	it('brings back what the copy and the rest of the work make, with no network', async () => {
		tablet.keepsCopy = true;
		tablet.isAway = true;
		const store = tablet.open();
		const [one, two] = store.subcriteria.map(({ subcriterion }) => subcriterion.code);
		const before = store.answer(one!);
		store.setAnswer(one!, { note: 'nhầm' });
		store.setAnswer(two!, { note: 'đúng' });
		store.apply({ type: 'finding.raise', payload: RAISED });
		const raised = store.outbox.pending.find(({ type }) => type === 'finding.raise')!;
		expect(await store.discard(store.outbox.pending[0]!.opId, 'ghi nhầm tiêu chí')).toBe(true);
		expect(await store.discard(raised.opId, 'trùng')).toBe(true);
		expect(store.answer(one!)?.note ?? '').toBe(before?.note ?? '');
		expect(store.answer(two!)?.note).toBe('đúng');
		expect(store.findings.some(({ id }) => id === RAISED.id)).toBe(false);
		expect(store.outbox.pending.map(({ type }) => type)).toEqual([
			'work.discard',
			'answer.set',
			'work.discard'
		]);
	});

	it('waits until the minutes are open again, when both sides have signed', async () => {
		tablet.isAway = true;
		const store = tablet.open();
		store.setAnswer(store.subcriteria[0]!.subcriterion.code, { note: 'x' });
		await store.lock.ask();
		expect(store.lock.askedAt).not.toBeNull();
		expect(await store.discard(store.outbox.pending[0]!.opId, 'nhầm')).toBe(false);
	});
});
