/** Agencies and the units below them. They close, they are never deleted: old records keep old names. */
import type { AuditAction } from '#lib/domain/audit-action.ts';
import { unitKey, type AgencyInput, type UnitKind } from '#lib/domain/agency-import.ts';
import { isDay } from '#lib/domain/calendar.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import * as queries from '../db/queries/agencies.ts';
import type { AgencyListRow, AgencyRow, UnitRow } from '../db/queries/agencies.ts';
import { requireOffice, requireVersion } from './access.ts';

/** All agencies, closed ones too, with the counts of their open units and accounts. */
export function listAgencies(ctx: Ctx): AgencyListRow[] {
	requireOffice(ctx, 'agency.read');
	return queries.listAgencyRows(ctx.db);
}

/** One agency with its units, open ones first. Problem `not_found`. */
export function getAgency(ctx: Ctx, id: string): { agency: AgencyRow; units: UnitRow[] } {
	requireOffice(ctx, 'agency.read');
	return { agency: load(ctx, id), units: queries.listUnits(ctx.db, id) };
}

/** Makes an agency and returns its id. Problem `agency.code_taken`. */
export function createAgency(ctx: Ctx, input: AgencyInput): string {
	requireOffice(ctx, 'agency.manage');
	return inTransaction(ctx, () => {
		requireFreeCode(ctx, input.code);
		const id = ctx.newId();
		queries.insertAgency(ctx.db, { ...input, id, createdAt: ctx.now() });
		audit(ctx, 'agency.create', id, null, input);
		return id;
	});
}

/** Problems `not_found`, `version.stale`, `agency.code_taken`. */
export function editAgency(ctx: Ctx, id: string, version: number, input: AgencyInput): void {
	write(ctx, 'agency.edit', id, version, (agency) => {
		if (agency.code !== input.code) requireFreeCode(ctx, input.code);
		return input;
	});
}

/** Closes it after a day (YYYY-MM-DD), the last on which it stood. Problems `version.stale`, `date.reversed`. */
export function closeAgency(ctx: Ctx, id: string, version: number, on: string): void {
	write(ctx, 'agency.close', id, version, (agency) => ({ validTo: requireDayAfter(agency.validFrom, on) }));
}

/** Takes a closing back. Problem `version.stale`. */
export function reopenAgency(ctx: Ctx, id: string, version: number): void {
	write(ctx, 'agency.reopen', id, version, () => ({ validTo: null }));
}

/** Adds a unit under the agency's version and returns its id. Problems `version.stale`, `unit.name_taken`. */
export function addUnit(
	ctx: Ctx,
	agencyId: string,
	version: number,
	unit: { name: string; kind: UnitKind }
): string {
	const id = ctx.newId();
	writeUnit(ctx, 'unit.add', agencyId, version, () => {
		requireFreeUnitName(ctx, agencyId, unit.name);
		queries.insertUnit(ctx.db, { ...unit, id, agencyId, createdAt: ctx.now() });
		return { old: null, new: { id, ...unit } };
	});
	return id;
}

/** Problems `not_found`, `version.stale`, `unit.name_taken`. */
export function renameUnit(ctx: Ctx, agencyId: string, version: number, unitId: string, name: string): void {
	writeUnit(ctx, 'unit.rename', agencyId, version, () => {
		const unit = loadUnit(ctx, agencyId, unitId);
		requireFreeUnitName(ctx, agencyId, name, unitId);
		queries.updateUnit(ctx.db, unitId, { name });
		return { old: { id: unitId, name: unit.name }, new: { id: unitId, name } };
	});
}

/** Closes a unit after a day. Problems `not_found`, `version.stale`, `date.reversed`. */
export function closeUnit(ctx: Ctx, agencyId: string, version: number, unitId: string, on: string): void {
	writeUnit(ctx, 'unit.close', agencyId, version, () => {
		const unit = loadUnit(ctx, agencyId, unitId);
		const validTo = requireDayAfter(unit.validFrom, on);
		queries.updateUnit(ctx.db, unitId, { validTo });
		return { old: { id: unitId, validTo: unit.validTo }, new: { id: unitId, validTo } };
	});
}

/** Reads, changes and records in one transaction, under the optimistic lock. */
function write(
	ctx: Ctx,
	action: AuditAction,
	id: string,
	version: number,
	change: (agency: AgencyRow) => Partial<AgencyRow>
): void {
	requireOffice(ctx, 'agency.manage');
	inTransaction(ctx, () => {
		const agency = load(ctx, id);
		requireVersion(agency.version, version);
		const patch = change(agency);
		queries.updateAgency(ctx.db, id, version, patch);
		const old = Object.fromEntries(Object.keys(patch).map((key) => [key, agency[key as keyof AgencyRow]]));
		audit(ctx, action, id, old, patch);
	});
}

/** Units have no version of their own: a write to one counts up the agency's. */
function writeUnit(
	ctx: Ctx,
	action: AuditAction,
	agencyId: string,
	version: number,
	change: () => { old: unknown; new: unknown }
): void {
	requireOffice(ctx, 'agency.manage');
	inTransaction(ctx, () => {
		requireVersion(load(ctx, agencyId).version, version);
		const changed = change();
		queries.updateAgency(ctx.db, agencyId, version, {});
		audit(ctx, action, agencyId, changed.old, changed.new);
	});
}

function load(ctx: Ctx, id: string): AgencyRow {
	const agency = queries.findAgency(ctx.db, id);
	if (!agency) throw new ProblemError(problem('not_found', {}));
	return agency;
}

function loadUnit(ctx: Ctx, agencyId: string, unitId: string): UnitRow {
	const unit = queries.findUnit(ctx.db, agencyId, unitId);
	if (!unit) throw new ProblemError(problem('not_found', {}));
	return unit;
}

function requireFreeCode(ctx: Ctx, code: string): void {
	if (queries.findAgencyByCode(ctx.db, code))
		throw new ProblemError(problem('agency.code_taken', { code }, 'code'));
}

function requireFreeUnitName(ctx: Ctx, agencyId: string, name: string, except = ''): void {
	const taken = queries
		.listUnits(ctx.db, agencyId)
		.some((unit) => unit.id !== except && unitKey('', unit.name) === unitKey('', name));
	if (taken) throw new ProblemError(problem('unit.name_taken', { name }, 'name'));
}

function requireDayAfter(from: string | null, on: string): string {
	if (!isDay(on)) throw new ProblemError(problem('date.invalid', { text: on }, 'on'));
	if (from !== null && on < from) throw new ProblemError(problem('date.reversed', { from, to: on }, 'on'));
	return on;
}

function audit(ctx: Ctx, action: AuditAction, id: string, old: unknown, now: unknown): void {
	writeAudit(ctx, { action, subjectKind: 'agency', subjectId: id, old, new: now });
}
