import { describe, expect, it } from 'vitest';
import { isSamePerson, mayBring, signActionOf, signingStateOf, slotsOf } from './paper-signing.ts';
import { REFUSED_NOTE } from './papers/minutes-closing.ts';
import { signatureBlock } from './papers/head.ts';

const head = signatureBlock('agency_head', ['Giám đốc'], 'Người Ưu Ơn');
const lead = signatureBlock('team_lead', ['TM. Đoàn kiểm tra', 'Trưởng đoàn'], 'Người Trưởng đoàn');

describe('the blocks that are signed', () => {
	it('keep their places when one refused', () => {
		const refused = signatureBlock('agency_head', ['Giám đốc'], '', REFUSED_NOTE);
		expect(slotsOf({ signatures: [head, lead] }).map(({ slot }) => slot)).toEqual([0, 1]);
		expect(slotsOf({ signatures: [refused, lead] })).toEqual([
			{ slot: 1, role: 'team_lead', capacity: lead.capacity, name: lead.name }
		]);
	});

	it('have an action of the table, or none', () => {
		expect(signActionOf('agency_head')).toBe('document.sign_agency');
		expect(signActionOf('witness')).toBeUndefined();
	});
});

it.each([
	['office', 'conclusion', 'department_head', true],
	['office', 'minutes', 'agency_head', true],
	['office', 'remediation_plan', 'agency_head', false],
	['agency', 'remediation_plan', 'agency_head', true],
	['agency', 'minutes', 'agency_head', true],
	['agency', 'minutes', 'team_lead', false],
	['agency', 'minutes', null, false]
] as const)('the %s with %s, block of %s: %s', (side, kind, role, may) => {
	expect(mayBring(side, kind, role)).toBe(may);
});

describe('what a paper may be called', () => {
	const slots = slotsOf({ signatures: [head, lead] });
	it.each([
		[[], 'awaiting'],
		[[{ way: 'scan', slot: null }], 'scanned'],
		[[{ way: 'app', slot: 1 }], 'partly_signed'],
		[
			[
				{ way: 'scan', slot: null },
				{ way: 'outside', slot: 0 }
			],
			'partly_signed'
		],
		[
			[
				{ way: 'app', slot: 1 },
				{ way: 'outside', slot: 0 }
			],
			'signed'
		]
	] as const)('%j: %s', (made, state) => {
		expect(signingStateOf(slots, made)).toBe(state);
	});
});

describe('the name in a certificate', () => {
	it.each([
		['Người Ưu Ơn', 'Người Ưu Ơn', true],
		['NGƯỜI  ƯU ƠN ', 'Người Ưu Ơn', true],
		['Người Ưu Ơn'.normalize('NFD'), 'Người Ưu Ơn', true],
		['NGUOI UU ON', 'Người Ưu Ơn', true],
		['Người Ửu Ơn', 'Người Ưu Ơn', false],
		['Người Ưu', 'Người Ưu Ơn', false],
		['Người Ưu Ơn', '', false],
		['', '', false]
	])('«%s» is the printed «%s»: %s', (certified, printed, same) => {
		expect(isSamePerson(certified, printed)).toBe(same);
	});
});
