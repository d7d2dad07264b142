/** The signed message (CMS) itself, put together otherwise and signed with the real key. */
import { beforeAll, describe, expect, it } from 'vitest';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { signAttributes, withCms } from '../../../../tests/support/pdf-surgery.ts';
import { sealPaper, type SealedPaper } from '../../../../tests/support/sealed-paper.ts';
import { issueSigner, NOW, rsaKey, type Kit } from '../../../../tests/support/signing-kit.ts';
import { arrayBuffer, OID } from './asn1.ts';

let kit: Kit;
let sealed: Buffer;
let judge: SealedPaper['judge'];
let expectRefused: SealedPaper['expectRefused'];

beforeAll(async () => {
	({ kit, sealed, judge, expectRefused } = await sealPaper());
});

describe('the signed message', () => {
	const sha1 = '1.3.14.3.2.26';
	const attributeOf = (signer: pkijs.SignerInfo, oid: string) =>
		signer.signedAttrs!.attributes.find(({ type }) => type === oid)!;
	const drop = (signer: pkijs.SignerInfo, oid: string) => {
		const attributes = signer.signedAttrs!;
		attributes.attributes = attributes.attributes.filter(({ type }) => type !== oid);
	};
	const edits: [string, (data: pkijs.SignedData, signer: pkijs.SignerInfo) => void, string][] = [
		['has two signers', (data, signer) => data.signerInfos.push(signer), 'signature.several_signers'],
		['has no signer', (data) => (data.signerInfos = []), 'signature.several_signers'],
		['lacks the certificate', (data) => (data.certificates = []), 'signature.certificate_missing'],
		[
			'uses SHA-1',
			(data, signer) => {
				for (const algorithm of [...data.digestAlgorithms, signer.digestAlgorithm])
					algorithm.algorithmId = sha1;
			},
			'signature.weak_digest'
		],
		[
			'announces another digest',
			(data) => (data.digestAlgorithms[0]!.algorithmId = OID.sha512),
			'signature.attributes_wrong'
		],
		[
			'names another algorithm',
			(_, signer) => (signer.signatureAlgorithm.algorithmId = OID.ecdsaWithSha256),
			'signature.unknown_algorithm'
		],
		[
			'names another digest in its algorithm',
			(_, signer) => (signer.signatureAlgorithm.algorithmId = OID.sha512WithRsa),
			'signature.unknown_algorithm'
		],
		[
			'has parameters that say nothing',
			(_, signer) => (signer.signatureAlgorithm.algorithmParams = new asn1js.Sequence()),
			'signature.unknown_algorithm'
		],
		['has a version that does not fit', (_, signer) => (signer.version = 3), 'signature.attributes_wrong'],
		[
			'brings content of its own',
			(data) => (data.encapContentInfo.eContent = new asn1js.OctetString({ valueHex: new ArrayBuffer(3) })),
			'signature.attributes_wrong'
		],
		[
			'has no signed attributes',
			(_, signer) => (signer.signedAttrs = undefined),
			'signature.attributes_wrong'
		],
		['lacks the digest', (_, signer) => drop(signer, OID.messageDigest), 'signature.digest_differs'],
		[
			'states the digest twice',
			(_, signer) => signer.signedAttrs!.attributes.push(attributeOf(signer, OID.messageDigest)),
			'signature.attributes_wrong'
		],
		['lacks the content type', (_, signer) => drop(signer, OID.contentType), 'signature.attributes_wrong']
	];

	it.each(edits)('that %s is refused', async (_, edit, code) => {
		const file = withCms(sealed, (data, signer) => {
			edit(data, signer);
			if (signer.signedAttrs) signAttributes(signer, kit.officeKey, 'sha256');
		});
		await expectRefused(file, code);
	});

	it('signed with another key is refused', async () => {
		const file = withCms(sealed, (_, signer) => signAttributes(signer, rsaKey(2048), 'sha256'));
		await expectRefused(file, 'signature.value_wrong');
	});

	it('may not swap the certificate for another one of the same key', async () => {
		const twin = issueSigner(kit.authority, { key: kit.officeKey });
		const certificate = pkijs.Certificate.fromBER(arrayBuffer(twin.certificate));
		const file = withCms(sealed, (data, signer) => {
			data.certificates = [certificate];
			const { issuer, serialNumber } = certificate;
			signer.sid = new pkijs.IssuerAndSerialNumber({ issuer, serialNumber });
		});
		const { signatures } = await expectRefused(file, 'signature.certificate_not_bound');
		expect(signatures[0]).toMatchObject({ intact: true, trusted: true, padesBaseline: false });
	});

	it.each([
		['without signing-certificate-v2', (signer: pkijs.SignerInfo) => drop(signer, OID.signingCertificateV2)],
		[
			'with a signing-time attribute',
			(signer: pkijs.SignerInfo) =>
				signer.signedAttrs!.attributes.push(
					new pkijs.Attribute({
						type: OID.signingTime,
						values: [new asn1js.UTCTime({ valueDate: new Date(NOW) })]
					})
				)
		]
	])('%s is valid, but not PAdES baseline', async (_, edit) => {
		const file = withCms(sealed, (_data, signer) => {
			edit(signer);
			signAttributes(signer, kit.officeKey, 'sha256');
		});
		const result = await judge(file);
		expect(result.valid).toBe(true);
		expect(result.signatures[0]!.padesBaseline).toBe(false);
	});
});
