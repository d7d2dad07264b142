/** Server-rendered office pages at demonstration size, ten at once. */
import { fire, signIn, type Running } from './server.ts';
import { leastOf, quantile, type Figure } from './table.ts';

const PATHS = ['/dashboard', '/campaigns', '/inspections', '/explanations', '/remedies', '/documents'];
const CONCURRENT = 10;
const ROUNDS = 4;

export async function benchPages(running: Running): Promise<Figure[]> {
	const cookie = await signIn(running.origin, 'chuyenvien');
	const list = await (await fetch(`${running.origin}/inspections`, { headers: { cookie } })).text();
	const one = /\/inspections\/[0-9a-f-]{36}/.exec(list)?.[0];
	const paths = one ? [...PATHS, one, `${one}/scores`] : PATHS;
	const shots = (count: number) =>
		Array.from({ length: count }, (_, i) => ({ method: 'GET', path: paths[i % paths.length]! }));
	await fire(running, cookie, CONCURRENT, shots(200));
	const p95 = await leastOf(ROUNDS, async () =>
		quantile((await fire(running, cookie, CONCURRENT, shots(800))).each, 0.95)
	);
	return [
		{
			name: `office pages (${paths.length}), 10 at once, p95`,
			value: p95,
			unit: 'ms',
			limit: { at: 'most', value: 50 }
		}
	];
}
