/** Five thousand damaged files: none is believed that is not the file itself, none breaks the check. */
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { makeKit, type Kit } from '../../../../tests/support/signing-kit.ts';
import { verifyPdf } from './verify.ts';

const RUNS = 5_000;
let kit: Kit;
/** Signed by the office and then by the agency. */
let signed: Buffer;

beforeAll(async () => {
	kit = await makeKit();
	const once = await kit.seal(kit.paper);
	signed = await kit.seal(once, { fieldName: 'Second', rect: [60, 300, 240, 360] }, kit.agency);
});

type Damage = (file: Buffer) => Buffer;

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const at = (file: Buffer, share: number) => Math.floor(share * file.length);
const lengthOf = fc.integer({ min: 1, max: 4_000 });

const flip = fc.tuple(place, fc.integer({ min: 1, max: 255 })).map(([where, mask]): Damage => (file) => {
	const copy = Buffer.from(file);
	copy[at(file, where)]! ^= mask;
	return copy;
});
const cut = place.map(
	(where): Damage =>
		(file) =>
			file.subarray(0, at(file, where))
);
const leaveOut = fc.tuple(place, lengthOf).map(([where, length]): Damage => (file) => {
	const from = at(file, where);
	return Buffer.concat([file.subarray(0, from), file.subarray(from + length)]);
});
const insert = fc
	.tuple(place, fc.uint8Array({ minLength: 1, maxLength: 64 }))
	.map(([where, bytes]): Damage => (file) => {
		const from = at(file, where);
		return Buffer.concat([file.subarray(0, from), bytes, file.subarray(from)]);
	});
const blank = fc.tuple(place, lengthOf, fc.constantFrom(0, 0x20, 0x30)).map(
	([where, length, byte]): Damage =>
		(file) =>
			Buffer.from(file).fill(byte, at(file, where), Math.min(file.length, at(file, where) + length))
);
const repeat = fc.tuple(place, place, lengthOf).map(([from, to, length]): Damage => (file) => {
	const piece = file.subarray(at(file, from), at(file, from) + length);
	return Buffer.concat([file.subarray(0, at(file, to)), piece, file.subarray(at(file, to))]);
});
const paste = fc.tuple(place, place, lengthOf).map(([from, to, length]): Damage => (file) => {
	const copy = Buffer.from(file);
	file.copy(copy, at(file, to), at(file, from), at(file, from) + length);
	return copy;
});
const WORDS = [
	'/ByteRange',
	'/Contents',
	'/Sig',
	'/AcroForm',
	'/Prev',
	'/Root',
	'endobj',
	'stream',
	'xref',
	'%%EOF',
	'/Annots'
];
const reword = fc
	.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...WORDS, '/X', ''), fc.nat(20))
	.map(([word, other, skip]): Damage => (file) => {
		let from = file.indexOf(word);
		for (let i = 0; i < skip && file.indexOf(word, from + 1) > 0; i += 1) from = file.indexOf(word, from + 1);
		return Buffer.concat([file.subarray(0, from), Buffer.from(other), file.subarray(from + word.length)]);
	});

const damage = fc
	.array(fc.oneof({ arbitrary: flip, weight: 4 }, cut, leaveOut, insert, blank, repeat, paste, reword), {
		minLength: 1,
		maxLength: 3
	})
	.map(
		(steps): Damage =>
			(file) =>
				steps.reduce((damaged, step) => (damaged.length > 0 ? step(damaged) : damaged), file)
	);

/** The hexadecimal digits of a signature may be written in either case: the same signature. */
const isSame = (file: Buffer) =>
	file.length === signed.length &&
	file.toString('latin1').toLowerCase() === signed.toString('latin1').toLowerCase();

it(`${RUNS} damaged files are all refused, with a reason, and none breaks the check`, async () => {
	expect((await verifyPdf(signed, kit.trust)).valid).toBe(true);
	await fc.assert(
		fc.asyncProperty(damage, async (apply) => {
			const file = apply(signed);
			const { valid, faults, signatures } = await verifyPdf(file, kit.trust);
			expect(valid).toBe(isSame(file));
			if (!valid) expect(faults.length + signatures.flatMap((each) => each.faults).length).toBeGreaterThan(0);
		}),
		{ numRuns: RUNS }
	);
}, 240_000);
