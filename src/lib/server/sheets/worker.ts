/** Reads spreadsheets in a thread of its own: a small file may unpack to gigabytes, and then only the thread ends. */
import readXlsxFile from 'read-excel-file/node';
import type { Sheet } from '#lib/domain/agency-import.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { serveTasks } from '../workers/serve.ts';

const tasks = {
	async readSheets(bytes: Uint8Array): Promise<Sheet[]> {
		// Whatever the reader stumbles over is in the person's file.
		const sheets = await readXlsxFile(Buffer.from(bytes)).catch(() => {
			throw new ProblemError(problem('sheet.unreadable', {}));
		});
		return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(plain)) }));
	}
};

const plain = (cell: unknown): string | null => {
	if (cell === null || cell === undefined) return null;
	return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
};

export type SheetTasks = typeof tasks;

serveTasks(tasks);
