import type { Actor } from '#lib/domain/permissions.ts';
import { canDraftPaper, isRecordPaper, standBeside } from '#lib/domain/papers/availability.ts';
import { PAPER_KINDS } from '#lib/domain/papers/paper.ts';
import type { Ctx } from '#lib/server/context.ts';
import { findInspectionByCode, type InspectionRow } from '#lib/server/db/queries/inspections.ts';
import { makeContext, openRuntime } from '#lib/server/runtime.ts';
import { drawDraft, listPapers, readPaper } from '#lib/server/services/papers.ts';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions, UsageError } from './usage.ts';

/** Whoever can run commands on the server's machine reads as its administrator. */
export const OPERATOR: Actor = {
	id: 'command-line',
	role: 'admin',
	agencyId: null,
	displayName: 'Dòng lệnh',
	mustChangePassword: false
};

const NAMES = {
	minutes: 'bien-ban',
	recheck_minutes: 'bien-ban-kiem-tra-lai',
	score_sheet: 'bang-diem',
	conclusion: 'thong-bao-ket-luan',
	remediation_plan: 'ke-hoach-khac-phuc',
	remediation_report: 'bao-cao-khac-phuc',
	remediation_letter: 'cong-van-khac-phuc',
	reminder_letter: 'cong-van-don-doc',
	closing_note: 'thong-bao-ket-thuc',
	team_decision: 'quyet-dinh-thanh-lap-doan',
	visit_notice: 'thong-bao-lich-kiem-tra',
	self_report: 'bao-cao-tu-kiem-tra',
	explanation_letter: 'cong-van-giai-trinh'
} as const;

export async function papers(args: string[]): Promise<number> {
	const { inspection: code, out } = readOptions(args, ['inspection', 'out']);
	const ctx = makeContext(openRuntime(), { actor: OPERATOR, device: 'command-line' });
	const inspection = findInspectionByCode(ctx.db, code);
	if (!inspection) throw new UsageError(`Không có cuộc kiểm tra ${code}.`);
	for (const file of await writePapers(ctx, inspection, out)) console.log(file);
	return 0;
}

/** Writes every issued paper with its seal, and a draft of each that can be drafted and is not issued. Returns the files. */
export async function writePapers(ctx: Ctx, inspection: InspectionRow, folder: string): Promise<string[]> {
	mkdirSync(folder, { recursive: true });
	const files: string[] = [];
	const write = (name: string, pdf: Uint8Array) => {
		const file = join(folder, `${inspection.code}-${name}.pdf`);
		writeFileSync(file, pdf);
		files.push(file);
	};
	const standing = listPapers(ctx, inspection.id).filter(({ superseded }) => !superseded);
	for (const { id, kind, number, issuedOn } of standing) {
		const which = standBeside(kind) ? `-${String(number).padStart(2, '0')}-${issuedOn.slice(0, 4)}` : '';
		write(NAMES[kind] + which, readPaper(ctx, id).pdf);
	}
	const issued = new Set(standing.map(({ kind }) => kind));
	for (const kind of PAPER_KINDS)
		if (!issued.has(kind) && isRecordPaper(kind) && canDraftPaper(kind, inspection))
			write(`${NAMES[kind]}-ban-nhap`, await drawDraft(ctx, inspection.id, kind));
	return files;
}
