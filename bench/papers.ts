/**
 * Every kind of paper by our engine, by Chromium that prints the same content, and by pdfmake: warm time, memory of a
 * process of its own, size; then three hundred in a row in one process. What the product promises of the heaviest is in the last table.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flatnessOf } from './flatness.ts';
import { makePhotos, paperCases, type MeasuredPaper } from './paper-cases.ts';
import type { Measured } from './paper-engine.ts';
import { ENGINES, type EngineName } from './engine.ts';
import { isPdfmakeThere } from './paper-pdfmake.ts';
import type { Running } from './server.ts';
import { printRows, type Figure } from './table.ts';

type Result = Measured & { pages: number };
type Results = Partial<Record<EngineName, Result>>;

export async function benchPapers({ dataDir }: Running): Promise<Figure[]> {
	const folder = mkdtempSync(join(tmpdir(), 'thuoc-bench-papers-'));
	try {
		for (const [i, jpeg] of (await makePhotos()).entries())
			writeFileSync(join(folder, `photo-${i}.jpg`), jpeg);
		const papers = paperCases(dataDir);
		const results = papers.map((paper): [MeasuredPaper, Results] => [paper, measureAll(folder, paper)]);
		printRows(
			['paper', 'engine', 'pages', 'first ms', 'median ms', 'least ms', '× ours', 'peak MB', '× ours', 'KB'],
			results.flatMap(([{ name }, measured]) => rowsOf(name, measured))
		);
		const row = inARow(folder, papers);
		return [...promises(results), ...row];
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function measureAll(folder: string, paper: MeasuredPaper): Results {
	console.error(`  … ${paper.name}`);
	writeFileSync(join(folder, 'paper.json'), JSON.stringify(paper));
	const engines = ENGINES.filter((engine) => engine !== 'pdfmake' || isPdfmakeThere());
	return Object.fromEntries(engines.map((engine) => [engine, measure(folder, engine)]));
}

function measure(folder: string, engine: EngineName): Result {
	const measured = JSON.parse(run('paper-engine.ts', [engine, folder]).trim()) as Measured;
	const info = execFileSync('pdfinfo', [join(folder, `${engine}.pdf`)], { encoding: 'utf8' });
	return { ...measured, pages: Number(/^Pages:\s+(\d+)/m.exec(info)?.[1]) };
}

function run(script: string, args: string[], flags: string[] = []): string {
	const child = spawnSync(process.execPath, [...flags, join(import.meta.dirname, script), ...args], {
		encoding: 'utf8',
		maxBuffer: 16 * 1024 * 1024
	});
	if (child.status !== 0) throw new Error(`${script} ${args.join(' ')}: ${child.stderr}`);
	return child.stdout;
}

function rowsOf(name: string, results: Results): string[][] {
	const ours = results.ours!;
	return ENGINES.flatMap((engine) => {
		const result = results[engine];
		if (!result) return [];
		const times = (of: (one: Result) => number) => (of(result) / of(ours)).toFixed(2);
		return [
			[
				engine === 'ours' ? name : '',
				engine,
				String(result.pages),
				result.first.toFixed(0),
				result.warm.toFixed(0),
				result.least.toFixed(0),
				times(({ least }) => least),
				result.peak.toFixed(0),
				times(({ peak }) => peak),
				(result.bytes / 1024).toFixed(0)
			]
		];
	});
}

/** The limits that were promised of minutes with score sheet and twenty photos. */
function promises(results: readonly [MeasuredPaper, Results][]): Figure[] {
	const [{ name }, { ours, chromium }] = results.find(([{ content }]) => content.kind === 'minutes')!;
	return [
		{
			name: `${name}, warm (the round disturbed least)`,
			value: ours!.least,
			unit: 'ms',
			limit: { at: 'most', value: 150 },
			beside: { name: 'Chromium print', value: chromium!.least }
		},
		{
			name: `${name}, peak memory of its process`,
			value: ours!.peak,
			unit: 'MB',
			limit: { at: 'most', value: 300 },
			beside: { name: 'Chromium print', value: chromium!.peak }
		}
	];
}

/** The first ones fill caches and bring the process to its size, which is not growth: the next three hundred are judged. */
const TO_WARM = 300;
const IN_A_ROW = 300;

function inARow(folder: string, papers: readonly MeasuredPaper[]): Figure[] {
	console.error(`  … ${IN_A_ROW} in a row`);
	writeFileSync(join(folder, 'papers.json'), JSON.stringify(papers));
	const points = run('paper-row.ts', [folder, String(TO_WARM + IN_A_ROW)], ['--expose-gc'])
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as { drawn: number; heap: number; rss: number });
	printRows(
		['papers drawn', 'heap MB', 'resident MB'],
		points
			.filter(({ drawn }) => drawn % 50 === 0)
			.map(({ drawn, heap, rss }) => [String(drawn), heap.toFixed(1), rss.toFixed(0)])
	);
	const warm = points.filter(({ drawn }) => drawn > TO_WARM);
	return (['heap', 'rss'] as const).map((what): Figure => {
		const { gain, noise, isFlat } = flatnessOf(warm.map((point) => point[what]));
		const words = what === 'heap' ? 'heap after a collection' : 'resident memory';
		return {
			name: `${IN_A_ROW} papers in a row, gain of ${words} (noise ±${noise.toFixed(1)}): ${isFlat ? 'flat' : 'GROWS'}`,
			value: gain,
			unit: 'MB'
		};
	});
}
