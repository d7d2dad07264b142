import { createPublicKey } from 'node:crypto';
import * as asn1js from 'asn1js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	ecKey,
	ecRoot,
	issueAuthority,
	issueSigner,
	NOW,
	revocationList,
	rsaKey,
	YEARS
} from '../../../../tests/support/signing-kit.ts';
import {
	authorityExtensions,
	extension,
	issueCertificate,
	signerExtensions,
	type KeyedCertificate
} from './certificate.ts';
import { buildChain } from './chain.ts';

const named = (commonName: string) => ({ commonName, organisation: 'Bộ Thử nghiệm' });
const root = ecRoot();

/** Authorities one below the other, the first below the root. */
function ladder(steps: number, pathLength?: number): KeyedCertificate[] {
	const authorities: KeyedCertificate[] = [];
	for (let step = 0; step < steps; step++) {
		const above = authorities.at(-1) ?? root;
		authorities.push(issueAuthority(above, named(`Cấp ${step}`), step === 0 ? pathLength : undefined));
	}
	return authorities;
}

const raw = (certificates: KeyedCertificate[]) => certificates.map(({ certificate }) => certificate);

const judge = (
	leaf: KeyedCertificate,
	pool: KeyedCertificate[] = [],
	trust: { roots?: KeyedCertificate[]; crls?: Uint8Array[] } = {}
) => {
	const roots = raw(trust.roots ?? [root]);
	const result = buildChain(leaf.certificate, raw(pool), { roots, crls: trust.crls, at: NOW }, NOW);
	return result.trusted ? 'trusted' : result.fault.code;
};

describe('a path to a trusted root', () => {
	it('is found through any order of a pool with duplicates and strangers', () => {
		const authorities = ladder(3);
		const leaf = issueSigner(authorities.at(-1)!);
		const stranger = issueAuthority(ecRoot(named('Nơi khác')), named('Khác'));
		const pool = [...authorities, leaf, leaf, stranger, authorities[0]!, root];
		fc.assert(
			fc.property(fc.shuffledSubarray(pool, { minLength: pool.length }), (shuffled) => {
				expect(judge(leaf, shuffled)).toBe('trusted');
			}),
			{ numRuns: 20 }
		);
	});

	it('is not found with a step missing', () => {
		const [first, second, third] = ladder(3);
		expect(judge(issueSigner(third!), [first!, third!])).toBe('signature.untrusted_root');
		expect(judge(issueSigner(third!), [first!, second!, third!])).toBe('trusted');
	});

	it('is as long as allowed and no longer', () => {
		const five = ladder(5);
		const six = ladder(6);
		expect(judge(issueSigner(five.at(-1)!), five)).toBe('trusted');
		expect(judge(issueSigner(six.at(-1)!), six)).toBe('signature.chain_too_long');
	});

	it.each([
		[0, 1, 'trusted'],
		[0, 2, 'signature.chain_too_long'],
		[1, 2, 'trusted'],
		[1, 3, 'signature.chain_too_long'],
		[undefined, 3, 'trusted']
	])('keeps a path length of %s with %i authorities', (pathLength, steps, expected) => {
		const authorities = ladder(steps, pathLength);
		expect(judge(issueSigner(authorities.at(-1)!), authorities)).toBe(expected);
	});

	it('leads through authorities only', () => {
		const signer = issueSigner(root);
		const below = issueSigner(signer);
		expect(judge(below, [signer])).toBe('signature.untrusted_root');
		const unlimited = issueSigner(root, { extensions: [] });
		expect(judge(issueSigner(unlimited), [unlimited])).toBe('signature.untrusted_root');
	});

	it('is not made by a certificate whose signature was changed', () => {
		const leaf = issueSigner(root);
		const forged = Buffer.from(leaf.certificate);
		forged[forged.length - 1]! ^= 1;
		expect(judge(leaf)).toBe('trusted');
		expect(judge({ ...leaf, certificate: forged })).toBe('signature.untrusted_root');
	});

	it('needs every certificate to be valid, the root too', () => {
		const stale = { ...YEARS(-3, -1) };
		const oldRoot = ecRoot(named('Gốc cũ'), stale);
		expect(judge(issueSigner(oldRoot), [], { roots: [oldRoot] })).toBe('signature.certificate_expired');
		const old = issueSigner(root, {
			subject: named('Cũ'),
			validity: stale,
			extensions: authorityExtensions()
		});
		expect(judge(issueSigner(old), [old])).toBe('signature.certificate_expired');
	});

	it('takes another way where one is closed', () => {
		const key = ecKey();
		const subject = named('Hai đường');
		const extensions = authorityExtensions();
		const closed = issueSigner(root, { subject, key, extensions, validity: YEARS(-3, -1) });
		const open = issueSigner(root, { subject, key, extensions });
		const leaf = issueSigner(open);
		expect(judge(leaf, [closed])).toBe('signature.certificate_expired');
		expect(judge(leaf, [closed, open])).toBe('trusted');
	});

	it('is not made by a name alone', () => {
		const namesake = ecRoot();
		expect(judge(issueSigner(namesake))).toBe('signature.untrusted_root');
	});

	it('does not begin and end with the same certificate', () => {
		const self = ecRoot(named('Tự cấp'));
		expect(judge(self, [], { roots: [self] })).toBe('signature.untrusted_root');
	});

	it('stays cheap when many authorities certify each other', () => {
		const keys = Array.from({ length: 12 }, () => ecKey());
		const subjects = keys.map((_, index) => named(`Vòng ${index}`));
		const crossed = keys.flatMap((key, one) =>
			subjects.map((subject, other) => {
				const issuer = issueSigner(root, { subject, key: keys[other]!, extensions: authorityExtensions() });
				return issueSigner(issuer, { subject: subjects[one]!, key, extensions: authorityExtensions() });
			})
		);
		const leaf = issueSigner({ certificate: crossed[0]!.certificate, key: keys[0]! });
		expect(['signature.chain_too_long', 'signature.untrusted_root']).toContain(judge(leaf, crossed));
	});
});

