/** Whole requests through the hooks: who acts, what is refused at the door, what an answer carries. */
import { isRedirect, type RequestEvent } from '@sveltejs/kit';
// @ts-expect-error the framework's own inside, without types: `sequence` asks for its store
import { with_request_store } from '@sveltejs/kit/internal/server';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handle, handleError } from '../../src/hooks.server.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { SESSION_COOKIE } from '#lib/server/auth/session.ts';
import { forAction, forJson, forPage, versionIn } from '#lib/server/http/problem-response.ts';
import { closeRuntime, makeContext, openRuntime, runtime } from '#lib/server/runtime.ts';
import { login } from '#lib/server/services/sign-in.ts';
import { addAccount, codeOf, TEST_PASSWORD } from '../support/database.ts';

let dir: string;
let token: string;
let initialToken: string;

beforeAll(async () => {
	dir = mkdtempSync(join(tmpdir(), 'thuoc-requests-'));
	const installation = openRuntime({ THUOC_DATA: dir, THUOC_LOG: 'silent' });
	const ctx = makeContext(installation, { address: '192.0.2.1' });
	await addAccount(installation.db, 'planner', { username: 'chuyenvien' });
	await addAccount(installation.db, 'viewer', { username: 'moi', mustChangePassword: true });
	({ token } = await login(ctx, { username: 'chuyenvien', password: TEST_PASSWORD }));
	({ token: initialToken } = await login(ctx, { username: 'moi', password: TEST_PASSWORD }));
});

afterAll(() => {
	closeRuntime();
	rmSync(dir, { recursive: true, force: true });
});

interface Given {
	path?: string;
	route?: string | null;
	method?: string;
	headers?: Record<string, string>;
	cookie?: string;
	isDataRequest?: boolean;
}

function eventOf({
	path = '/campaigns',
	route = '/(office)/campaigns',
	method = 'GET',
	headers = {},
	cookie,
	isDataRequest = false
}: Given) {
	const url = new URL(path, 'http://localhost:3000');
	const jar = new Map(cookie === undefined ? [] : [[SESSION_COOKIE, cookie]]);
	const event = {
		url,
		route: { id: route },
		params: {},
		isDataRequest,
		request: new Request(url, { method, headers: { 'user-agent': 'Vitest', ...headers } }),
		locals: {},
		cookies: {
			get: (name: string) => jar.get(name),
			set: (name: string, value: string) => jar.set(name, value)
		},
		getClientAddress: () => '192.0.2.1'
	};
	return { event: event as unknown as RequestEvent, jar };
}

/** What the framework has around each request when it calls `sequence`: its store, and tracing that is off. */
function inRequest<T>(event: RequestEvent, work: () => T): T {
	const span = { setAttribute: () => span, setAttributes: () => span };
	const tracing = { record_span: ({ fn }: { fn: (span: unknown) => unknown }) => fn(span) };
	return with_request_store({ event, state: { tracing } }, work) as T;
}

/** As the framework answers with a page, its mark for the browser's store among the headers. */
const page = (html: string, headers: Record<string, string> = {}) =>
	new Response(html, { headers: { 'content-type': 'text/html', etag: '"0"', ...headers } });

async function send(given: Given, answer = () => page('<html lang="%lang%">')) {
	const { event, jar } = eventOf(given);
	const resolve: Parameters<typeof handle>[0]['resolve'] = async (_event, options) => {
		const made = answer();
		const html = await made.text();
		const changed = await options?.transformPageChunk?.({ html, done: true });
		return new Response(changed ?? html, made);
	};
	const response = await inRequest(event, () => handle({ event, resolve }));
	return { response, event, jar };
}

const whereTo = (given: Given) =>
	send(given).then(
		({ response }) => response.headers.get('location'),
		(thrown: unknown) => {
			if (isRedirect(thrown)) return thrown.location;
			throw thrown;
		}
	);

