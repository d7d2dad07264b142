/** An installation with a seal that trusts an authority of the specs, and people who hold certificates of it. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '#lib/server/config.ts';
import { ensureSealIdentity } from '#lib/server/services/seal.ts';
import type { KeyedCertificate } from '#lib/server/signing/certificate.ts';
import { sealPdf } from '#lib/server/signing/seal.ts';
import { TEST_NOW } from './database.ts';
import { pkcs12 } from './openssl.ts';
import { ecKey, ecRoot, issueSigner, signerOf, YEARS } from './signing-kit.ts';

const PASSPHRASE = 'Mật khẩu «ký» 987';
const LONG = YEARS(-3, 40);

export interface SigningOffice {
	/** Gives a data folder the seal and the trusted authority. */
	install: (dataDir: string) => void;
	/** A certificate of somebody of that name. */
	person: (commonName: string) => KeyedCertificate;
	/** The same by an authority that nobody knows. */
	unknown: (commonName: string) => KeyedCertificate;
	/** The certificate as a file, with its passphrase. */
	keyring: (owner: KeyedCertificate) => { file: { name: string; bytes: Uint8Array }; passphrase: string };
	/** What another tool makes of the handed-out bytes. */
	signElsewhere: (file: Uint8Array, owner: KeyedCertificate) => Promise<Buffer>;
	close: () => void;
}

/** Made once for several tests: keys take their time. */
export async function openSigningOffice(): Promise<SigningOffice> {
	const folder = mkdtempSync(join(tmpdir(), 'thuoc-signing-'));
	const root = ecRoot(undefined, LONG);
	const config = { dataDir: folder, keyPassphrase: 'test-passphrase' } as Config;
	await ensureSealIdentity({ config, now: () => TEST_NOW }, 'Sở Nội vụ', TEST_NOW - 86_400_000);
	mkdirSync(join(folder, 'certificates', 'trusted'));
	writeFileSync(join(folder, 'certificates', 'trusted', 'root.der'), root.certificate);
	const issuedBy = (issuer: KeyedCertificate) => (commonName: string) =>
		issueSigner(issuer, {
			key: ecKey(),
			validity: LONG,
			subject: { commonName, organisation: 'Sở Thử nghiệm' }
		});
	return {
		install: (dataDir) => cpSync(folder, dataDir, { recursive: true }),
		person: issuedBy(root),
		unknown: issuedBy(ecRoot(undefined, LONG)),
		keyring: (owner) => ({
			file: { name: 'toi.p12', bytes: pkcs12(owner, PASSPHRASE) },
			passphrase: PASSPHRASE
		}),
		signElsewhere: (file, owner) =>
			sealPdf(
				file,
				{ fieldName: 'Ngoai', page: 0, rect: [0, 0, 0, 0], name: 'x', at: TEST_NOW },
				signerOf(owner)
			),
		close: () => rmSync(folder, { recursive: true })
	};
}
