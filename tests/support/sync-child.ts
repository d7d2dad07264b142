/**
 * A server of nothing but the sync door, in a process of its own that a test may kill: the real service and the real
 * commit (`inSharedTransaction`) on a database file. Arguments: the file, and the account that sends.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { v7 } from 'uuid';
import { inSharedTransaction, type Ctx } from '#lib/server/context.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import { createLogger } from '#lib/server/log.ts';
import { applyOperations } from '#lib/server/services/operations.ts';
import type { Actor } from '#lib/domain/permissions.ts';

const [path = '', actorText = ''] = process.argv.slice(2);
const ctx: Ctx = {
	db: openDatabase(path),
	config: {
		dataDir: '',
		mode: 'demo',
		port: 0,
		origin: '',
		keyPassphrase: '',
		sessionIdleMs: 0,
		mail: null,
		timestamp: null,
		signBridge: null,
		logLevel: 'silent'
	},
	actor: JSON.parse(actorText) as Actor,
	now: Date.now,
	newId: v7,
	log: createLogger('silent'),
	origin: { address: '192.0.2.10', device: 'Vitest' }
};

interface Body {
	inspectionId: string;
	operations: unknown[];
	oldest: number;
}

async function read(request: IncomingMessage): Promise<Body> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Body;
}

const server = createServer((request, response) => {
	void (async () => {
		const { inspectionId, operations, oldest } = await read(request);
		const answer = await inSharedTransaction(ctx, () =>
			applyOperations(ctx, inspectionId, operations, { oldest })
		);
		response.end(JSON.stringify(answer));
	})();
});
server.listen(0, '127.0.0.1', () => {
	const address = server.address();
	process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
