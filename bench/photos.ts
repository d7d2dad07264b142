/** Photos: many at once on a good link, and thirty on one that drops again and again. */
import { chromium, type Page } from '@playwright/test';
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import sharp from 'sharp';
import { v7 } from 'uuid';
import type { FieldSnapshot } from '#lib/contracts/field.ts';
import { WeakLink } from '../tests/support/weak-link.ts';
import { fire, signIn, type Running, type Shot } from './server.ts';
import type { Figure } from './table.ts';
import { CHROMIUM } from './tablet.ts';

const CONCURRENT = 50;
const PHOTOS = 600;
const ROUNDS = 4;
const CODE = '4.1.1';
/** As many announcements in one request as a tablet sends. */
const BATCH = 50;

const WEAK_PHOTOS = 30;
/**
 * What is sent twice is the browser's doing: of a request on a used connection that breaks before its answer, it sends
 * all once more by itself, from the beginning. That is half a photo a drop, on average.
 */
const MOST_SENT = 1.15;
/** 1 Mbit/s for 20 s, ten times as fast: as many bytes between two drops, in a tenth of the time. */
const SCALE = 10;
const BYTES_A_SECOND = (1_000_000 / 8) * SCALE;
const BYTES_BETWEEN_DROPS = BYTES_A_SECOND * (20 / SCALE);
const LINK_PORT = 4198;
const BARE_PORT = 4197;
const PATIENCE_MS = 240_000;

export async function benchPhotos(running: Running): Promise<Figure[]> {
	const cookie = await signIn(running.origin, 'truongdoan');
	const inspection = await findOpen(running, cookie);
	const photo = await makePhoto();
	const bare = await startBare();
	const best = { product: 0, bare: 0 };
	for (let round = 0; round <= ROUNDS; round += 1) {
		const product = await timeRound(running, cookie, { ...inspection, photo, round });
		const beside = await timeBare(bare.running, photo, round);
		// The first warms both up; of the others the best of each, on a machine that others use too.
		if (round > 0) best.product = Math.max(best.product, product);
		if (round > 0) best.bare = Math.max(best.bare, beside);
	}
	await bare.stop();
	return [
		{
			name: `a photo of ${Math.round(photo.length / 1000)} KB with its record, ${CONCURRENT} at once`,
			value: best.product,
			unit: '/s',
			limit: { at: 'least', value: 350 },
			beside: { name: 'a bare server that keeps files', value: best.bare }
		},
		{
			name: `${WEAK_PHOTOS} such photos, 1 Mbit/s, a drop every 20 s (at ${SCALE}× the speed): bytes sent ÷ bytes`,
			value: await sendOverWeakLink(running, inspection.id, photo),
			unit: '×',
			limit: { at: 'most', value: MOST_SENT }
		}
	];
}

/** Of some 300 KB, with nothing in it but the picture, as a tablet makes them. */
const makePhoto = (): Promise<Buffer> =>
	sharp({
		create: {
			width: 960,
			height: 720,
			channels: 3,
			background: '#b9c2cf',
			noise: { type: 'gaussian', mean: 128, sigma: 30 }
		}
	})
		.jpeg({ quality: 84 })
		.toBuffer();

/** The same picture with other bytes in the middle of its coded data, so that none is there already. */
function another(photo: Buffer, number: number): Buffer {
	const copy = Buffer.from(photo);
	const at = copy.length >> 1;
	for (let i = -1; i < 8; i += 1) copy[at + i] = 1 + ((number >> (4 * Math.max(i, 0))) & 15);
	return copy;
}

interface Round {
	id: string;
	actorId: string;
	photo: Buffer;
	round: number;
}

/** Photos per second, from the first announcement to the last answer. */
async function timeRound(
	running: Running,
	cookie: string,
	{ id, actorId, photo, round }: Round
): Promise<number> {
	const photos = Array.from({ length: PHOTOS }, (_, n) => ({
		id: v7(),
		bytes: another(photo, round * PHOTOS + n + 1)
	}));
	const operations = photos.map(({ id: proof, bytes }, n) => ({
		type: 'evidence.add',
		payload: {
			id: proof,
			subjectKind: 'answer',
			subjectId: CODE,
			stage: 'appraisal',
			fileName: 'niem-yet.jpg',
			mediaType: 'image/jpeg',
			size: bytes.length,
			sha256: createHash('sha256').update(bytes).digest('hex'),
			caption: '',
			takenAt: null,
			place: null,
			originalId: null,
			position: n
		},
		opId: v7(),
		deviceId: `bench-${round}`,
		actorId,
		inspectionId: id,
		baseVersion: 1_000_000,
		seq: n + 1,
		madeAt: Date.now()
	}));
	const announcing = inBatches(operations);
	const sending = photos.map(({ id: proof, bytes }): Shot => ({
		method: 'POST',
		path: `/api/uploads/${id}/${proof}`,
		body: bytes,
		headers: {
			'tus-resumable': '1.0.0',
			'upload-length': String(bytes.length),
			'content-type': 'application/offset+octet-stream'
		}
	}));
	const records = await fire(running, cookie, 1, announcing);
	const files = await fire(running, cookie, CONCURRENT, sending);
	const arrived = await countArrived(running, cookie, id, new Set(photos.map((one) => one.id)));
	if (arrived !== PHOTOS) throw new Error(`${arrived} of ${PHOTOS} photos arrived`);
	// Taken back, so that each round works on an inspection of a size that there is.
	const withdrawing = operations.map((operation, n) => ({
		...operation,
		type: 'evidence.withdraw',
		payload: { id: operation.payload.id },
		opId: v7(),
		seq: PHOTOS + n + 1
	}));
	await fire(running, cookie, 1, inBatches(withdrawing));
	return (PHOTOS / (records.whole + files.whole)) * 1000;
}

