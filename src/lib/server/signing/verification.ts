import type { SignatureFault } from './fault.ts';

/** Result of checking a PDF: plain data, fit for a worker's message and for JSON. Instants are epoch milliseconds. */
export interface Verification {
	/** At least one signature; every one intact, trusted and followed by no change; no fault anywhere. */
	valid: boolean;
	/** Of the file as a whole. */
	faults: SignatureFault[];
	/** In the order in which they were made. */
	signatures: SignatureReport[];
}

export interface SignatureReport {
	/** Name of the form field. */
	field: string;
	/** A document time stamp proves when, not who. */
	kind: 'signature' | 'document_timestamp';
	/** SubFilter of the signature dictionary, e.g. `ETSI.CAdES.detached`. */
	format: string;
	signer: SignerReport | undefined;
	/** What the signer says the time was; only a time stamp proves it. */
	claimedAt: number | undefined;
	reason: string | undefined;
	location: string | undefined;
	timestamp: TimestampReport | undefined;
	/**
	 * Since when the register holds the signed bytes, where it does: the certificate is judged at this moment, unless a
	 * trusted time stamp proves an earlier one.
	 */
	keptSince: number | null;
	/** Nothing at all stands after the signed bytes. */
	coversWholeFile: boolean;
	/** The signed bytes are those that were signed. */
	intact: boolean;
	/** The certificate leads to a trusted root and was valid at the time that counts. */
	trusted: boolean;
	/**
	 * Since when its authorities are known not to have withdrawn the certificate or one above it; null where nobody could
	 * be asked. Withdrawn before the time that counts, it is not trusted.
	 */
	notRevokedAsOf: number | null;
	/** Where it is trusted: the certificates from the signer's to the root, DER in base64. */
	path: string[];
	/** Keeps PAdES baseline (ETSI EN 319 142-1): CAdES, certificate bound, no signing-time attribute. */
	padesBaseline: boolean;
	/** Places in the document that were changed after this signature, at most 20. */
	changedAfter: string[];
	faults: SignatureFault[];
}

export interface SignerReport {
	commonName: string;
	organisation: string | undefined;
	/** Common name of the authority that issued the certificate. */
	issuer: string;
	/** Hexadecimal. */
	serialNumber: string;
	validFrom: number;
	validTo: number;
}

export interface TimestampReport {
	at: number;
	/** Common name of the time-stamping authority. */
	by: string;
	trusted: boolean;
}

/** The result for a file that cannot be looked into. */
export function refused(fault: SignatureFault): Verification {
	return { valid: false, faults: [fault], signatures: [] };
}
