/** One issued paper as those who sign it see it: whose turn it is, who signed how, what this person may do. */
import {
	maySignForBody,
	placesOf,
	type SigningSlot,
	type SigningState,
	type SigningWay
} from '#lib/domain/paper-signing.ts';
import { paperSide } from '#lib/domain/papers/availability.ts';
import type { PaperKind } from '#lib/domain/papers/paper.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import type { Ctx } from '../context.ts';
import { findFile } from '../db/queries/documents.ts';
import { findAccountName } from '../db/queries/inspections.ts';
import { listPaperSignatures, type PaperSignatureRow } from '../db/queries/paper-signatures.ts';
import { FileStore } from '../evidence/store.ts';
import { mayScan, openWays, requirePaper } from './paper-access.ts';
import { revisionsOf, stateOfPaper } from './paper-revisions.ts';

/** A digital signature: facts of the certificate, never the certificate's key. Instants are epoch milliseconds. */
export type SignatureView = Pick<
	PaperSignatureRow,
	| 'signerName'
	| 'organisation'
	| 'issuer'
	| 'serialNumber'
	| 'validFrom'
	| 'validTo'
	| 'level'
	| 'claimedAt'
	| 'stampedAt'
	| 'stamp'
	| 'nameConfirmed'
	| 'addedAt'
> & { way: SigningWay; addedBy: string };

export interface SlotView extends SigningSlot {
	signature: SignatureView | null;
	/** The people come first. */
	waits: boolean;
	/** What the one who looks may do with it now. */
	sign: boolean;
	bring: boolean;
}

export interface ScanView {
	id: string;
	addedAt: number;
	addedBy: string;
	mediaType: string;
}

export interface SigningPage {
	id: string;
	/** What it is a paper of: one of the two. */
	inspectionId: string | null;
	campaignId: string | null;
	kind: PaperKind;
	number: number;
	sign: string;
	issuedOn: string;
	issuingBody: string;
	checkCode: string;
	side: 'office' | 'agency';
	superseded: boolean;
	sealed: boolean;
	state: SigningState;
	/** Digital signatures on the newest revision. */
	version: number;
	slots: SlotView[];
	scans: ScanView[];
	mayScan: boolean;
	/** A time-stamp authority is set. */
	stamps: boolean;
	/** Address of the signing tool on the person's own machine; null where none is driven from here. */
	bridge: string | null;
}

/** Throws `not_found` for whoever may not read the paper. */
export function readSigningPage(ctx: Ctx, documentId: string): SigningPage {
	const paper = requirePaper(ctx, documentId);
	const { row } = paper;
	const signatures = listPaperSignatures(ctx.db, documentId);
	const superseded = row.supersededBy !== null;
	return {
		id: row.id,
		inspectionId: row.inspectionId,
		campaignId: row.campaignId,
		kind: row.kind,
		number: row.number,
		sign: row.sign,
		issuedOn: row.issuedOn,
		issuingBody: row.issuingBody,
		checkCode: row.checkCode,
		side: paperSide(row.kind),
		superseded,
		sealed: row.sealedSha256 !== null,
		state: stateOfPaper(row, signatures),
		version: revisionsOf(row, signatures).at(-1)!.version,
		slots: placesOf(row.content).map((slot) => {
			const made = signatures.find((signature) => signature.slot === slot.slot);
			const waits = slot.role === 'organisation' && !maySignForBody(row.content, signatures);
			const isOpen = !made && !superseded && !waits;
			const { sign, bring } = openWays(paper, slot);
			return {
				...slot,
				signature: made ? toView(ctx, made) : null,
				waits,
				sign: isOpen && sign,
				bring: isOpen && bring
			};
		}),
		scans: signatures.filter(({ way }) => way === 'scan').map((scan) => toScan(ctx, scan)),
		mayScan: !superseded && mayScan(paper),
		stamps: ctx.config.timestamp !== null,
		bridge: ctx.config.signBridge
	};
}

const nameOf = (ctx: Ctx, accountId: string): string => findAccountName(ctx.db, accountId) ?? '';

function toView(ctx: Ctx, row: PaperSignatureRow): SignatureView {
	const { way, signerName, organisation, issuer, serialNumber, validFrom, validTo } = row;
	const { level, claimedAt, stampedAt, stamp, nameConfirmed, addedAt } = row;
	return {
		...{ way, signerName, organisation, issuer, serialNumber, validFrom, validTo },
		...{ level, claimedAt, stampedAt, stamp, nameConfirmed, addedAt, addedBy: nameOf(ctx, row.addedBy) }
	};
}

const toScan = (ctx: Ctx, { id, addedAt, addedBy, fileSha256 }: PaperSignatureRow): ScanView => ({
	id,
	addedAt,
	addedBy: nameOf(ctx, addedBy),
	mediaType: findFile(ctx.db, fileSha256)!.mediaType
});

/** The bytes of a scan for whoever may read the paper. Throws `not_found`. */
export function readScan(
	ctx: Ctx,
	documentId: string,
	scanId: string
): { bytes: Buffer; mediaType: string; number: number; sign: string } {
	const { row } = requirePaper(ctx, documentId);
	const scan = listPaperSignatures(ctx.db, documentId).find(({ id, way }) => id === scanId && way === 'scan');
	if (!scan) throw new ProblemError(problem('not_found', {}));
	return {
		bytes: new FileStore(ctx.config.dataDir).get(scan.fileSha256),
		mediaType: findFile(ctx.db, scan.fileSha256)!.mediaType,
		number: row.number,
		sign: row.sign
	};
}
