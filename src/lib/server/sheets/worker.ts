/**
 * Reads and writes spreadsheets in a thread of its own: a small file may unpack to gigabytes, and then only the thread ends;
 * a long list takes seconds to write.
 */
import readXlsxFile from 'read-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import type { Sheet } from '#lib/domain/agency-import.ts';
import type { NewSheet, SheetCell } from '#lib/domain/new-sheet.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { ownBytes, serveTasks } from '../workers/serve.ts';

const tasks = {
	async readSheets(bytes: Uint8Array): Promise<Sheet[]> {
		// Whatever the reader stumbles over is in the person's file.
		const sheets = await readXlsxFile(Buffer.from(bytes)).catch(() => {
			throw new ProblemError(problem('sheet.unreadable', {}));
		});
		return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(plain)) }));
	},

	async writeSheets(sheets: readonly NewSheet[]): Promise<Uint8Array> {
		const made = sheets.map(({ name, widths, rows, wraps = false }) => ({
			sheet: name,
			columns: widths.map((width) => ({ width })),
			stickyRowsCount: 1,
			data: rows.map((row, at) => row.map((value) => (at === 0 ? heading(value) : cell(value, wraps))))
		}));
		return ownBytes(await writeXlsxFile(made, FONT).toBuffer());
	}
};

/** Has all Vietnamese letters on every office machine; papers use it too (Nghị định 30/2020/NĐ-CP, Phụ lục I). */
const FONT = { fontFamily: 'Times New Roman', fontSize: 12 };

const heading = (value: SheetCell) => ({
	...cell(value, true),
	fontWeight: 'bold' as const,
	backgroundColor: '#e4ebf5'
});

/** The type is said, so that nothing is guessed from what a text looks like. */
function cell(value: SheetCell, wrap: boolean) {
	const style = { alignVertical: 'top' as const, wrap };
	if (value === null) return style;
	if (typeof value === 'string') return { value, type: String, ...style };
	if (typeof value === 'number') return { value, type: Number, ...style };
	return { value: new Date(value.day), type: Date, format: 'dd/mm/yyyy', ...style };
}

const plain = (cell: unknown): string | null => {
	if (cell === null || cell === undefined) return null;
	return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
};

export type SheetTasks = typeof tasks;

serveTasks(tasks);
