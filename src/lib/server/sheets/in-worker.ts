/** Spreadsheets in and out. Reading is bounded in time and memory; what cannot be read is `sheet.unreadable`. */
import type { Sheet } from '#lib/domain/agency-import.ts';
import type { NewSheet } from '#lib/domain/new-sheet.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { createWorkerPool, PoolError } from '../workers/pool.ts';
import { ownBytes } from '../workers/serve.ts';
import type { SheetTasks } from './worker.ts';

const readers = createWorkerPool<SheetTasks>({
	script: 'src/lib/server/sheets/worker.ts',
	size: 1,
	timeoutMs: 15_000,
	memoryMb: 256
});

/**
 * What we write is ours and may be long: every criterion of every agency over three years is 700.000 cells, some ten
 * seconds of work that must not hold up the server, nor an import that waits for the other thread.
 */
const writers = createWorkerPool<SheetTasks>({
	script: 'src/lib/server/sheets/worker.ts',
	size: 1,
	timeoutMs: 120_000,
	memoryMb: 1024
});

/** Every sheet of an .xlsx file, its cells as text. */
export async function readSheets(bytes: Uint8Array): Promise<Sheet[]> {
	try {
		return await readers.run('readSheets', ownBytes(bytes));
	} catch (thrown) {
		const isTooMuch = thrown instanceof PoolError && ['timeout', 'memory', 'crashed'].includes(thrown.code);
		throw isTooMuch ? new ProblemError(problem('sheet.unreadable', {})) : thrown;
	}
}

/** The sheets as an .xlsx file, in the order given. */
export function writeSheets(sheets: readonly NewSheet[]): Promise<Uint8Array> {
	return writers.run('writeSheets', sheets);
}
