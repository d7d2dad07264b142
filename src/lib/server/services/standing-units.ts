/** Units of an agency that a plan names in words: one that was merged or closed carries nothing out any more. */
import { dayOf } from '#lib/domain/calendar.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import type { Ctx } from '../context.ts';
import { listUnits } from '../db/queries/agencies.ts';

const keyOf = (name: string): string => name.trim().normalize('NFC').toLocaleLowerCase('vi');

/**
 * The last day of a unit of the agency that was merged or closed before today, by its name; null for one that stands,
 * and for words that name no unit on record. The caller has asked for permission.
 */
export function closedUnitReader(
	ctx: Pick<Ctx, 'db' | 'now'>,
	agencyId: string
): (name: string) => string | null {
	const today = dayOf(ctx.now());
	const days = new Map(listUnits(ctx.db, agencyId).map(({ name, validTo }) => [keyOf(name), validTo]));
	return (name) => {
		const validTo = days.get(keyOf(name)) ?? null;
		return validTo !== null && validTo < today ? validTo : null;
	};
}

/** Throws `unit.closed` at `leadUnit`. */
export function requireStandingUnit(ctx: Pick<Ctx, 'db' | 'now'>, agencyId: string, leadUnit: string): void {
	const day = closedUnitReader(ctx, agencyId)(leadUnit);
	if (day !== null) throw new ProblemError(problem('unit.closed', { name: leadUnit, day }, 'leadUnit'));
}