describe('a certificate on the path', () => {
	it('may have a critical extension only if its rules are known', () => {
		const policy = new asn1js.Sequence({ value: [] });
		const strange = extension('1.2.3.4.5', true, policy);
		const harmless = extension('1.2.3.4.5', false, policy);
		expect(judge(issueSigner(root, { extensions: [...signerExtensions(), strange] }))).toBe(
			'signature.certificate_unsupported'
		);
		expect(judge(issueSigner(root, { extensions: [...signerExtensions(), harmless] }))).toBe('trusted');
	});

	it.each([
		['RSA of 1024 bits', () => rsaKey(1024), 'signature.weak_key'],
		['RSA of 2048 bits', () => rsaKey(2048), 'trusted'],
		['a curve nobody checks', () => ecKey('secp256k1'), 'signature.weak_key']
	])('must have a strong key: %s', (_, key, expected) => {
		expect(judge(issueSigner(root, { key: key() }))).toBe(expected);
	});

	it('must not be revoked by its issuer; lists of others do not count', () => {
		const [authority] = ladder(1);
		const leaf = issueSigner(authority!);
		const before = NOW - 1000;
		const renamed = issueSigner(root, { key: authority!.key, extensions: authorityExtensions() });
		const cases: [Uint8Array, string][] = [
			[revocationList(authority!, leaf.certificate, before), 'signature.certificate_revoked'],
			[revocationList(authority!, leaf.certificate, NOW + 1000), 'trusted'],
			[revocationList(root, authority!.certificate, before), 'signature.certificate_revoked'],
			[revocationList(root, leaf.certificate, before), 'trusted'],
			[revocationList({ ...authority!, key: ecKey() }, leaf.certificate, before), 'trusted'],
			[revocationList({ ...renamed, key: authority!.key }, leaf.certificate, before), 'trusted'],
			[Buffer.from('no list'), 'trusted']
		];
		for (const [crl, expected] of cases) expect(judge(leaf, [authority!], { crls: [crl] })).toBe(expected);
	});

	it('that cannot be read is passed over in the pool, and refused as the signer', () => {
		const garbage = { certificate: Buffer.from('no certificate'), key: root.key };
		expect(judge(issueSigner(root), [garbage])).toBe('trusted');
		expect(judge(garbage)).toBe('signature.unreadable');
	});

	it('names the place it came from when nobody is found', () => {
		const request = {
			subject: named('Lạ'),
			validity: YEARS(-1, 1),
			publicKey: createPublicKey(root.key),
			extensions: signerExtensions()
		};
		const self = issueCertificate(request, { key: root.key });
		expect(buildChain(self, [], { roots: [root.certificate], at: NOW }, NOW)).toEqual({
			trusted: false,
			fault: { code: 'signature.untrusted_root', details: { issuer: 'Lạ' } }
		});
	});
});