const inBatches = (operations: readonly object[]): Shot[] =>
	Array.from({ length: Math.ceil(operations.length / BATCH) }, (_, n) => ({
		method: 'POST',
		path: '/api/sync',
		body: Buffer.from(JSON.stringify({ operations: operations.slice(n * BATCH, (n + 1) * BATCH) }))
	}));

async function startBare(): Promise<{ running: Running; stop: () => Promise<void> }> {
	const child = fork(join(import.meta.dirname, 'bare-photos.ts'), [String(BARE_PORT)]);
	await new Promise((resolve) => child.once('message', resolve));
	const stop = async () => {
		const ended = new Promise((resolve) => child.once('exit', resolve));
		child.disconnect();
		await ended;
	};
	return { running: { origin: `http://localhost:${BARE_PORT}`, dataDir: '', stop }, stop };
}

async function timeBare(bare: Running, photo: Buffer, round: number): Promise<number> {
	const shots = Array.from({ length: PHOTOS }, (_, n): Shot => ({
		method: 'POST',
		path: '/',
		body: another(photo, 10_000_000 + round * PHOTOS + n)
	}));
	return (PHOTOS / (await fire(bare, '', CONCURRENT, shots)).whole) * 1000;
}

async function readSnapshot({ origin }: Running, cookie: string, id: string): Promise<FieldSnapshot> {
	return (await fetch(`${origin}/api/inspections/${id}/field`, { headers: { cookie } })).json() as never;
}

async function countArrived(running: Running, cookie: string, id: string, ids: ReadonlySet<string>) {
	const { evidence } = await readSnapshot(running, cookie, id);
	return evidence.filter((view) => ids.has(view.id) && !view.isAwaited).length;
}

async function findOpen(running: Running, cookie: string): Promise<{ id: string; actorId: string }> {
	const list = (await (await fetch(`${running.origin}/api/field`, { headers: { cookie } })).json()) as {
		actorId: string;
		inspections: { id: string; state: string }[];
	};
	const open = list.inspections.find(({ state }) => state === 'in_session');
	if (!open) throw new Error('no inspection is in session');
	return { id: open.id, actorId: list.actorId };
}

/** The tablet's own page behind the link: all that goes up while it sends, requests and pulls included. */
async function sendOverWeakLink(running: Running, id: string, photo: Buffer): Promise<number> {
	const link = new WeakLink(LINK_PORT, Number(new URL(running.origin).port));
	await link.open();
	const browser = await chromium.launch(CHROMIUM);
	try {
		const context = await browser.newContext({ locale: 'vi-VN', serviceWorkers: 'block' });
		const [name, value] = (await signIn(running.origin, 'truongdoan')).split('=') as [string, string];
		await context.addCookies([{ name, value, url: link.origin }]);
		const page = await context.newPage();
		// Another criterion than that of the many, which would be a long list to draw.
		await page.goto(`${link.origin}/field/${id}/walk?c=4.1.2`);
		await page.getByRole('button', { name: 'Ảnh, tệp' }).click();
		await page.getByText('Gửi ảnh gốc').click();
		const photos = Array.from({ length: WEAK_PHOTOS }, (_, n) => ({
			name: `anh-${n}.jpg`,
			mimeType: 'image/jpeg',
			buffer: another(photo, 100_000 + n)
		}));
		const before = link.up;
		link.speed = BYTES_A_SECOND;
		link.cutAfter(BYTES_BETWEEN_DROPS, 'again');
		await page.locator('input[type=file]').last().setInputFiles(photos);
		await waitForAll(page, running, id);
		const wanted = Math.floor(
			photos.reduce((sum, { buffer }) => sum + buffer.length, 0) / BYTES_BETWEEN_DROPS
		);
		if (link.cuts < wanted) throw new Error(`the link dropped ${link.cuts} times only`);
		return (link.up - before) / photos.reduce((sum, { buffer }) => sum + buffer.length, 0);
	} finally {
		await browser.close();
		await link.close();
	}
}

async function waitForAll(page: Page, running: Running, id: string): Promise<void> {
	const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
	const end = performance.now() + PATIENCE_MS;
	for (;;) {
		const { evidence } = await readSnapshot(running, cookie, id);
		const here = evidence.filter(({ subjectId, isAwaited }) => subjectId === '4.1.2' && !isAwaited);
		if (here.length >= WEAK_PHOTOS) return;
		if (performance.now() > end) throw new Error(`${here.length} of ${WEAK_PHOTOS} photos arrived`);
		await new Promise((resolve) => setTimeout(resolve, 500));
	}
}
