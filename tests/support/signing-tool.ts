/**
 * The signing tool of an official's machine, simulated: it listens on a socket of this machine, fetches the paper that it
 * is told of, signs it, brings it back and says what came of it, in the messages that public code bases show (decision
 * 0020). Without TLS, which belongs to the real tool's installer.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

interface ToolRequest {
	FileUploadHandler: string;
	SessionId: string;
	JWTToken: string;
	FileName: string;
}

/** What the tool hears after it has brought a file; null where it brought none. */
export type Heard = Record<string, unknown> | null;

export interface Behaviour {
	/** What the person's signing makes of the paper; null: cancelled in the tool. Throwing is its own failure. */
	sign: (paper: Buffer) => Buffer | null | Promise<Buffer | null>;
	/** `uploadfile` by what is known; `none` brings a form without a file, `broken` what is no form. */
	field?: string | 'none' | 'broken';
	/** Says that it has signed, and brings nothing. */
	lies?: boolean;
	/** Ends the connection without a word, before or after it has brought the file. */
	dies?: 'before' | 'after';
	/** Does not answer before this settles. */
	waits?: Promise<unknown>;
}

export interface SimulatedTool {
	/** For THUOC_SIGN_BRIDGE. */
	address: string;
	/** From the next call on. */
	behave: (behaviour: Behaviour) => void;
	/** Of the newest call. */
	heard: () => Heard;
	calls: { operation: string; origin: string | undefined; request: ToolRequest }[];
	close: () => Promise<void>;
}

const HANDSHAKE = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT = 0x81;
const CLOSE = Buffer.from([0x88, 0]);

export async function openTool(first: Behaviour, port = 0): Promise<SimulatedTool> {
	let behaviour = first;
	let heard: Heard = null;
	const calls: SimulatedTool['calls'] = [];
	const sockets = new Set<Socket>();
	const server = createServer((_, response) => response.writeHead(426).end());

	server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		socket.on('error', () => socket.destroy());
		socket.write(handshakeOf(request));
		onText(socket, (text) => {
			const call = JSON.parse(text) as ToolRequest;
			calls.push({ operation: request.url ?? '', origin: request.headers.origin, request: call });
			void serve(call, behaviour, (answer) => (heard = answer))
				.catch((thrown: unknown) => ({ Status: 500, Message: String(thrown) }))
				.then((answer) => {
					if (answer === null) return socket.destroy();
					socket.write(frame(JSON.stringify(answer)));
					socket.end(CLOSE);
				});
		});
	});
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return {
		address: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
		behave: (next) => (behaviour = next),
		heard: () => heard,
		calls,
		close: () =>
			new Promise((resolve) => {
				for (const socket of sockets) socket.destroy();
				server.close(() => resolve());
			})
	};
}

/** Null: it dies. */
async function serve(
	{ FileName, FileUploadHandler }: ToolRequest,
	{ sign, field = 'uploadfile', dies, lies, waits }: Behaviour,
	hear: (answer: Heard) => void
): Promise<Record<string, unknown> | null> {
	hear(null);
	const fetched = await fetch(FileName);
	if (!fetched.ok) return { Status: 500, Message: `Không tải được tệp (${fetched.status})` };
	const paper = Buffer.from(await fetched.arrayBuffer());
	if (dies === 'before') return null;
	if (lies) return { Status: 0, Message: '' };
	await waits;
	const signed = await sign(paper);
	if (!signed) return { Status: 1, Message: 'Người dùng hủy ký' };
	const sent = await fetch(FileUploadHandler, { method: 'POST', ...uploadOf(signed, field) });
	const answer = (await sent.json()) as Record<string, unknown>;
	hear(answer);
	if (dies === 'after') return null;
	if (answer['Status'] !== true) return { Status: 2, Message: answer['Message'] };
	return { Status: 0, Message: '', FileName: answer['FileName'], FileServer: answer['FileServer'] };
}

function uploadOf(
	signed: Buffer,
	field: string
): { body: FormData | string; headers?: Record<string, string> } {
	if (field === 'broken')
		return { body: 'x', headers: { 'content-type': 'multipart/form-data; boundary=y' } };
	const form = new FormData();
	if (field === 'none') form.set('FileName', 'van-ban.pdf');
	else form.set(field, new File([new Uint8Array(signed)], 'van-ban.signed.pdf', { type: 'application/pdf' }));
	return { body: form };
}

function handshakeOf({ headers }: IncomingMessage): string {
	const accept = createHash('sha1')
		.update(headers['sec-websocket-key'] + HANDSHAKE)
		.digest('base64');
	return [
		'HTTP/1.1 101 Switching Protocols',
		'Upgrade: websocket',
		'Connection: Upgrade',
		`Sec-WebSocket-Accept: ${accept}`,
		'\r\n'
	].join('\r\n');
}

/** One whole text of up to 64 KB in one frame: all that a page ever sends here. */
function onText(socket: Socket, hear: (text: string) => void): void {
	let held = Buffer.alloc(0);
	socket.on('data', (part: Buffer) => {
		held = Buffer.concat([held, part]);
		if (held.length < 8 || held[0] !== TEXT) return;
		const short = held[1]! & 0x7f;
		const at = short === 126 ? 4 : 2;
		const length = short === 126 ? held.readUInt16BE(2) : short;
		if (held.length < at + 4 + length) return;
		const mask = held.subarray(at, at + 4);
		const body = held.subarray(at + 4, at + 4 + length).map((byte, index) => byte ^ mask[index % 4]!);
		held = Buffer.alloc(0);
		hear(Buffer.from(body).toString('utf8'));
	});
}

function frame(text: string): Buffer {
	const body = Buffer.from(text, 'utf8');
	const head = body.length < 126 ? [TEXT, body.length] : [TEXT, 126, body.length >> 8, body.length & 0xff];
	return Buffer.concat([Buffer.from(head), body]);
}
