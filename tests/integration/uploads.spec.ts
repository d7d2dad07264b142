/** Records first, bytes later: whatever becomes of the link, one proof with the bytes that the device had. */
import fc from 'fast-check';
import { existsSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeEach, describe, expect, test } from 'vitest';
import { MAX_FILE_BYTES, type NewProof } from '#lib/domain/evidence.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import { UPLOAD_LIFE_MS } from '#lib/server/evidence/uploads.ts';
import { countAwaitedFiles, readEvidenceFile, readThumbnail } from '#lib/server/services/evidence.ts';
import { readFieldSnapshot } from '#lib/server/services/field-view.ts';
import { listPhotos } from '#lib/server/services/photos.ts';
import { finishUpload } from '#lib/server/services/uploads.ts';
import { as, auditActions, codeOf, problemOf, type TestCtx } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { keptWorld } from '../support/kept-world.ts';
import { noisyPhoto } from '../support/photos.ts';
import { announced, askOffset, sendBytes, sha256 } from '../support/uploads.ts';

let world: given.World;
let ctx: TestCtx;
let id: string;
let photo: Buffer;
let count = 0;

const openInSession = keptWorld((made) => ({ id: given.inSession(made) }));

beforeEach(async () => {
	({ world, id } = await openInSession());
	ctx = as(world.ctx, world.people.member);
	photo ??= await noisyPhoto(900, 700);
});

const newId = () => `proof-${(count += 1)}`;
/** Announces a file as the member, and returns its id. */
function announce(bytes: Uint8Array = photo, patch: Partial<NewProof> = {}): string {
	const proof = newId();
	const [result] = given.send(world, 'member', id, announced(proof, bytes, patch));
	expect(result).toMatchObject({ status: 'accepted' });
	return proof;
}
const send = (proof: string, bytes: Uint8Array = photo, more: object = {}) =>
	sendBytes(ctx, { inspectionId: id, id: proof, bytes, ...more });
const shown = (proof: string) =>
	readFieldSnapshot(as(world.ctx, world.people.lead), id).evidence.find((one) => one.id === proof);
const folder = () => join(ctx.config.dataDir, 'uploads');
const left = () => (existsSync(folder()) ? readdirSync(folder()) : []);

