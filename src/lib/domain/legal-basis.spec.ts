import { describe, expect, it } from 'vitest';
import type { LegalBasis } from './criteria.ts';
import { isIssuedAfter, legalBasisStatus, listInForce, listLegalBasisWarnings } from './legal-basis.ts';

const basis = (change: Partial<LegalBasis>): LegalBasis => ({
	key: '61',
	text: 'Nghị định số 61/2018/NĐ-CP',
	verified: true,
	...change
});
const REPLACED = basis({
	inForceFrom: '2018-06-21',
	inForceTo: '2025-06-30',
	replacedBy: 'Nghị định số 118/2025/NĐ-CP'
});
const NEW = basis({ key: '118', text: 'Nghị định số 118/2025/NĐ-CP', inForceFrom: '2025-07-01' });
const UNDATED = basis({ key: 'KHT', text: 'Kế hoạch CCHC hằng năm' });

describe('a legal basis on a day', () => {
	it.each<[LegalBasis, string, string]>([
		[REPLACED, '2018-06-20', 'not_yet'],
		[REPLACED, '2018-06-21', 'in_force'],
		[REPLACED, '2025-06-30', 'in_force'],
		[REPLACED, '2025-07-01', 'expired'],
		[NEW, '2026-09-12', 'in_force'],
		[basis({ inForceTo: '2020-01-01' }), '2019-01-01', 'in_force'],
		[UNDATED, '2026-09-12', 'unknown']
	])('%j on %s is %s', (of, day, status) => {
		expect(legalBasisStatus(of, day)).toBe(status);
	});

	it('cites the new decree in new rounds and the old one in old rounds', () => {
		const all = [REPLACED, NEW, UNDATED];
		expect(listInForce(all, '2026-09-12')).toEqual([NEW, UNDATED]);
		expect(listInForce(all, '2021-09-12')).toEqual([REPLACED, UNDATED]);
	});

	it.each([
		['Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 (cơ chế một cửa)', '2025-06-08', true],
		['Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 (cơ chế một cửa)', '2025-06-09', false],
		['Nghị định số 60/2021/NĐ-CP (tự chủ đơn vị sự nghiệp công lập)', '2018-09-12', true],
		['Nghị định số 60/2021/NĐ-CP (tự chủ đơn vị sự nghiệp công lập)', '2021-01-01', false],
		['Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 và Nghị định số 92/2017/NĐ-CP', '2015-01-01', false],
		['Quy định về tinh giản biên chế (Kế hoạch số 136/KH-SLĐTBXH ngày 19/1/2022)', '2018-09-12', false],
		['Kế hoạch CCHC hằng năm của UBND tỉnh', '2018-09-12', false]
	])('«%s» could not be cited on %s: %s', (text, day, isLater) => {
		const undated = basis({ text });
		expect(isIssuedAfter(text, day)).toBe(isLater);
		expect(listInForce([undated], day)).toEqual(isLater ? [] : [undated]);
	});

	it('warns of what is repealed, not yet in force or not checked', () => {
		expect(listLegalBasisWarnings(REPLACED, '2026-09-12')).toEqual([
			{ kind: 'expired', key: '61', lastDay: '2025-06-30', replacedBy: 'Nghị định số 118/2025/NĐ-CP' }
		]);
		expect(listLegalBasisWarnings({ ...NEW, verified: false }, '2025-01-01')).toEqual([
			{ kind: 'not_yet', key: '118', firstDay: '2025-07-01' },
			{ kind: 'unverified', key: '118' }
		]);
		expect(listLegalBasisWarnings(basis({ inForceTo: '2020-01-01' }), '2021-01-01')).toMatchObject([
			{ replacedBy: null }
		]);
		expect(listLegalBasisWarnings(UNDATED, '2026-09-12')).toEqual([]);
	});
});
