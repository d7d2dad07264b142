import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, matchesSearch } from './folded-text.ts';

describe('foldText', () => {
	it('takes marks away, đ too, composed or decomposed', () => {
		expect(foldText('Sở Lao động – Đà Lạt')).toBe('so lao dong – da lat');
		expect(foldText('Sở Nội vụ'.normalize('NFD'))).toBe('so noi vu');
		expect(foldText('  Phường\n  ĐƯỜNG ')).toBe('phuong duong');
	});

	it('changes nothing the second time', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				expect(foldText(foldText(text))).toBe(foldText(text));
			})
		);
	});
});

describe('matchesSearch', () => {
	it('finds with and without marks, words in any order, across the texts', () => {
		expect(matchesSearch('noi vu', ['Sở Nội vụ'])).toBe(true);
		expect(matchesSearch('vụ KT-2026', ['KT-2026-003', 'Sở Nội vụ'])).toBe(true);
		expect(matchesSearch('noi vu xyz', ['Sở Nội vụ'])).toBe(false);
	});

	it('an empty query finds everything', () => {
		expect(matchesSearch('   ', [])).toBe(true);
	});
});
