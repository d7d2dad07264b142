/**
 * What can be wrong with a signed PDF: stable codes with details. Texts for people are in messages/
 * (`fault_<code with dots as underscores>`); {@link describeFault} in fault-text.ts words them without paraglide.
 */

/** Details that a text may show. Instants are epoch milliseconds. */
export interface FaultDetails {
	// the file as a whole
	'file.empty': object;
	'file.not_pdf': object;
	'file.too_large': { megabytes: number };
	'file.damaged': object;
	'file.encrypted': object;
	'file.no_signature': object;
	'file.too_many_signatures': { maximum: number };
	'file.check_too_long': { seconds: number };
	'file.check_failed': object;
	'file.stray_signature': object;
	'file.appended_content': object;
	'file.appended_irregular': object;
	// the place of the signature in the file
	'signature.empty': object;
	'signature.byte_range_malformed': object;
	'signature.gap_not_contents': object;
	'signature.range_not_at_revision_end': object;
	'signature.unknown_format': { format: string };
	'signature.changed_after': { places: number };
	'signature.box_too_large': object;
	// the signature itself
	'signature.unreadable': object;
	'signature.several_signers': { count: number };
	'signature.weak_digest': { algorithm: string };
	'signature.weak_key': object;
	'signature.unknown_algorithm': { algorithm: string };
	'signature.certificate_missing': object;
	'signature.attributes_wrong': object;
	'signature.digest_differs': object;
	'signature.value_wrong': object;
	'signature.certificate_not_bound': object;
	// the signer
	'signature.untrusted_root': { issuer: string };
	'signature.certificate_expired': { name: string; at: number };
	'signature.certificate_not_yet_valid': { name: string; at: number };
	'signature.certificate_revoked': { name: string; at: number };
	'signature.certificate_may_not_sign': { name: string };
	'signature.certificate_unsupported': { name: string };
	'signature.chain_too_long': object;
	// the time stamp
	'timestamp.unreadable': object;
	'timestamp.of_something_else': object;
	'timestamp.not_an_authority': object;
	'timestamp.untrusted': object;
}

export type FaultCode = keyof FaultDetails;

export type SignatureFault = {
	[C in FaultCode]: { code: C; details: FaultDetails[C] };
}[FaultCode];

/** Makes a fault; the details are checked against its code. */
export function fault<C extends FaultCode>(code: C, details: FaultDetails[C]): SignatureFault {
	return { code, details } as SignatureFault;
}

/** Ends a check early. Caught by the verifier, never seen outside this folder. */
export class FaultError extends Error {
	readonly fault: SignatureFault;

	constructor(cause: SignatureFault) {
		super(cause.code);
		this.name = 'FaultError';
		this.fault = cause;
	}
}

/** Gives up with a fault. */
export function give<C extends FaultCode>(code: C, details: FaultDetails[C]): never {
	throw new FaultError(fault(code, details));
}
