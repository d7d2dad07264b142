import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { record2018, strokes } from '../../../../tests/support/papers-record.ts';
import { boundContent, canonicalJson, inNfc } from './canonical.ts';
import { buildMinutes } from './minutes.ts';
import type { MinutesContent } from './paper.ts';

/** The same object with the keys of every level in another order. */
function shuffled(value: unknown, seed: number): unknown {
	if (Array.isArray(value)) return value.map((each) => shuffled(each, seed));
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).map(([key, each]) => [key, shuffled(each, seed + 1)] as const);
	const turn = entries.length === 0 ? 0 : seed % entries.length;
	return Object.fromEntries([...entries.slice(turn), ...entries.slice(0, turn)].reverse());
}

const plainJson = fc.letrec((tie) => ({
	value: fc.oneof(
		{ maxDepth: 4 },
		fc.string({ unit: 'binary' }),
		fc.double({ noNaN: true, noDefaultInfinity: true }),
		fc.boolean(),
		fc.constant(null),
		fc.array(tie('value'), { maxLength: 4 }),
		fc.dictionary(fc.string(), tie('value'), { maxKeys: 5, noNullPrototype: true })
	)
})).value;

describe('canonicalJson', () => {
	it('does not depend on the order in which keys were set', () => {
		fc.assert(
			fc.property(
				fc.dictionary(fc.string(), plainJson, { noNullPrototype: true }),
				fc.nat(9),
				(object, seed) => {
					expect(canonicalJson(shuffled(object, seed) as object)).toBe(canonicalJson(object));
				}
			)
		);
	});

	it('is JSON that says the same', () => {
		fc.assert(
			fc.property(fc.array(plainJson), (array) => {
				const read = JSON.parse(canonicalJson(array)) as unknown;
				expect(read).toEqual(inNfc(JSON.parse(JSON.stringify(array))));
			})
		);
	});

	it('writes one form of Vietnamese letters', () => {
		const text = 'Biên bản kiểm tra';
		expect(text.normalize('NFD')).not.toBe(text);
		expect(canonicalJson({ text: text.normalize('NFD') })).toBe(canonicalJson({ text }));
	});

	it('leaves out what is undefined', () => {
		expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
	});

	it.each([
		['NaN', { a: NaN }],
		['an infinity', { a: Infinity }],
		['a Map', { a: new Map() }],
		['a function', { a: () => 1 }]
	])('refuses %s', (_, value) => {
		expect(() => canonicalJson(value)).toThrow();
	});
});

describe('what a drawn signature binds', () => {
	const bound = (content: MinutesContent) => canonicalJson(boundContent(content));
	const record = record2018();
	const seen = bound(buildMinutes(record));

	it('stays the same when the others sign and when the clerk gives the number', () => {
		const signature = { name: 'Trưởng đoàn', title: '', strokes, signedAt: 1, contentHash: 'ff' };
		const signed = buildMinutes({
			...record,
			drawn: [
				{ ...signature, side: 'team' },
				{ ...signature, side: 'agency' }
			]
		});
		expect(signed.signatures[0]?.drawn?.strokes).toEqual(strokes);
		expect(bound(signed)).toBe(seen);
		expect(
			bound(buildMinutes({ ...record, issued: { minutes: { number: 99, issuedOn: '2018-09-12' } } }))
		).toBe(seen);
	});

	it('changes with any word or figure', () => {
		const [first, ...rest] = record.findings;
		const otherFinding = { ...record, findings: [{ ...first!, text: `${first!.text}.` }, ...rest] };
		const otherOpinion = { ...record, session: { ...record.session, agencyOpinion: 'Không thống nhất.' } };
		const otherScore = {
			...record,
			answers: { appraisal: record.answers.self! },
			totals: { appraisal: record.totals.self! }
		};
		const all = [otherFinding, otherOpinion, otherScore].map((changed) => bound(buildMinutes(changed)));
		expect(new Set([seen, ...all]).size).toBe(4);
	});
});
