/** Asks a time-stamping authority for a token (RFC 3161 over HTTP). */
import { createHash, randomBytes } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { arrayBuffer, der, OID } from './asn1.ts';
import type { Trust } from './chain.ts';
import type { TimestampSource } from './cms.ts';
import { checkTimestamp } from './verify-timestamp.ts';

/** Where the stamps come from; plain data. */
export interface TsaSettings {
	/** http or https. */
	url: string;
	login: { user: string; password: string } | null;
}

export type TsaErrorCode =
	| 'unreachable'
	/** Answered, but gave no token. */
	| 'refused'
	/** The token is about something else, or answers another question. */
	| 'wrong_answer'
	/** No root of this installation stands behind the token. */
	| 'untrusted';

/** No time stamp; the message holds neither address nor login. */
export class TsaError extends Error {
	readonly code: TsaErrorCode;

	constructor(code: TsaErrorCode, options?: ErrorOptions) {
		super(`No time stamp: ${code}.`, options);
		this.name = 'TsaError';
		this.code = code;
	}
}

/** A person waits at the other end; an authority answers within a second. */
const LONGEST_WAIT_MS = 8000;
/** A token with its certificates has 3 to 7 KB. */
const LARGEST_ANSWER = 64 * 1024;
const SHA256 = { algorithmId: OID.sha256, algorithmParams: new asn1js.Null() };

function requestFor(imprint: Uint8Array, nonce: Uint8Array): Buffer {
	return der(
		new pkijs.TimeStampReq({
			version: 1,
			messageImprint: new pkijs.MessageImprint({
				hashAlgorithm: new pkijs.AlgorithmIdentifier(SHA256),
				hashedMessage: new asn1js.OctetString({ valueHex: arrayBuffer(imprint) })
			}),
			nonce: new asn1js.Integer({ valueHex: arrayBuffer(nonce) }),
			certReq: true
		})
	);
}

async function ask({ url, login }: TsaSettings, query: Buffer): Promise<ArrayBuffer> {
	const basic = login && Buffer.from(`${login.user}:${login.password}`).toString('base64');
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: {
				'content-type': 'application/timestamp-query',
				...(basic === null ? {} : { authorization: `Basic ${basic}` })
			},
			body: new Uint8Array(query),
			redirect: 'error',
			signal: AbortSignal.timeout(LONGEST_WAIT_MS)
		});
		if (!response.ok) throw new TsaError('refused');
		return await response.arrayBuffer();
	} catch (cause) {
		throw cause instanceof TsaError ? cause : new TsaError('unreachable', { cause });
	}
}

function tokenIn(answer: ArrayBuffer): Buffer {
	let response: pkijs.TimeStampResp;
	try {
		if (answer.byteLength > LARGEST_ANSWER) throw new Error('too long');
		response = pkijs.TimeStampResp.fromBER(answer);
	} catch (cause) {
		throw new TsaError('wrong_answer', { cause });
	}
	// 0 granted, 1 granted with changes (RFC 3161, 2.4.2).
	if (response.status.status > 1 || !response.timeStampToken) throw new TsaError('refused');
	return der(response.timeStampToken.toSchema());
}

function nonceIn(token: Uint8Array): Buffer | undefined {
	const content = pkijs.ContentInfo.fromBER(arrayBuffer(token));
	const data = new pkijs.SignedData({ schema: content.content });
	const info = pkijs.TSTInfo.fromBER(arrayBuffer(new Uint8Array(data.encapContentInfo.eContent!.getValue())));
	return info.nonce && Buffer.from(info.nonce.valueBlock.valueHexView);
}

/** The token as our verifier will judge it later: a stamp that it refuses would spoil the signature. */
function requireGood(token: Buffer, imprint: Buffer, nonce: Buffer, trust: Trust): void {
	try {
		if (!nonceIn(token)?.equals(nonce)) throw new TsaError('wrong_answer');
		const check = checkTimestamp(
			token,
			(hash) => (hash === 'sha256' ? imprint : createHash(hash).digest()),
			trust
		);
		if (!check.intact) throw new TsaError('wrong_answer');
		if (!check.trusted) throw new TsaError('untrusted');
	} catch (cause) {
		throw cause instanceof TsaError ? cause : new TsaError('wrong_answer', { cause });
	}
}

/**
 * A source of stamps whose nonce, imprint, signature and chain are checked before they are believed.
 *
 * @throws TsaError from the source, when there is no stamp that the verifier would accept
 */
export const timestampFrom =
	(settings: TsaSettings, trust: Trust): TimestampSource =>
	async (imprint) => {
		const nonce = randomBytes(12);
		// Positive and without a leading zero: DER would write it in another length.
		nonce[0] = (nonce[0]! & 0x3f) | 0x40;
		const token = tokenIn(await ask(settings, requestFor(imprint, nonce)));
		requireGood(token, imprint, nonce, trust);
		return token;
	};
