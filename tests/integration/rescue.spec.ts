/** Work brought by hand: what a tablet wrote into a file, taken by the real services; and files made to do harm. */
import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { RESCUE_LIMITS, type RescueManifest } from '#lib/contracts/rescue.ts';
import type { Stage } from '#lib/domain/answer.ts';
import type { Operation, OperationBody } from '#lib/domain/operation.ts';
import { makeRescueFile, type ToRescue } from '#lib/offline/rescue-file.ts';
import { findAnswer } from '#lib/server/db/queries/answers.ts';
import { updateAccount } from '#lib/server/db/queries/people.ts';
import { applyOperations } from '#lib/server/services/operations.ts';
import { readFieldSnapshot } from '#lib/server/services/field-view.ts';
import {
	dropRescue,
	previewRescue,
	receiveRescue,
	takeRescue,
	takeRescuePhoto
} from '#lib/server/services/rescue.ts';
import { as, type People } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { announced } from '../support/uploads.ts';

type Name = keyof Omit<People, 'agencyId' | 'otherAgencyId'>;

/** A tablet of the member that has not sent, and people who bring its file. */
async function openTablet(author: Name = 'member') {
	const world = await given.openWorld();
	const id = given.inSession(world);
	let seq = 0;
	const make = (body: OperationBody, change: Partial<Operation> = {}): Operation =>
		given.operation(world, author, id, body, { seq: (seq += 1), ...change });
	const note = (code: string, text: string) => make(given.setAnswer('appraisal', code, { note: text }));
	const fileOf = (work: Partial<ToRescue>): Promise<File> =>
		makeRescueFile({
			product: 'test',
			inspection: { id, code: 'KT-1' },
			author: { id: given.actorOf(world, author).id, name: 'Thành viên' },
			device: `device-${author}`,
			madeAt: world.ctx.now(),
			pending: [],
			refused: [],
			sent: [],
			photos: [],
			...work
		});
	const upload = async (by: Name, bytes: Uint8Array) => {
		const source = { uploadId: v7(), fileName: 'cuu-ho.zip' };
		const ctx = as(world.ctx, given.actorOf(world, by));
		for (let at = 0; at < bytes.length; at += RESCUE_LIMITS.pieceBytes)
			await receiveRescue(ctx, id, source.uploadId, at, bytes.subarray(at, at + RESCUE_LIMITS.pieceBytes));
		return { ctx, source };
	};
	const preview = async (by: Name, file: File | Uint8Array) => {
		const { ctx, source } = await upload(by, await bytesOf(file));
		return previewRescue(ctx, id, source);
	};
	const take = async (by: Name, file: File | Uint8Array) => {
		const { ctx, source } = await upload(by, await bytesOf(file));
		const { lines, photos } = await takeRescue(ctx, id, source);
		const photoLines = [];
		for (const photo of photos) photoLines.push(await takeRescuePhoto(ctx, id, source, photo));
		await dropRescue(ctx, id, source.uploadId);
		return { lines, photoLines };
	};
	const sync = (operations: readonly Operation[], oldest = operations[0]?.seq) =>
		applyOperations(as(world.ctx, given.actorOf(world, author)), id, operations, { oldest }).results.map(
			({ status }) => status
		);
	const record = () => dump(world);
	const noteOf = (code: string) => findAnswer(world.ctx.db, id, 'appraisal', code)?.note;
	return { world, id, make, note, fileOf, upload, preview, take, sync, record, noteOf };
}

const bytesOf = async (file: File | Uint8Array): Promise<Uint8Array> =>
	file instanceof File ? new Uint8Array(await file.arrayBuffer()) : file;

/** Everything that is in the database, to see that nothing is. */
function dump({ ctx }: given.World): string {
	const { sqlite } = ctx.db;
	const tables = sqlite
		.prepare(`select name from sqlite_master where type = 'table'`)
		.pluck()
		.all() as string[];
	return JSON.stringify(tables.map((name) => [name, sqlite.prepare(`select * from "${name}"`).all()]));
}

const codeOf = (promise: Promise<unknown>): Promise<string> =>
	promise.then(
		() => 'taken',
		(thrown: Error) => thrown.message
	);

const photoOf = async (
	subjectId = '3.4.1',
	subjectKind: 'answer' | 'finding' = 'answer',
	stage: Stage = 'appraisal'
) => {
	const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#b9c2cf' } })
		.jpeg()
		.toBuffer();
	return {
		id: v7(),
		upload: {
			file: new File([new Uint8Array(bytes)], 'niêm yết.jpg', { type: 'image/jpeg' }),
			subjectKind,
			subjectId,
			stage,
			caption: 'Bảng niêm yết',
			takenAt: 1,
			place: null,
			originalId: null
		}
	};
};

