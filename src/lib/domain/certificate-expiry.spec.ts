import { expect, it } from 'vitest';
import { daysLeft, expiryWarning } from './certificate-expiry.ts';

const DAY = 24 * 3600 * 1000;

it.each([
	[61 * DAY, null],
	[60 * DAY + 1, null],
	[60 * DAY, 60],
	[30 * DAY, 30],
	[7 * DAY + 1, 30],
	[7 * DAY, 7],
	[0, 7],
	[-1, 'expired']
])('%d ms before the end: %s', (left, warning) => {
	expect(expiryWarning(1_000 * DAY + left, 1_000 * DAY)).toBe(warning);
});

it('counts whole days', () => {
	expect(daysLeft(2 * DAY - 1, 0)).toBe(1);
	expect(daysLeft(-1, 0)).toBe(-1);
});
