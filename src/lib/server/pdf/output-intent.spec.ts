import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { finishDocument, newDocument } from './document.ts';
import { SRGB } from './output-intent.ts';

/** The object of that number, as it stands in the file. */
function objectAt(raw: string, number: string): string {
	const start = raw.indexOf(`\n${number} 0 obj\n`);
	if (start < 0) throw new Error(`no object ${number}`);
	return raw.slice(start, raw.indexOf('\nendobj', start));
}

const reference = (raw: string, key: string): string => {
	const found = new RegExp(`/${key} \\[?(\\d+) 0 R`).exec(raw)?.[1];
	if (found === undefined) throw new Error(`no /${key}`);
	return found;
};

describe('the colours that a paper is meant in', () => {
	it('are said once, by our profile', async () => {
		const doc = newDocument({ title: 'Biên bản', author: 'Đoàn kiểm tra', createdAt: 0 });
		doc.addPage();
		const raw = (await finishDocument(doc)).toString('latin1');
		expect(raw.match(/\/GTS_PDFA1/g)).toHaveLength(1);
		const intent = objectAt(raw, reference(raw, 'OutputIntents'));
		const profile = objectAt(raw, reference(intent, 'DestOutputProfile'));
		expect(profile).toContain('/N 3');
		const stream = /\nstream\n([\s\S]*)\nendstream/.exec(profile)![1]!;
		expect(inflateSync(Buffer.from(stream, 'latin1')).equals(SRGB)).toBe(true);
	});

	it('are sRGB of ICC version 4, for screens, its three curves one formula', () => {
		expect(SRGB.readUInt32BE(0)).toBe(SRGB.length);
		expect(SRGB[8]).toBe(4);
		expect(SRGB.toString('latin1', 12, 24)).toBe('mntrRGB XYZ ');
		expect(SRGB.toString('latin1', 36, 40)).toBe('acsp');
		const tags = new Map<string, number>();
		for (let at = 132; at < 132 + 12 * SRGB.readUInt32BE(128); at += 12)
			tags.set(SRGB.toString('latin1', at, at + 4), SRGB.readUInt32BE(at + 4));
		const curve = tags.get('rTRC')!;
		expect([tags.get('gTRC'), tags.get('bTRC')]).toEqual([curve, curve]);
		expect(SRGB.toString('latin1', curve, curve + 4)).toBe('para');
		/* Y = ((X + 0,055) / 1,055)^2,4 and, below 0,04045, X / 12,92 (IEC 61966-2-1). */
		expect(SRGB.readUInt16BE(curve + 8)).toBe(3);
		const part = (at: number) => SRGB.readInt32BE(curve + 12 + 4 * at) / 65_536;
		[2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].forEach((value, at) =>
			expect(part(at)).toBeCloseTo(value, 4)
		);
	});
});
