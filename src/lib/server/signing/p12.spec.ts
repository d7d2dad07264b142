import { beforeAll, describe, expect, it } from 'vitest';
import { openssl, pkcs12, withFolder } from '../../../../tests/support/openssl.ts';
import { ecKey, ecRoot, issueAuthority, issueSigner, rsaKey } from '../../../../tests/support/signing-kit.ts';
import { writeFileSync, readFileSync } from 'node:fs';
import type { KeyedCertificate } from './certificate.ts';
import { openP12InWorker } from './in-worker.ts';
import { openP12, P12Error } from './p12.ts';

const PASSPHRASE = 'Mật khẩu «ký» 123';

let root: KeyedCertificate;
let middle: KeyedCertificate;
const owners: Record<string, KeyedCertificate> = {};

beforeAll(() => {
	root = ecRoot();
	middle = issueAuthority(root, { commonName: 'Nơi cấp', organisation: 'Bộ Thử nghiệm' });
	owners['RSA 2048'] = issueSigner(middle, { key: rsaKey(2048) });
	owners['RSA 3072'] = issueSigner(middle, { key: rsaKey(3072) });
	owners['P-256'] = issueSigner(middle, { key: ecKey('P-256') });
	owners['P-384'] = issueSigner(middle, { key: ecKey('P-384') });
});

const codeOf = async (work: Promise<unknown>): Promise<string> => {
	const thrown = await work.then(
		() => undefined,
		(error: unknown) => error
	);
	return thrown instanceof P12Error ? thrown.code : String(thrown);
};

describe('openP12', () => {
	it.each([
		['RSA 2048', 'PBES2, AES-256', []],
		['RSA 3072', 'PBES2, AES-256', []],
		['P-256', 'PBES2, AES-256', []],
		['P-384', 'PBES2, AES-256', []],
		['RSA 2048', 'RC2 and 3DES', ['-legacy']],
		['P-256', 'RC2 and 3DES', ['-legacy']],
		['P-384', '3DES only', ['-legacy', '-certpbe', 'PBE-SHA1-3DES']]
	])('opens %s under %s', async (kind, _scheme, options) => {
		const owner = owners[kind]!;
		const ascii = pkcs12(owner, 'test123', { options, chain: [middle.certificate, root.certificate] });
		const unicode = pkcs12(owner, PASSPHRASE, { options, chain: [middle.certificate] });
		const opened = await openP12(ascii, 'test123');
		expect(Buffer.from(opened.certificate).equals(owner.certificate)).toBe(true);
		// The root in the file is no proof of anything, and stays out.
		expect(opened.chain.map((raw) => Buffer.from(raw).equals(middle.certificate))).toEqual([true]);
		expect(opened.key.equals(owner.key)).toBe(true);
		expect((await openP12(unicode, PASSPHRASE.normalize('NFD'))).key.equals(owner.key)).toBe(true);
		expect(await codeOf(openP12(ascii, 'test124'))).toBe('wrong_passphrase');
		expect(await codeOf(openP12(unicode, ''))).toBe('wrong_passphrase');
	});

	it('finds the certificate of the key wherever it stands', async () => {
		const owner = owners['P-256']!;
		const file = withFolder((path) => {
			const pem = (raw: Uint8Array) => openssl(['x509', '-inform', 'DER'], raw).toString();
			writeFileSync(path('key.pem'), owner.key.export({ type: 'pkcs8', format: 'pem' }));
			writeFileSync(path('all.pem'), pem(middle.certificate) + pem(owner.certificate));
			// Without -inkey in the same file openssl keeps the order that it finds.
			openssl([
				...['pkcs12', '-export', '-inkey', path('key.pem'), '-in', path('all.pem')],
				...['-passout', 'pass:x', '-out', path('out.p12')]
			]);
			return readFileSync(path('out.p12'));
		});
		expect(Buffer.from((await openP12(file, 'x')).certificate).equals(owner.certificate)).toBe(true);
	});

	it('says what is wrong with a file', async () => {
		const owner = owners['P-256']!;
		const good = pkcs12(owner, 'x');
		expect(await codeOf(openP12(Buffer.from('không phải'), 'x'))).toBe('unreadable');
		expect(await codeOf(openP12(new Uint8Array(), 'x'))).toBe('unreadable');
		expect(await codeOf(openP12(good.subarray(0, 200), 'x'))).toBe('unreadable');
		expect(await codeOf(openP12(owner.certificate, 'x'))).toBe('unreadable');
		expect(await codeOf(openP12(pkcs12(owner, 'x', { options: ['-nokeys'] }), 'x'))).toBe('no_key');
		expect(await codeOf(openP12(mismatched(ecKey(), owner.certificate), 'x'))).toBe('key_mismatch');
	});

	it('tells no part of the passphrase in what it throws', async () => {
		const thrown = await openP12InWorker(pkcs12(owners['P-256']!, 'x'), 'bí-mật-987').catch(
			(e: unknown) => e
		);
		expect(thrown).toBeInstanceOf(P12Error);
		expect(JSON.stringify([thrown, String(thrown), (thrown as Error).stack])).not.toContain('987');
	});
});

/** A key beside a certificate of another one. */
const mismatched = (key: KeyedCertificate['key'], certificate: Uint8Array): Buffer =>
	withFolder((path) => {
		writeFileSync(path('key.pem'), key.export({ type: 'pkcs8', format: 'pem' }));
		writeFileSync(path('other.pem'), openssl(['x509', '-inform', 'DER'], certificate));
		openssl([
			...['pkcs12', '-export', '-nocerts', '-in', path('key.pem'), '-certfile', path('other.pem')],
			...['-passout', 'pass:x', '-out', path('out.p12')]
		]);
		return readFileSync(path('out.p12'));
	});
