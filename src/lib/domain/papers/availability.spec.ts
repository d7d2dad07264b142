import { describe, expect, it } from 'vitest';
import {
	canDraftPaper,
	isRecordPaper,
	kindsOfRegister,
	paperKindsOf,
	requireIssuable,
	standBeside
} from './availability.ts';
import type { InspectionState } from '../inspection.ts';
import { PAPER_KINDS } from './paper.ts';

const at = (state: InspectionState) => ({ kind: 'direct', state }) as const;

describe('kinds of papers', () => {
	it('supersede each other, but for reminder letters', () => {
		expect(PAPER_KINDS.filter(standBeside)).toEqual(['reminder_letter']);
	});

	it('say all from the record, but for those that a person chooses for', () => {
		expect(PAPER_KINDS.filter((kind) => !isRecordPaper(kind))).toEqual(['reminder_letter']);
	});

	it('share a register with those of the same name (NĐ 30/2020, Điều 7)', () => {
		expect(kindsOfRegister('closing_note')).toEqual(['conclusion', 'closing_note']);
		expect(kindsOfRegister('conclusion')).toEqual(['conclusion', 'closing_note']);
		expect(kindsOfRegister('minutes')).toEqual(['minutes', 'recheck_minutes']);
	});

	it('are of an inspection, or of a re-check, which has its minutes and nothing else', () => {
		expect(paperKindsOf({ kind: 'recheck' })).toEqual(['recheck_minutes']);
		expect(paperKindsOf({ kind: 'surprise' })).toEqual(
			PAPER_KINDS.filter((kind) => kind !== 'recheck_minutes')
		);
		const signed = { kind: 'recheck', state: 'minutes_signed' } as const;
		expect(requireIssuable('recheck_minutes', signed).ok).toBe(true);
		expect(requireIssuable('minutes', signed).ok).toBe(false);
		expect(canDraftPaper('recheck_minutes', at('closed'))).toBe(false);
	});

	it('can be drafted before they can be issued, never after only', () => {
		for (const kind of PAPER_KINDS)
			for (const state of ['concluded', 'remedying', 'report_submitted', 'closed'] as const)
				if (requireIssuable(kind, at(state)).ok) expect(canDraftPaper(kind, at(state))).toBe(true);
		expect(requireIssuable('closing_note', at('report_submitted'))).toMatchObject({ ok: false });
		expect(requireIssuable('reminder_letter', at('reappraised'))).toMatchObject({ ok: false });
	});
});
