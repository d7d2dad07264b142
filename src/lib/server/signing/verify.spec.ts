import { beforeAll, describe, expect, it } from 'vitest';
import { PDF } from '@libpdf/core';
import {
	AGENCY,
	ecKey,
	ecRoot,
	issueAuthority,
	issueSigner,
	makeKit,
	NOW,
	OFFICE,
	revocationList,
	rsaKey,
	samplePdf,
	signerOf,
	YEARS,
	type Kit
} from '../../../../tests/support/signing-kit.ts';
import { verifyPdf } from './verify.ts';

let kit: Kit;
beforeAll(async () => {
	kit = await makeKit();
});

const HOUR = 3600 * 1000;
const codes = (faults: { code: string }[]) => faults.map(({ code }) => code);

describe('a sealed paper', () => {
	it('is valid, and the report says who, when and how', async () => {
		const result = await verifyPdf(await kit.seal(kit.paper, { location: 'Đắk Lắk' }), kit.trust);
		expect(result).toMatchObject({ valid: true, faults: [] });
		expect(result.signatures).toEqual([
			{
				field: 'Seal',
				kind: 'signature',
				format: 'ETSI.CAdES.detached',
				signer: {
					...OFFICE,
					issuer: 'Chứng thực thử nghiệm',
					serialNumber: expect.stringMatching(/^[0-9A-F]{32}$/),
					validFrom: YEARS(-1, 0).from,
					validTo: YEARS(0, 4).to
				},
				claimedAt: NOW,
				reason: 'Đóng dấu điện tử',
				location: 'Đắk Lắk',
				timestamp: undefined,
				keptSince: null,
				coversWholeFile: true,
				intact: true,
				trusted: true,
				notRevokedAsOf: null,
				path: [kit.office.certificate, kit.authority.certificate].map((raw) =>
					Buffer.from(raw).toString('base64')
				),
				padesBaseline: true,
				changedAfter: [],
				faults: []
			}
		]);
		expect(structuredClone(result)).toEqual(result);
	});

	it('is valid without a visible signature', async () => {
		const sealed = await kit.seal(kit.paper, { appearance: undefined, rect: [0, 0, 0, 0] });
		expect((await verifyPdf(sealed, kit.trust)).valid).toBe(true);
	});

	it.each([
		['RSA of 3072 bits', () => rsaKey(3072)],
		['P-384', () => ecKey('P-384')],
		['P-521', () => ecKey('P-521')]
	])('is valid with a key of another kind: %s', async (_, key) => {
		const signer = signerOf(issueSigner(kit.authority, { key: key() }));
		expect((await verifyPdf(await kit.seal(kit.paper, {}, signer), kit.trust)).valid).toBe(true);
	});

	it('is valid when its certificate was issued through an authority between', async () => {
		const root = ecRoot();
		const between = issueAuthority(root, { commonName: 'Cấp hai', organisation: 'Bộ Thử nghiệm' });
		const signer = issueSigner(between);
		const trust = { roots: [root.certificate], at: NOW };
		const withChain = await kit.seal(kit.paper, {}, signerOf(signer, [between.certificate]));
		const without = await kit.seal(kit.paper, {}, signerOf(signer));
		expect((await verifyPdf(withChain, trust)).valid).toBe(true);
		expect((await verifyPdf(without, trust)).valid).toBe(false);
		expect((await verifyPdf(without, { ...trust, intermediates: [between.certificate] })).valid).toBe(true);
	});

	it.each([
		['PDF/A-2b', { subset: 'PDF/A-2b', tagged: true, lang: 'vi-VN' }],
		['PDF 1.4', { pdfVersion: '1.4' }]
	] as const)('is valid as %s', async (_, options) => {
		const paper = await samplePdf(options as PDFKit.PDFDocumentOptions);
		const twice = await kit.seal(await kit.seal(paper), { fieldName: 'Agency' }, kit.agency);
		expect(await verifyPdf(twice, kit.trust)).toMatchObject({ valid: true, faults: [] });
	});

	it('is valid when the file is built of object streams', async () => {
		const pdf = await PDF.load(kit.paper);
		const compact = Buffer.from(await pdf.save({ useXRefStream: true, compressStreams: true }));
		const twice = await kit.seal(await kit.seal(compact), { fieldName: 'Agency', page: 1 }, kit.agency);
		expect(await verifyPdf(twice, kit.trust)).toMatchObject({ valid: true, faults: [] });
	});
});

describe('several signatures', () => {
	it('are all valid, in the order in which they were made', async () => {
		const once = await kit.seal(kit.paper, { fieldName: 'Lead' });
		const twice = await kit.seal(once, { fieldName: 'Agency', rect: [100, 300, 280, 360] }, kit.agency);
		const thrice = await kit.seal(twice, { fieldName: 'Archive', page: 1 });
		const result = await verifyPdf(thrice, kit.trust);
		expect(result).toMatchObject({ valid: true, faults: [] });
		expect(
			result.signatures.map(({ field, signer, coversWholeFile }) => [
				field,
				signer?.commonName,
				coversWholeFile
			])
		).toEqual([
			['Lead', OFFICE.commonName, false],
			['Agency', AGENCY.commonName, false],
			['Archive', OFFICE.commonName, true]
		]);
	});

	it('are not valid when one of them is by a stranger', async () => {
		const stranger = signerOf(issueSigner(ecRoot({ commonName: 'Nơi khác', organisation: 'Nơi khác' })));
		const twice = await kit.seal(await kit.seal(kit.paper), { fieldName: 'Agency' }, stranger);
		const result = await verifyPdf(twice, kit.trust);
		expect(result.valid).toBe(false);
		expect(result.signatures.map(({ trusted }) => trusted)).toEqual([true, false]);
		expect(result.signatures[1]!.faults).toEqual([
			{ code: 'signature.untrusted_root', details: { issuer: 'Nơi khác' } }
		]);
	});
});

