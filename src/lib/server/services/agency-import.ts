/** Agencies and units from a spreadsheet: checked as a whole, then all or nothing. */
import {
	AGENCY_COLUMNS,
	importAgencies,
	LEVEL_WORDS,
	UNIT_COLUMNS,
	UNIT_KIND_WORDS,
	unitKey,
	type ImportedAgencies
} from '#lib/domain/agency-import.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import {
	findAgencyByCode,
	insertAgency,
	insertUnit,
	listAgencyRows,
	listUnitNames,
	updateAgency
} from '../db/queries/agencies.ts';
import { readSheets, writeSheets } from '../sheets/in-worker.ts';
import { requireOffice } from './access.ts';

export const SHEET_MEGABYTES = 5;
const MEGABYTE = 1024 ** 2;

/** What is in the file and all that is wrong with it; writes nothing. Problems `file.too_large`, `sheet.unreadable`. */
export async function checkAgencySheet(
	ctx: Ctx,
	file: { name: string; bytes: Uint8Array }
): Promise<ImportedAgencies> {
	requireOffice(ctx, 'agency.manage');
	if (file.bytes.length === 0) throw new ProblemError(problem('file.empty', { name: file.name }, 'file'));
	if (file.bytes.length > SHEET_MEGABYTES * MEGABYTE)
		throw new ProblemError(
			problem('file.too_large', { name: file.name, megabytes: SHEET_MEGABYTES }, 'file')
		);
	return importAgencies(await readSheets(file.bytes), known(ctx));
}

/** Takes the whole file, or nothing when the check finds a fault; then the report comes back with `taken: false`. */
export async function importAgencySheet(
	ctx: Ctx,
	file: { name: string; bytes: Uint8Array }
): Promise<ImportedAgencies & { taken: boolean }> {
	const report = await checkAgencySheet(ctx, file);
	if (report.problems.length > 0) return { ...report, taken: false };
	inTransaction(ctx, () => take(ctx, file.name, report));
	return { ...report, taken: true };
}

function take(ctx: Ctx, fileName: string, { agencies, units }: ImportedAgencies): void {
	const at = ctx.now();
	const ids = new Map<string, string>();
	for (const agency of agencies) {
		// Somebody may have added it since the check.
		if (findAgencyByCode(ctx.db, agency.code))
			throw new ProblemError(problem('agency.code_taken', { code: agency.code }));
		const id = ctx.newId();
		ids.set(agency.code, id);
		insertAgency(ctx.db, { ...agency, id, createdAt: at });
		writeAudit(ctx, { action: 'agency.create', subjectKind: 'agency', subjectId: id, new: agency });
	}
	for (const unit of units) {
		const agencyId = ids.get(unit.agencyCode) ?? findAgencyByCode(ctx.db, unit.agencyCode)!.id;
		insertUnit(ctx.db, { id: ctx.newId(), agencyId, name: unit.name, kind: unit.kind, createdAt: at });
	}
	for (const agency of listAgencyRows(ctx.db))
		if (!ids.has(agency.code) && units.some(({ agencyCode }) => agencyCode === agency.code))
			updateAgency(ctx.db, agency.id, agency.version, {});
	writeAudit(ctx, {
		action: 'agency.import',
		subjectKind: 'file',
		subjectId: fileName,
		new: { agencies: agencies.map(({ code }) => code), units }
	});
}

function known(ctx: Ctx) {
	return {
		codes: new Set(listAgencyRows(ctx.db).map(({ code }) => code)),
		units: new Set(listUnitNames(ctx.db).map(({ agencyCode, name }) => unitKey(agencyCode, name)))
	};
}

/** The template to fill in, with one example row in each sheet, as .xlsx. */
export function makeAgencyTemplate(): Promise<Uint8Array> {
	return writeSheets([
		{
			name: 'Cơ quan',
			widths: [14, 36, 18, 18, 22, 20, 26, 18, 36],
			rows: [
				Object.values(AGENCY_COLUMNS),
				[
					'SXD',
					'Sở Xây dựng',
					'Sở Xây dựng',
					'SXD',
					LEVEL_WORDS.department,
					'UBND tỉnh',
					'Giám đốc',
					'Tên tỉnh',
					'Số nhà, đường, phường'
				]
			]
		},
		{
			name: 'Đơn vị',
			widths: [14, 40, 20],
			rows: [Object.values(UNIT_COLUMNS), ['SXD', 'Văn phòng Sở', UNIT_KIND_WORDS.office]]
		}
	]);
}
