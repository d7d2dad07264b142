/** A tablet with no network builds the minutes: the same words and the same hash as the server, once it has everything. */
import { beforeEach, expect, test } from 'vitest';
import type { OperationBody } from '#lib/domain/operation.ts';
import { ProblemError } from '#lib/domain/problems.ts';
import { FieldStore } from '#lib/offline/field-store.svelte.ts';
import { buildMinutesHere } from '#lib/offline/minutes-here.ts';
import { MemoryQueue } from '#lib/offline/operation-queue.ts';
import type { EvidenceUpload, Outcome, Transport } from '#lib/offline/transport.ts';
import { readFieldSnapshot } from '#lib/server/services/field-view.ts';
import { moveInspection } from '#lib/server/services/inspections.ts';
import { previewMinutes, requireSignedContent } from '#lib/server/services/minutes.ts';
import { applyOperations } from '#lib/server/services/operations.ts';
import { as, type TestCtx } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { sendBytes } from '../support/uploads.ts';

let world: given.World;
let ctx: TestCtx;
let id: string;
let isAway: boolean;

beforeEach(async () => {
	world = await given.openWorld();
	ctx = as(world.ctx, world.people.lead);
	id = given.inSession(world);
	isAway = true;
});

/** A tablet of the lead whose way to the server is the services themselves. */
function openTablet(): FieldStore {
	const reach = async <T>(work: () => T | Promise<T>): Promise<Outcome<T>> =>
		isAway ? { kind: 'unreachable' } : { kind: 'done', value: await work() };
	const transport: Partial<Transport> = {
		send: (operations) => reach(() => applyOperations(ctx, id, structuredClone([...operations]))),
		load: () => reach(() => readFieldSnapshot(ctx, id)),
		move: async (_, { transition, version }) => {
			if (isAway) return { kind: 'unreachable' };
			try {
				moveInspection(ctx, id, transition, { version });
			} catch (thrown) {
				if (thrown instanceof ProblemError) return { kind: 'refused', problem: thrown.problem };
				throw thrown;
			}
			return {
				kind: 'done',
				value: { state: given.stateOf(world, id), version: given.versionOf(world, id) }
			};
		},
		upload: (_, evidenceId, file) =>
			reach(async () => {
				const bytes = new Uint8Array(await file.arrayBuffer());
				return (await sendBytes(ctx, { inspectionId: id, id: evidenceId, bytes })).evidence!;
			})
	};
	let seq = 0;
	return new FieldStore(readFieldSnapshot(ctx, id), {
		transport: transport as Transport,
		queue: new MemoryQueue(),
		schedule: () => () => {},
		now: ctx.now,
		newId: ctx.newId,
		random: () => 0.5,
		device: { id: 'tablet', nextSeq: () => ++seq }
	});
}

const finding = (text: string, areaCode: string, subcriterionCode: string | null): OperationBody => ({
	type: 'finding.raise',
	payload: {
		id: ctx.newId(),
		areaCode,
		subcriterionCode,
		text,
		severity: 'moderate',
		cause: 'Chưa bố trí người theo dõi',
		demand: 'Niêm yết đủ',
		dueOn: '2026-10-30',
		responsibleUnit: 'Văn phòng'
	}
});

const work: () => OperationBody[] = () => [
	finding('Chưa niêm yết đủ bộ thủ tục', '3', '3.2.1'),
	finding('Hồ sơ trả chậm', '3', '3.4.1'),
	{
		type: 'strength.note',
		payload: { id: ctx.newId(), areaCode: '5', text: 'Chấm điểm rèn luyện hằng tháng' }
	},
	{ type: 'strength.note', payload: { id: ctx.newId(), areaCode: '1', text: 'Kế hoạch ban hành sớm' } },
	{
		type: 'demand.set',
		payload: { id: ctx.newId(), text: 'Bổ sung nhân lực', addressedTo: 'Sở Nội vụ', dueOn: null }
	},
	{
		type: 'demand.set',
		payload: { id: ctx.newId(), text: 'Báo cáo trước 30/10', addressedTo: '', dueOn: '2026-10-30' }
	},
	{
		type: 'session.record',
		payload: { patch: { place: 'Phòng họp', agencyOpinion: 'Nhất trí', copies: 3 } }
	},
	{
		type: 'answer.set',
		payload: {
			stage: 'appraisal',
			code: '3.4.1',
			patch: { input: { kind: 'ratio', numerator: 67, denominator: 70 }, changeReason: 'Theo sổ một cửa' }
		}
	}
];

