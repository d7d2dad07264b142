/**
 * Signing an issued paper here, with a PKCS #12 file. The file, its key and the passphrase live in memory for the one
 * request: they are neither stored nor logged nor in the record.
 */
import { fieldNameOf, type SigningSlot } from '#lib/domain/paper-signing.ts';
import { numberAndSign } from '#lib/domain/papers/wording.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import type { Ctx } from '../context.ts';
import type { DocumentRow } from '../db/queries/documents.ts';
import { FileStore } from '../evidence/store.ts';
import { signerAppearanceInWorker } from '../pdf/in-worker.ts';
import { bodyPlace, fallbackPlace } from '../pdf/signer-appearance.ts';
import { certificateFacts, faultOfSigner, type CertificateFacts } from '../signing/certificate-facts.ts';
import { openP12InWorker, signInWorker, verifyInWorker } from '../signing/in-worker.ts';
import { P12Error } from '../signing/p12.ts';
import type { Trust } from '../signing/chain.ts';
import type { SealRequest } from '../signing/revision.ts';
import type { SigningIdentity } from '../signing/signer.ts';
import type { StampedSeal } from '../signing/stamped-seal.ts';
import type { SignatureReport } from '../signing/verification.ts';
import { requireSigner } from './paper-access.ts';
import { standingFace } from './paper-fonts.ts';
import { withPaperLock } from './paper-lock.ts';
import { cleanPicture } from './signature-picture.ts';
import { trustFor, type PaperRevision } from './paper-revisions.ts';
import { confirmName, keepSignature, requireOpenSlot } from './paper-signature-writing.ts';
import { loadTrust, stampAuthority } from './seal.ts';
import { SignatureRefused } from './signature-refused.ts';

/** A certificate with its chain and key has 2 to 10 KB. */
export const LARGEST_P12_MB = 1;

export interface Keyring {
	file: { name: string; bytes: Uint8Array };
	passphrase: string;
}

export interface SignInput extends Keyring {
	/** The block of the paper. */
	slot: number;
	/** Signatures that were on the paper when it was looked at. */
	version: number;
	/** The signer answers for a certificate whose name is not the printed one. */
	nameConfirmed: boolean;
	/** The handwritten signature, to be shown above the words; a picture proves nothing and is kept on the paper only. */
	picture: Keyring['file'] | null;
}

/** What the person is told: with a proven time, or why without. */
export interface MadeSignature {
	stamp: StampedSeal['stamp'];
	signerName: string;
}

/**
 * Opens a PKCS #12 file. Throws `file.empty`, `file.too_large`, `signing.p12_unreadable`, `signing.p12_wrong_passphrase`,
 * `signing.p12_no_key`, `signing.p12_key_mismatch`, `signing.p12_key_kind`. The caller has asked for permission.
 */
export async function openKeyring({ file, passphrase }: Keyring): Promise<SigningIdentity> {
	const { name, bytes } = file;
	if (bytes.length === 0) throw new ProblemError(problem('file.empty', { name }, 'file'));
	if (bytes.length > LARGEST_P12_MB * 1024 * 1024)
		throw new ProblemError(problem('file.too_large', { name, megabytes: LARGEST_P12_MB }, 'file'));
	try {
		return await openP12InWorker(bytes, passphrase);
	} catch (thrown) {
		if (!(thrown instanceof P12Error)) throw thrown;
		const at = thrown.code === 'wrong_passphrase' ? 'passphrase' : 'file';
		throw new ProblemError(problem(`signing.p12_${thrown.code}`, {}, at));
	}
}

/**
 * Puts a person's digital signature on an issued paper, as a further revision of the whole file: B-T where a time-stamp
 * authority is set and answers, B-B otherwise. Only with a certificate that leads to a trusted root, since our own verifier
 * would refuse every other.
 *
 * Throws `not_found`, `permission.denied`, what `openKeyring` and `requireOpenSlot` say, `signing.certificate_refused`,
 * `signing.other_name`, `signing.name_blank`, and of the picture `file.kind_not_allowed`, `file.too_large` at `picture`.
 */