describe('one proof', () => {
	test('its record is seen by others as not here yet, then with its file, byte for byte', async () => {
		const proof = announce(photo, { caption: 'Bảng niêm yết', takenAt: 5 });
		expect(shown(proof)).toMatchObject({
			isAwaited: true,
			url: null,
			caption: 'Bảng niêm yết',
			byName: world.people.member.displayName,
			addedBy: world.people.member.id
		});
		expect(countAwaitedFiles(ctx, id)).toEqual({ awaited: 1, all: 1 });

		const { status, evidence } = await send(proof);
		expect(status).toBe(201);
		expect(evidence).toMatchObject({ id: proof, isAwaited: false, sha256: sha256(photo) });
		expect(shown(proof)).toMatchObject({ isAwaited: false, thumbUrl: expect.stringContaining('thumb') });
		const { bytes } = readEvidenceFile(as(world.ctx, world.people.lead), id, proof);
		expect(bytes.equals(photo)).toBe(true);
		expect(countAwaitedFiles(ctx, id)).toEqual({ awaited: 0, all: 1 });
		expect(auditActions(ctx.db, proof)).toEqual(['evidence.arrive']);
		expect(left()).toEqual([]);
	});

	test('whatever byte the link is cut at, and however often, it goes on there', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }),
				async (cuts) => {
					const proof = announce();
					let sent = 0;
					for (const cut of cuts) {
						const offset = (await askOffset(ctx, id, proof)) ?? 0;
						const arriving = Math.floor((photo.length - offset - 1) * cut);
						await send(proof, photo, { offset, arriving });
						sent += arriving;
					}
					const offset = (await askOffset(ctx, id, proof)) ?? 0;
					sent += photo.length - offset;
					expect(sent).toBe(photo.length);
					const { evidence } = await send(proof, photo, { offset });
					expect(evidence).toMatchObject({ isAwaited: false });
					expect(readEvidenceFile(ctx, id, proof).bytes.equals(photo)).toBe(true);
				}
			),
			{ numRuns: 12 }
		);
	});

	test('what has arrived outlives a restart of the server', async () => {
		const proof = announce();
		await send(proof, photo, { arriving: 50_000 });
		ctx.db.sqlite.close();
		world.ctx.db = openDatabase(join(ctx.config.dataDir, 'thuoc.sqlite'));
		ctx = as(world.ctx, world.people.member);
		expect(await askOffset(ctx, id, proof)).toBe(50_000);
		await send(proof, photo, { offset: 50_000 });
		expect(readEvidenceFile(ctx, id, proof).bytes.equals(photo)).toBe(true);
		ctx.db.sqlite.close();
	});

	test('all bytes here but nobody told: asked to finish, any number of times, it is one', async () => {
		const proof = announce();
		expect(await codeOf(() => finishUpload(ctx, id, proof))).toBe('evidence.incomplete');
		const begun = photo.length - 1;
		await send(proof, photo, { arriving: begun });
		expect(await codeOf(() => finishUpload(ctx, id, proof))).toBe('evidence.incomplete');
		// The last byte arrives, and the server ends before it has taken the file in.
		const { appendFileSync } = await import('node:fs');
		appendFileSync(join(folder(), proof), photo.subarray(begun));
		expect(await askOffset(ctx, id, proof)).toBe(photo.length);
		const views = await Promise.all([1, 2, 3].map(() => finishUpload(ctx, id, proof)));
		expect(views.map(({ isAwaited }) => isAwaited)).toEqual([false, false, false]);
		expect(await finishUpload(ctx, id, proof)).toMatchObject({ id: proof });
		expect(auditActions(ctx.db, proof)).toEqual(['evidence.arrive']);
	});

	test('sent again when it is here, it is told again', async () => {
		const proof = announce();
		await send(proof);
		expect((await send(proof)).evidence).toMatchObject({ id: proof, isAwaited: false });
		expect(await askOffset(ctx, id, proof)).toBe(photo.length);
		expect(auditActions(ctx.db, proof)).toEqual(['evidence.arrive']);
	});

	test('begun again from the beginning, as browsers do by themselves, it loses nothing', async () => {
		const proof = announce();
		await send(proof, photo, { arriving: 30_000 });
		expect(await send(proof, photo, { arriving: 20_000 })).toMatchObject({ offset: 30_000, evidence: null });
		expect(await askOffset(ctx, id, proof)).toBe(30_000);
		expect(await send(proof, photo, { arriving: 40_000 })).toMatchObject({ offset: 40_000 });
		expect((await send(proof)).evidence).toMatchObject({ isAwaited: false });
		expect(readEvidenceFile(ctx, id, proof).bytes.equals(photo)).toBe(true);
		expect(left()).toEqual([]);
	});

	test('two windows of one tablet that send it at once: one proof, whole', async () => {
		const proof = announce();
		const sent = await Promise.all([send(proof), send(proof)]);
		for (const { evidence } of sent) expect(evidence).toMatchObject({ isAwaited: false });
		expect(readEvidenceFile(ctx, id, proof).bytes.equals(photo)).toBe(true);
		expect(auditActions(ctx.db, proof)).toEqual(['evidence.arrive']);
	});

	test('a file larger than what is held in memory, in pieces, cut inside one', async () => {
		const large = await noisyPhoto(2400, 1800, { quality: 90 });
		expect(large.length).toBeGreaterThan(3_000_000);
		const proof = announce(large);
		await send(proof, large, { arriving: 2_500_000 });
		expect(await askOffset(ctx, id, proof)).toBe(2_500_000);
		expect((await send(proof, large, { offset: 2_500_000 })).evidence).toMatchObject({ isAwaited: false });
		expect(readEvidenceFile(ctx, id, proof).bytes.equals(large)).toBe(true);
		expect(left()).toEqual([]);
	});

	test('the database itself takes no second file for it', async () => {
		const proof = announce();
		await send(proof);
		const change = () =>
			ctx.db.sqlite.prepare(`update evidence set arrived_sha256 = 'x' where id = ?`).run(proof);
		expect(change).toThrow('arrives once');
		expect(() => ctx.db.sqlite.prepare(`delete from evidence where id = ?`).run(proof)).toThrow(
			'never deleted'
		);
	});

	test('two photos of the same bytes are two proofs and one file', async () => {
		const [one, other] = [announce(), announce()];
		await send(one);
		await send(other);
		expect(shown(other)).toMatchObject({ isAwaited: false });
		expect(left()).toEqual([]);
	});
});

