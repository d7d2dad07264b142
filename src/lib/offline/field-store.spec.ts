import { beforeEach, describe, expect, it } from 'vitest';
import type { EvidenceView, FieldSnapshot, SyncAnswer } from '#lib/contracts/field.ts';
import { emptyAnswer } from '#lib/domain/answer.ts';
import type { Conflict } from '#lib/domain/conflict.ts';
import { MAX_FILE_BYTES } from '#lib/domain/evidence.ts';
import type { Operation } from '#lib/domain/operation.ts';
import { fieldSnapshot } from '../../../tests/support/field-fixture.ts';
import { FieldStore } from './field-store.svelte.ts';
import { MemoryQueue } from './operation-queue.ts';
import type { EvidenceUpload, Outcome, Transport } from './transport.ts';

const YES = { kind: 'yes_no', yes: true } as const;
const RAISED = {
	id: 'f2',
	areaCode: '5',
	subcriterionCode: '5.1.1',
	text: 'Chưa hoàn thành',
	severity: 'minor',
	cause: '',
	demand: '',
	dueOn: null,
	responsibleUnit: ''
} as const;

/** A tablet with a server that takes everything, unless a test says otherwise. */
class Tablet {
	queue = new MemoryQueue();
	served: FieldSnapshot = fieldSnapshot();
	sent: Operation[] = [];
	uploaded: string[] = [];
	isAway = false;
	/** Operations get through, files do not. */
	isHoldingFiles = false;
	/** Keeps a copy, as a team's visit does. */
	keepsCopy = false;
	answer = (operations: readonly Operation[]): Outcome<SyncAnswer> => {
		this.served = { ...this.served, version: this.served.version + 1 };
		const { version } = this.served;
		return {
			kind: 'done',
			value: { version, results: operations.map(({ opId }) => ({ opId, status: 'accepted', version })) }
		};
	};
	private ids = 0;
	private seq = 0;

	open(): FieldStore {
		const transport: Partial<Transport> = {
			send: async (operations) => {
				if (this.isAway) return { kind: 'unreachable' };
				this.sent.push(...structuredClone([...operations]));
				return this.answer(operations);
			},
			load: async () =>
				this.isAway ? { kind: 'unreachable' } : { kind: 'done', value: structuredClone(this.served) },
			upload: async (_, id) => {
				if (this.isAway || this.isHoldingFiles) return { kind: 'unreachable' };
				this.uploaded.push(id);
				return { kind: 'done', value: { id, isAwaited: false, url: `/x/${id}` } as EvidenceView };
			},
			move: async () => ({ kind: 'done', value: { state: 'minutes_signed', version: this.served.version } })
		};
		return new FieldStore(structuredClone(this.served), {
			transport: transport as Transport,
			queue: this.queue,
			schedule: () => () => {},
			now: () => 1000,
			newId: () => `id-${++this.ids}`,
			random: () => 0.5,
			device: { id: 'tablet', nextSeq: () => ++this.seq },
			...(this.keepsCopy ? { save: async () => true } : {})
		});
	}
}

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