export async function signPaper(ctx: Ctx, documentId: string, input: SignInput): Promise<MadeSignature> {
	const { row, slot } = requireSigner(ctx, documentId, input.slot);
	return withPaperLock(documentId, async () => {
		const current = requireOpenSlot(ctx, documentId, slot, input.version);
		const identity = await openKeyring(input);
		const refusal = faultOfSigner(identity, loadTrust(ctx), ctx.now());
		if (refusal) throw new SignatureRefused('signing.certificate_refused', refusal);
		const facts = certificateFacts(identity.certificate);
		const nameConfirmed = confirmName(facts.commonName, slot, input.nameConfirmed);
		const picture = input.picture && (await cleanPicture(input.picture));
		const at = ctx.now();
		const signed = await putSignature(ctx, { row, slot, current, identity, facts, at, picture });
		const report = await requireValid(signed.file, trustFor(ctx, row));
		const kept = { way: 'app', slot: slot.slot, role: slot.role, baseSha256: current.sha256 } as const;
		keepSignature(
			ctx,
			row,
			{ bytes: signed.file, mediaType: 'application/pdf' },
			{ ...kept, ...certified(facts, report), claimedAt: at, stamp: signed.stamp, nameConfirmed },
			() => void requireOpenSlot(ctx, documentId, slot, current.version)
		);
		return { stamp: signed.stamp, signerName: facts.commonName };
	});
}

interface Signing {
	row: DocumentRow;
	slot: SigningSlot;
	current: PaperRevision;
	identity: SigningIdentity;
	facts: CertificateFacts;
	at: number;
	picture: Buffer | null;
}

async function putSignature(ctx: Ctx, signing: Signing): Promise<StampedSeal> {
	const { current, identity } = signing;
	const file = new FileStore(ctx.config.dataDir).get(current.sha256);
	return signInWorker(file, await requestFor(ctx, signing), identity, stampAuthority(ctx));
}

async function requestFor(
	ctx: Ctx,
	{ row, slot, current, facts, at, picture }: Signing
): Promise<SealRequest> {
	const { commonName: name, organisation = '' } = facts;
	const into = fieldNameOf(slot.slot);
	// Numbered on where the field that was laid out is used up, or was never laid out.
	const request = { fieldName: `${into}-${current.version + 1}`, into, name, at };
	const forBody =
		slot.role === 'organisation' ? { numberAndSign: numberAndSign(row.number, row.sign) } : undefined;
	const place = forBody ? bodyPlace() : placeOfPerson(row, slot);
	if (!place) return { ...request, page: 0, rect: [0, 0, 0, 0] };
	const [left, bottom, right, top] = place.rect;
	const look = { width: right - left, height: top - bottom, picture: picture ?? undefined };
	return {
		...request,
		...place,
		appearance: await signerAppearanceInWorker(
			{ name, organisation, forBody, at, ...look },
			await standingFace(ctx)
		)
	};
}

const placeOfPerson = (row: DocumentRow, { slot }: SigningSlot) =>
	row.signerPlaces?.[slot] ?? fallbackPlace(slot, row.kind === 'score_sheet');

/** The verdict on the last signature of a file that must be good as a whole. Throws `signing.certificate_refused`. */
async function requireValid(file: Buffer, trust: Trust): Promise<SignatureReport> {
	const { valid, faults, signatures } = await verifyInWorker(file, trust);
	if (valid) return signatures.at(-1)!;
	const [first] = [...faults, ...signatures.flatMap((signature) => signature.faults)];
	throw new SignatureRefused('signing.certificate_refused', first!);
}

/** What is kept of a certificate, and what the verifier found beside it. */
export const certified = (facts: Omit<CertificateFacts, 'fingerprint'>, { timestamp }: SignatureReport) => ({
	signerName: facts.commonName,
	organisation: facts.organisation ?? null,
	issuer: facts.issuer,
	serialNumber: facts.serialNumber,
	validFrom: facts.validFrom,
	validTo: facts.validTo,
	level: timestamp?.trusted ? ('B-T' as const) : ('B-B' as const),
	stampedAt: timestamp?.trusted ? timestamp.at : null
});
