import { randomUUID } from 'node:crypto';
import {
	redirect,
	type Handle,
	type HandleServerError,
	type RequestEvent,
	type ServerInit
} from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { v7 } from 'uuid';
import { problem, type Problem } from '#lib/domain/problems.ts';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { describeFirstStart, firstStart } from '#lib/server/first-start.ts';
import { redirectOf } from '#lib/server/http/entry.ts';
import { bodyLimitMegabytes } from '#lib/server/http/body-limit.ts';
import { PageLinks } from '#lib/server/http/page-links.ts';
import { problemResponse } from '#lib/server/http/problem-response.ts';
import { openVisit } from '#lib/server/http/request-context.ts';
import { isForeignWrite, setSecureHeaders } from '#lib/server/http/security.ts';
import { isSecretPath, isToolWrite, openPolicyToTool } from '#lib/server/http/signing-bridge.ts';
import { WrittenPage } from '#lib/server/http/written-page.ts';
import { startChasing } from '#lib/server/notices/schedule.ts';
import { announceFonts } from '#lib/server/services/paper-fonts.ts';
import { closeRuntime, makeContext, openRuntime, runtime } from '#lib/server/runtime.ts';

export const init: ServerInit = async () => {
	const installation = openRuntime();
	const made = describeFirstStart(await firstStart(makeContext(installation)), installation.config.origin);
	if (made !== null) process.stdout.write(made + '\n');
	void announceFonts(makeContext(installation));
	const stopChasing = startChasing(() => makeContext(installation));
	process.once('sveltekit:shutdown', () => {
		stopChasing();
		closeRuntime();
	});
};

/** One line for each request, without its query: queries may hold what is nobody else's business. */
const record: Handle = async ({ event, resolve }) => {
	const { log } = runtime();
	const begun = performance.now();
	event.locals.requestId = randomUUID();
	const response = await resolve(event);
	response.headers.set('x-request-id', event.locals.requestId);
	const ms = Math.round(performance.now() - begun);
	log.info(
		{
			requestId: event.locals.requestId,
			method: event.request.method,
			path: pathForLog(event),
			status: response.status,
			ms
		},
		'request'
	);
	return response;
};

const pathForLog = ({ route, url }: RequestEvent): string =>
	isSecretPath(route.id) ? route.id! : url.pathname;

const secure: Handle = async ({ event, resolve }) => {
	const { config } = runtime();
	const { request, route, url } = event;
	const isForeign = isForeignWrite(request, url, config) && !isToolWrite(request, route.id, config);
	const response = isForeign ? problemResponse(problem('auth.foreign_origin', {})) : await resolve(event);
	setSecureHeaders(response.headers, config);
	openPolicyToTool(response.headers, config);
	return response;
};

/** For a middleware that would copy each upload into memory. */
const withoutBody = ({ request, url }: RequestEvent): Request =>
	request.body === null ? request : new Request(url, { headers: request.headers });

/** What `/api` answers is the same in every language. */
const localize: Handle = ({ event, resolve }) => {
	if (event.route.id?.startsWith('/api/')) return resolve(event);
	const links = new PageLinks(event.route.id, event.params['id']);
	return paraglideMiddleware(withoutBody(event), async ({ locale }) => {
		const page = new WrittenPage(links, locale);
		const answer = await resolve(event, {
			transformPageChunk: page.take,
			preload: links.take,
			/* By it a tablet knows what is the server's own answer, also one that came with the page. */
			filterSerializedResponseHeaders: (name) => name === 'x-request-id'
		});
		return page.fill(answer);
	});
};

const enter: Handle = async ({ event, resolve }) => {
	Object.assign(
		event.locals,
		await openVisit(runtime(), {
			requestId: event.locals.requestId,
			address: event.getClientAddress(),
			device: event.request.headers.get('user-agent'),
			cookies: event.cookies
		})
	);
	const elsewhere = redirectOf(event.locals.actor, event.route.id, event.url);
	if (elsewhere === null) return resolve(event);
	// A page of the browser gets an answer that passes back through the doors above; the framework's own requests
	// for data and actions need its kind of redirect.
	if (event.isDataRequest || event.request.method !== 'GET') redirect(303, elsewhere);
	return new Response(null, { status: 303, headers: { location: elsewhere } });
};

export const handle = sequence(record, secure, localize, enter);

/** Nothing here, too much sent: the person's problem. All else is ours: logged, and the person sees its number only. */
export const handleError: HandleServerError = ({ error, event, status }) => {
	const known = knownProblem(status);
	if (known) return { message: known.code, problem: known };
	const errorId = v7();
	const { requestId } = event.locals;
	runtime().log.error({ errorId, requestId, path: pathForLog(event), err: error }, 'unexpected');
	return { message: 'unexpected', problem: problem('unexpected', { errorId }), errorId };
};

function knownProblem(status: number): Problem | null {
	if (status === 404) return problem('not_found', {});
	if (status === 413) return problem('body.too_large', { megabytes: bodyLimitMegabytes(process.env) });
	return null;
}