describe('order of arrival', () => {
	test('bytes before their record wait at the device: refused, then taken', async () => {
		const proof = newId();
		expect(await codeOf(() => send(proof))).toBe('evidence.record_missing');
		expect(left()).toEqual([]);
		given.send(world, 'member', id, announced(proof, photo));
		expect((await send(proof)).evidence).toMatchObject({ id: proof });
	});

	test('the record twice, also in another operation, is one', async () => {
		const proof = announce();
		const [again] = given.send(world, 'member', id, announced(proof, photo, { caption: 'khác' }));
		expect(again).toMatchObject({ status: 'accepted' });
		expect(shown(proof)).toMatchObject({ caption: '' });
		expect(countAwaitedFiles(ctx, id)).toEqual({ awaited: 0 + 1, all: 1 });
	});

	test('bytes of what was announced come also after the minutes are locked', async () => {
		given.answerAll(world, 'lead', id, 'appraisal');
		const proof = announce();
		given.drawBoth(world, id);
		given.move(world, 'lead', id, 'sign_minutes');
		const [late] = given.send(world, 'member', id, announced(newId(), photo));
		expect(late).toMatchObject({ status: 'rejected', problem: { code: 'inspection.locked' } });
		expect((await send(proof)).evidence).toMatchObject({ isAwaited: false });
		const edit = { type: 'evidence.edit', payload: { id: proof, patch: { caption: 'x' } } } as const;
		const [changed] = given.send(world, 'member', id, edit);
		expect(changed).toMatchObject({ status: 'rejected', problem: { code: 'inspection.locked' } });
	});

	test('taken back while it is on its way: nothing more is taken', async () => {
		const proof = announce();
		await send(proof, photo, { arriving: 10_000 });
		given.send(world, 'member', id, { type: 'evidence.withdraw', payload: { id: proof } });
		expect(shown(proof)).toBeUndefined();
		expect(await codeOf(() => send(proof, photo, { offset: 10_000 }))).toBe('evidence.withdrawn');
		const [again] = given.send(world, 'member', id, announced(proof, photo));
		expect(again).toMatchObject({ status: 'rejected', problem: { code: 'evidence.withdrawn' } });
	});

	test('a caption and an order, changed before and after its bytes', async () => {
		const [one, other] = [announce(photo, { position: 0 }), announce(photo, { position: 1 })];
		const edit = (proof: string, patch: object) =>
			given.send(world, 'member', id, { type: 'evidence.edit', payload: { id: proof, patch } });
		edit(one, { caption: 'Trước' });
		await send(one);
		edit(one, { caption: 'Sau', position: 2 });
		const views = readFieldSnapshot(ctx, id).evidence;
		expect(views.map(({ id: proof, caption }) => [proof, caption])).toEqual([
			[other, ''],
			[one, 'Sau']
		]);
	});
});

