/** What a tool that is not ours says: pdfsig of poppler, with the certificates in a database of NSS. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replaced } from '../../../../tests/support/pdf-surgery.ts';
import {
	AGENCY,
	ecRoot,
	issueSigner,
	makeKit,
	OFFICE,
	signerOf,
	type Kit
} from '../../../../tests/support/signing-kit.ts';

const folder = mkdtempSync(join(tmpdir(), 'thuoc-pdfsig-'));
const database = `sql:${folder}`;
let kit: Kit;

beforeAll(async () => {
	kit = await makeKit();
	const root = join(folder, 'root.der');
	writeFileSync(root, kit.authority.certificate);
	execFileSync('certutil', ['-N', '-d', database, '--empty-password']);
	execFileSync('certutil', ['-A', '-d', database, '-n', 'root', '-t', 'CT,CT,CT', '-i', root]);
});
afterAll(() => rmSync(folder, { recursive: true }));

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
