/** The certificates of this installation as its administrator keeps them: the organisation's, whom to believe, time stamps. */
import { daysLeft, expiryWarning, type ExpiryWarning } from '#lib/domain/certificate-expiry.ts';
import { canOffice } from '#lib/domain/permissions.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { randomBytes } from 'node:crypto';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { certificateFacts, faultOfSigner, type CertificateFacts } from '../signing/certificate-facts.ts';
import { hasIdentity, ownAuthority, readSealCertificate, replaceIdentity } from '../signing/identity.ts';
import { addTrusted, listTrusted, removeTrusted, type TrustedCertificate } from '../signing/trusted.ts';
import { timestampFrom, TsaError, type TsaErrorCode } from '../signing/tsa.ts';
import { requireOffice } from './access.ts';
import { openKeyring, type Keyring } from './paper-signing.ts';
import { certificatesFolder, loadTrust } from './seal.ts';
import { SignatureRefused } from './signature-refused.ts';

export interface SealView extends CertificateFacts {
	/** Issued by the demonstration's own authority, which nobody outside knows. */
	demonstration: boolean;
	daysLeft: number;
	warning: ExpiryWarning | null;
}

export interface CertificatePage {
	/** Null where none was brought yet. */
	seal: SealView | null;
	trusted: TrustedCertificate[];
	/** Address of the time-stamp authority, without its login. */
	timestampUrl: string | null;
}

export function readCertificatePage(ctx: Ctx): CertificatePage {
	requireOffice(ctx, 'certificate.manage');
	return {
		seal: sealOf(ctx),
		trusted: listTrusted(certificatesFolder(ctx)),
		timestampUrl: ctx.config.timestamp?.url ?? null
	};
}

function sealOf(ctx: Ctx): SealView | null {
	const folder = certificatesFolder(ctx);
	if (!hasIdentity(folder)) return null;
	const facts = certificateFacts(readSealCertificate(folder).certificate);
	const [authority] = ownAuthority(folder).map(certificateFacts);
	return {
		...facts,
		demonstration: authority !== undefined && facts.issuer === authority.commonName,
		daysLeft: daysLeft(facts.validTo, ctx.now()),
		warning: expiryWarning(facts.validTo, ctx.now())
	};
}

/** For the frame around the administrator's pages; null for everybody else, and while there is time. */
export function findSealWarning(ctx: Ctx): Pick<SealView, 'warning' | 'daysLeft' | 'validTo'> | null {
	if (!canOffice(ctx.actor, 'certificate.manage')) return null;
	const seal = sealOf(ctx);
	return seal?.warning ? { warning: seal.warning, daysLeft: seal.daysLeft, validTo: seal.validTo } : null;
}

const recordOf = ({
	commonName,
	organisation,
	issuer,
	serialNumber,
	validFrom,
	validTo
}: CertificateFacts) => ({
	...{ commonName, organisation, issuer, serialNumber, validFrom, validTo }
});

/**
 * Puts another certificate in the organisation's place. Its key is kept encrypted, the old one beside it. Throws what
 * `openKeyring` says, and `signing.certificate_refused` for one that the verifier would refuse.
 */
export async function replaceSeal(ctx: Ctx, keyring: Keyring): Promise<CertificateFacts> {
	requireOffice(ctx, 'certificate.manage');
	const identity = await openKeyring(keyring);
	const refusal = faultOfSigner(identity, loadTrust(ctx), ctx.now());
	if (refusal) throw new SignatureRefused('signing.certificate_refused', refusal);
	const facts = certificateFacts(identity.certificate);
	const before = sealOf(ctx);
	inTransaction(ctx, () => {
		writeAudit(ctx, {
			action: 'certificate.replace',
			subjectKind: 'certificate',
			subjectId: facts.fingerprint,
			old: before && recordOf(before),
			new: recordOf(facts)
		});
		// Last: what fails here takes the line back with it.
		replaceIdentity(certificatesFolder(ctx), identity, ctx.config.keyPassphrase, ctx.now());
	});
	return facts;
}

/** A few certificates of authorities have some kilobytes. */
export const LARGEST_CERTIFICATE_MB = 1;

/**
 * Believes the authorities in a file (PEM or DER). Throws `file.empty`, `file.too_large`, `certificate.unreadable`,
 * `certificate.not_a_root`, `certificate.known`.
 */
export function trustCertificate(ctx: Ctx, { name, bytes }: Keyring['file']): CertificateFacts[] {
	requireOffice(ctx, 'certificate.manage');
	if (bytes.length === 0) throw new ProblemError(problem('file.empty', { name }, 'file'));
	if (bytes.length > LARGEST_CERTIFICATE_MB * 1024 * 1024)
		throw new ProblemError(problem('file.too_large', { name, megabytes: LARGEST_CERTIFICATE_MB }, 'file'));
	return inTransaction(ctx, () => {
		const added = addTrusted(certificatesFolder(ctx), bytes);
		if (typeof added === 'string') throw new ProblemError(problem(`certificate.${added}`, {}, 'file'));
		for (const facts of added) noteTrust(ctx, 'certificate.trust', facts);
		return added;
	});
}

/**
 * Stops believing an authority: signatures that rest on it are refused from now on. Throws `not_found`, and
 * `certificate.in_use` where the organisation's own certificate rests on it.
 */
export function distrustCertificate(ctx: Ctx, fingerprint: string): CertificateFacts {
	requireOffice(ctx, 'certificate.manage');
	return inTransaction(ctx, () => {
		requireUnused(ctx, fingerprint);
		const gone = removeTrusted(certificatesFolder(ctx), fingerprint, ctx.now());
		if (!gone) throw new ProblemError(problem('not_found', {}));
		noteTrust(ctx, 'certificate.distrust', gone);
		return gone;
	});
}

const noteTrust = (ctx: Ctx, action: `certificate.${string}`, facts: CertificateFacts): void =>
	writeAudit(ctx, {
		action,
		subjectKind: 'certificate',
		subjectId: facts.fingerprint,
		new: recordOf(facts)
	});

/** The organisation's certificate must hold without it, if it holds now. */
function requireUnused(ctx: Ctx, fingerprint: string): void {
	const folder = certificatesFolder(ctx);
	if (!hasIdentity(folder)) return;
	const seal = readSealCertificate(folder);
	const trust = loadTrust(ctx);
	const others = (raws: readonly Uint8Array[] = []) =>
		raws.filter((raw) => certificateFacts(raw).fingerprint !== fingerprint);
	const without = { ...trust, roots: others(trust.roots), intermediates: others(trust.intermediates) };
	const holds = (of: typeof trust) => faultOfSigner(seal, of, ctx.now()) === undefined;
	if (holds(trust) && !holds(without)) throw new ProblemError(problem('certificate.in_use', {}));
}

/** Asks the authority for a stamp as a signature would. `none`: no authority is set. */
export async function tryTimestamp(ctx: Ctx): Promise<'stamped' | 'none' | TsaErrorCode> {
	requireOffice(ctx, 'certificate.manage');
	if (ctx.config.timestamp === null) return 'none';
	try {
		await timestampFrom(ctx.config.timestamp, loadTrust(ctx))(randomBytes(32));
		return 'stamped';
	} catch (thrown) {
		if (thrown instanceof TsaError) return thrown.code;
		throw thrown;
	}
}
