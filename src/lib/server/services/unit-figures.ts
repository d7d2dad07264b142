/** Parts of the agency's figures that its units give, and their sum. */
import type { AuditAction } from '#lib/domain/audit-action.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import { findSubcriterion, listScoredSubcriteria } from '#lib/domain/criteria.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import {
	checkUnitFigure,
	isSumOf,
	sumUnits,
	takesUnits,
	type UnitFigure,
	type UnitSum
} from '#lib/domain/unit-figures.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { findUnit, listUnits } from '../db/queries/agencies.ts';
import { loadAnswers } from '../db/queries/answers.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import type { InspectionRow } from '../db/queries/inspections.ts';
import * as queries from '../db/queries/self-assessment.ts';
import { requireInspection, requireVersion } from './access.ts';
import { requireReopened } from './self-returns.ts';

export interface UnitFigureInput extends Omit<UnitFigure, 'state'> {
	code: string;
	/** Given to the head, or still being written. */
	state: 'drafted' | 'submitted';
	/** 0 for the first. */
	version: number;
}

/**
 * Writes what one unit gives for a ratio. Throws `unit.not_of_agency`, `unit.figures_approved` once the head has taken
 * it, `version.stale`, `self.not_returned`, `answer.survey_by_office_only`, what the figures themselves are refused for.
 */
export function saveUnitFigure(ctx: Ctx, inspectionId: string, input: UnitFigureInput): void {
	inTransaction(ctx, () => {
		const { inspection, actor } = requireInspection(ctx, 'unit.enter', inspectionId);
		const { code, unitId, state } = input;
		const { before } = requirePart(ctx, inspection, input);
		requireVersion(before?.version ?? 0, input.version);
		if (before?.state === 'approved') throw new ProblemError(problem('unit.figures_approved', {}));
		const rule = findSubcriterion(loadSetContent(ctx.db, inspection.criteriaSetId), code)!.subcriterion.rule;
		const checked = checkUnitFigure(rule, input, dayOf(ctx.now()));
		if (!checked.ok) throw new ProblemError(checked.problem);
		const row = {
			inspectionId,
			code,
			unitId,
			numerator: input.numerator,
			denominator: input.denominator,
			asOfOn: input.asOfOn,
			note: input.note.trim(),
			state,
			changedBy: actor.id,
			changedAt: ctx.now(),
			version: input.version + 1
		};
		queries.writeUnitFigure(ctx.db, row);
		audit(ctx, 'unit.enter', row, before);
	});
}

/**
 * The head takes what a unit gave as the agency's own, or gives it back. Throws `not_found`, `version.stale`,
 * `unit.figures_drafted` for what was not given to the head.
 */
export function decideUnitFigure(
	ctx: Ctx,
	inspectionId: string,
	key: { code: string; unitId: string; version: number },
	decision: 'approve' | 'return'
): void {
	inTransaction(ctx, () => {
		const { inspection, actor } = requireInspection(ctx, 'unit.approve', inspectionId);
		const { before } = requirePart(ctx, inspection, key);
		if (!before) throw new ProblemError(problem('not_found', {}));
		requireVersion(before.version, key.version);
		if (before.state === 'drafted') throw new ProblemError(problem('unit.figures_drafted', {}));
		const row = {
			...before,
			state: decision === 'approve' ? ('approved' as const) : ('drafted' as const),
			changedBy: actor.id,
			changedAt: ctx.now(),
			version: before.version + 1
		};
		queries.writeUnitFigure(ctx.db, row);
		audit(ctx, `unit.${decision}`, row, before);
	});
}

/** Takes a unit's part out of the sum. Throws `not_found`, `unit.figures_approved`, `version.stale`. */
export function removeUnitFigure(
	ctx: Ctx,
	inspectionId: string,
	key: { code: string; unitId: string; version: number }
): void {
	inTransaction(ctx, () => {
		const { inspection } = requireInspection(ctx, 'unit.enter', inspectionId);
		const { before } = requirePart(ctx, inspection, key);
		if (!before) throw new ProblemError(problem('not_found', {}));
		requireVersion(before.version, key.version);
		if (before.state === 'approved') throw new ProblemError(problem('unit.figures_approved', {}));
		queries.deleteUnitFigure(ctx.db, { inspectionId, code: key.code, unitId: key.unitId });
		audit(ctx, 'unit.remove', null, before);
	});
}

