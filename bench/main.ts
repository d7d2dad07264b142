/** Everything in one run; `npm run bench -- saving papers` measures only those. */
import { benchCrowd } from './crowd.ts';
import { benchOffline } from './offline.ts';
import { benchPages } from './pages.ts';
import { benchPapers } from './papers.ts';
import { benchPhotos } from './photos.ts';
import { benchSaving } from './saving.ts';
import { benchScoring } from './scoring.ts';
import { benchSigning } from './signing.ts';
import { benchSync } from './sync.ts';
import { startServer, type Running } from './server.ts';
import { printTable, type Figure } from './table.ts';
import { benchWalk } from './walk.ts';

const BENCHES: Record<string, (running: Running) => Figure[] | Promise<Figure[]>> = {
	scoring: benchScoring,
	pages: benchPages,
	saving: benchSaving,
	sync: benchSync,
	crowd: benchCrowd,
	photos: benchPhotos,
	walk: benchWalk,
	offline: benchOffline,
	papers: benchPapers,
	signing: benchSigning
};

const wanted = process.argv.slice(2);
const running = await startServer();
try {
	const figures: Figure[] = [];
	for (const [name, bench] of Object.entries(BENCHES)) {
		if (wanted.length > 0 && !wanted.includes(name)) continue;
		console.error(`… ${name}`);
		figures.push(...(await bench(running)));
	}
	printTable(figures);
} finally {
	await running.stop();
}
process.exit(0);
