import { beforeAll, describe, expect, it } from 'vitest';
import { refilled, replaced } from '../../../../tests/support/pdf-surgery.ts';
import {
	ecRoot,
	issueSigner,
	issueTimestamper,
	makeKit,
	NOW,
	revocationList,
	timestampSource,
	type Kit
} from '../../../../tests/support/signing-kit.ts';
import { verifyPdf } from './verify.ts';

let kit: Kit;
beforeAll(async () => {
	kit = await makeKit();
});

const HOUR = 3600 * 1000;
const IN_FIVE_YEARS = NOW + 5 * 365 * 24 * HOUR;
const codes = (faults: { code: string }[]) => faults.map(({ code }) => code);

describe('a time stamp', () => {
	it('keeps a signature valid after its certificate has expired', async () => {
		const tsa = issueTimestamper(kit.authority);
		const sealed = await kit.seal(kit.paper, {}, kit.agency, timestampSource(tsa, NOW + 1000));
		const result = await verifyPdf(sealed, { ...kit.trust, at: IN_FIVE_YEARS });
		expect(result).toMatchObject({ valid: true });
		expect(result.signatures[0]).toMatchObject({
			padesBaseline: true,
			timestamp: { at: NOW + 1000, by: 'Dấu thời gian thử nghiệm', trusted: true }
		});
		const unstamped = await kit.seal(kit.paper, {}, kit.agency);
		expect((await verifyPdf(unstamped, { ...kit.trust, at: IN_FIVE_YEARS })).valid).toBe(false);
	});

	it('does not help a certificate that was revoked before it', async () => {
		const stamp = timestampSource(issueTimestamper(kit.authority), NOW);
		const sealed = await kit.seal(kit.paper, {}, kit.agency, stamp);
		const revokedAt = (at: number) => ({
			...kit.trust,
			at: IN_FIVE_YEARS,
			crls: [revocationList(kit.authority, kit.agency.certificate, at)]
		});
		expect((await verifyPdf(sealed, revokedAt(NOW + HOUR))).valid).toBe(true);
		expect((await verifyPdf(sealed, revokedAt(NOW - HOUR))).valid).toBe(false);
	});

	it('that is not trusted does not help an expired certificate', async () => {
		const stamp = timestampSource(issueTimestamper(ecRoot()), NOW);
		const sealed = await kit.seal(kit.paper, {}, kit.agency, stamp);
		const { signatures } = await verifyPdf(sealed, { ...kit.trust, at: IN_FIVE_YEARS });
		expect(signatures[0]).toMatchObject({ intact: true, trusted: false });
		expect(codes(signatures[0]!.faults)).toContain('signature.certificate_expired');
	});

	it.each([
		[
			'of an untrusted authority',
			() => timestampSource(issueTimestamper(ecRoot()), NOW),
			'timestamp.untrusted'
		],
		[
			'of a certificate that is not for time stamps',
			() => timestampSource(issueSigner(kit.authority), NOW),
			'timestamp.not_an_authority'
		],
		[
			'whose purpose is not critical',
			() => timestampSource(issueTimestamper(kit.authority, { critical: false }), NOW),
			'timestamp.not_an_authority'
		],
		[
			'of something else',
			() => () => timestampSource(issueTimestamper(kit.authority), NOW)(Buffer.alloc(32, 1)),
			'timestamp.of_something_else'
		]
	])('%s is refused', async (_, stamp, code) => {
		const sealed = await kit.seal(kit.paper, {}, kit.office, stamp());
		const { valid, signatures } = await verifyPdf(sealed, kit.trust);
		expect(valid).toBe(false);
		expect(signatures[0]!.timestamp?.trusted).toBe(false);
		expect(codes(signatures[0]!.faults)).toContain(code);
	});
});

describe('a time stamp over the whole document', () => {
	const stamp = async (file: Buffer, tsa = issueTimestamper(kit.authority)) => {
		const prepared = await kit.seal(file, {
			fieldName: 'Archive',
			appearance: undefined,
			rect: [0, 0, 0, 0]
		});
		const asTimestamp = replaced(prepared, 'ETSI.CAdES.detached', 'ETSI.RFC3161'.padEnd(19));
		return refilled(asTimestamp, 'sha256', timestampSource(tsa, NOW + HOUR));
	};

	it('is checked, and says when, not who', async () => {
		const result = await verifyPdf(await stamp(await kit.seal(kit.paper)), kit.trust);
		expect(result).toMatchObject({ valid: true, faults: [] });
		expect(result.signatures[1]).toMatchObject({
			field: 'Archive',
			kind: 'document_timestamp',
			coversWholeFile: true,
			timestamp: { at: NOW + HOUR, trusted: true }
		});
	});

	it('alone makes no signed paper', async () => {
		const result = await verifyPdf(await stamp(kit.paper), kit.trust);
		expect(result.signatures[0]).toMatchObject({ intact: true, trusted: true, faults: [] });
		expect(result.valid).toBe(false);
		expect(codes(result.faults)).toEqual(['file.no_signature']);
	});

	it('of a stranger or over other bytes is refused', async () => {
		const foreign = await verifyPdf(
			await stamp(await kit.seal(kit.paper), issueTimestamper(ecRoot())),
			kit.trust
		);
		expect(foreign.valid).toBe(false);
		expect(codes(foreign.signatures[1]!.faults)).toContain('timestamp.untrusted');
		const good = await stamp(await kit.seal(kit.paper));
		const other = await verifyPdf(replaced(good, "+07'00'", "+08'00'"), kit.trust);
		expect(other.valid).toBe(false);
		expect(codes(other.signatures[1]!.faults)).toEqual(['timestamp.of_something_else']);
	});
});
