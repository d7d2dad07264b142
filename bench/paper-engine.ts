/** One engine, one paper (in the folder: paper.json, photo-0.jpg, …): times, memory and the file itself. Prints JSON. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MeasuredPaper } from './paper-cases.ts';
import { openEngine, type EngineName } from './engine.ts';
import { quantile } from './table.ts';

export interface Measured {
	/** Milliseconds: the very first drawing; of those after it the median, and the one that was disturbed least. */
	first: number;
	warm: number;
	least: number;
	/** Megabytes. */
	peak: number;
	bytes: number;
}

const WARM_UP = 2;
const ROUNDS = 9;

const [name, folder] = process.argv.slice(2) as [EngineName, string];
const paper = JSON.parse(readFileSync(join(folder, 'paper.json'), 'utf8')) as MeasuredPaper;
const engine = await openEngine(name, folder, paper);

async function time(): Promise<number> {
	const at = performance.now();
	await engine.draw();
	return performance.now() - at;
}

const first = await time();
for (let i = 1; i < WARM_UP; i += 1) await time();
const rounds: number[] = [];
for (let i = 0; i < ROUNDS; i += 1) rounds.push(await time());
const pdf = await engine.draw();
writeFileSync(join(folder, `${name}.pdf`), pdf);
const measured: Measured = {
	first,
	warm: quantile(rounds, 0.5),
	least: Math.min(...rounds),
	peak: engine.peakMemory(),
	bytes: pdf.byteLength
};
await engine.close();
console.log(JSON.stringify(measured));
process.exit(0);