describe('a request', () => {
	it('with a good cookie acts as that person', async () => {
		const { event } = await send({ cookie: token });
		expect(event.locals.actor?.role).toBe('planner');
		expect(event.locals.session?.username).toBe('chuyenvien');
		expect(event.locals.ctx).toMatchObject({
			actor: { role: 'planner' },
			origin: { address: '192.0.2.1', device: 'Vitest' }
		});
	});

	it('with a bad cookie is a stranger’s, and the cookie is taken away', async () => {
		const { event, jar } = await send({ route: '/(public)/login', path: '/login', cookie: 'sai' });
		expect(event.locals.actor).toBeNull();
		expect(jar.get(SESSION_COOKIE)).toBe('');
	});

	it('without a session is sent to the login page, with an initial password to change it', async () => {
		expect(await whereTo({})).toBe('/login?next=%2Fcampaigns');
		expect(await whereTo({ cookie: initialToken })).toBe('/change-password');
		expect(await whereTo({ cookie: token })).toBeNull();
	});

	it('of the framework for data is sent there in the framework’s way', async () => {
		expect(await whereTo({ isDataRequest: true })).toBe('/login?next=%2Fcampaigns');
		await expect(send({ isDataRequest: true })).rejects.toMatchObject({ status: 303 });
		await expect(
			send({ method: 'POST', headers: { origin: 'http://localhost:3000' } })
		).rejects.toMatchObject({
			location: '/login?next=%2Fcampaigns'
		});
	});

	it('that is sent elsewhere carries the protecting headers too', async () => {
		const { response } = await send({});
		expect([response.status, response.headers.get('x-content-type-options')]).toEqual([303, 'nosniff']);
	});

	it('that writes from another site goes no further, whoever asks', async () => {
		const { response, event } = await send({
			path: '/api/sync',
			route: '/api/sync',
			method: 'POST',
			cookie: token,
			headers: { origin: 'https://evil.example', 'content-type': 'application/json' }
		});
		expect(response.status).toBe(403);
		expect(await response.json()).toEqual({ problem: { code: 'auth.foreign_origin', details: {} } });
		expect(event.locals.actor).toBeUndefined();
		expect(response.headers.get('x-content-type-options')).toBe('nosniff');
	});

	it('with a form that names no site goes no further either: the framework’s own check is off', async () => {
		for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']) {
			const { response } = await send({
				method: 'POST',
				cookie: token,
				headers: { 'content-type': type }
			});
			expect([type, response.status]).toEqual([type, 403]);
		}
	});

	describe('of a signing tool, which names no site', () => {
		const upload: Given = {
			path: '/api/signing-bridge/bi-mat/signed',
			route: '/api/signing-bridge/[ticket]/signed',
			method: 'POST'
		};
		const withTool = async <T>(work: () => Promise<T>): Promise<T> => {
			const { config } = runtime();
			config.signBridge = 'wss://127.0.0.1:8987';
			try {
				return await work();
			} finally {
				config.signBridge = null;
			}
		};

		it('comes in by its own door only, and only where a tool is named', async () => {
			expect((await send(upload)).response.status).toBe(403);
			await withTool(async () => {
				expect((await send(upload)).response.status).toBe(200);
				const elsewhere = { ...upload, headers: { origin: 'https://evil.example' } };
				expect((await send(elsewhere)).response.status).toBe(403);
				for (const route of ['/api/signing-bridge', '/api/signing-bridge/[ticket]/name', '/api/sync'])
					expect((await send({ ...upload, route })).response.status).toBe(403);
			});
		});

		it('opens the content policy to that one address, and nothing of it is there without', async () => {
			const policy = "default-src 'self'; connect-src 'self'; worker-src 'self'";
			const answer = () => page('', { 'content-security-policy': policy });
			const told = async () =>
				(await send({ cookie: token }, answer)).response.headers.get('content-security-policy');
			expect(await told()).toBe(policy);
			expect(await withTool(told)).toBe(
				"default-src 'self'; connect-src 'self' wss://127.0.0.1:8987; worker-src 'self'"
			);
			expect(
				(await withTool(() => send({ cookie: token }))).response.headers.has('content-security-policy')
			).toBe(false);
		});

		it('leaves its ticket out of the log', async () => {
			const { log } = runtime();
			const lines: unknown[] = [];
			const info = log.info;
			log.info = (line: unknown) => void lines.push(line);
			try {
				await send(upload);
				await send({});
			} finally {
				log.info = info;
			}
			expect(lines).toMatchObject([{ path: upload.route }, { path: '/campaigns' }]);
			expect(JSON.stringify(lines)).not.toContain('bi-mat');
		});
	});

	it('carries its number and the protecting headers in the answer', async () => {
		const { response, event } = await send({ cookie: token });
		expect(response.headers.get('x-request-id')).toBe(event.locals.requestId);
		expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
	});

	it('speaks the language of its cookie, Vietnamese without one', async () => {
		const english = await send({ cookie: token, headers: { cookie: 'PARAGLIDE_LOCALE=en' } });
		expect(await english.response.text()).toBe('<html lang="en">');
		expect(await (await send({ cookie: token })).response.text()).toBe('<html lang="vi">');
	});
});

describe('what goes wrong', () => {
	const answerTo = (error: unknown, status: number) =>
		handleError({ error, event: eventOf({}).event, status, message: 'x' });

	it('by our doing shows the person a number only', async () => {
		const answer = await answerTo(new TypeError('cannot read secret of undefined'), 500);
		expect(answer).toMatchObject({ message: 'unexpected', problem: { code: 'unexpected' } });
		expect(JSON.stringify(answer)).not.toContain('secret');
		expect(answer).toMatchObject({ errorId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
	});

	it('by the person’s doing has its own sentence and no number', async () => {
		expect(await answerTo(new Error('x'), 404)).toEqual({
			message: 'not_found',
			problem: problem('not_found', {})
		});
		expect(await answerTo(new Error('x'), 413)).toMatchObject({ problem: { code: 'body.too_large' } });
	});
});

describe('a problem', () => {
	const refuse = () => {
		throw new ProblemError(problem('version.stale', { yours: 1, current: 2 }));
	};
	const break_ = () => {
		throw new TypeError('ours');
	};

	it('becomes the error page, the form’s answer or JSON, each with its status', async () => {
		await expect(forPage(refuse)).rejects.toMatchObject({
			status: 409,
			body: { problem: { code: 'version.stale' } }
		});
		expect(await forAction(refuse)).toMatchObject({
			status: 409,
			data: { problem: { code: 'version.stale' } }
		});
		const response = await forJson(refuse);
		expect([response.status, await response.json()]).toEqual([
			409,
			{ problem: { code: 'version.stale', details: { yours: 1, current: 2 } } }
		]);
	});

	it('leaves what is fine as it is, and lets a real bug through', async () => {
		expect(await forPage(() => 1)).toBe(1);
		expect(await (await forJson(() => ({ a: 1 }))).json()).toEqual({ a: 1 });
		for (const adapter of [forPage, forAction, forJson])
			await expect(adapter(break_)).rejects.toThrow('ours');
	});

	it('is a form without a usable version', async () => {
		const posted = (version: string) =>
			new Request('http://localhost/', { method: 'POST', body: new URLSearchParams({ version }) });
		expect(await versionIn(posted('3'))).toBe(3);
		for (const version of ['', '0', '-1', '1.5', 'x'])
			expect(await codeOf(() => versionIn(posted(version)))).toBe('input.invalid');
	});
});
