import type { Actor } from '#lib/domain/permissions.ts';
import { canDraftPaper, isRecordPaper, standBeside } from '#lib/domain/papers/availability.ts';
import { PAPER_KINDS } from '#lib/domain/papers/paper.ts';
import type { Ctx } from '#lib/server/context.ts';
import { findCampaignByCode, type CampaignRow } from '#lib/server/db/queries/campaigns.ts';
import { findInspectionByCode, type InspectionRow } from '#lib/server/db/queries/inspections.ts';
import { makeContext, openRuntime } from '#lib/server/runtime.ts';
import { drawCampaignDraft, readCampaignPapers } from '#lib/server/services/campaign-papers.ts';
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
	explanation_letter: 'cong-van-giai-trinh',
	yearly_plan: 'ke-hoach-kiem-tra-nam',
	ranking_decision: 'quyet-dinh-xep-hang'
} as const;

export async function papers(args: string[]): Promise<number> {
	const ofCampaign = args.includes('--campaign');
	const { out, ...asked } = readOptions(args, [ofCampaign ? 'campaign' : 'inspection', 'out']);
	const ctx = makeContext(openRuntime(), { actor: OPERATOR, device: 'command-line' });
	const files = await (ofCampaign ? ofCampaignNamed : ofInspectionNamed)(ctx, Object.values(asked)[0]!, out);
	for (const file of files) console.log(file);
	return 0;
}

async function ofInspectionNamed(ctx: Ctx, code: string, out: string): Promise<string[]> {
	const inspection = findInspectionByCode(ctx.db, code);
	if (!inspection) throw new UsageError(`Không có cuộc kiểm tra ${code}.`);
	return writePapers(ctx, inspection, out);
}

async function ofCampaignNamed(ctx: Ctx, code: string, out: string): Promise<string[]> {
	const campaign = findCampaignByCode(ctx.db, code);
	if (!campaign) throw new UsageError(`Không có đợt kiểm tra ${code}.`);
	return writeCampaignPapers(ctx, campaign, out);
}

/** Puts files of one inspection or campaign into a folder and remembers which. */
function writerFor(code: string, folder: string) {
	mkdirSync(folder, { recursive: true });
	const files: string[] = [];
	const write = (name: string, pdf: Uint8Array) => {
		const file = join(folder, `${code}-${name}.pdf`);
		writeFileSync(file, pdf);
		files.push(file);
	};
	return { files, write };
}

/** Writes every issued paper with its seal, and a draft of each that can be drafted and is not issued. Returns the files. */
export async function writePapers(ctx: Ctx, inspection: InspectionRow, folder: string): Promise<string[]> {
	const { files, write } = writerFor(inspection.code, folder);
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

/** The same of a campaign as a whole. */
export async function writeCampaignPapers(
	ctx: Ctx,
	{ id, code }: Pick<CampaignRow, 'id' | 'code'>,
	folder: string
): Promise<string[]> {
	const { files, write } = writerFor(code, folder);
	for (const { kind, issued } of readCampaignPapers(ctx, id).papers) {
		const standing = issued.find(({ superseded }) => !superseded);
		if (standing) write(NAMES[kind], readPaper(ctx, standing.id).pdf);
		else write(`${NAMES[kind]}-ban-nhap`, await drawCampaignDraft(ctx, id, kind));
	}
	return files;
}
