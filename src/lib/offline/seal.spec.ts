import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, randomBytes, Seal, toBase64 } from './seal.ts';

const seal = new Seal(randomBytes(32));

describe('sealing', () => {
	it('gives back what was sealed, in its place', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 70_000 }), fc.string(), (bytes, label) => {
				expect(seal.open(seal.seal(bytes, label), label)).toEqual(bytes);
			}),
			{ numRuns: 50 }
		);
		expect(seal.openText(seal.sealText('Tồn tại, hạn chế', 'a'), 'a')).toBe('Tồn tại, hạn chế');
	});

	it('opens nothing that was changed, cut, moved or sealed with another key', () => {
		const sealed = seal.seal(new TextEncoder().encode('86,6 %'), 'place');
		fc.assert(
			fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
				const changed = sealed.slice();
				changed[at]! ^= by;
				expect(seal.open(changed, 'place')).toBeNull();
				expect(seal.open(sealed.subarray(0, at), 'place')).toBeNull();
			})
		);
		expect(seal.open(sealed, 'elsewhere')).toBeNull();
		expect(new Seal(randomBytes(32)).open(sealed, 'place')).toBeNull();
		expect(seal.openText('không phải base64', 'place')).toBeNull();
	});

	it('never seals the same thing twice alike', () => {
		expect(seal.sealText('24', 'a')).not.toBe(seal.sealText('24', 'a'));
	});

	describe.each([
		['by the browser', globalThis.crypto.subtle],
		['by the page, over plain http', undefined]
	])('of what is large, %s', (_, subtle) => {
		const large = new Seal(randomBytes(32), subtle);

		it('gives back what was sealed, in its place', async () => {
			await fc.assert(
				fc.asyncProperty(fc.uint8Array({ maxLength: 70_000 }), fc.string(), async (given, label) => {
					const bytes = Uint8Array.from(given);
					expect(await large.openLarge(await large.sealLarge(bytes, label), label)).toEqual(bytes);
				}),
				{ numRuns: 50 }
			);
		});

		it('opens nothing that was changed, cut, moved or sealed with another key', async () => {
			const sealed = await large.sealLarge(new TextEncoder().encode('86,6 %'), 'place');
			await fc.assert(
				fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
					const changed = sealed.slice();
					changed[at]! ^= by;
					expect(await large.openLarge(changed, 'place')).toBeNull();
					expect(await large.openLarge(sealed.slice(0, at), 'place')).toBeNull();
				})
			);
			expect(await large.openLarge(sealed, 'elsewhere')).toBeNull();
			expect(await new Seal(randomBytes(32), subtle).openLarge(sealed, 'place')).toBeNull();
		});
	});

	it('by the page still opens when the browser has a cipher, too', async () => {
		const key = randomBytes(32);
		const sealed = await new Seal(key, undefined).sealLarge(new TextEncoder().encode('a'), 'place');
		expect(await new Seal(key).openLarge(sealed, 'place')).toEqual(new TextEncoder().encode('a'));
	});

	it('takes no key of another length', () => {
		expect(() => new Seal(new Uint8Array(16))).toThrow('32 bytes');
	});

	it('writes base64 of any length', () => {
		const bytes = randomBytes(65_536);
		expect(fromBase64(toBase64(bytes))).toEqual(bytes);
		expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
	});
});
