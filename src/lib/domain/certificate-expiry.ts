/** When an administrator is told that a certificate ends: 60, 30 and 7 days before, and once it has ended. */

const DAY_MS = 24 * 3600 * 1000;
const STEPS = [7, 30, 60] as const;

export type ExpiryWarning = 'expired' | (typeof STEPS)[number];

/** Whole days that are left, rounded down; negative after the end. Instants are epoch milliseconds. */
export const daysLeft = (validTo: number, now: number): number => Math.floor((validTo - now) / DAY_MS);

/** The tightest step that is reached; null while there is time. */
export function expiryWarning(validTo: number, now: number): ExpiryWarning | null {
	if (now > validTo) return 'expired';
	return STEPS.find((step) => validTo - now <= step * DAY_MS) ?? null;
}
