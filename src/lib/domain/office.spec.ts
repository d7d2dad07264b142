import { describe, expect, it } from 'vitest';
import { isSignGroup, USUAL_OFFICE } from './office.ts';

describe('a group of letters in a sign', () => {
	it.each(['SNV', 'SLĐTBXH', 'CCHC', 'UBND', 'P2', 'KH&CN', 'SLĐTBXH'.normalize('NFD')])('%s', (text) =>
		expect(isSignGroup(text)).toBe(true)
	);
	it.each(['', 'snv', 'S NV', 'SNV-CCHC', 'SNV/CCHC', 'SNV.', 'Sở'])('is not «%s»', (text) =>
		expect(isSignGroup(text)).toBe(false)
	);
	it('is what the form begins with', () => {
		expect([USUAL_OFFICE.departmentSign, USUAL_OFFICE.unitSign].every(isSignGroup)).toBe(true);
	});
});
