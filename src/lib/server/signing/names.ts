/** Who a certificate is about. Read from the ASN.1, since names of Vietnamese authorities are UTF-8. */
import * as pkijs from 'pkijs';
import { arrayBuffer, OID } from './asn1.ts';

export interface CertificateName {
	commonName: string;
	organisation: string | undefined;
}

function attribute(name: pkijs.RelativeDistinguishedNames, oid: string): string | undefined {
	const found = name.typesAndValues.find(({ type }) => type === oid);
	const value: unknown = found?.value.valueBlock.value;
	return typeof value === 'string' && value !== '' ? value.normalize('NFC') : undefined;
}

/** Common name and organisation; where there is no common name, the organisation or an empty text stands for it. */
export function readName(name: pkijs.RelativeDistinguishedNames): CertificateName {
	const organisation = attribute(name, OID.organisation);
	return { commonName: attribute(name, OID.commonName) ?? organisation ?? '', organisation };
}

/** The subject of a certificate given as DER. @throws when it is no certificate */
export function subjectOf(certificate: Uint8Array): CertificateName {
	return readName(pkijs.Certificate.fromBER(arrayBuffer(certificate)).subject);
}
