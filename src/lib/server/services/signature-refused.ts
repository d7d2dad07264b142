/** A certificate or a signed file that the verifier refuses, with its own words for why. */
import { problem, ProblemError } from '#lib/domain/problems.ts';
import type { SignatureFault } from '../signing/fault.ts';
import { describeFault } from '../signing/fault-text.ts';

type RefusalCode = 'signing.certificate_refused' | 'signing.file_refused';

/**
 * The problem carries the reason in Vietnamese, as the record and the command line tell it; `fault` lets a page say it in
 * its own language.
 */
export class SignatureRefused extends ProblemError {
	readonly fault: SignatureFault;

	constructor(code: RefusalCode, fault: SignatureFault) {
		super(problem(code, { reason: describeFault(fault) }, 'file'));
		this.fault = fault;
	}
}
