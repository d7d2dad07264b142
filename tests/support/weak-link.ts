/** A link between a tablet and the server that is cut when told to, or again and again after so many bytes. */
import { connect, createServer, type Server, type Socket } from 'node:net';

export class WeakLink {
	readonly origin: string;
	/** Bytes that went from the tablet to the server. */
	up = 0;
	cuts = 0;
	/** Nothing gets through at all. */
	isDown = false;
	/** Bytes per second to the server; null: as fast as it goes. */
	speed: number | null = null;
	private readonly port: number;
	private readonly target: number;
	private readonly server: Server;
	private readonly sockets = new Set<Socket>();
	/** Cut after so many further bytes to the server; null: holds. */
	private left: number | null = null;
	private after: 'hold' | 'again' | 'down' = 'hold';
	private every = 0;

	constructor(port: number, target: number) {
		this.origin = `http://localhost:${port}`;
		this.port = port;
		this.target = target;
		this.server = createServer((tablet) => this.join(tablet));
	}

	open(): Promise<void> {
		return new Promise((resolve) => this.server.listen(this.port, resolve));
	}

	close(): Promise<void> {
		this.drop();
		return new Promise((resolve) => this.server.close(() => resolve()));
	}

	/** The link holds for so many bytes to the server, then drops; after that it holds, drops again so, or is down. */
	cutAfter(bytes: number, after: 'hold' | 'again' | 'down' = 'hold'): void {
		this.left = this.every = bytes;
		this.after = after;
	}

	/** Nothing gets through from now on, until it holds again. */
	cut(): void {
		this.isDown = true;
		this.drop();
	}

	hold(): void {
		this.left = null;
		this.isDown = false;
	}

	private join(tablet: Socket): void {
		tablet.on('error', () => undefined);
		if (this.isDown) return void tablet.destroy();
		const server = connect(this.target, 'localhost');
		server.on('error', () => tablet.destroy());
		for (const socket of [tablet, server]) {
			this.sockets.add(socket);
			socket.once('close', () => this.sockets.delete(socket));
		}
		tablet.on('data', (bytes) => this.pass(bytes, tablet, server));
		tablet.on('close', () => server.end());
		server.pipe(tablet);
		server.on('close', () => tablet.destroy());
	}

	/** What has left the tablet before the cut arrives, as on a real link. */
	private pass(bytes: Buffer, tablet: Socket, server: Socket): void {
		const passing = this.left === null ? bytes : bytes.subarray(0, this.left);
		this.up += passing.length;
		if (this.left !== null) this.left -= passing.length;
		if (this.left !== 0) {
			const isFull = !server.write(passing);
			if (!isFull && this.speed === null) return;
			tablet.pause();
			if (this.speed === null) server.once('drain', () => tablet.resume());
			else setTimeout(() => tablet.resume(), (passing.length / this.speed) * 1000);
			return;
		}
		this.cuts += 1;
		this.left = this.after === 'again' ? this.every : null;
		this.isDown = this.after === 'down';
		server.end(passing);
		this.drop(server);
	}

	private drop(except?: Socket): void {
		for (const socket of this.sockets) if (socket !== except) socket.destroy();
	}
}
