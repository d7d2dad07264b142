/** An installation with a seal, and an authority whose people sign papers: made once, copied into each world. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { KeyObject } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '#lib/server/config.ts';
import type { KeyedCertificate } from '#lib/server/signing/certificate.ts';
import { sealPdf } from '#lib/server/signing/seal.ts';
import type { World } from './inspections.ts';
import { installSeal } from './kept-world.ts';
import { pkcs12 } from './openssl.ts';
import { ecKey, ecRoot, issueSigner, signerOf, YEARS } from './signing-kit.ts';

export const PASSPHRASE = 'Mật khẩu «ký» 987';
export const LONG = YEARS(-3, 40);

export interface SigningHouse {
	/** Trusted by the installation. */
	root: KeyedCertificate;
	/** A certificate of a person or a body, by the trusted authority unless another is given. */
	person: (
		commonName: string,
		issuer?: KeyedCertificate,
		validity?: typeof LONG,
		key?: KeyObject
	) => KeyedCertificate;
	/** Puts the seal and the trusted authority into a world's data folder. */
	install: (world: World) => void;
	close: () => void;
}

export async function openSigningHouse(): Promise<SigningHouse> {
	const folder = mkdtempSync(join(tmpdir(), 'thuoc-seal-'));
	const root = ecRoot(undefined, LONG);
	const config = { dataDir: folder, keyPassphrase: 'test-passphrase' } as Config;
	await installSeal({ config });
	mkdirSync(join(folder, 'certificates', 'trusted'));
	writeFileSync(join(folder, 'certificates', 'trusted', 'root.der'), root.certificate);
	return {
		root,
		person: (commonName, issuer = root, validity = LONG, key = ecKey()) =>
			issueSigner(issuer, { key, validity, subject: { commonName, organisation: 'Sở Thử nghiệm' } }),
		install: ({ ctx }) => cpSync(folder, ctx.config.dataDir, { recursive: true }),
		close: () => rmSync(folder, { recursive: true })
	};
}

/** A PKCS #12 file of one's own and its passphrase, as the form sends them. */
export const keyringOf = (owner: KeyedCertificate) => ({
	file: { name: 'toi.p12', bytes: pkcs12(owner, PASSPHRASE) },
	passphrase: PASSPHRASE
});

/** What another tool makes of the handed-out bytes; `into` is an empty field that it finds there. */
export const signOutside = (
	{ ctx }: World,
	file: Uint8Array,
	owner: KeyedCertificate,
	fieldName = 'Ngoai'
): Promise<Buffer> =>
	sealPdf(file, { fieldName, page: 0, rect: [0, 0, 0, 0], name: 'x', at: ctx.now() }, signerOf(owner));
