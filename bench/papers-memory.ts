/** Draws the paper in the folder (content.json, photo.jpg twenty times) ten times; prints the process's peak memory in MB. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MinutesContent } from '#lib/domain/papers/paper.ts';
import { closePaperPool, renderInWorker } from '#lib/server/pdf/in-worker.ts';

const folder = process.argv[2]!;
const content = JSON.parse(readFileSync(join(folder, 'content.json'), 'utf8')) as MinutesContent;
const jpeg = new Uint8Array(readFileSync(join(folder, 'photo.jpg')));
const photos = Array.from({ length: 20 }, (_, i) => ({ jpeg, caption: `Ảnh ${i + 1}`, code: '3.2.1' }));
for (let i = 0; i < 10; i += 1) await renderInWorker(content, { createdAt: 0, photos });
await closePaperPool();
console.log(Math.round(process.resourceUsage().maxRSS / 1024));
process.exit(0);
