/** The result of a check in words, made on the server: the page only lays it out. */
import { formatInstant } from '#lib/domain/calendar.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/paraglide/runtime.js';
import type { PaperCheck } from '#lib/server/services/paper-check.ts';
import type { PublicPaper } from '#lib/server/services/paper-lookup.ts';
import type { SignatureFault } from '#lib/server/signing/fault.ts';
import { faultMessage } from '#lib/server/signing/fault-text.ts';
import type { SignatureReport } from '#lib/server/signing/verification.ts';

type Sentence = (parameters: Record<string, string>, options: { locale?: Locale }) => string;

export type Verdict = 'good' | 'outdated' | 'superseded' | 'foreign' | 'draft' | 'bad';

export type RegisterEntry = PublicPaper;

export interface CheckReport {
	fileName: string;
	verdict: Verdict;
	registered: RegisterEntry | null;
	/** Faults of the file as a whole, as sentences. */
	faults: string[];
	signatures: {
		field: string;
		title: string;
		organisation: string;
		issuer: string;
		/** Already worded; empty where nothing says when. */
		time: string;
		timeIsStamped: boolean;
		/** Worded; null where the register does not hold the signed bytes or a stamp proves the time. */
		keptSince: string | null;
		intact: boolean;
		trusted: boolean;
		/** Of a trusted one: what the authorities said of a withdrawal, worded. */
		revocation: { isKnown: boolean; text: string } | null;
		/** What stands after it: nothing, further signatures and nothing else, or what nobody can vouch for. */
		after: 'nothing' | 'signatures' | 'changes';
		changedAfter: string[];
		faults: string[];
	}[];
}

/** Explicit, so that nothing else of a register's entry ever reaches a stranger. */
export function registerEntry(paper: PublicPaper): RegisterEntry {
	const { kind, numberAndSign, issuedOn, issuingBody, subject, superseded, successor, record } = paper;
	const { currentSha256, signatures, outdated } = paper;
	return {
		...{ kind, numberAndSign, issuedOn, issuingBody, subject, superseded, successor, record },
		...{ currentSha256, signatures, outdated }
	};
}

export function checkReport(fileName: string, { verification, registered }: PaperCheck): CheckReport {
	return {
		fileName,
		verdict: verdictOf(verification.valid, verification.signatures.length, registered),
		registered: registered && registerEntry(registered),
		faults: verification.faults.map((fault) => faultSentence(fault)),
		signatures: verification.signatures.map((report) => describe(report, verification.faults.length === 0))
	};
}

function verdictOf(valid: boolean, signatures: number, registered: PublicPaper | null): Verdict {
	if (valid) {
		if (registered === null) return 'foreign';
		return registered.superseded ? 'superseded' : registered.outdated ? 'outdated' : 'good';
	}
	/* The register also knows the bytes as they were drawn, before the seal. */
	return registered !== null && signatures === 0 ? 'draft' : 'bad';
}

function describe(report: SignatureReport, isRegular: boolean): CheckReport['signatures'][number] {
	const name = report.signer?.commonName ?? m.verify_unknown_signer();
	const at = report.timestamp?.trusted ? report.timestamp.at : report.claimedAt;
	return {
		field: report.field,
		title: report.kind === 'signature' ? m.verify_signature_of({ name }) : m.verify_timestamp_of({ name }),
		organisation: report.signer?.organisation ?? '',
		issuer: report.signer?.issuer ?? '',
		time: at === undefined ? '' : formatInstant(at),
		timeIsStamped: report.timestamp?.trusted ?? false,
		keptSince:
			report.keptSince === null || report.timestamp?.trusted ? null : formatInstant(report.keptSince),
		intact: report.intact,
		trusted: report.trusted,
		revocation: report.trusted ? revocationOf(report) : null,
		after: afterOf(report, isRegular),
		changedAfter: report.changedAfter,
		faults: report.faults.map((fault) => faultSentence(fault))
	};
}

/** That only signatures were added is known where the comparison was made and found nothing, here and in the file as a whole. */
function afterOf({ coversWholeFile, faults }: SignatureReport, isRegular: boolean) {
	if (coversWholeFile) return 'nothing' as const;
	return isRegular && faults.length === 0 ? ('signatures' as const) : ('changes' as const);
}

function revocationOf({ notRevokedAsOf }: SignatureReport): { isKnown: boolean; text: string } {
	if (notRevokedAsOf === null) return { isKnown: false, text: m.verify_revocation_unknown() };
	return { isKnown: true, text: m.verify_not_revoked({ at: formatInstant(notRevokedAsOf) }) };
}

/** Texts of faults are found by name: the command line reads the same ones. A test keeps them complete. */
export function faultSentence(fault: SignatureFault, locale?: Locale): string {
	const { key, parameters } = faultMessage(fault);
	const text = (m as unknown as Record<string, Sentence | undefined>)[key];
	return text?.(parameters, { locale }) ?? fault.code;
}