const photo = (): EvidenceUpload => ({
	file: new File([Buffer.from(ONE_PIXEL, 'base64')], 'bảng niêm yết.png', { type: 'image/png' }),
	subjectKind: 'answer',
	subjectId: '3.2.1',
	stage: 'appraisal',
	caption: 'Bảng niêm yết',
	takenAt: null,
	place: null,
	originalId: null
});
const ONE_PIXEL =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test('away from the network as at the server', async () => {
	const tablet = openTablet();
	for (const body of work()) expect(tablet.apply(body).ok).toBe(true);
	tablet.tray.add(photo());
	const here = (await buildMinutesHere(tablet))!;
	expect(JSON.stringify(here.content)).toContain('Chưa niêm yết đủ bộ thủ tục');
	expect(JSON.stringify(here.content)).toContain('Bảng niêm yết');

	isAway = false;
	expect(await tablet.flush()).toBe(true);
	const there = previewMinutes(ctx, id);
	expect(there.content).toEqual(here.content);
	expect(there.hash).toBe(here.hash);
});

test('what is signed away from the network is what the server freezes', async () => {
	const tablet = openTablet();
	for (const body of work()) tablet.apply(body);
	await sign(tablet);
	expect(tablet.signatures).toHaveLength(2);
	isAway = false;
	await tablet.flush();
	expect(() => requireSignedContent(ctx, id)).not.toThrow();
	tablet.apply({ type: 'session.record', payload: { patch: { agencyOpinion: 'Đề nghị xem lại' } } });
	await tablet.flush();
	expect(() => requireSignedContent(ctx, id)).toThrow('minutes.content_changed');
});

test('the same after the snapshot has been fetched again, in whatever order lists come', async () => {
	const tablet = openTablet();
	for (const body of work()) tablet.apply(body);
	const before = (await buildMinutesHere(tablet))!;
	isAway = false;
	await tablet.flush();
	await tablet.refresh();
	expect((await buildMinutesHere(tablet))!.hash).toBe(before.hash);
	expect((await buildMinutesHere(openTablet()))!.hash).toBe(before.hash);
});

test('the agency gets nothing to build from', () => {
	expect(readFieldSnapshot(ctx, id).paperFacts).not.toBeNull();
	expect(readFieldSnapshot(as(world.ctx, world.people.officer), id).paperFacts).toBeNull();
});

test('the lock asked for with no network is done when everything has been sent', async () => {
	given.answerAll(world, 'lead', id, 'appraisal');
	const tablet = openTablet();
	tablet.apply({ type: 'session.record', payload: { patch: { endedAt: ctx.now() } } });
	await sign(tablet);
	expect((await tablet.lock.ask()).kind).toBe('unsent');
	expect(tablet.lock.askedAt).not.toBeNull();
	expect(tablet.canAnswer).toBe(false);
	const late = tablet.apply({ type: 'session.record', payload: { patch: { place: 'Nơi khác' } } });
	expect(late).toMatchObject({ ok: false, problem: { code: 'minutes.lock_waits' } });

	isAway = false;
	expect(await tablet.flush()).toBe(true);
	expect(given.stateOf(world, id)).toBe('minutes_signed');
	expect(tablet.lock.askedAt).toBeNull();
	expect(tablet.lock.fault).toBeNull();
});

test('a lock that the server refuses is said, and work is open again', async () => {
	given.answerAll(world, 'lead', id, 'appraisal');
	const tablet = openTablet();
	tablet.apply({ type: 'session.record', payload: { patch: { endedAt: ctx.now() } } });
	await sign(tablet);
	await tablet.lock.ask();
	// Meanwhile a colleague with a network notes something: what was signed is no longer all there is.
	given.send(world, 'member', id, {
		type: 'strength.note',
		payload: { id: ctx.newId(), areaCode: '3', text: 'Ghi sau khi ký' }
	});
	isAway = false;
	await tablet.flush();
	expect(given.stateOf(world, id)).toBe('in_session');
	expect(tablet.lock.fault?.code).toBe('minutes.content_changed');
	expect(tablet.lock.askedAt).toBeNull();
	expect(tablet.apply({ type: 'session.record', payload: { patch: { place: 'Nơi khác' } } }).ok).toBe(true);
});

async function sign(tablet: FieldStore): Promise<void> {
	const { hash } = (await buildMinutesHere(tablet))!;
	const points = Array.from({ length: 12 }, (_, n) => ({ x: n * 9, y: n * 3, time: n * 16, pressure: 0.5 }));
	for (const side of ['team', 'agency'] as const)
		tablet.apply({
			type: 'signature.draw',
			payload: {
				side,
				name: `Bên ${side}`,
				title: '',
				strokes: [{ points }],
				signedAt: ctx.now(),
				contentHash: hash
			}
		});
}
