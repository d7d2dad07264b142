/** The doors of the signing tool on a real port: the routes' own handlers, for a tool that fetches and brings. */
import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { Ctx } from '#lib/server/context.ts';
import { GET as paper } from '../../src/routes/api/signing-bridge/[ticket]/paper.pdf/+server.ts';
import { POST as signed } from '../../src/routes/api/signing-bridge/[ticket]/signed/+server.ts';

export interface BridgeDoors {
	origin: string;
	close: () => Promise<void>;
}

const DOORS: Record<string, RequestHandler<never>> = {
	'GET paper.pdf': paper as unknown as RequestHandler<never>,
	'POST signed': signed as unknown as RequestHandler<never>
};

/** `ctx` is a stranger's: the tool has no session. */
export async function openDoors(ctx: () => Ctx): Promise<BridgeDoors> {
	const server = createServer(async (incoming, outgoing) => {
		const response = await answer(ctx(), incoming);
		/* A kept connection that ends by itself just when the next request goes out would fail that one. */
		outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), connection: 'close' });
		outgoing.end(Buffer.from(await response.arrayBuffer()));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: () => new Promise((resolve) => server.close(() => resolve()))
	};
}

async function answer(ctx: Ctx, incoming: IncomingMessage): Promise<Response> {
	const url = new URL(incoming.url!, `http://${incoming.headers.host}`);
	const [, ticket = '', door = ''] = /^\/api\/signing-bridge\/([^/]+)\/(.+)$/.exec(url.pathname) ?? [];
	const handler = DOORS[`${incoming.method} ${door}`];
	if (!handler) return new Response(null, { status: 404 });
	const body = incoming.method === 'GET' ? {} : { body: Readable.toWeb(incoming) as never, duplex: 'half' };
	const headers = new Headers(incoming.headers as Record<string, string>);
	const request = new Request(url, { method: incoming.method, headers, ...body } as RequestInit);
	const event = { request, url, params: { ticket }, locals: { ctx }, getClientAddress: () => '192.0.2.7' };
	return handler(event as unknown as RequestEvent as never);
}