describe('the certificate', () => {
	const judge = async (signer: Parameters<Kit['seal']>[2], at = NOW) => {
		const result = await verifyPdf(await kit.seal(kit.paper, {}, signer), { ...kit.trust, at });
		return {
			valid: result.valid,
			intact: result.signatures[0]!.intact,
			faults: result.signatures[0]!.faults
		};
	};

	it('that has expired is not trusted', async () => {
		const signer = signerOf(issueSigner(kit.authority, { validity: YEARS(-2, -1) }));
		expect(await judge(signer)).toEqual({
			valid: false,
			intact: true,
			faults: [
				{ code: 'signature.certificate_expired', details: { name: AGENCY.commonName, at: YEARS(0, -1).to } }
			]
		});
	});

	it('is trusted up to the last second of its validity and not after it', async () => {
		const end = YEARS(-1, 2).to;
		expect((await judge(kit.agency, end)).valid).toBe(true);
		expect(codes((await judge(kit.agency, end + 1)).faults)).toEqual(['signature.certificate_expired']);
	});

	it('that is not valid yet is not trusted', async () => {
		const signer = signerOf(issueSigner(kit.authority, { validity: YEARS(1, 2) }));
		expect(codes((await judge(signer)).faults)).toEqual(['signature.certificate_not_yet_valid']);
	});

	it('that is not for signing documents is not accepted', async () => {
		const signer = signerOf(ecRoot());
		const sealed = await kit.seal(kit.paper, {}, signer);
		const issuedForIssuing = issueAuthority(ecRoot(), AGENCY);
		const other = await kit.seal(kit.paper, {}, signerOf(issuedForIssuing));
		for (const file of [sealed, other]) {
			const { signatures } = await verifyPdf(file, kit.trust);
			expect(codes(signatures[0]!.faults)).toContain('signature.certificate_may_not_sign');
		}
	});

	it('with a short key is not accepted', async () => {
		const signer = signerOf(issueSigner(kit.authority, { key: rsaKey(1024) }));
		expect(codes((await judge(signer)).faults)).toEqual(['signature.weak_key']);
	});

	it('that was revoked counts until the day it was', async () => {
		const crls = [revocationList(kit.authority, kit.agency.certificate, NOW - HOUR)];
		const sealed = await kit.seal(kit.paper, {}, kit.agency);
		const before = await verifyPdf(sealed, { ...kit.trust, crls, at: NOW - 2 * HOUR });
		const after = await verifyPdf(sealed, { ...kit.trust, crls });
		expect(before.valid).toBe(true);
		expect(after.valid).toBe(false);
		expect(after.signatures[0]!.faults).toEqual([
			{ code: 'signature.certificate_revoked', details: { name: AGENCY.commonName, at: NOW - HOUR } }
		]);
	});
});

describe('a file that is no signed PDF', () => {
	const PDF_HEAD = '%PDF-1.7\n';
	it.each([
		['nothing', '', 'file.empty'],
		['a text', 'Biên bản kiểm tra', 'file.not_pdf'],
		['a picture', '\x89PNG\r\n\x1a\n....', 'file.not_pdf'],
		['a PDF after something else', `junk ${PDF_HEAD}`, 'file.not_pdf'],
		['the head of a PDF alone', PDF_HEAD, 'file.damaged'],
		['a PDF of garbage', `${PDF_HEAD}${'\0\x01obj << /Root >> xref trailer '.repeat(50)}`, 'file.damaged'],
		['a PDF that points nowhere', `${PDF_HEAD}startxref\n999999\n%%EOF\n`, 'file.damaged'],
		[
			'a PDF that points at itself',
			`${PDF_HEAD}xref\n0 0\ntrailer\n<< /Prev 9 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n`,
			'file.damaged'
		]
	])('%s', async (_, content, code) => {
		expect(await verifyPdf(Buffer.from(content, 'latin1'), kit.trust)).toEqual({
			valid: false,
			faults: [{ code, details: {} }],
			signatures: []
		});
	});

	it('has no signature', async () => {
		expect(codes((await verifyPdf(kit.paper, kit.trust)).faults)).toEqual(['file.no_signature']);
	});

	it('is encrypted', async () => {
		for (const userPassword of ['', 'secret']) {
			const paper = await samplePdf({ userPassword, ownerPassword: 'owner' });
			expect(codes((await verifyPdf(paper, kit.trust)).faults)).toEqual(['file.encrypted']);
		}
	});
});
