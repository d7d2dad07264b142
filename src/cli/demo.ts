import { isAtLeast } from '#lib/domain/inspection.ts';
import { makeDemonstration } from '#lib/server/demo/make.ts';
import { findInspection, listInspections } from '#lib/server/db/queries/inspections.ts';
import { closeRuntime, makeContext, openRuntime } from '#lib/server/runtime.ts';
import { loadTrust } from '#lib/server/services/seal.ts';
import { X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPERATOR, writePapers } from './papers.ts';
import { readOptions } from './usage.ts';
import { trustOfHere, verifyFile } from './verify.ts';

/** Written beside the papers, so that they can be checked when the scratch folder is gone. */
const ROOT_NAME = 'chung-thuc-minh-hoa.crt';

/** The main job without a browser: a province in a scratch folder, the papers of what was concluded, each one checked. */
export async function demo(args: string[]): Promise<number> {
	const { out } = readOptions(args, ['out']);
	const scratch = mkdtempSync(join(tmpdir(), 'thuoc-minh-hoa-'));
	try {
		const runtime = openRuntime({
			...process.env,
			THUOC_DATA: scratch,
			THUOC_MODE: 'demo',
			THUOC_LOG: 'warn'
		});
		const ctx = makeContext(runtime, { actor: OPERATOR, device: 'command-line' });
		await makeDemonstration(ctx, (what) => console.log(`Đang tạo: ${what}…`));
		const trust = loadTrust(ctx);
		mkdirSync(out, { recursive: true });
		writeFileSync(join(out, ROOT_NAME), new X509Certificate(trust.roots[0]!).toString());
		let allValid = true;
		for (const { id, state } of listInspections(ctx.db).filter((row) => isAtLeast(row.state, 'concluded'))) {
			const inspection = findInspection(ctx.db, id)!;
			console.log(`\n${inspection.code} (${state})`);
			for (const file of await writePapers(ctx, inspection, out))
				if (file.endsWith('-ban-nhap.pdf')) console.log(`BẢN NHÁP      ${file}`);
				else allValid = (await verifyFile(trustOfHere(ctx), file)) && allValid;
		}
		return allValid ? 0 : 1;
	} finally {
		closeRuntime();
		rmSync(scratch, { recursive: true, force: true });
	}
}
