import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import {
	ecRoot,
	issueTimestamper,
	makeKit,
	NOW,
	revocationList,
	timestampSource,
	type Kit
} from '../../../../tests/support/signing-kit.ts';
import { allCodes } from '../../../../tests/support/sealed-paper.ts';
import type { KeptBytes } from './chain.ts';
import { verifyPdf } from './verify.ts';

let kit: Kit;
let sealed: Buffer;
let signed: Buffer;
beforeAll(async () => {
	kit = await makeKit();
	sealed = await kit.seal(kit.paper);
	signed = await kit.seal(sealed, { fieldName: 'Agency' }, kit.agency);
});

const HOUR = 3600 * 1000;
/** Both certificates have ended. */
const LATER = NOW + 5 * 365 * 24 * HOUR;

const held = (bytes: Uint8Array, at: number): KeptBytes => ({
	size: bytes.length,
	sha256: createHash('sha256').update(bytes).digest('hex'),
	at
});
const judge = (file: Uint8Array, kept: KeptBytes[], more: object = {}) =>
	verifyPdf(file, { ...kit.trust, at: LATER, kept, ...more });

describe('bytes that the register holds', () => {
	it('keep a signature valid when its certificate has ended, and the report says since when', async () => {
		expect((await judge(sealed, [])).valid).toBe(false);
		const result = await judge(sealed, [held(sealed, NOW + HOUR)]);
		expect(result).toMatchObject({ valid: true, faults: [] });
		expect(result.signatures[0]).toMatchObject({ trusted: true, keptSince: NOW + HOUR });
	});

	it('speak for each signature that they hold, from the first time on', async () => {
		const both = [held(sealed, NOW + HOUR), held(signed, NOW + 2 * HOUR)];
		const { valid, signatures } = await judge(signed, both);
		expect(valid).toBe(true);
		expect(signatures.map(({ keptSince }) => keptSince)).toEqual([NOW + HOUR, NOW + 2 * HOUR]);
	});

	it('say nothing of what was added to them', async () => {
		const { valid, signatures } = await judge(signed, [held(sealed, NOW + HOUR)]);
		expect(valid).toBe(false);
		expect(signatures.map(({ trusted, keptSince }) => [trusted, keptSince])).toEqual([
			[true, NOW + HOUR],
			[false, null]
		]);
	});

	it('must be the very bytes, and no longer than the file', async () => {
		const other = { ...held(sealed, NOW), sha256: held(signed, NOW).sha256 };
		expect((await judge(sealed, [other])).signatures[0]).toMatchObject({ trusted: false, keptSince: null });
		expect((await judge(sealed, [held(signed, NOW)])).signatures[0]).toMatchObject({ keptSince: null });
	});

	it('held only after the certificate had ended prove nothing', async () => {
		const { valid, signatures } = await judge(sealed, [held(sealed, LATER - HOUR)]);
		expect(valid).toBe(false);
		expect(allCodes({ valid, faults: [], signatures })).toContain('signature.certificate_expired');
	});

	it('do not help a certificate that was withdrawn before, and help one withdrawn after', async () => {
		const withdrawn = (at: number) => ({ crls: [revocationList(kit.authority, kit.agency.certificate, at)] });
		const kept = [held(sealed, NOW), held(signed, NOW)];
		expect((await judge(signed, kept, withdrawn(NOW + HOUR))).valid).toBe(true);
		const before = await judge(signed, kept, withdrawn(NOW - HOUR));
		expect(before.valid).toBe(false);
		expect(allCodes(before)).toContain('signature.certificate_revoked');
	});

	it('do not make an unknown root known', async () => {
		const result = await judge(sealed, [held(sealed, NOW)], { roots: [ecRoot().certificate] });
		expect(allCodes(result)).toContain('signature.untrusted_root');
	});

	it('leave the word to a time stamp where there is one', async () => {
		const stamp = timestampSource(issueTimestamper(kit.authority), NOW + 1000);
		const stamped = await kit.seal(kit.paper, {}, kit.agency, stamp);
		const crls = [revocationList(kit.authority, kit.agency.certificate, NOW + HOUR)];
		/* Registered after the withdrawal: the stamp is what proves that the signature came before it. */
		const result = await judge(stamped, [held(stamped, NOW + 2 * HOUR)], { crls });
		expect(result.valid).toBe(true);
	});
});
