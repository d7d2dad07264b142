/** What a tool that is not ours says: pdfsig of poppler, with the certificates in a database of NSS. */
import { execFileSync } from 'node:child_process';
import { createPublicKey, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as pkijs from 'pkijs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replaced } from '../../../../tests/support/pdf-surgery.ts';
import {
	AGENCY,
	ecRoot,
	issueSigner,
	makeKit,
	OFFICE,
	signerOf,
	YEARS,
	type Kit
} from '../../../../tests/support/signing-kit.ts';
import { arrayBuffer, der } from './asn1.ts';
import { issueCertificate, signerExtensions } from './certificate.ts';
import { verifyPdf } from './verify.ts';

const folder = mkdtempSync(join(tmpdir(), 'thuoc-pdfsig-'));
const database = `sql:${folder}`;
let kit: Kit;

beforeAll(async () => {
	// This tool takes the time from the machine's clock.
	kit = await makeKit(Date.now());
	const root = join(folder, 'root.der');
	writeFileSync(root, kit.authority.certificate);
	execFileSync('certutil', ['-N', '-d', database, '--empty-password']);
	execFileSync('certutil', ['-A', '-d', database, '-n', 'root', '-t', 'CT,CT,CT', '-i', root]);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Lets NSS make a key, and the authority a certificate for it. */
function enrol(nickname: string): void {
	const [request, noise, certificate] = ['request.der', 'noise', 'signer.der'].map((name) =>
		join(folder, name)
	);
	writeFileSync(noise!, randomBytes(64));
	const options = ['-k', 'rsa', '-g', '2048', '-s', 'CN=Poppler', '-z', noise!, '-o', request!];
	execFileSync('certutil', ['-R', '-d', database, ...options], { stdio: 'ignore' });
	const { subjectPublicKeyInfo } = pkijs.CertificationRequest.fromBER(arrayBuffer(readFileSync(request!)));
	const publicKey = createPublicKey({ key: der(subjectPublicKeyInfo), format: 'der', type: 'spki' });
	const subject = { commonName: 'Phần mềm khác', organisation: 'Ủy ban nhân dân xã' };
	const validity = YEARS(-1, 1, kit.trust.at);
	const content = { subject, publicKey, validity, extensions: signerExtensions() };
	writeFileSync(certificate!, issueCertificate(content, kit.authority));
	execFileSync('certutil', ['-A', '-d', database, '-n', nickname, '-t', ',,', '-i', certificate!]);
}

function signByPoppler(file: Buffer, nickname: string): Buffer {
	const [paper, signed] = [join(folder, 'unsigned.pdf'), join(folder, 'signed.pdf')];
	writeFileSync(paper, file);
	const options = ['-add-signature', '-nick', nickname, paper, signed];
	execFileSync('pdfsig', ['-nssdir', database, ...options], { stdio: 'ignore' });
	return readFileSync(signed);
}

function pdfsig(file: Buffer): Record<string, string>[] {
	const path = join(folder, 'paper.pdf');
	writeFileSync(path, file);
	const output = execFileSync('pdfsig', ['-nssdir', database, path], { encoding: 'utf8' });
	return output
		.split(/^Signature #\d+:$/m)
		.slice(1)
		.map((block) =>
			Object.fromEntries(
				[...block.matchAll(/^ {2}- ([^:\n]+): (.*)$/gm)].map(([, key, value]) => [key, value])
			)
		);
}

describe('pdfsig', () => {
	it('finds a seal valid and trusted', async () => {
		const file = await kit.seal(kit.paper);
		expect(pdfsig(file)).toEqual([
			expect.objectContaining({
				'Signature Field Name': 'Seal',
				'Signer Certificate Common Name': OFFICE.commonName,
				'Signature Type': 'ETSI.CAdES.detached',
				'Signing Hash Algorithm': 'SHA-256',
				'Signature Validation': 'Signature is Valid.',
				'Certificate Validation': 'Certificate is Trusted.'
			})
		]);
	});

	it('finds two signatures of different people valid and trusted', async () => {
		const twice = await kit.seal(await kit.seal(kit.paper), { fieldName: 'Agency' }, kit.agency);
		const valid = {
			'Signature Validation': 'Signature is Valid.',
			'Certificate Validation': 'Certificate is Trusted.'
		};
		expect(pdfsig(twice)).toEqual([
			expect.objectContaining({ 'Signer Certificate Common Name': OFFICE.commonName, ...valid }),
			expect.objectContaining({ 'Signer Certificate Common Name': AGENCY.commonName, ...valid })
		]);
	});

	it('finds a changed byte and a stranger, as we do', async () => {
		const sealed = await kit.seal(kit.paper);
		expect(pdfsig(replaced(sealed, "+07'00'", "+08'00'"))[0]).toMatchObject({
			'Signature Validation': 'Digest Mismatch.'
		});
		const stranger = signerOf(issueSigner(ecRoot()));
		expect(pdfsig(await kit.seal(kit.paper, {}, stranger))[0]!['Certificate Validation']).not.toBe(
			'Certificate is Trusted.'
		);
	});
});

describe('a paper signed by another tool', () => {
	it('is judged rightly: alone, over our seal, and with a byte changed', async () => {
		enrol('other');
		const alone = signByPoppler(kit.paper, 'other');
		const signer = expect.objectContaining({ commonName: 'Phần mềm khác' });
		const report = { format: 'adbe.pkcs7.detached', signer, padesBaseline: false, faults: [] };
		expect(await verifyPdf(alone, kit.trust)).toMatchObject({ valid: true, signatures: [report] });

		const over = await verifyPdf(signByPoppler(await kit.seal(kit.paper), 'other'), kit.trust);
		expect(over).toMatchObject({ valid: true, faults: [] });
		expect(over.signatures).toMatchObject([{ field: 'Seal', changedAfter: [] }, report]);

		const changed = Buffer.from(alone);
		changed[20]! ^= 1;
		expect((await verifyPdf(changed, kit.trust)).valid).toBe(false);
	});
});
