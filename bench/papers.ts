/** Minutes with the score sheet of 95 and 20 photos: warm in the worker, and beside it Chromium printing the same content. */
import { chromium } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { MinutesContent } from '#lib/domain/papers/paper.ts';
import { buildMinutes } from '#lib/domain/papers/minutes.ts';
import { findInspectionByCode } from '#lib/server/db/queries/inspections.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import { closePaperPool, renderInWorker } from '#lib/server/pdf/in-worker.ts';
import type { PaperPhoto } from '#lib/server/pdf/photos.ts';
import { loadRecord } from '#lib/server/services/record.ts';
import type { Running } from './server.ts';
import { quantile, type Figure } from './table.ts';
import { CHROMIUM } from './walk.ts';

const ROUNDS = 15;
const PHOTOS = 20;

export async function benchPapers({ dataDir }: Running): Promise<Figure[]> {
	const { content, photos } = await makeLoad(dataDir);
	await renderInWorker(content, { createdAt: 0, photos });
	const times = await timeEach(ROUNDS, () => renderInWorker(content, { createdAt: 0, photos }));
	await closePaperPool();
	const printed = await timePrint(content, photos);
	return [
		{
			name: `minutes + score sheet + ${PHOTOS} photos, warm (median)`,
			value: quantile(times, 0.5),
			unit: 'ms',
			limit: { at: 'most', value: 150 },
			beside: { name: 'Chromium print', value: quantile(printed, 0.5) }
		},
		{
			name: 'the same, peak memory of its process',
			value: peakMemory(content, photos),
			unit: 'MB',
			limit: { at: 'most', value: 300 }
		}
	];
}

/** The seed's inspection with photos of the size a tablet sends. */
async function makeLoad(dataDir: string): Promise<{ content: MinutesContent; photos: PaperPhoto[] }> {
	const db = openDatabase(join(dataDir, 'thuoc.sqlite'));
	const content = buildMinutes(loadRecord({ db }, findInspectionByCode(db, 'KT-2018-001')!));
	db.sqlite.close();
	const noise = {
		create: {
			width: 1600,
			height: 1200,
			channels: 3 as const,
			background: '#888',
			noise: { type: 'gaussian' as const, mean: 128, sigma: 18 }
		}
	};
	const jpeg = await sharp(noise).jpeg({ quality: 62 }).toBuffer();
	const photos = Array.from({ length: PHOTOS }, (_, i) => ({
		jpeg: new Uint8Array(jpeg),
		caption: `Ảnh ${i + 1}: bộ TTHC niêm yết công khai`,
		code: '3.2.1'
	}));
	return { content, photos };
}

async function timeEach(rounds: number, work: () => Promise<unknown>): Promise<number[]> {
	const times: number[] = [];
	for (let i = 0; i < rounds; i += 1) {
		const at = performance.now();
		await work();
		times.push(performance.now() - at);
	}
	return times;
}

async function timePrint(content: MinutesContent, photos: readonly PaperPhoto[]): Promise<number[]> {
	const browser = await chromium.launch(CHROMIUM);
	const page = await browser.newPage();
	const html = toHtml(content, photos);
	const print = async () => {
		await page.setContent(html, { waitUntil: 'load' });
		await page.pdf({ format: 'A4' });
	};
	await print();
	const times = await timeEach(5, print);
	await browser.close();
	return times;
}

function toHtml({ subject, sections, scoreSheet }: MinutesContent, photos: readonly PaperPhoto[]): string {
	const blocks = sections.flatMap(({ number, title, blocks: inside }) => [
		`<h2>${number}. ${title}</h2>`,
		...inside.map((block) => ('text' in block ? `<p>${block.text}</p>` : ''))
	]);
	const rows = scoreSheet.rows.map(
		(row) =>
			`<tr>${[row.code, row.title, row.maxPoints, row.self, row.appraised, row.difference, row.figures, row.grounds.join('<br>')].map((cell) => `<td>${cell ?? ''}</td>`).join('')}</tr>`
	);
	const pictures = photos.map(
		({ jpeg, caption }) =>
			`<figure><img src="data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}"><figcaption>${caption}</figcaption></figure>`
	);
	return `<!doctype html><meta charset="utf-8"><style>body{font:13pt Tinos,serif}td{border:1px solid}table{border-collapse:collapse;font-size:11pt}img{width:8cm}</style><h1>${subject}</h1>${blocks.join('')}<table>${rows.join('')}</table>${pictures.join('')}`;
}

/** Of a fresh process that draws the paper ten times in its worker, as the server does. */
function peakMemory(content: MinutesContent, [photo]: readonly PaperPhoto[]): number {
	const folder = mkdtempSync(join(tmpdir(), 'thuoc-bench-paper-'));
	writeFileSync(join(folder, 'content.json'), JSON.stringify(content));
	writeFileSync(join(folder, 'photo.jpg'), photo!.jpeg);
	const child = spawnSync(process.execPath, [join(import.meta.dirname, 'papers-memory.ts'), folder], {
		encoding: 'utf8'
	});
	rmSync(folder, { recursive: true });
	if (child.status !== 0) throw new Error(child.stderr);
	return Number(child.stdout.trim());
}
