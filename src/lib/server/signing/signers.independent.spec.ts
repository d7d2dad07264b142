/** Papers with one, two and three signatures, RSA and EC, with and without time stamp, before tools that are not ours. */
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cadesVerdicts, openTsa, stampBy, type TsaServer } from '../../../../tests/support/openssl.ts';
import {
	ecKey,
	ecRoot,
	issueSigner,
	issueTimestamper,
	makeKit,
	rsaKey,
	signerOf,
	YEARS,
	type Kit
} from '../../../../tests/support/signing-kit.ts';
import { pdfsig } from '../../../../tests/support/tools.ts';
import type { KeyedCertificate } from './certificate.ts';
import { sealStamped } from './stamped-seal.ts';
import type { Signer } from './signer.ts';
import { verifyPdf } from './verify.ts';

// These tools take the time from the machine's clock.
const NOW = Date.now();
const folder = mkdtempSync(join(tmpdir(), 'thuoc-signers-'));
const rootPem = join(folder, 'root.pem');
let kit: Kit;
let signers: Record<'lead' | 'head' | 'secretary', Signer>;
let timestamper: KeyedCertificate;
let tsa: TsaServer;

const person = (commonName: string, key: KeyedCertificate['key']): Signer => {
	const subject = { commonName, organisation: 'Sở Thử nghiệm – Đắk Lắk' };
	return signerOf(issueSigner(kit.authority, { subject, key, validity: YEARS(-1, 2, NOW) }));
};

beforeAll(async () => {
	kit = await makeKit(NOW);
	writeFileSync(rootPem, new X509Certificate(kit.authority.certificate).toString());
	signers = {
		lead: person('Trưởng đoàn thử', rsaKey(2048)),
		head: person('Thủ trưởng thử Ưu Ơn', ecKey('P-256')),
		secretary: person('Thư ký thử', ecKey('P-384'))
	};
	timestamper = issueTimestamper(kit.authority, { validity: YEARS(-1, 2, NOW) });
	tsa = await openTsa((query) => stampBy(timestamper, query));
});
afterAll(async () => {
	rmSync(folder, { recursive: true });
	await tsa.close();
});

const request = (fieldName: string, top: number) => ({
	fieldName,
	page: 0,
	rect: [320, top - 50, 500, top] as const,
	name: fieldName,
	at: NOW
});

const authority = (url = tsa.url, trust = kit.trust) => ({ settings: { url, login: null }, trust });

const sign = (file: Uint8Array, who: keyof typeof signers, top: number, stamped: boolean) =>
	sealStamped(file, request(who, top), signers[who], stamped ? authority() : null);

describe.each([
	['without time stamps', false],
	['with time stamps', true]
])('signatures %s', (_, stamped) => {
	it('of one, two and three people, each over the one before, are valid to every tool', async () => {
		const order = ['lead', 'head', 'secretary'] as const;
		let file = await kit.seal(kit.paper);
		for (const [at, who] of order.entries()) {
			const before = file;
			const { file: signed, stamp } = await sign(file, who, 300 - at * 60, stamped);
			expect(stamp).toBe(stamped ? 'stamped' : 'none');
			expect(signed.subarray(0, before.length).equals(before)).toBe(true);
			file = signed;
			expect(cadesVerdicts(file, kit.authority.certificate)).toEqual(
				Array.from({ length: at + 2 }, () => expect.stringContaining('CAdES Verification successful'))
			);
			const said = pdfsig(file, rootPem);
			expect(said.match(/Signature is Valid\./g)).toHaveLength(at + 2);
			expect(said.match(/Certificate is Trusted\./g)).toHaveLength(at + 2);
			expect(said).toContain('Total document signed');
			const path = join(folder, 'paper.pdf');
			writeFileSync(path, file);
			expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toContain('No syntax or stream');
			const verdict = await verifyPdf(file, kit.trust);
			expect(verdict).toMatchObject({ valid: true, faults: [] });
			expect(verdict.signatures.every(({ padesBaseline }) => padesBaseline)).toBe(true);
			expect(verdict.signatures.at(-1)?.timestamp?.trusted ?? false).toBe(stamped);
		}
	});
});

describe('where the authority gives no good stamp', () => {
	const stampOf = async (answer: (query: Buffer) => Buffer, trust = kit.trust) => {
		const other = await openTsa(answer);
		try {
			const signed = await sealStamped(
				kit.paper,
				request('lead', 300),
				signers.lead,
				authority(other.url, trust)
			);
			expect((await verifyPdf(signed.file, kit.trust)).valid).toBe(true);
			expect((await verifyPdf(signed.file, kit.trust)).signatures[0]!.timestamp).toBeUndefined();
			return signed.stamp;
		} finally {
			await other.close();
		}
	};

	it('signs without one and says why', async () => {
		expect(
			await stampOf(() => {
				throw new Error('closed');
			})
		).toBe('refused');
		expect(await stampOf(() => Buffer.from('<html>'))).toBe('wrong_answer');
		let earlier: Buffer | undefined;
		const replay = (query: Buffer) => (earlier ??= stampBy(timestamper, query));
		const trap = await openTsa(replay);
		await sealStamped(kit.paper, request('lead', 300), signers.lead, authority(trap.url));
		await trap.close();
		expect(await stampOf(() => earlier!)).toBe('wrong_answer');
		const foreign = issueTimestamper(ecRoot(undefined, YEARS(-3, 10, NOW)), { validity: YEARS(-1, 2, NOW) });
		expect(await stampOf((query) => stampBy(foreign, query))).toBe('untrusted');
	});

	it('signs without one when nobody answers', async () => {
		const gone = await openTsa(() => Buffer.alloc(0));
		await gone.close();
		const signed = await sealStamped(kit.paper, request('lead', 300), signers.lead, authority(gone.url));
		expect(signed.stamp).toBe('unreachable');
	});

	it('shows its login to the authority only', async () => {
		const { asked, url, close } = await openTsa((query) => stampBy(timestamper, query));
		const settings = { url, login: { user: 'thuoc', password: 'mật khẩu' } };
		await sealStamped(kit.paper, request('lead', 300), signers.lead, { settings, trust: kit.trust });
		await close();
		const basic = Buffer.from('thuoc:mật khẩu').toString('base64');
		expect(asked).toEqual([{ authorization: `Basic ${basic}`, type: 'application/timestamp-query' }]);
	});
});
