import { describe, expect, it } from 'vitest';
import {
	canDraftPaper,
	isCampaignPaper,
	isRecordPaper,
	paperKindsOf,
	registerOf,
	requireIssuable,
	standBeside
} from './availability.ts';
import { INSPECTION_STATES, type InspectionState } from '../inspection.ts';
import { PAPER_KINDS } from './paper.ts';

const at = (state: InspectionState) => ({ kind: 'direct', state }) as const;

describe('kinds of papers', () => {
	it('supersede each other, but for reminder letters', () => {
		expect(PAPER_KINDS.filter(standBeside)).toEqual(['reminder_letter']);
	});

	it('say all from the record, but for those that a person chooses for', () => {
		expect(PAPER_KINDS.filter((kind) => !isRecordPaper(kind) && !isCampaignPaper(kind))).toEqual([
			'reminder_letter'
		]);
	});

	it('share a register with those of the same name (NĐ 30/2020, Điều 7)', () => {
		expect(registerOf('closing_note')).toBe(registerOf('conclusion'));
		expect(registerOf('minutes')).toBe(registerOf('recheck_minutes'));
		expect(registerOf('yearly_plan')).toBe('plan');
		expect(registerOf('ranking_decision')).not.toBe(registerOf('yearly_plan'));
	});

	it('are of an inspection, or of a re-check, which has its minutes and nothing else', () => {
		expect(paperKindsOf({ kind: 'recheck' })).toEqual(['recheck_minutes']);
		expect(new Set(paperKindsOf({ kind: 'direct' }))).toEqual(
			new Set(PAPER_KINDS.filter((kind) => kind !== 'recheck_minutes' && !isCampaignPaper(kind)))
		);
		const signed = { kind: 'recheck', state: 'minutes_signed' } as const;
		expect(requireIssuable('recheck_minutes', signed).ok).toBe(true);
		expect(requireIssuable('minutes', signed).ok).toBe(false);
		expect(canDraftPaper('recheck_minutes', at('closed'))).toBe(false);
	});

	it('tell a surprised agency nothing beforehand and ask it for no self-check', () => {
		const announced = paperKindsOf({ kind: 'via_report' });
		const surprise = paperKindsOf({ kind: 'surprise' });
		expect(announced.filter((kind) => !surprise.includes(kind))).toEqual(['visit_notice', 'self_report']);
		expect(canDraftPaper('self_report', { kind: 'surprise', state: 'closed' })).toBe(false);
	});

	it('stand in the order in which they come up', () => {
		expect(paperKindsOf({ kind: 'direct' })).toEqual([
			'team_decision',
			'visit_notice',
			'self_report',
			'minutes',
			'score_sheet',
			'explanation_letter',
			'conclusion',
			'reminder_letter',
			'remediation_plan',
			'remediation_report',
			'remediation_letter',
			'closing_note'
		]);
	});

	it.each([
		['team_decision', 'planned', 'team_set'],
		['visit_notice', 'planned', 'team_set'],
		['self_report', 'notified', 'self_submitted'],
		['explanation_letter', 'minutes_signed', 'explaining']
	] as const)('%s is drafted from %s and issued from %s, not before', (kind, draft, issue) => {
		const before = (state: InspectionState) => INSPECTION_STATES[INSPECTION_STATES.indexOf(state) - 1]!;
		expect(canDraftPaper(kind, at(draft))).toBe(true);
		expect(canDraftPaper(kind, at(before(draft)))).toBe(false);
		expect(requireIssuable(kind, at(issue)).ok).toBe(true);
		expect(requireIssuable(kind, at(before(issue)))).toMatchObject({
			problem: { code: 'document.not_issued' }
		});
	});

	it('number the decision apart, the notice and the explanation with the letters', () => {
		const inRegister = (register: string) => PAPER_KINDS.filter((kind) => registerOf(kind) === register);
		expect(inRegister('decision')).toEqual(['team_decision', 'ranking_decision']);
		expect(inRegister('letter')).toEqual([
			'remediation_letter',
			'reminder_letter',
			'visit_notice',
			'explanation_letter'
		]);
		expect(inRegister('report')).toEqual(['remediation_report', 'self_report']);
	});

	it('of a campaign are never of an inspection, whatever its state', () => {
		expect(PAPER_KINDS.filter(isCampaignPaper)).toEqual(['yearly_plan', 'ranking_decision']);
		expect(canDraftPaper('yearly_plan', at('closed'))).toBe(false);
		expect(requireIssuable('ranking_decision', at('closed')).ok).toBe(false);
	});

	it('can be drafted before they can be issued, never after only', () => {
		for (const kind of PAPER_KINDS)
			for (const state of ['concluded', 'remedying', 'report_submitted', 'closed'] as const)
				if (requireIssuable(kind, at(state)).ok) expect(canDraftPaper(kind, at(state))).toBe(true);
		expect(requireIssuable('closing_note', at('report_submitted'))).toMatchObject({ ok: false });
		expect(requireIssuable('reminder_letter', at('reappraised'))).toMatchObject({ ok: false });
	});
});
