import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ecRoot, issueAuthority, NOW, OFFICE, samplePdf } from '../../../../tests/support/signing-kit.ts';
import {
	ensureDemonstrationIdentity,
	hasIdentity,
	IdentityError,
	readIdentity,
	readTrust
} from './identity.ts';
import { sealPdf } from './seal.ts';
import { localSigner } from './signer.ts';
import { verifyPdf } from './verify.ts';

const PASSPHRASE = 'Mật khẩu của khóa';
const scratch = mkdtempSync(join(tmpdir(), 'thuoc-identity-'));
const folder = join(scratch, 'certificates');

beforeAll(() => ensureDemonstrationIdentity(folder, PASSPHRASE, { subject: OFFICE, from: NOW }));
afterAll(() => rmSync(scratch, { recursive: true }));

function codeOf(action: () => unknown): string {
	try {
		action();
		return 'finished';
	} catch (error) {
		return error instanceof IdentityError ? error.code : String(error);
	}
}

/** A copy of the folder that a test may spoil. */
function spoiled(name: string, spoil: (copy: string) => void): string {
	const copy = join(scratch, name);
	mkdirSync(copy);
	for (const file of readdirSync(folder)) writeFileSync(join(copy, file), readFileSync(join(folder, file)));
	spoil(copy);
	return copy;
}

describe("the demonstration's certificates", () => {
	it('are made once and read from then on', async () => {
		const first = readIdentity(folder, PASSPHRASE);
		const again = await ensureDemonstrationIdentity(folder, PASSPHRASE, {
			subject: OFFICE,
			from: NOW + 1000
		});
		expect(again.certificate).toEqual(first.certificate);
		expect(readdirSync(folder).sort()).toEqual(['authority.crt', 'authority.key', 'seal.crt', 'seal.key']);
	});

	it('keep their keys from others: encrypted, and readable by the owner alone', () => {
		for (const name of ['seal.key', 'authority.key']) {
			const file = join(folder, name);
			expect(statSync(file).mode & 0o777).toBe(0o600);
			expect(readFileSync(file, 'utf8')).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
			expect(() => createPrivateKey(readFileSync(file))).toThrow();
		}
		expect(statSync(folder).mode & 0o777).toBe(0o700);
	});

	it('are valid for ten years, or as long as asked', async () => {
		const years = (copy: string) => {
			const { validFromDate, validToDate } = new X509Certificate(readFileSync(join(copy, 'seal.crt')));
			return [validFromDate.getTime(), validToDate.getTime()];
		};
		expect(years(folder)).toEqual([NOW, NOW + 10 * 365 * 24 * 3600 * 1000]);
		const other = join(scratch, 'one-day');
		await ensureDemonstrationIdentity(other, PASSPHRASE, {
			subject: OFFICE,
			from: NOW,
			to: NOW + 86_400_000
		});
		expect(years(other)).toEqual([NOW, NOW + 86_400_000]);
	});

	it('say in their name that they are for demonstration', () => {
		const authority = new X509Certificate(readFileSync(join(folder, 'authority.crt')));
		expect(authority.subject).toContain('CN=Thước – chứng thực minh họa');
	});

	it('seal a paper that the same folder believes', async () => {
		const request = { fieldName: 'Seal', page: 0, rect: [0, 0, 0, 0] as const, name: 'Sở Nội vụ', at: NOW };
		const sealed = await sealPdf(await samplePdf(), request, localSigner(readIdentity(folder, PASSPHRASE)));
		expect((await verifyPdf(sealed, readTrust(folder, NOW))).valid).toBe(true);
	});
});

describe('a folder of certificates', () => {
	it('may be empty, and then nobody is believed', () => {
		const empty = join(scratch, 'nothing');
		expect(hasIdentity(empty)).toBe(false);
		expect(codeOf(() => readIdentity(empty, PASSPHRASE))).toBe('missing');
		expect(readTrust(empty, NOW)).toEqual({ roots: [], intermediates: [], crls: [], at: NOW });
	});

	it('is not opened with a wrong passphrase', () => {
		expect(codeOf(() => readIdentity(folder, 'Mật khẩu khác'))).toBe('wrong_passphrase');
		expect(codeOf(() => readIdentity(folder, ''))).toBe('wrong_passphrase');
	});

	it.each([
		['no-key', 'missing', (copy: string) => rmSync(join(copy, 'seal.key'))],
		['cut-key', 'wrong_passphrase', (copy: string) => cut(join(copy, 'seal.key'))],
		['cut-certificate', 'unreadable', (copy: string) => cut(join(copy, 'seal.crt'))],
		[
			'other-key',
			'key_mismatch',
			(copy: string) => writeFileSync(join(copy, 'seal.key'), readFileSync(join(copy, 'authority.key')))
		],
		[
			'plain-key',
			'not_encrypted',
			(copy: string) =>
				writeFileSync(
					join(copy, 'seal.key'),
					createPrivateKey({ key: readFileSync(join(copy, 'seal.key')), passphrase: PASSPHRASE }).export({
						type: 'pkcs8',
						format: 'pem'
					})
				)
		]
	] as const)('that was spoiled says how (%s)', (name, code, spoil) => {
		expect(codeOf(() => readIdentity(spoiled(name, spoil), PASSPHRASE))).toBe(code);
	});

	it('believes what lies in trusted/, as PEM or DER, roots apart from the rest; takes revocation lists along', () => {
		const root = ecRoot();
		const between = issueAuthority(root, { commonName: 'Cấp hai', organisation: 'Khác' });
		const copy = spoiled('more-roots', (to) => {
			mkdirSync(join(to, 'trusted'));
			writeFileSync(join(to, 'trusted', 'both.pem'), [root, between].map(pem).join('\n'));
			writeFileSync(join(to, 'trusted', 'again.cer'), root.certificate);
			writeFileSync(join(to, 'trusted', 'README.md'), 'Không phải chứng thư số');
			writeFileSync(join(to, 'trusted', 'list.crl'), 'danh sách');
		});
		const own = new X509Certificate(readFileSync(join(folder, 'authority.crt'))).raw;
		expect(readTrust(copy, NOW)).toEqual({
			roots: [own, root.certificate, root.certificate],
			intermediates: [between.certificate],
			crls: [Buffer.from('danh sách')],
			at: NOW
		});
		writeFileSync(join(copy, 'trusted', 'broken.crt'), 'hỏng');
		expect(codeOf(() => readTrust(copy, NOW))).toBe('unreadable');
	});
});

const pem = ({ certificate }: { certificate: Buffer }) => new X509Certificate(certificate).toString();

function cut(file: string): void {
	const content = readFileSync(file, 'utf8');
	const lines = content.split('\n');
	writeFileSync(file, [...lines.slice(0, 5), ...lines.slice(-2)].join('\n'));
}
