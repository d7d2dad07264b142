/** The built product as a process of its own, on a scratch demonstration. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request, Agent } from 'node:http';
import type { CriteriaSet } from '#lib/domain/criteria.ts';

export interface Running {
	origin: string;
	dataDir: string;
	/** The server goes away and comes back on the same data. */
	pause: () => Promise<void>;
	resume: () => Promise<void>;
	stop: () => Promise<void>;
}

const PORT = 4199;

export async function startServer(): Promise<Running> {
	const dataDir = mkdtempSync(join(tmpdir(), 'thuoc-bench-'));
	const origin = `http://localhost:${PORT}`;
	let end = await launch(origin, dataDir);
	return {
		origin,
		dataDir,
		pause: () => end(),
		resume: async () => {
			end = await launch(origin, dataDir);
		},
		stop: async () => {
			await end();
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
}

const isUp = (origin: string): Promise<boolean> =>
	fetch(`${origin}/api/health`).then(
		(response) => response.ok,
		() => false
	);

async function launch(origin: string, dataDir: string): Promise<() => Promise<void>> {
	/* Another run's server would be measured instead of this one's. */
	if (await isUp(origin)) throw new Error(`something else answers at ${origin}`);
	const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'scripts', 'serve.mjs')], {
		env: { ...process.env, PORT: String(PORT), THUOC_DATA: dataDir, THUOC_LOG: 'error' },
		stdio: ['ignore', 'ignore', 'inherit']
	});
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	for (let tries = 0; ; tries += 1) {
		if (await isUp(origin)) break;
		if (tries > 300) throw new Error('the server did not start');
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	return () => {
		child.kill('SIGTERM');
		return ended;
	};
}

/** Signs an account of the demonstration in and returns its cookie. */
export async function signIn(origin: string, username: string): Promise<string> {
	const response = await fetch(`${origin}/login`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({ username, password: 'thuoc-minh-hoa' })
	});
	const cookie = response.headers
		.getSetCookie()
		.map((line) => line.split(';')[0]!)
		.find((pair) => pair.startsWith('thuoc_session='));
	if (!cookie) throw new Error(`${username} could not sign in (${response.status})`);
	return cookie;
}

/** The first inspection in a state among those that a page links to, as its person sees it. */
export async function findInspection(
	{ origin }: Running,
	cookie: string,
	page: '/field' | '/agency',
	state: string
): Promise<{ id: string; actorId: string; version: number; set: CriteriaSet }> {
	for (const id of await listIds(origin, cookie, page)) {
		const response = await fetch(`${origin}/api/inspections/${id}/field`, { headers: { cookie } });
		const snapshot = (await response.json()) as {
			id: string;
			state: string;
			actorId: string;
			version: number;
			set: CriteriaSet;
		};
		if (snapshot.state === state) return snapshot;
	}
	throw new Error(`no inspection of ${page} is ${state}`);
}

async function listIds(origin: string, cookie: string, page: '/field' | '/agency'): Promise<string[]> {
	const ask = (path: string) => fetch(`${origin}${path}`, { headers: { cookie } });
	if (page === '/field') {
		const { inspections } = (await (await ask('/api/field')).json()) as { inspections: { id: string }[] };
		return inspections.map(({ id }) => id);
	}
	const text = await (await ask('/agency')).text();
	return [...text.matchAll(/\/agency\/inspections\/([0-9a-f-]{36})/g)].map(([, id]) => id!);
}

export interface Shot {
	method: string;
	path: string;
	/** In bytes already: the client shares the machine with the server it measures. */
	body?: Buffer;
	/** Where it is not JSON. */
	headers?: Record<string, string>;
}

/** Sends `shots` with so many at once over kept connections; returns the milliseconds of each and of the whole. */
export async function fire(
	{ origin }: Running,
	cookie: string,
	concurrent: number,
	shots: readonly Shot[]
): Promise<{ each: number[]; whole: number }> {
	const agent = new Agent({ keepAlive: true, maxSockets: concurrent });
	const each: number[] = [];
	let next = 0;
	const begun = performance.now();
	const worker = async () => {
		for (let shot = shots[next++]; shot; shot = shots[next++]) {
			const at = performance.now();
			await send(origin, agent, cookie, shot);
			each.push(performance.now() - at);
		}
	};
	await Promise.all(Array.from({ length: concurrent }, worker));
	agent.destroy();
	return { each, whole: performance.now() - begun };
}

export function send(
	origin: string,
	agent: Agent,
	cookie: string,
	{ method, path, body, headers }: Shot
): Promise<void> {
	return new Promise((resolve, reject) => {
		const outgoing = request(
			`${origin}${path}`,
			{
				method,
				agent,
				headers: {
					cookie,
					origin,
					...(body === undefined
						? {}
						: { 'content-type': 'application/json', 'content-length': body.length }),
					...headers
				}
			},
			(response) => {
				response.resume();
				response.once('end', () =>
					response.statusCode! < 300
						? resolve()
						: reject(new Error(`${method} ${path}: ${response.statusCode}`))
				);
			}
		);
		outgoing.once('error', reject);
		outgoing.end(body);
	});
}
