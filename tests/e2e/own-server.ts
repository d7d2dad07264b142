/** The built product as a server of one story's own, which may be stopped and started again on the same data. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, runtime } from '../../scripts/runtime.mjs';
import { copyProvince } from './province.ts';

export class OwnServer {
	readonly origin: string;
	private readonly env: NodeJS.ProcessEnv;
	private readonly dataDir: string;
	private child: ChildProcess | null = null;
	/** What it has printed since it was made. */
	printed = '';

	/** `settings` are further variables of its environment. */
	constructor(port: number, dataDir: string, settings: Record<string, string> = {}) {
		this.dataDir = dataDir;
		this.origin = `http://localhost:${port}`;
		this.env = { ...process.env, PORT: String(port), THUOC_DATA: dataDir, THUOC_LOG: 'warn', ...settings };
	}

	/** On data in which nothing has happened yet. */
	async startAnew(): Promise<void> {
		copyProvince(this.dataDir);
		await this.start();
	}

	/** Comes up as if it were then (epoch ms): stopped first where it runs. */
	async startAt(instant: number): Promise<void> {
		if (this.child) await this.stop();
		const clock = pathToFileURL(join(import.meta.dirname, '..', 'support', 'clock.mjs')).href;
		await this.start({ NODE_OPTIONS: `--import ${clock}`, TEST_CLOCK_AT: String(instant) });
	}

	async start(further: Record<string, string> = {}): Promise<void> {
		const script = join(root, 'scripts', 'serve.mjs');
		this.child = spawn(runtime(), [script], {
			cwd: root,
			env: { ...this.env, ...further },
			stdio: ['ignore', 'pipe', 'inherit'],
			/* A group of its own: killed, it takes what it has started along. */
			detached: true
		});
		this.child.stdout!.on('data', (text) => (this.printed += text));
		for (let tries = 0; tries < 1200; tries += 1) {
			const isUp = await fetch(`${this.origin}/api/health`).then(
				(response) => response.ok,
				() => false
			);
			if (isUp) return;
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
		throw new Error('the server did not start');
	}

	stop(): Promise<void> {
		return this.end('SIGTERM');
	}

	/** In the middle of whatever it does, as a power cut ends it. */
	kill(): Promise<void> {
		return this.end('SIGKILL');
	}

	private async end(signal: NodeJS.Signals): Promise<void> {
		const { child } = this;
		this.child = null;
		/* One that has ended by itself says so only once. */
		if (!child || child.exitCode !== null) return;
		const ended = new Promise((resolve) => child.once('exit', resolve));
		process.kill(-child.pid!, signal);
		await ended;
	}
}
