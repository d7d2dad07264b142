import { describe, expect, it } from 'vitest';
import {
	campaignSignActionOf,
	fieldNameOf,
	isSamePerson,
	mayBring,
	maySignForBody,
	ORGANISATION_SLOT,
	placesOf,
	signActionOf,
	signingStateOf,
	slotsOf
} from './paper-signing.ts';
import type { PaperContent } from './papers/paper.ts';
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
		expect(signActionOf('agency_head', 'office')).toBe('document.sign_agency');
		expect(signActionOf('witness', 'office')).toBeUndefined();
		expect(signActionOf('organisation', 'office')).toBe('document.sign_organisation');
		expect(signActionOf('organisation', 'agency')).toBe('document.sign_organisation_agency');
		expect(campaignSignActionOf('department_head')).toBe('campaign.sign_department');
		expect(campaignSignActionOf('organisation')).toBe('campaign.sign_organisation');
		expect(campaignSignActionOf('committee_chair')).toBeUndefined();
		expect(campaignSignActionOf('team_lead')).toBeUndefined();
	});
});

describe('the signature of the body itself', () => {
	const paper = (kind: PaperContent['kind'], signatures = [head]) =>
		({ kind, signatures, head: { issuingBody: 'Sở Nội vụ' } }) as PaperContent;

	it('comes last on the papers of a body; a team has none', () => {
		expect(placesOf(paper('conclusion'))).toEqual([
			...slotsOf({ signatures: [head] }),
			{ slot: ORGANISATION_SLOT, role: 'organisation', capacity: [], name: 'Sở Nội vụ' }
		]);
		for (const kind of ['minutes', 'recheck_minutes', 'score_sheet'] as const)
			expect(placesOf(paper(kind))).toEqual(slotsOf({ signatures: [head] }));
	});

	it('waits for everybody named, digitally, and does not count among them', () => {
		const both = paper('conclusion', [head, lead]);
		const signed = (...slots: number[]) => slots.map((slot) => ({ way: 'app' as const, slot }));
		expect(maySignForBody(both, [])).toBe(false);
		expect(maySignForBody(both, [...signed(0), { way: 'scan', slot: null }])).toBe(false);
		expect(maySignForBody(both, signed(0, 1))).toBe(true);
		expect(signingStateOf(slotsOf(both), signed(0, 1, ORGANISATION_SLOT))).toBe('signed');
	});

	it('has a field of its own', () => {
		expect([0, 1, ORGANISATION_SLOT].map(fieldNameOf)).toEqual(['ChuKy1', 'ChuKy2', 'ChuKyCoQuan']);
	});
});

it.each([
	['office', 'conclusion', 'department_head', true],
	['office', 'ranking_decision', 'committee_chair', true],
	['agency', 'yearly_plan', 'department_head', false],
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
