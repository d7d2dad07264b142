import { describe, expect, it } from 'vitest';
import { problem } from '#lib/domain/problems.ts';
import { httpTransport } from './transport.ts';

const OURS = { 'x-request-id': '1', 'content-type': 'application/json' };
const json = (status: number, body: unknown, headers: Record<string, string> = OURS) =>
	new Response(JSON.stringify(body), { status, headers });
const html = (status: number, headers: Record<string, string> = {}) =>
	new Response('<!doctype html><title>Wi-Fi khách sạn</title>', {
		status,
		headers: { 'content-type': 'text/html', ...headers }
	});

const send = (answer: () => Response | Promise<Response>) =>
	httpTransport(async () => answer()).send([], { oldest: 1, sentAt: 1 });

describe('what became of a sending', () => {
	it('is done when the server says so', async () => {
		expect(await send(() => json(200, { results: [], version: 3 }))).toEqual({
			kind: 'done',
			value: { results: [], version: 3 }
		});
	});

	it.each([
		['a page in place of an answer', () => html(200)],
		['an answer of somebody else', () => json(200, { ok: true }, { 'content-type': 'application/json' })],
		['a page that asks to pay first', () => html(511)],
		['a proxy that wants a password of its own', () => html(401)],
		['a proxy with nothing behind it', () => html(502)],
		['our own server, going down', () => json(503, {})],
		[
			'no network',
			() => {
				throw new TypeError('Failed to fetch');
			}
		]
	])('is «unreachable» for %s', async (_, answer) => {
		expect(await send(answer)).toEqual({ kind: 'unreachable' });
	});

	it('is «signed out» when our server wants a sign-in', async () => {
		expect(await send(() => json(401, { problem: problem('auth.required', {}) }))).toEqual({
			kind: 'signed_out'
		});
	});

	it.each([
		[403, problem('permission.denied', { action: 'appraisal.answer' })],
		[404, problem('not_found', {})],
		[409, problem('version.stale', { sent: 3, current: 4 } as never)],
		[413, problem('body.too_large', { megabytes: 25 })],
		[422, problem('input.invalid', { field: 'operations' })]
	])('is «refused» with the reason at %i', async (status, why) => {
		expect(await send(() => json(status, { problem: why }))).toEqual({ kind: 'refused', problem: why });
	});

	it.each([
		['a fault of our server', () => json(500, { problem: problem('unexpected', { errorId: 'e' }) }), 500],
		['a page of our own server where an answer should be', () => html(200, OURS), 200],
		['a proxy that finds it too large', () => html(413), 413]
	])('is «failed» for %s', async (_, answer, status) => {
		expect(await send(answer)).toEqual({ kind: 'failed', status });
	});
});
