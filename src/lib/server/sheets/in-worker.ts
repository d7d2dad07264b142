/** Spreadsheets in and out. Reading is bounded in time and memory; what cannot be read is `sheet.unreadable`. */
import writeXlsxFile from 'write-excel-file/node';
import type { Sheet } from '#lib/domain/agency-import.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { createWorkerPool, PoolError } from '../workers/pool.ts';
import { ownBytes } from '../workers/serve.ts';
import type { SheetTasks } from './worker.ts';

const pool = createWorkerPool<SheetTasks>({
	script: 'src/lib/server/sheets/worker.ts',
	size: 1,
	timeoutMs: 15_000,
	memoryMb: 256
});

/** Every sheet of an .xlsx file, its cells as text. */
export async function readSheets(bytes: Uint8Array): Promise<Sheet[]> {
	try {
		return await pool.run('readSheets', ownBytes(bytes));
	} catch (thrown) {
		const isTooMuch = thrown instanceof PoolError && ['timeout', 'memory', 'crashed'].includes(thrown.code);
		throw isTooMuch ? new ProblemError(problem('sheet.unreadable', {})) : thrown;
	}
}

/** A sheet to write; the first row holds the headings. */
export interface NewSheet {
	name: string;
	widths: number[];
	rows: (string | number | null)[][];
}

export async function writeSheets(sheets: readonly NewSheet[]): Promise<Uint8Array> {
	const made = sheets.map(({ name, widths, rows }) => ({
		sheet: name,
		columns: widths.map((width) => ({ width })),
		stickyRowsCount: 1,
		data: rows.map((row, i) =>
			row.map((value) => (i === 0 ? { value: value ?? '', fontWeight: 'bold' as const } : value))
		)
	}));
	return writeXlsxFile(made).toBuffer();
}
