import { findInspectionByCode } from '#lib/server/db/queries/inspections.ts';
import { makeContext, openRuntime } from '#lib/server/runtime.ts';
import { makeArchive } from '#lib/server/services/archive.ts';
import { existsSync } from 'node:fs';
import { OPERATOR } from './papers.ts';
import { readOptions, UsageError } from './usage.ts';

const STEP = 10;

export async function archive(args: string[]): Promise<number> {
	const { inspection: code, out } = readOptions(args, ['inspection', 'out']);
	if (existsSync(out)) throw new UsageError(`Đã có tệp ${out}.`);
	const ctx = makeContext(openRuntime(), { actor: OPERATOR, device: 'command-line' });
	const inspection = findInspectionByCode(ctx.db, code);
	if (!inspection) throw new UsageError(`Không có cuộc kiểm tra ${code}.`);
	let told = 0;
	const made = await makeArchive(ctx, inspection.id, out, ({ done, total }) => {
		const percent = total === 0 ? 100 : Math.floor((done * 100) / total);
		if (percent < told + STEP) return;
		told = percent - (percent % STEP);
		console.error(`… ${told} %`);
	});
	console.log(`${out}: ${made.files} tệp, SHA-256 của manifest.json: ${made.manifestSha256}`);
	return 0;
}
