import { describe, expect, it } from 'vitest';
import {
	canDraftPaper,
	isRecordPaper,
	kindsOfRegister,
	requireIssuable,
	standBeside
} from './availability.ts';
import { PAPER_KINDS } from './paper.ts';

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
		expect(kindsOfRegister('minutes')).toEqual(['minutes']);
	});

	it('can be drafted before they can be issued, never after only', () => {
		for (const kind of PAPER_KINDS)
			for (const state of ['concluded', 'remedying', 'report_submitted', 'closed'] as const)
				if (requireIssuable(kind, state).ok) expect(canDraftPaper(kind, state)).toBe(true);
		expect(requireIssuable('closing_note', 'report_submitted')).toMatchObject({ ok: false });
		expect(requireIssuable('reminder_letter', 'reappraised')).toMatchObject({ ok: false });
	});
});
