/** The built product as a process of its own, on a scratch demonstration. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request, Agent } from 'node:http';

export interface Running {
	origin: string;
	dataDir: string;
	stop: () => Promise<void>;
}

const PORT = 4199;

export async function startServer(): Promise<Running> {
	const dataDir = mkdtempSync(join(tmpdir(), 'thuoc-bench-'));
	const origin = `http://localhost:${PORT}`;
	const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'scripts', 'serve.mjs')], {
		env: { ...process.env, PORT: String(PORT), THUOC_DATA: dataDir, THUOC_LOG: 'error' },
		stdio: ['ignore', 'ignore', 'inherit']
	});
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	for (let tries = 0; ; tries += 1) {
		const up = await fetch(`${origin}/api/health`).then(
			(response) => response.ok,
			() => false
		);
		if (up) break;
		if (tries > 300) throw new Error('the server did not start');
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	return {
		origin,
		dataDir,
		stop: async () => {
			child.kill('SIGTERM');
			await ended;
			rmSync(dataDir, { recursive: true, force: true });
		}
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

export interface Shot {
	method: string;
	path: string;
	/** In bytes already: the client shares the machine with the server it measures. */
	body?: Buffer;
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

function send(origin: string, agent: Agent, cookie: string, { method, path, body }: Shot): Promise<void> {
	return new Promise((resolve, reject) => {
		const outgoing = request(
			`${origin}${path}`,
			{
				method,
				agent,
				headers: {
					cookie,
					origin,
					...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': body.length })
				}
			},
			(response) => {
				response.resume();
				response.once('end', () =>
					response.statusCode === 200
						? resolve()
						: reject(new Error(`${method} ${path}: ${response.statusCode}`))
				);
			}
		);
		outgoing.once('error', reject);
		outgoing.end(body);
	});
}
