/** The server's side of the tablet, played: it keeps what it gets and can be away, signed out, or of another mind. */
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { test as base } from '@playwright/test';
import type { FieldSnapshot, OperationResult } from '#lib/contracts/field.ts';
import type { Operation } from '#lib/domain/operation.ts';
import { buildMinutes } from '#lib/domain/papers/minutes.ts';
import { fieldSnapshot } from '../support/field-fixture.ts';
import { record2018 } from '../support/papers-record.ts';
import { handBack, takeDevice } from './devices.ts';

const MINUTES = buildMinutes(record2018());

/** Every answer of the server carries the number of its request. */
const OURS = { 'x-request-id': 'played' };

type Reply = (operation: Operation) => OperationResult;

export class FieldServer {
	readonly received: Operation[] = [];
	readonly uploads: string[] = [];
	isAway = false;
	isSignedOut = false;
	/** What is said to the next operations, one after another; then all are accepted. */
	replies: Reply[] = [];
	/** Of the minutes as they would be drawn now. */
	hash = 'a'.repeat(64);
	snapshot: FieldSnapshot;
	version: number;

	constructor(change: Partial<FieldSnapshot> = {}) {
		this.snapshot = fieldSnapshot(change);
		this.version = this.snapshot.version;
	}

	get address(): string {
		return `/field/${this.snapshot.id}`;
	}

	/** What it answers itself; false for what the product's own server is to answer. */
	async answer(asked: IncomingMessage, answer: ServerResponse): Promise<boolean> {
		const { pathname } = new URL(asked.url!, 'http://played');
		if (pathname === '/api/device-key')
			say(answer, { accountId: this.snapshot.actorId, secret: Buffer.alloc(32, 7).toString('base64') });
		else if (/^\/api\/inspections\/[^/]+\/field$/.test(pathname))
			say(answer, { ...this.snapshot, version: this.version });
		else if (/^\/api\/inspections\/[^/]+\/minutes-preview$/.test(pathname))
			say(answer, { content: MINUTES, hash: this.hash });
		else if (pathname.startsWith('/api/uploads/')) await this.takeFile(asked, answer, pathname);
		else if (pathname === '/api/sync') await this.takeOperations(asked, answer);
		else return false;
		return true;
	}

	private async takeFile(asked: IncomingMessage, answer: ServerResponse, pathname: string): Promise<void> {
		if (this.isAway) return void asked.destroy();
		for await (const _ of asked);
		const id = pathname.split('/').at(-1)!;
		this.uploads.push(id);
		const evidence = { ...this.snapshot.evidence[0]!, id, side: 'team', fileName: 'niem-yet.jpg' };
		say(answer, { evidence }, 201, {
			'tus-resumable': '1.0.0',
			'upload-offset': String(asked.headers['upload-length']),
			location: pathname
		});
	}

	private async takeOperations(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
		if (this.isAway) return void asked.destroy();
		const { operations } = (await json(asked)) as { operations: Operation[] };
		if (this.isSignedOut) return say(answer, { problem: { code: 'auth.required', details: {} } }, 401);
		this.received.push(...operations);
		this.version += 1;
		const accept: Reply = ({ opId }) => ({ opId, status: 'accepted', version: this.version });
		const results = operations.map((operation) => (this.replies.shift() ?? accept)(operation));
		say(answer, { results, version: this.version });
	}

	/** The last patch that reached the server for a subcriterion. */
	lastPatch(code: string): object | undefined {
		return this.received.findLast(
			(operation) => operation.type === 'answer.set' && operation.payload.code === code
		)?.payload as object | undefined;
	}
}

function say(answer: ServerResponse, body: object, status = 200, headers: Record<string, string> = {}): void {
	answer.writeHead(status, { ...OURS, 'content-type': 'application/json', ...headers });
	answer.end(JSON.stringify(body));
}

/** Passes a request on to the product's own server, and its answer back as it is. */
function passOn(asked: IncomingMessage, answer: ServerResponse, origin: string, path: string): void {
	/* A connection for each: one that is kept may be closed by the other end just when it is used again. */
	const headers = { ...asked.headers, host: new URL(origin).host, connection: 'close' };
	const further = request(
		new URL(path, origin),
		{ agent: false, method: asked.method, headers },
		(answered) => {
			answer.writeHead(answered.statusCode!, { ...answered.headers, connection: 'keep-alive' });
			answered.pipe(answer);
		}
	);
	further.on('error', () => answer.destroy());
	asked.pipe(further);
}

/** Where the tablet finds a played server and, behind it, the product's own. */
class Stage {
	private played: FieldServer | null = null;
	private readonly server: Server;

	constructor(productOrigin: string) {
		this.server = createServer(async (asked, answer) => {
			if (await this.played?.answer(asked, answer)) return;
			/* The kept shell, as a tablet has it: the product's server knows nothing of this inspection. */
			const isPage = asked.headers['sec-fetch-dest'] === 'document';
			passOn(asked, answer, productOrigin, isPage ? '/field' : asked.url!);
		});
	}

	open(): Promise<void> {
		return new Promise((resolve) => this.server.listen(0, 'localhost', resolve));
	}

	play(change: Partial<FieldSnapshot> = {}): FieldServer {
		return (this.played = new FieldServer(change));
	}

	clear(): void {
		this.played = null;
	}

	get origin(): string {
		return `http://localhost:${(this.server.address() as AddressInfo).port}`;
	}

	close(): void {
		this.server.closeAllConnections();
		this.server.close();
	}
}

/** `page` is a tablet's; `play` puts a played server behind it. */
export const test = base.extend<{ play: Stage['play'] }, { stage: Stage }>({
	stage: [
		async ({ browserName: _ }, use, { project }) => {
			const stage = new Stage(project.use.baseURL!);
			await stage.open();
			await use(stage);
			stage.close();
		},
		{ scope: 'worker' }
	],
	page: async ({ browser, stage }, use) => {
		/* A service worker would answer from its store what this story's server is to answer. */
		const context = await takeDevice(browser, 'tablet without worker', stage.origin);
		await use(await context.newPage());
		await handBack(context);
	},
	play: async ({ stage }, use) => {
		await use((change) => stage.play(change));
		stage.clear();
	}
});