/** The zip taken apart, changed and put together again, with hashes that agree unless `keepsHashes`. */
async function changed(
	file: File,
	change: (held: Record<string, Uint8Array>, manifest: RescueManifest) => void,
	keepsHashes = false
): Promise<Uint8Array> {
	const held = unzipSync(await bytesOf(file));
	const manifest = JSON.parse(new TextDecoder().decode(held['manifest.json'])) as RescueManifest;
	change(held, manifest);
	if (!keepsHashes)
		for (const entry of manifest.entries) {
			const bytes = held[entry.name];
			if (bytes)
				Object.assign(entry, {
					size: bytes.length,
					sha256: createHash('sha256').update(bytes).digest('hex')
				});
		}
	held['manifest.json'] = strToU8(JSON.stringify(manifest));
	return zipSync(held);
}

test('a preview says what would come of it and changes nothing; taking does just that, as the author', async () => {
	const { world, id, make, note, fileOf, preview, take, record, noteOf } = await openTablet();
	const photo = await photoOf();
	const pending = [note('3.4.1', 'tại xã'), make(given.raiseFinding('f-1')), note('9.9.9', 'không có')];
	const file = await fileOf({ pending, photos: [photo, await photoOf('f-1', 'finding')] });
	const before = record();
	const seen = await preview('lead', file);
	expect(record()).toBe(before);
	expect(seen.operations).toEqual({ new: 2, known: 0, conflict: 0, refused: 1 });
	expect(seen.photos).toEqual({ new: 2, known: 0, conflict: 0, refused: 0 });
	expect(seen.lines).toMatchObject([
		{ what: 'answer.set', subject: '9.9.9', problem: { code: 'answer.subcriterion_unknown' } }
	]);
	const { photoLines } = await take('lead', file);
	expect(photoLines.map(({ fate }) => fate)).toEqual(['new', 'new']);
	expect(noteOf('3.4.1')).toBe('tại xã');
	const { findings, evidence } = readFieldSnapshot(as(world.ctx, world.people.lead), id);
	expect(findings.map((finding) => finding.id)).toEqual(['f-1']);
	expect(evidence.find((view) => view.id === photo.id)).toMatchObject({
		fileName: 'niêm yết.jpg',
		caption: 'Bảng niêm yết'
	});
	const { member, lead } = world.people;
	const rows = world.ctx.db.sqlite;
	expect(
		rows.prepare(`select distinct actor_id from sync_batches where device_id = 'device-member'`).pluck().all()
	).toEqual([member.id]);
	const line = rows
		.prepare(`select actor_id as by, subject_id as hash, new from audit_lines where action = 'rescue.import'`)
		.get() as {
		by: string;
		hash: string;
		new: string;
	};
	expect(line).toMatchObject({ by: lead.id, hash: seen.sha256 });
	expect(JSON.parse(line.new)).toMatchObject({ author: member.id, operations: { new: 2, refused: 1 } });
});

test('the file and the tablet, in either order: everything once', async () => {
	for (const isFileFirst of [true, false]) {
		const { world, id, make, note, fileOf, take, sync, noteOf } = await openTablet();
		const pending = [note('3.4.1', 'a'), make(given.raiseFinding('f-1')), note('5.1.1', 'b')];
		const photo = await photoOf();
		const file = await fileOf({ pending, photos: [photo] });
		if (isFileFirst) {
			await take('lead', file);
			expect(sync(pending)).toEqual(['duplicate', 'duplicate', 'duplicate']);
		} else {
			expect(sync(pending)).toEqual(['accepted', 'accepted', 'accepted']);
			await take('lead', file);
		}
		const { photoLines } = await take('lead', file);
		expect(photoLines.map(({ fate }) => fate)).toEqual(['known']);
		expect(sync([note('5.1.1', 'sau')])).toEqual(['accepted']);
		expect(noteOf('5.1.1')).toBe('sau');
		const { findings, evidence } = readFieldSnapshot(as(world.ctx, world.people.lead), id);
		expect([findings.length, evidence.filter((view) => view.id === photo.id).length]).toEqual([1, 1]);
		const taken = world.ctx.db.sqlite.prepare(`select count(*) from operations where op_id like ?`);
		for (const { opId } of pending) expect(taken.pluck().get(opId)).toBe(1);
	}
});

