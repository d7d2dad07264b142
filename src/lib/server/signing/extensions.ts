/** Extensions of certificates, as pkijs reads them. */
import type * as pkijs from 'pkijs';
import { OID } from './asn1.ts';

/** The extension's content as pkijs reads it; undefined when it is not there. */
export function readExtension(certificate: pkijs.Certificate, oid: string): pkijs.Extension | undefined {
	return certificate.extensions?.find(({ extnID }) => extnID === oid);
}

/** First octet of the key usage; undefined when the certificate does not limit it. */
export function keyUsageBits(certificate: pkijs.Certificate): number | undefined {
	const usage = readExtension(certificate, OID.keyUsage)?.parsedValue as
		| { valueBlock?: { valueHexView?: Uint8Array } }
		| undefined;
	if (!usage) return undefined;
	return usage.valueBlock?.valueHexView?.[0] ?? 0;
}