describe('photos', () => {
	const photo = (name = 'a.txt'): EvidenceUpload => ({
		file: new File(['x'.repeat(9)], name, { type: 'text/plain' }),
		subjectKind: 'answer',
		subjectId: '5.2.1',
		stage: 'appraisal',
		caption: name,
		takenAt: null,
		place: null,
		originalId: null
	});
	const shown = (store: FieldStore) =>
		store.proofs
			.of('answer', '5.2.1')
			.map(({ caption, isAwaited }) => (isAwaited ? `${caption} awaited` : caption));

	it('are proofs at once, counted once while they wait, and told before they are sent', async () => {
		tablet.isAway = true;
		const store = tablet.open();
		store.tray.add(photo());
		await store.tray.whenReady();
		expect(shown(store)).toEqual(['a.txt awaited']);
		expect(store.proofs.awaited).toEqual({ awaited: 1, all: 1 });
		expect(store.waiting).toBe(1);
		tablet.isAway = false;
		expect(await store.flush()).toBe(true);
		expect(tablet.sent.map(({ type }) => type)).toEqual(['evidence.add']);
		expect(tablet.uploaded).toEqual(['id-1']);
		expect(shown(store)).toEqual(['a.txt']);
		expect(store.saveState).toEqual({ kind: 'saved' });
	});

	it('that wait do not keep a move back; what is said of them goes first', async () => {
		tablet.isHoldingFiles = true;
		const store = tablet.open();
		store.tray.add(photo());
		expect(await store.move('sign_minutes')).toEqual({ kind: 'done' });
		expect(tablet.sent.map(({ type }) => type)).toEqual(['evidence.add']);
		expect(store.tray.waiting).toBe(1);
	});

	it('change places with their neighbours; a place that stays is not sent', async () => {
		const store = tablet.open();
		for (const name of ['a', 'b', 'c']) store.tray.add(photo(name));
		await store.flush();
		tablet.sent = [];
		store.proofs.move(store.proofs.of('answer', '5.2.1')[2]!, -1);
		expect(shown(store)).toEqual(['a', 'c', 'b']);
		await store.flush();
		expect(tablet.sent.map(({ payload }) => payload)).toMatchObject([
			{ patch: { position: 1 } },
			{ patch: { position: 2 } }
		]);
	});

	it('given up before they were told of leave no record but the word of it', async () => {
		tablet.isAway = true;
		tablet.keepsCopy = true;
		const store = tablet.open();
		const id = store.tray.add(photo());
		await store.tray.whenReady();
		store.proofs.setCaption(id, 'mới');
		store.discardFile(id, 'chụp nhầm');
		expect(store.tray.items).toEqual([]);
		expect(shown(store)).toEqual([]);
		/* One for each number that was used: of the photo, and of its caption. */
		expect(store.outbox.pending.map(({ type }) => type)).toEqual(['work.discard', 'work.discard']);
	});

	it('given up later are taken back, with the word of it', async () => {
		tablet.isHoldingFiles = true;
		const store = tablet.open();
		const id = store.tray.add(photo());
		await store.flush();
		store.discardFile(id, 'chụp nhầm');
		expect(shown(store)).toEqual([]);
		expect(store.outbox.pending.map(({ type }) => type)).toEqual(['evidence.withdraw', 'work.discard']);
	});

	it('stay while the lock waits: what both sides signed lists them', async () => {
		tablet.isAway = true;
		const store = tablet.open();
		const id = store.tray.add(photo());
		await store.tray.whenReady();
		await store.lock.ask();
		expect(store.discardFile(id, 'chụp nhầm')).toBe(false);
		expect(shown(store)).toEqual(['a.txt awaited']);
		expect(store.tray.items).toHaveLength(1);
		store.lock.takeBack();
		expect(store.discardFile(id, 'chụp nhầm')).toBe(true);
		expect(shown(store)).toEqual([]);
	});

	it('put straight into the record by a form stand beside the rest, and stay when the rest changes', () => {
		const store = tablet.open();
		const view = { ...store.proofs.list[0]!, id: 'form', caption: 'theo mẫu' };
		const before = store.proofs.list.length;
		store.proofs.take(view);
		store.apply({ type: 'finding.raise', payload: RAISED });
		expect(store.proofs.list.map(({ id }) => id)).toContain('form');
		store.proofs.forget('form');
		expect(store.proofs.list).toHaveLength(before);
	});

	it('too large are refused here, and nothing is told of them', async () => {
		const store = tablet.open();
		store.tray.add({ ...photo(), file: new File([new Uint8Array(MAX_FILE_BYTES + 1)], 'lớn.pdf') });
		await store.tray.whenReady();
		expect(store.tray.refused[0]?.problem?.code).toBe('file.too_large');
		expect(store.outbox.pending).toEqual([]);
	});
});