test('a photo whose record is in the file, or was sent before: its bytes complete it, once, also after the lock', async () => {
	const { world, id, make, fileOf, preview, take, sync } = await openTablet();
	const [inFile, sentBefore] = [await photoOf(), await photoOf()];
	const announce = async (photo: typeof inFile) => {
		const bytes = new Uint8Array(await photo.upload.file.arrayBuffer());
		return make(announced(photo.id, bytes, { fileName: photo.upload.file.name, subjectId: '3.4.1' }));
	};
	const pending = await announce(inFile);
	expect(sync([await announce(sentBefore)])).toEqual(['accepted']);
	const file = await fileOf({ pending: [pending], photos: [inFile, sentBefore] });
	expect((await preview('lead', file)).photos).toEqual({ new: 2, known: 0, conflict: 0, refused: 0 });
	expect(sync([pending])).toEqual(['accepted']);
	given.answerAll(world, 'member', id, 'appraisal');
	given.drawBoth(world, id);
	given.move(world, 'lead', id, 'sign_minutes');
	expect((await take('lead', file)).photoLines.map(({ fate }) => fate)).toEqual(['new', 'new']);
	const { evidence } = readFieldSnapshot(as(world.ctx, world.people.lead), id);
	expect(evidence.map(({ isAwaited }) => isAwaited)).toEqual([false, false]);
	expect((await take('lead', file)).photoLines.map(({ fate }) => fate)).toEqual(['known', 'known']);
});

test('what was held for an earlier number is freed by the file; a gap in the file is not waited for', async () => {
	const { note, fileOf, take, sync, noteOf } = await openTablet();
	const [first, second, third, , fifth] = ['a', 'b', 'c', 'd', 'e'].map((text, at) =>
		note(['3.4.1', '5.1.1', '7.2.1', '2.1.1', '1.1.1'][at]!, text)
	);
	expect(sync([third!], 1)).toEqual(['held']);
	await take('lead', await fileOf({ pending: [first!, second!, fifth!] }));
	expect([noteOf('5.1.1'), noteOf('7.2.1'), noteOf('1.1.1')]).toEqual(['b', 'c', 'e']);
});

test('a value that met another is kept beside it, as in a sync', async () => {
	const { world, id, make, fileOf, preview, take } = await openTablet();
	const code = '3.4.1';
	const ratio = (numerator: number) => ({ kind: 'ratio', numerator, denominator: 100 }) as const;
	const late = make({
		type: 'answer.set',
		payload: { stage: 'appraisal', code, patch: { input: ratio(99) }, basis: {} }
	});
	given.send(world, 'lead', id, given.setAnswer('appraisal', code, { input: ratio(90) }));
	const file = await fileOf({ pending: [late] });
	expect((await preview('lead', file)).operations).toMatchObject({ conflict: 1, new: 0 });
	await take('lead', file);
	const { conflicts } = readFieldSnapshot(as(world.ctx, world.people.lead), id);
	expect(conflicts).toMatchObject([{ code, late: { by: world.people.member.id } }]);
	expect((await preview('lead', file)).operations).toMatchObject({ conflict: 0, known: 1 });
});

test('a forged author gives nobody a right that they lack', async () => {
	const { world, make, note, fileOf, preview, take, record, noteOf } = await openTablet('lead');
	const pending = [
		note('3.4.1', 'của trưởng đoàn'),
		make({ type: 'session.record', payload: { patch: { leadConclusion: 'Tốt' } } })
	];
	const file = await fileOf({ pending, photos: [await photoOf()] });
	for (const by of ['member', 'secretary'] as const)
		expect(await codeOf(preview(by, file))).toBe('rescue.not_yours');
	for (const by of ['inspector', 'viewer', 'clerk', 'admin'] as const)
		expect(await codeOf(preview(by, file))).toBe('permission.denied');
	for (const by of ['head', 'officer', 'otherHead'] as const)
		expect(['permission.denied', 'not_found']).toContain(await codeOf(preview(by, file)));
	const { operations, photos, lines } = await preview('planner', file);
	expect([operations.refused, photos.refused]).toEqual([2, 1]);
	expect(new Set(lines.map(({ problem }) => problem?.code))).toEqual(new Set(['rescue.bearer_may_not']));
	await take('planner', file);
	expect(noteOf('3.4.1')).toBeUndefined();
	const before = record();
	const foreign = await changed(file, (held) => {
		const operations = JSON.parse(new TextDecoder().decode(held['operations.json'])) as {
			pending: Operation[];
		};
		for (const one of operations.pending) one.actorId = world.people.member.id;
		held['operations.json'] = strToU8(JSON.stringify(operations));
	});
	expect((await preview('lead', foreign)).lines.map(({ problem }) => problem?.code)).toContain(
		'operation.foreign'
	);
	expect(record()).toBe(before);
});

