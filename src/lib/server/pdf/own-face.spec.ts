/** Papers in letters that are not Tinos's: other widths, another name, everything else as ever. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { dropFace, forgeFont, nameIn } from '../../../../tests/support/font-forge.ts';
import { describePapers, OPTIONS, textMiddle } from '../../../../tests/support/paper-checks.ts';
import { lineWith, measurePages, middleOf } from '../../../../tests/support/pdf-measure.ts';
import { record2018, record2021, surveyedRecord } from '../../../../tests/support/papers-record.ts';
import { announcedRecord, selfRecord } from '../../../../tests/support/visit-papers.ts';
import { buildConclusion } from '#lib/domain/papers/conclusion.ts';
import { buildMinutes } from '#lib/domain/papers/minutes.ts';
import { buildRemediationPlan } from '#lib/domain/papers/remediation-plan.ts';
import { buildSelfReport } from '#lib/domain/papers/self-report.ts';
import { buildTeamDecision } from '#lib/domain/papers/team-decision.ts';
import { checkFontFolder } from './font-folder.ts';
import { setIn, widthOf, type OwnFace } from './fonts.ts';
import { STATE_NAME, STATE_ROOM, STATE_SIZE } from './head-block.ts';
import { PORTRAIT } from './layout.ts';
import { renderPaper, type RenderOptions } from './render.ts';
import type { PaperContent } from '#lib/domain/papers/paper.ts';

const folder = mkdtempSync(join(tmpdir(), 'thuoc-face-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function faceOf(name: string, wider: number): OwnFace {
	const own = join(folder, name);
	dropFace(own, { family: 'Van Phong', wider });
	const { face, faults } = checkFontFolder(own);
	expect(faults).toEqual([]);
	return face!;
}

/** As wide as the check lets through. */
const wide = faceOf('wide', 1.2);
const narrow = faceOf('narrow', 0.9);
const drawIn = (face: OwnFace | undefined) => (content: PaperContent, options: RenderOptions) =>
	setIn(face, () => renderPaper(content, options));

describePapers(
	[
		{
			name: 'minutes',
			content: buildMinutes(record2018()),
			parts: /^p+l+p+$/,
			signature: 'ĐẠI DIỆN CƠ QUAN'
		},
		{
			name: 'conclusion',
			content: buildConclusion(surveyedRecord()),
			parts: /^p+l+p+$/,
			signature: 'KT. GIÁM ĐỐC'
		},
		{
			name: 'self-check report',
			content: buildSelfReport(selfRecord()),
			parts: /^p+l+p+$/,
			signature: 'GIÁM ĐỐC'
		},
		{
			name: 'decision on the team',
			content: buildTeamDecision(announcedRecord()),
			parts: /^p+$/,
			signature: 'KT. GIÁM ĐỐC'
		},
		{ name: 'plan', content: buildRemediationPlan(record2021()), parts: /^p+l+$/, signature: 'GIÁM ĐỐC' }
	].map((each) => ({ ...each, name: `${each.name} in wide letters` })),
	{ fonts: /^VanPhong-/, draw: drawIn(wide) }
);

describePapers(
	[
		{
			name: 'conclusion in narrow letters',
			content: buildConclusion(surveyedRecord()),
			parts: /^p+l+p+$/,
			signature: 'KT. GIÁM ĐỐC'
		}
	],
	{ fonts: /^VanPhong-/, draw: drawIn(narrow) }
);

describe('the head in wide letters', () => {
	it('keeps the name of the State on one line, clear of the issuer, both columns in the margins', async () => {
		const stateWidth = setIn(wide, () => widthOf(STATE_NAME, 'bold', STATE_SIZE));
		expect(stateWidth).toBeGreaterThan(PORTRAIT.textWidth * 0.59);
		expect(stateWidth).toBeLessThanOrEqual(STATE_ROOM);
		const { pdf } = await drawIn(wide)(buildTeamDecision(announcedRecord()), OPTIONS);
		const [page] = measurePages(pdf);
		const state = lineWith(page!, STATE_NAME);
		expect(state.xMax - state.xMin).toBeCloseTo(stateWidth, 0);
		expect(state.xMax).toBeLessThanOrEqual(PORTRAIT.x + PORTRAIT.textWidth);
		expect(Math.abs(middleOf(lineWith(page!, 'Độc lập - Tự do')) - middleOf(state))).toBeLessThan(2);
		expect(middleOf(lineWith(page!, 'SỞ NỘI VỤ'))).toBeLessThan(textMiddle(page!));
		for (const line of page!.lines.filter(({ yMin }) => Math.abs(yMin - state.yMin) < 2))
			if (line !== state) expect(line.xMax).toBeLessThan(state.xMin - 3);
	});
});

describe('several faces in one process', () => {
	it('never mix: each paper is in the letters that it was asked in, to the byte', async () => {
		const content = buildTeamDecision(announcedRecord());
		const draw = async (face?: OwnFace) => (await drawIn(face)(content, OPTIONS)).pdf;
		const first = [await draw(), await draw(wide), await draw(narrow)];
		const [again, wideAgain, shippedAgain] = await Promise.all([draw(narrow), draw(wide), draw()]);
		expect(again.equals(first[2]!)).toBe(true);
		expect(wideAgain.equals(first[1]!)).toBe(true);
		expect(shippedAgain.equals(first[0]!)).toBe(true);
		expect(new Set(first.map((pdf) => pdf.toString('latin1'))).size).toBe(3);
	});

	it('a file that is another than the one that was checked draws nothing', () => {
		const face = faceOf('changed', 1.1);
		writeFileSync(join(folder, 'changed', nameIn('italic')), forgeFont('italic'));
		expect(() => setIn(face, () => widthOf('a', 'regular', 12))).toThrow(/another file/);
		expect(widthOf('a', 'regular', 12)).toBeGreaterThan(0);
	});
});