describe('what is refused', () => {
	test('other bytes than announced; what came is dropped, and the right ones are taken', async () => {
		const proof = announce();
		const other = Buffer.from(photo);
		other[other.length - 100] = other[other.length - 100]! ^ 1;
		expect(await codeOf(() => send(proof, other))).toBe('evidence.hash_differs');
		expect(left()).toEqual([]);
		expect(shown(proof)).toMatchObject({ isAwaited: true });
		expect((await send(proof)).evidence).toMatchObject({ isAwaited: false });
	});

	test('another length than announced', async () => {
		const proof = announce();
		expect(await codeOf(() => send(proof, photo.subarray(1)))).toBe('evidence.size_differs');
		expect(await codeOf(() => send(proof, photo, { length: photo.length + 1 }))).toBe(
			'evidence.size_differs'
		);
	});

	test('more than there was to come', async () => {
		const proof = announce();
		await send(proof, photo, { arriving: 10_000 });
		const long = Buffer.concat([photo, photo]);
		const { status, evidence } = await send(proof, long, { offset: 10_000 });
		expect(status).toBe(413);
		expect(evidence).toBeNull();
	});

	test('a file too large, empty, or of a kind that is not taken', async () => {
		const [large, empty] = given.send(
			world,
			'member',
			id,
			announced(newId(), photo, { size: MAX_FILE_BYTES + 1 }),
			announced(newId(), photo, { size: 0 })
		);
		expect(large).toMatchObject({ status: 'rejected', problem: { code: 'file.too_large' } });
		expect(empty).toMatchObject({ status: 'rejected', problem: { code: 'file.empty' } });
		const program = Buffer.from('MZ this is a program');
		const proof = announce(program, { fileName: 'báo cáo.pdf', mediaType: 'application/pdf' });
		expect(await codeOf(() => send(proof, program))).toBe('file.kind_not_allowed');
		expect(left()).toEqual([]);
	});

	test('what was announced as a picture and is none: the minutes would call it a photo', async () => {
		const paper = Buffer.from('%PDF-1.7\n%%EOF\n');
		const proof = announce(paper);
		expect(await problemOf(() => send(proof, paper))).toMatchObject({
			code: 'evidence.no_picture',
			details: { name: 'niem-yet.jpg' }
		});
	});

	test('a damaged picture that is not kept as it is', async () => {
		const cut = photo.subarray(0, photo.length / 2);
		const proof = announce(cut);
		expect(await codeOf(() => send(proof, cut))).toBe('file.kind_not_allowed');
	});

	test('the part of another place', async () => {
		const proof = announce();
		await send(proof, photo, { arriving: 10_000 });
		expect((await send(proof, photo, { offset: 9_000 })).status).toBe(409);
		expect(await askOffset(ctx, id, proof)).toBe(10_000);
	});
});

describe('who may', () => {
	test('only whoever announced it sends its bytes, however the address was learnt', async () => {
		const proof = announce();
		for (const name of ['lead', 'inspector', 'viewer', 'officer', 'otherHead'] as const) {
			const other = as(world.ctx, given.actorOf(world, name));
			const bytes = { inspectionId: id, id: proof, bytes: photo };
			expect(await codeOf(() => sendBytes(other, bytes)), name).toBe('not_found');
			expect(await codeOf(() => askOffset(other, id, proof)), name).toBe('not_found');
			expect(await codeOf(() => finishUpload(other, id, proof)), name).toBe('not_found');
		}
		expect(await codeOf(() => send(proof, photo, { inspectionId: given.notified(secondWorld()) }))).toBe(
			'not_found'
		);
		expect(
			await codeOf(() => sendBytes(as(world.ctx, null), { inspectionId: id, id: proof, bytes: photo }))
		).toBe('auth.required');
		expect(left()).toEqual([]);
	});

	/** The same office with another agency, because one has one inspection in a campaign. */
	const secondWorld = (): given.World => ({
		...world,
		people: { ...world.people, agencyId: world.people.otherAgencyId }
	});

	test('only those who write the subject announce; ids of others are no way in', async () => {
		const says = (name: Parameters<typeof given.send>[1], body: ReturnType<typeof announced>) =>
			given.send(world, name, id, body)[0];
		expect(says('viewer', announced(newId(), photo))).toMatchObject({
			problem: { code: 'permission.denied' }
		});
		expect(says('officer', announced(newId(), photo, { stage: 'self' }))).toMatchObject({
			problem: { code: 'inspection.locked' }
		});
		const mine = announce();
		expect(says('lead', announced(mine, photo))).toMatchObject({ problem: { code: 'operation.foreign' } });
		const elsewhere = given.notified(secondWorld());
		const [taken] = given.send(world, 'lead', elsewhere, announced(mine, photo));
		expect(taken).toMatchObject({ status: 'rejected' });
		for (const bad of ['../../thuoc', 'A', 'a/b', '', 'x'.repeat(65)])
			expect(says('member', announced(bad, photo)), bad).toMatchObject({ status: 'rejected' });
	});

	test('the other side changes nothing of it', async () => {
		const proof = announce();
		const edit = { type: 'evidence.edit', payload: { id: proof, patch: { caption: 'x' } } } as const;
		expect(given.send(world, 'officer', id, edit)[0]).toMatchObject({ status: 'rejected' });
		const withdraw = { type: 'evidence.withdraw', payload: { id: proof } } as const;
		expect(given.send(world, 'officer', id, withdraw)[0]).toMatchObject({ status: 'rejected' });
		expect(given.send(world, 'viewer', id, withdraw)[0]).toMatchObject({
			problem: { code: 'permission.denied' }
		});
		expect(shown(proof)).toMatchObject({ caption: '' });
	});
});