test('one’s own file is brought by oneself; an author who may no longer do it is refused, one by one or whole', async () => {
	const { world, note, make, fileOf, preview } = await openTablet();
	const file = await fileOf({
		pending: [note('3.4.1', 'a'), make({ type: 'session.record', payload: { patch: { place: 'x' } } })]
	});
	const own = await preview('member', file);
	expect(own.operations).toMatchObject({ new: 1, refused: 1 });
	expect(own.lines).toMatchObject([{ what: 'session.record', problem: { code: 'permission.denied' } }]);
	const { db } = world.ctx;
	const version = db.sqlite
		.prepare('select version from accounts where id = ?')
		.pluck()
		.get(world.people.member.id);
	updateAccount(db, world.people.member.id, version as number, { disabledAt: 1 });
	expect(await codeOf(preview('lead', file))).toBe('rescue.author_unknown');
});

test('after the minutes are locked everything in it is refused with that reason', async () => {
	const { world, id, note, fileOf, preview } = await openTablet();
	const file = await fileOf({ pending: [note('3.4.1', 'muộn')], photos: [await photoOf()] });
	given.answerAll(world, 'member', id, 'appraisal');
	given.drawBoth(world, id);
	given.move(world, 'lead', id, 'sign_minutes');
	const { lines } = await preview('lead', file);
	expect(lines.map(({ problem }) => problem?.code)).toEqual(['inspection.locked', 'inspection.locked']);
});

test('a photo of the second appraisal falls under the second appraisal, in the preview too', async () => {
	const { world, id, fileOf, preview, take } = await openTablet();
	const file = await fileOf({ photos: [await photoOf('3.4.1', 'answer', 'reappraisal')] });
	const early = await preview('lead', file);
	expect(early.lines.map(({ problem }) => problem?.code)).toEqual(['inspection.locked']);
	given.answerAll(world, 'member', id, 'appraisal');
	given.drawBoth(world, id);
	given.move(world, 'lead', id, 'sign_minutes');
	given.move(world, 'lead', id, 'open_explanation');
	expect((await preview('lead', file)).photos).toMatchObject({ new: 1, refused: 0 });
	/* Whoever plans answers for the inspection, but does not appraise. */
	expect((await preview('planner', file)).lines.map(({ problem }) => problem?.code)).toEqual([
		'rescue.bearer_may_not'
	]);
	expect((await take('lead', file)).photoLines.map(({ fate }) => fate)).toEqual(['new']);
});

test('what is no rescue file, is of another kind, or was changed says so, and nothing is kept', async () => {
	const { world, id, note, fileOf, preview, record } = await openTablet();
	const file = await fileOf({ pending: [note('3.4.1', 'a')], photos: [await photoOf()] });
	const whole = await bytesOf(file);
	const flipped = whole.slice();
	flipped[Math.floor(whole.length / 2)]! ^= 0xff;
	const manifestOnly = (change: (manifest: RescueManifest) => void) =>
		changed(file, (_, manifest) => change(manifest));
	const zip = (entries: Zippable) => zipSync(entries);
	const outside = `ra-ngoai-${v7()}`;
	const cases: [string, string, Uint8Array][] = [
		['no zip', 'rescue.not_one', strToU8('không phải zip')],
		['another zip', 'rescue.not_one', zip({ 'a.txt': strToU8('a') })],
		['another format', 'rescue.not_one', await manifestOnly((m) => Object.assign(m, { format: 'khac' }))],
		['newer', 'rescue.newer', await manifestOnly((m) => void (m.version = 2))],
		['manifest without parts', 'rescue.damaged', await manifestOnly((m) => Object.assign(m, { device: 7 }))],
		['cut short', 'rescue.not_one', whole.slice(0, whole.length - 40)],
		['a byte in a photo', 'rescue.damaged', flipped],
		[
			'operations changed under their hash',
			'rescue.damaged',
			await changed(file, (held) => void (held['operations.json'] = strToU8('{}')), true)
		],
		['no operations', 'rescue.damaged', await changed(file, (held) => void delete held['operations.json'])],
		[
			'operations that are no list',
			'rescue.damaged',
			await changed(file, (held) => void (held['operations.json'] = strToU8('[1]')))
		],
		[
			'something hidden beside',
			'rescue.damaged',
			await changed(file, (held) => void (held['them.exe'] = strToU8('x')))
		],
		[
			'a path out of it',
			'rescue.damaged',
			await changed(file, (held) => void (held[`../../${outside}`] = strToU8('x')))
		],
		[
			'another inspection',
			'rescue.other_inspection',
			await manifestOnly((m) => void (m.inspection.id = v7()))
		],
		['nobody', 'rescue.author_unknown', await manifestOnly((m) => void (m.author.id = v7()))],
		[
			'an agency’s',
			'rescue.author_unknown',
			await manifestOnly((m) => void (m.author.id = world.people.officer.id))
		]
	];
	const before = record();
	for (const [name, code, bytes] of cases)
		expect([name, await codeOf(preview('lead', bytes))]).toEqual([name, code]);
	expect(record()).toBe(before);
	for (const above of ['.', '..', '../..'])
		expect(existsSync(join(world.ctx.config.dataDir, above, outside))).toBe(false);
	expect(id).not.toBe('');
});

