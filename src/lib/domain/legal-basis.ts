/**
 * Was a legal basis in force on a day? A paper cites what was in force on the day of the inspection; a basis that
 * was replaced stays with the old rounds and is warned of in new ones.
 */
import type { LegalBasis } from './criteria.ts';

export const LEGAL_BASIS_STATUSES = ['in_force', 'not_yet', 'expired', 'unknown'] as const;
/** `unknown`: neither day of validity was entered, so nothing can be said. */
export type LegalBasisStatus = (typeof LEGAL_BASIS_STATUSES)[number];

/** Status on a day (YYYY-MM-DD). `inForceFrom` and `inForceTo` are the first and the last day in force. */
export function legalBasisStatus(basis: LegalBasis, day: string): LegalBasisStatus {
	const { inForceFrom, inForceTo } = basis;
	if (inForceTo !== undefined && day > inForceTo) return 'expired';
	if (inForceFrom !== undefined && day < inForceFrom) return 'not_yet';
	return inForceFrom === undefined && inForceTo === undefined ? 'unknown' : 'in_force';
}

export type LegalBasisWarning =
	| { kind: 'expired'; key: string; lastDay: string; replacedBy: string | null }
	| { kind: 'not_yet'; key: string; firstDay: string }
	/** Number or day was entered from memory and must be checked before it is printed. */
	| { kind: 'unverified'; key: string };

/** What to warn of before a basis is printed for a day; empty when it can be printed as it stands. */
export function listLegalBasisWarnings(basis: LegalBasis, day: string): LegalBasisWarning[] {
	const { key, inForceFrom, inForceTo, replacedBy = null } = basis;
	const status = legalBasisStatus(basis, day);
	const warnings: LegalBasisWarning[] = [];
	if (status === 'expired') warnings.push({ kind: 'expired', key, lastDay: inForceTo!, replacedBy });
	if (status === 'not_yet') warnings.push({ kind: 'not_yet', key, firstDay: inForceFrom! });
	if (!basis.verified) warnings.push({ kind: 'unverified', key });
	return warnings;
}

/**
 * What may be cited on a day: all that is not known to be out of force, in the given order. Where no day of validity was
 * entered, the words of the basis tell at least that it cannot be older than its own number.
 */
export function listInForce(bases: readonly LegalBasis[], day: string): LegalBasis[] {
	return bases.filter((basis) => {
		const status = legalBasisStatus(basis, day);
		return status === 'in_force' || (status === 'unknown' && !isIssuedAfter(basis.text, day));
	});
}

/** What is named first, before a bracket or another basis: its day, or the year in its number. */
const OWN_DAY = /^[^(;]*?\bngày (\d{1,2})\/(\d{1,2})\/(\d{4})/u;
const OWN_YEAR = /^[^(;]*?số \d+\/(\d{4})\//u;

/** Does a basis say of itself that it was issued after a day (YYYY-MM-DD)? False where it does not say. */
export function isIssuedAfter(text: string, day: string): boolean {
	const [, date, month, year] = OWN_DAY.exec(text) ?? [];
	if (date && month && year) return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}` > day;
	const [, numbered] = OWN_YEAR.exec(text) ?? [];
	return numbered !== undefined && numbered > day.slice(0, 4);
}
