/** The logo of the issuing body: above its name in the top margin, and not a line of the head elsewhere for it. */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { describePapers, OPTIONS } from '../../../../tests/support/paper-checks.ts';
import {
	measurePages,
	middleOf,
	lineWith,
	millimetres,
	pageImage,
	structure
} from '../../../../tests/support/pdf-measure.ts';
import { campaignRecord } from '../../../../tests/support/campaign-record.ts';
import { record2018, surveyedRecord } from '../../../../tests/support/papers-record.ts';
import { announcedRecord, selfRecord } from '../../../../tests/support/visit-papers.ts';
import { buildConclusion } from '#lib/domain/papers/conclusion.ts';
import type { InspectionRecord } from '#lib/domain/papers/inspection-record.ts';
import { buildMinutes } from '#lib/domain/papers/minutes.ts';
import { boundContent, canonicalJson } from '#lib/domain/papers/canonical.ts';
import type { PaperContent } from '#lib/domain/papers/paper.ts';
import { buildRankingDecision } from '#lib/domain/papers/ranking-decision.ts';
import { buildSelfReport } from '#lib/domain/papers/self-report.ts';
import { buildTeamDecision } from '#lib/domain/papers/team-decision.ts';
import { buildYearlyPlan } from '#lib/domain/papers/yearly-plan.ts';
import { renderPaper, type RenderOptions } from './render.ts';

/** Pure red, so that it can be found on the page; as wide as it is high, or any other shape. */
const redPicture = (width: number, height: number, alpha = 1) =>
	sharp({ create: { width, height, channels: 4, background: { r: 255, g: 0, b: 0, alpha } } })
		.png()
		.toBuffer();

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const square = await redPicture(400, 400);
const logo = hashOf(square);

const ofBoth = <R extends InspectionRecord>(record: R): R => ({
	...record,
	department: { ...record.department, logo },
	agency: { ...record.agency, logo }
});

const PAPERS: [name: string, content: PaperContent, plain: PaperContent, parts: RegExp, signature: string][] =
	[
		[
			'conclusion',
			buildConclusion(ofBoth(surveyedRecord())),
			buildConclusion(surveyedRecord()),
			/^p+l+pp$/,
			'KT. GIÁM ĐỐC'
		],
		[
			'self-check report',
			buildSelfReport(ofBoth(selfRecord())),
			buildSelfReport(selfRecord()),
			/^p+l+p$/,
			'GIÁM ĐỐC'
		],
		[
			'decision on the team',
			buildTeamDecision(ofBoth(announcedRecord())),
			buildTeamDecision(announcedRecord()),
			/^p+$/,
			'KT. GIÁM ĐỐC'
		]
	];

const withLogo = (content: PaperContent, options: RenderOptions) =>
	renderPaper(content, { ...options, logo: square });

describePapers(
	PAPERS.map(([name, content, , parts, signature]) => ({
		name: `${name} with a logo`,
		content,
		parts,
		signature
	})),
	{ fonts: /^Tinos-/, draw: withLogo }
);

interface Box {
	left: number;
	right: number;
	top: number;
	bottom: number;
}

/** Where red is on a page, in points. */
async function redOn(pdf: Uint8Array, page: number): Promise<Box | null> {
	const dots = 100;
	const { data, info } = await sharp(pageImage(pdf, page, dots))
		.removeAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true });
	const [xs, ys]: [number[], number[]] = [[], []];
	for (let i = 0; i < data.length; i += info.channels) {
		if (data[i]! < 200 || data[i + 1]! > 60 || data[i + 2]! > 60) continue;
		const at = i / info.channels;
		xs.push(at % info.width);
		ys.push(Math.floor(at / info.width));
	}
	if (xs.length === 0) return null;
	const points = (pixels: number) => (pixels * 72) / dots;
	const [left, right] = [points(Math.min(...xs)), points(Math.max(...xs) + 1)];
	return { left, right, top: points(Math.min(...ys)), bottom: points(Math.max(...ys) + 1) };
}