describe('what is kept', () => {
	test('a picture with what the camera wrote into it is cleaned, upright; both hashes are kept', async () => {
		const turned = await sharp(photo)
			.withExif({ IFD0: { Make: 'Camera' }, IFD3: { GPSLatitude: '13/1 46/1 0/1' } })
			.withMetadata({ orientation: 6 })
			.jpeg()
			.toBuffer();
		const proof = announce(turned);
		await send(proof, turned);
		const { bytes } = readEvidenceFile(ctx, id, proof);
		const { width, height, exif } = await sharp(bytes).metadata();
		expect({ width, height, exif }).toEqual({ width: 700, height: 900, exif: undefined });
		const row = ctx.db.sqlite
			.prepare('select file_sha256, sha256, arrived_sha256 from evidence where id = ?')
			.get(proof) as Record<string, string>;
		expect(row).toEqual({
			file_sha256: sha256(bytes),
			sha256: sha256(turned),
			arrived_sha256: sha256(turned)
		});
		expect(left()).toEqual([]);
	});

	test('a device that reckons no hash sends all the same', async () => {
		const proof = announce(photo, { sha256: null });
		await send(proof);
		expect(readEvidenceFile(ctx, id, proof).bytes.equals(photo)).toBe(true);
	});

	test('a picture whose inside is damaged breaks neither small pictures nor papers', async () => {
		const damaged = Buffer.from(photo);
		for (let at = damaged.length / 2; at < damaged.length / 2 + 4000; at += 1)
			if (damaged[at] !== 0xff && damaged[at - 1] !== 0xff) damaged[at] = 0x55;
		const proof = announce(damaged);
		await send(proof, damaged);
		expect((await readThumbnail(ctx, id, proof)).length).toBeGreaterThan(0);
		expect(listPhotos(ctx, id).map(({ jpeg }) => jpeg.length)).toEqual([damaged.length]);
	});

	test('only photos that are here are printed', async () => {
		const [here] = [announce(photo, { caption: 'Đã về' }), announce(photo, { caption: 'Chưa về' })];
		await send(here!);
		expect(listPhotos(ctx, id).map(({ caption }) => caption)).toEqual(['Đã về']);
	});

	test('what was begun and left is given up after two weeks, and begins anew', async () => {
		const [old, fresh] = [announce(), announce()];
		for (const proof of [old, fresh]) await send(proof, photo, { arriving: 10_000 });
		const now = ctx.now() / 1000;
		utimesSync(join(folder(), old), now, now - UPLOAD_LIFE_MS / 1000 - 1);
		utimesSync(join(folder(), fresh), now, now);
		world.ctx.clock.at += 2 * 3_600_000;
		await send(announce());
		expect(left()).toEqual([fresh]);
		expect((await send(old)).evidence).toMatchObject({ isAwaited: false });
	});
});
