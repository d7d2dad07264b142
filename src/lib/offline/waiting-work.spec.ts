import { beforeEach, describe, expect, it } from 'vitest';
import type { EvidenceView } from '#lib/contracts/field.ts';
import type { Operation } from '#lib/domain/operation.ts';
import { problem } from '#lib/domain/problems.ts';
import { MemoryQueue, type Kept } from './operation-queue.ts';
import type { EvidenceUpload, Outcome } from './transport.ts';
import { LooseWork } from './waiting-work.svelte.ts';

const operation = (seq: number): Operation => ({
	type: 'answer.set',
	payload: { stage: 'appraisal', code: '5.2.1', patch: { note: `câu ${seq}` } },
	opId: `op-${seq}`,
	deviceId: 'tablet',
	actorId: 'p',
	inspectionId: 'i',
	baseVersion: 3,
	seq,
	madeAt: 1000
});

const photo: EvidenceUpload = {
	file: new File(['x'], 'a.txt', { type: 'text/plain' }),
	subjectKind: 'answer',
	subjectId: '5.2.1',
	stage: 'appraisal',
	caption: 'bảng niêm yết',
	takenAt: null,
	place: null,
	originalId: null
};

/** What the server was asked for, in order. */
let asked: string[];
let isAway: boolean;
let locking: Outcome<{ state: string; version: number }>;

beforeEach(() => {
	asked = [];
	isAway = false;
	locking = { kind: 'done', value: { state: 'minutes_signed', version: 9 } };
});

function open(kept: Partial<Kept>): LooseWork {
	const queue = new MemoryQueue();
	queue.save({ ...queue.load(), ...kept });
	let ids = 0;
	let seq = 10;
	return new LooseWork({
		queue,
		transport: {
			send: async (operations) => {
				if (isAway) return { kind: 'unreachable' };
				asked.push(...operations.map(({ type }) => type));
				const results = operations.map(({ opId }) => ({ opId, status: 'accepted', version: 4 }) as const);
				return { kind: 'done', value: { version: 4, results } };
			},
			upload: async (_, id) => {
				asked.push('file');
				return { kind: 'done', value: { id } as EvidenceView };
			},
			move: async (_, { transition, version }) => {
				asked.push(`${transition} on ${version}`);
				return locking;
			}
		},
		shelf: { list: async () => [], put: async () => true, drop: async () => {} },
		device: { id: 'tablet', nextSeq: () => ++seq },
		schedule: () => () => {},
		now: () => 1000,
		newId: () => `id-${++ids}`,
		random: () => 0.5,
		inspectionId: 'i',
		actorId: 'p',
		version: 3,
		conflicts: []
	});
}

describe('work whose inspection is not open', () => {
	it('is sent, its files after what is said of them', async () => {
		const work = open({ pending: [operation(1)] });
		work.tray.add(photo);
		expect(await work.flush()).toBe(true);
		expect(asked).toEqual(['answer.set', 'evidence.add', 'file']);
	});

	it('locks the minutes once all of it has arrived', async () => {
		const work = open({ pending: [operation(1)], lockAskedAt: 500 });
		isAway = true;
		await work.flush();
		expect(asked).toEqual([]);
		expect(work.outbox.lockAskedAt).toBe(500);
		isAway = false;
		await work.flush();
		expect(asked).toEqual(['answer.set', 'sign_minutes on 4']);
		expect(work.outbox.lockAskedAt).toBeNull();
	});

	it('leaves a lock that the server will not do to the inspection’s own page', async () => {
		locking = { kind: 'refused', problem: problem('version.stale', { yours: 4, current: 7 }) };
		const work = open({ lockAskedAt: 500 });
		await work.flush();
		expect(work.outbox.lockAskedAt).toBe(500);
	});

	it('keeps what waits behind a lock; what was refused can be given up', async () => {
		const refused = { operation: operation(1), problem: problem('not_found', {}) };
		const work = open({ pending: [operation(2)], refused: [refused], lockAskedAt: 500 });
		isAway = true;
		expect(await work.discard('op-2', 'nhầm')).toBe(false);
		expect(await work.discard('op-1', 'nhầm')).toBe(true);
		expect(work.outbox.pending.map(({ type }) => type)).toEqual(['answer.set', 'work.discard']);
	});

	it('gives up a file with its announcement, or takes back what may have arrived', async () => {
		const work = open({});
		isAway = true;
		const untold = work.tray.add(photo);
		await work.tray.whenReady();
		expect(work.discardFile(untold, 'mờ')).toBe(true);
		expect(work.outbox.pending.map(({ type }) => type)).toEqual(['work.discard']);
		const told = work.tray.add(photo);
		await work.tray.whenReady();
		await work.outbox.flush();
		expect(work.discardFile(told, 'mờ')).toBe(true);
		expect(work.outbox.pending.map(({ type }) => type)).toEqual([
			'work.discard',
			'evidence.add',
			'evidence.withdraw',
			'work.discard'
		]);
		expect(work.tray.items).toEqual([]);
	});
});
