/** The yardstick for photos: a server that does nothing but read, hash and keep them, as surely as the product does. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'thuoc-bare-photos-'));
let count = 0;

const server = createServer(async (request, response) => {
	const pieces: Buffer[] = [];
	for await (const piece of request) pieces.push(piece as Buffer);
	const bytes = Buffer.concat(pieces);
	const path = join(folder, createHash('sha256').update(bytes).digest('hex'));
	const temporary = `${path}.${(count += 1)}`;
	await writeFile(temporary, bytes, { flush: true });
	await rename(temporary, path);
	response.end('{}');
});
server.listen(Number(process.argv[2]), () => process.send?.('ready'));

process.on('disconnect', () => {
	rmSync(folder, { recursive: true, force: true });
	process.exit(0);
});
