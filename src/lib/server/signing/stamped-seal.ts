import type { Trust } from './chain.ts';
import type { SealRequest } from './revision.ts';
import { sealPdf } from './seal.ts';
import type { Signer } from './signer.ts';
import { timestampFrom, TsaError, type TsaErrorCode, type TsaSettings } from './tsa.ts';

export interface StampedSeal {
	file: Buffer;
	/** What became of the time stamp: there, not asked for, or why not. */
	stamp: 'stamped' | 'none' | TsaErrorCode;
}

/** Where a time stamp comes from, and who is believed about it; plain data. */
export interface StampAuthority {
	settings: TsaSettings;
	trust: Trust;
}

/**
 * Signs with a time stamp (PAdES B-T) where an authority is set, and without one (B-B) where it gives none: a signature
 * must not wait for another house's server, but nobody may take it for more than it is.
 *
 * @throws SealError for a file or a request that cannot be signed
 */
export async function sealStamped(
	file: Uint8Array,
	request: SealRequest,
	signer: Signer,
	authority: StampAuthority | null
): Promise<StampedSeal> {
	if (authority === null) return { file: await sealPdf(file, request, signer), stamp: 'none' };
	try {
		const source = timestampFrom(authority.settings, authority.trust);
		return { file: await sealPdf(file, request, signer, source), stamp: 'stamped' };
	} catch (thrown) {
		if (!(thrown instanceof TsaError)) throw thrown;
		return { file: await sealPdf(file, request, signer), stamp: thrown.code };
	}
}