test('a bomb is met before it goes off', async () => {
	const { note, fileOf, preview } = await openTablet();
	const file = await fileOf({ pending: [note('3.4.1', 'a')] });
	const nothing = new Uint8Array(RESCUE_LIMITS.textBytes + 1);
	const big = await changed(file, (held) => void (held['operations.json'] = nothing));
	expect(big.length).toBeLessThan(100_000);
	expect(await codeOf(preview('lead', big))).toBe('rescue.too_large');
	const many: Zippable = {};
	for (let at = 0; at < RESCUE_LIMITS.photos + 10; at += 1) many[`photos/${at}`] = new Uint8Array();
	expect(await codeOf(preview('lead', zipSync(many)))).toBe('rescue.too_many');
	/* The directory states one byte, the data inflate to more. */
	const lying = await changed(file, (held) => void (held['operations.json'] = new Uint8Array(50_000)));
	const sizes = new DataView(lying.buffer, lying.byteOffset);
	for (let at = 0; at < lying.length - 46; at += 1)
		if (sizes.getUint32(at, true) === 0x02014b50 && sizes.getUint32(at + 24, true) === 50_000)
			sizes.setUint32(at + 24, 10, true);
	expect(await codeOf(preview('lead', lying))).toBe('rescue.damaged');
	const crowd = await fileOf({
		pending: Array.from({ length: RESCUE_LIMITS.operations + 1 }, () => note('3.4.1', 'a'))
	});
	expect(await codeOf(preview('lead', crowd))).toBe('rescue.too_many');
});

test('operations that nobody knows, too, are refused one by one', async () => {
	const { make, note, fileOf, preview } = await openTablet();
	const strange = { ...make(given.raiseFinding('f')), type: 'world.end' } as unknown as Operation;
	const { operations, lines } = await preview(
		'lead',
		await fileOf({ pending: [strange, note('3.4.1', 'a'), null as unknown as Operation] })
	);
	expect(operations).toMatchObject({ new: 1, refused: 2 });
	expect(lines.map(({ problem }) => problem?.code)).toEqual([
		'operation.unknown_type',
		'operation.unknown_type'
	]);
});

test('an upload comes in pieces, in order, is its bearer’s alone, and leaves nothing behind', async () => {
	const { world, id, note, fileOf, upload } = await openTablet();
	const bytes = await bytesOf(await fileOf({ pending: [note('3.4.1', 'a')] }));
	const ctx = as(world.ctx, world.people.lead);
	const uploadId = v7();
	const put = (at: number, to: number) => receiveRescue(ctx, id, uploadId, at, bytes.subarray(at, to));
	expect(await put(0, 100)).toBe(100);
	expect(await codeOf(put(200, 300))).toBe('rescue.upload_lost');
	expect(await put(100, 200)).toBe(200);
	expect(await put(100, 200)).toBe(200);
	expect(await put(200, bytes.length)).toBe(bytes.length);
	expect(await codeOf(receiveRescue(ctx, id, uploadId, RESCUE_LIMITS.bytes, bytes))).toBe('rescue.too_large');
	const source = { uploadId, fileName: 'x.zip' };
	expect((await previewRescue(ctx, id, source)).operations.new).toBe(1);
	const other = as(world.ctx, world.people.secretary);
	expect(await codeOf(previewRescue(other, id, source))).toBe('rescue.upload_lost');
	expect(await codeOf(previewRescue(ctx, id, { ...source, uploadId: '../thuoc' }))).toBe(
		'rescue.upload_lost'
	);
	const folder = join(world.ctx.config.dataDir, 'rescue');
	await upload('lead', bytes);
	expect(readdirSync(folder)).toHaveLength(1);
	await dropRescue(ctx, id, readdirSync(folder)[0]!.split('.')[2]!);
	expect(readdirSync(folder)).toEqual([]);
});
