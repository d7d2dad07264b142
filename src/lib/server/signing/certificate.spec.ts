import { createPublicKey, X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { ecKey, NOW, OFFICE, YEARS } from '../../../../tests/support/signing-kit.ts';
import {
	authorityExtensions,
	createAuthority,
	createSigner,
	issueCertificate,
	type KeyedCertificate
} from './certificate.ts';
import { subjectOf } from './names.ts';

const AUTHORITY = { commonName: 'Chứng thực số ở đây', organisation: 'Bộ Thử nghiệm' };
let authority: KeyedCertificate;
let signer: KeyedCertificate;

beforeAll(async () => {
	authority = await createAuthority(AUTHORITY, YEARS(-1, 9));
	signer = await createSigner(authority, OFFICE, YEARS(0, 4));
});

const read = ({ certificate }: KeyedCertificate) => new X509Certificate(certificate);

describe('an authority of our own', () => {
	it('signs itself and may issue', () => {
		const root = read(authority);
		expect(root.ca).toBe(true);
		expect(root.checkIssued(root)).toBe(true);
		expect(root.verify(root.publicKey)).toBe(true);
		expect(root.checkPrivateKey(authority.key)).toBe(true);
		expect(root.publicKey.asymmetricKeyDetails?.modulusLength).toBe(3072);
	});
});

describe('the certificate of an organisation', () => {
	it('is issued by the authority for RSA-2048, and may not issue others', () => {
		const [leaf, root] = [read(signer), read(authority)];
		expect(leaf.checkIssued(root)).toBe(true);
		expect(leaf.verify(root.publicKey)).toBe(true);
		expect(leaf.checkPrivateKey(signer.key)).toBe(true);
		expect(leaf.ca).toBe(false);
		expect(leaf.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
		expect(leaf.keyUsage).toContain('1.3.6.1.5.5.7.3.4');
	});

	it('bears Vietnamese names, one attribute each', () => {
		expect(read(signer).subject).toBe(`C=VN\nO=${OFFICE.organisation}\nCN=${OFFICE.commonName}`);
		expect(read(signer).issuer).toBe(`C=VN\nO=${AUTHORITY.organisation}\nCN=${AUTHORITY.commonName}`);
		expect(subjectOf(signer.certificate)).toEqual(OFFICE);
	});

	it('writes names composed, however they were typed', async () => {
		const typed = { commonName: OFFICE.commonName.normalize('NFD'), organisation: 'Sở'.normalize('NFD') };
		const certificate = await createSigner(authority, typed, YEARS(0, 1));
		expect(read(certificate).subject).toBe(`C=VN\nO=Sở\nCN=${OFFICE.commonName}`);
	});

	it('is valid for the given time, to the second', () => {
		const { validFromDate, validToDate } = read(signer);
		expect([validFromDate.getTime(), validToDate.getTime()]).toEqual([NOW, YEARS(0, 4).to]);
	});

	it('has a number of its own', async () => {
		const other = await createSigner(authority, OFFICE, YEARS(0, 4));
		expect(read(other).serialNumber).not.toBe(read(signer).serialNumber);
	});
});

describe('any certificate', () => {
	it('may be valid beyond 2050, where another form of date begins', () => {
		const key = ecKey();
		const validity = { from: Date.UTC(2049, 11, 31, 23, 59, 59), to: Date.UTC(2050, 0, 1) };
		const request = {
			subject: AUTHORITY,
			validity,
			publicKey: createPublicKey(key),
			extensions: authorityExtensions()
		};
		const { validFromDate, validToDate } = new X509Certificate(issueCertificate(request, { key }));
		expect([validFromDate.getTime(), validToDate.getTime()]).toEqual([validity.from, validity.to]);
	});
});