describe.each(PAPERS)('the head of the %s', (_, content, plain) => {
	let pdf: Buffer;
	beforeAll(async () => {
		({ pdf } = await withLogo(content, OPTIONS));
	});

	it('has every line where it stands without a logo, on every page', async () => {
		const { pdf: without } = await renderPaper(plain, OPTIONS);
		expect(measurePages(pdf)).toEqual(measurePages(without));
	});

	it('has the logo above the name of the issuer, in the top margin, at most 16 mm high', async () => {
		const box = (await redOn(pdf, 1))!;
		const [page] = measurePages(pdf);
		const issuer = lineWith(page!, content.head.parentBody.toUpperCase());
		expect(box.bottom - box.top).toBeCloseTo(millimetres(13), -0.5);
		expect(box.bottom - box.top).toBeLessThanOrEqual(millimetres(16));
		expect(box.bottom).toBeLessThanOrEqual(millimetres(20));
		expect(box.bottom).toBeLessThanOrEqual(issuer.yMin + 1);
		expect(box.top).toBeGreaterThan(millimetres(5));
		expect(Math.abs((box.left + box.right) / 2 - middleOf(issuer))).toBeLessThan(1.5);
		expect(await redOn(pdf, 2)).toBeNull();
	});

	it('tells readers that speak whose it is', () => {
		const words = `Biểu trưng của ${content.head.issuingBody}`;
		expect(pdf.includes(Buffer.from(`\ufeff${words}`, 'utf16le').swap16())).toBe(true);
		/* The first thing on the page, and no other picture speaks before the head. */
		expect(structure(pdf)).toMatch(/^Document\n {2}Figure\b/m);
	});
});

describe('a logo', () => {
	it.each([
		['wide', 800, 100],
		['high', 120, 800]
	])('that is %s keeps its shape and stays in its room', async (_, width, height) => {
		const picture = await redPicture(width, height);
		const record = announcedRecord();
		const content = buildTeamDecision({
			...record,
			department: { ...record.department, logo: hashOf(picture) }
		});
		const { pdf } = await renderPaper(content, { ...OPTIONS, logo: picture });
		const box = (await redOn(pdf, 1))!;
		expect(box.right - box.left).toBeLessThanOrEqual(millimetres(45) + 1);
		expect(box.bottom - box.top).toBeLessThanOrEqual(millimetres(13) + 1);
		const shape = (box.right - box.left) / (box.bottom - box.top);
		expect(Math.abs(shape / (width / height) - 1)).toBeLessThan(0.2);
	});

	it('that is clear stays so in a file of the archival kind', async () => {
		const picture = await redPicture(300, 300, 0.5);
		const record = announcedRecord();
		const content = buildTeamDecision({
			...record,
			department: { ...record.department, logo: hashOf(picture) }
		});
		const { pdf } = await renderPaper(content, { ...OPTIONS, logo: picture });
		const raw = pdf.toString('latin1');
		expect(raw).toMatch(/\/SMask \d+ 0 R/);
		expect(raw).toMatch(/<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>B</);
		expect(raw).toMatch(/\/OutputIntents/);
		expect((await renderPaper(content, { ...OPTIONS, logo: picture })).pdf.equals(pdf)).toBe(true);
	});

	it('is never drawn when the content names another, or none, or there is none to draw', async () => {
		const record = announcedRecord();
		const named = buildTeamDecision(ofBoth(record));
		const other = await redPicture(200, 200);
		await expect(renderPaper(named, OPTIONS)).rejects.toThrow(/logo/);
		await expect(renderPaper(named, { ...OPTIONS, logo: other })).rejects.toThrow(/logo/);
		await expect(renderPaper(buildTeamDecision(record), { ...OPTIONS, logo: square })).rejects.toThrow(
			/logo/
		);
	});

	it('is bound by the hash of the content; without one the content is what it was before logos', () => {
		const json = (record: InspectionRecord) => canonicalJson(boundContent(buildTeamDecision(record)));
		const record = announcedRecord();
		expect(json(ofBoth(record))).toContain(`"logo":"${logo}"`);
		expect(json(ofBoth(record))).not.toBe(json(record));
		expect(json(record)).not.toContain('logo');
	});

	it('is never on what a team makes, whose hash is signed on the glass', () => {
		const minutes = (record: InspectionRecord) => canonicalJson(buildMinutes(record));
		expect(minutes(ofBoth(record2018()))).toBe(minutes(record2018()));
	});

	it("of the department is on a campaign's papers that it issues, not on those of the committee", () => {
		const record = campaignRecord();
		const withOwn = { ...record, department: { ...record.department, logo } };
		const { texts } = withOwn;
		for (const body of ['department', 'committee'] as const) {
			const told = { ...withOwn, texts: { ...texts, planBody: body, rankingBody: body } };
			const expected = body === 'department' ? logo : undefined;
			expect(buildYearlyPlan(told).head.logo).toBe(expected);
			expect(buildRankingDecision(told).head.logo).toBe(expected);
		}
	});
});
