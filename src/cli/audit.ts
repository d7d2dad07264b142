import { shortHash } from '#lib/domain/papers/record-head.ts';
import type { ChainFault } from '#lib/server/audit/check-chain.ts';
import { makeContext, openRuntime } from '#lib/server/runtime.ts';
import { checkRecord, type RecordCheck } from '#lib/server/services/audit-check.ts';
import { exportRecord, paperName } from '#lib/server/services/audit-export.ts';
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { OPERATOR } from './papers.ts';
import { readOptions, UsageError } from './usage.ts';

const PARTS: Record<string, (args: string[]) => number> = { verify, export: exportFile };

export async function audit([part = '', ...args]: string[]): Promise<number> {
	const run = PARTS[part];
	if (!run) throw new UsageError('Sau «audit» phải là «verify» hoặc «export».');
	return run(args);
}

const operator = () => makeContext(openRuntime(), { actor: OPERATOR, device: 'command-line' });

function verify(args: string[]): number {
	readOptions(args, []);
	const result = checkRecord(operator());
	for (const line of report(result)) console.log(line);
	return isWhole(result) ? 0 : 1;
}

const isWhole = ({ faults, brokenPapers }: RecordCheck): boolean =>
	faults.length === 0 && brokenPapers.length === 0;

const FAULTS: Record<ChainFault['kind'], string> = {
	changed: 'đã bị sửa',
	removed: 'đã bị xóa',
	inserted: 'được chèn thêm, không do phần mềm ghi',
	reordered: 'không đứng đúng chỗ (thứ tự đã bị đổi)',
	cut: 'và các dòng sau đã bị cắt khỏi cuối nhật ký'
};

/** More than this says nothing new: what follows a damage mostly follows from it. */
const MOST_FAULTS = 20;

function report({ lines, head, faults, papers, brokenPapers }: RecordCheck): string[] {
	const whole = isWhole({ lines, head, faults, papers, brokenPapers });
	return [
		`${whole ? 'NGUYÊN VẸN     ' : 'KHÔNG NGUYÊN VẸN'}  ${lines} dòng, dòng cuối ${head.id} · ${shortHash(head.hash)}`,
		...faults.slice(0, MOST_FAULTS).map(({ kind, id }) => `    Dòng ${id} ${FAULTS[kind]}.`),
		...(faults.length > MOST_FAULTS ? [`    … và ${faults.length - MOST_FAULTS} dòng nữa.`] : []),
		...brokenPapers.map(
			(paper) =>
				`    Văn bản ${paperName(paper)}: nhật ký không còn dòng ${paper.line} · ${shortHash(paper.hash)} in trên đó.`
		),
		`    ${papers - brokenPapers.length}/${papers} văn bản có dòng nhật ký in trên đó khớp với nhật ký.`
	];
}

function exportFile(args: string[]): number {
	const { out } = readOptions(args, ['out']);
	const file = openNew(out);
	let isWhole = false;
	try {
		for (const text of exportRecord(operator())) writeSync(file, text);
		fsyncSync(file);
		isWhole = true;
	} finally {
		closeSync(file);
		if (!isWhole) rmSync(out);
	}
	console.log(out);
	return 0;
}

/** Never over a file that is there: it may be the only copy of an older record. */
function openNew(path: string): number {
	try {
		return openSync(path, 'wx');
	} catch (thrown) {
		const exists = (thrown as NodeJS.ErrnoException).code === 'EEXIST';
		throw new UsageError(exists ? `Đã có tệp ${path}.` : `Không ghi được tệp ${path}.`);
	}
}
