/** Draws the paper of `papers.ts` ten times and prints the peak memory of this process in MB. */
import { closePaperPool, renderInWorker } from '#lib/server/pdf/in-worker.ts';
import { makeLoad } from './papers.ts';

const { content, photos } = await makeLoad(process.argv[2]!);
for (let i = 0; i < 10; i += 1) await renderInWorker(content, { createdAt: 0, photos });
await closePaperPool();
console.log(Math.round(process.resourceUsage().maxRSS / 1024));
process.exit(0);