function requirePart(
	ctx: Ctx,
	inspection: InspectionRow,
	{ code, unitId }: { code: string; unitId: string }
): { before: queries.UnitFigureRow | undefined } {
	const placed = findSubcriterion(loadSetContent(ctx.db, inspection.criteriaSetId), code);
	if (!placed) throw new ProblemError(problem('answer.subcriterion_unknown', { code }, code));
	if (placed.subcriterion.isSurvey)
		throw new ProblemError(problem('answer.survey_by_office_only', { code }, code));
	if (!findUnit(ctx.db, inspection.agencyId, unitId))
		throw new ProblemError(problem('unit.not_of_agency', {}, 'unitId'));
	requireReopened(ctx, inspection, [code]);
	return { before: queries.findUnitFigure(ctx.db, { inspectionId: inspection.id, code, unitId }) };
}

function audit(
	ctx: Ctx,
	action: AuditAction,
	now: queries.UnitFigureRow | null,
	before: queries.UnitFigureRow | undefined
): void {
	const { inspectionId, code, unitId } = (now ?? before)!;
	const said = (row: queries.UnitFigureRow | null | undefined) =>
		row ? { numerator: row.numerator, denominator: row.denominator, state: row.state } : null;
	writeAudit(ctx, {
		action,
		subjectKind: 'unit_figure',
		subjectId: `${code} ${unitId}`,
		inspectionId,
		old: said(before),
		new: said(now)
	});
}

/** A sum with the version of each part, for its forms. */
export type UnitSumView = UnitSum & { versions: Record<string, number> };

/**
 * The sums of all subcriteria that are asked as a ratio, by code; those that no unit gave anything for too, so that it is
 * said who is missing. Empty for an agency without units. The caller has asked for permission.
 */
export function listUnitSums(ctx: Ctx, inspection: InspectionRow): Record<string, UnitSumView> {
	const units = listUnits(ctx.db, inspection.agencyId);
	if (units.length === 0) return {};
	const figures = queries.listUnitFigures(ctx.db, inspection.id);
	const today = dayOf(ctx.now());
	const asked = listScoredSubcriteria(loadSetContent(ctx.db, inspection.criteriaSetId)).filter(
		({ subcriterion }) => takesUnits(subcriterion.rule)
	);
	return Object.fromEntries(
		asked.map(({ subcriterion: { code } }) => {
			const given = figures.filter((figure) => figure.code === code);
			const versions = Object.fromEntries(given.map(({ unitId, version }) => [unitId, version]));
			return [code, { ...sumUnits(units, given.map(toFigure), today), versions }];
		})
	);
}

/**
 * Sums that somebody should look at before the self-assessment goes out: the answer is another, a unit gave nothing, or
 * the head has not taken a part. Only where a unit gave something. The caller has asked for permission.
 */
export function listUnitGaps(
	ctx: Ctx,
	inspection: InspectionRow
): { code: string; differs: boolean; missing: number; unapproved: number }[] {
	const { self } = loadAnswers(ctx.db, inspection.id);
	return Object.entries(listUnitSums(ctx, inspection))
		.filter(([, { parts }]) => parts.length > 0)
		.map(([code, sum]) => ({
			code,
			differs: !isSumOf(self.get(code)?.input ?? null, sum),
			missing: sum.missing.length,
			unapproved: sum.counts.drafted + sum.counts.submitted
		}))
		.filter(({ differs, missing, unapproved }) => differs || missing + unapproved > 0);
}

/** Without where it belongs and who wrote it. */
const toFigure = ({
	inspectionId: _inspection,
	code: _code,
	changedBy: _by,
	changedAt: _at,
	version: _version,
	...figure
}: queries.UnitFigureRow): UnitFigure => figure;
