/** The bytes that a signature covers: everything up to the end of its revision, but for its own /Contents. */
import { createHash } from 'node:crypto';
import { PdfDict, PdfNumber } from '@libpdf/core';
import type { Hash } from './asn1.ts';
import { give } from './fault.ts';
import { membersOf, valueOf, type OpenPdf } from './open-pdf.ts';
import { readDer } from './strict-der.ts';

export interface SignedRange {
	/** Digest of the covered bytes. */
	digest(hash: Hash): Buffer;
	/** DER of the CMS, without the zeros that fill up the gap. */
	cms: Buffer;
	/** Whether it was written as DER, as PAdES asks. */
	cmsIsDer: boolean;
	/** First byte after the signed revision. */
	end: number;
}

/** Readers look for the end mark in the last bytes; white space may follow it. */
const REVISION_END = /%%EOF\s*$/;

function readNumbers(
	signature: PdfDict,
	pdf: OpenPdf,
	size: number
): [start: number, resume: number, end: number] {
	const numbers = membersOf(signature.get('ByteRange'), pdf).map((member) => {
		const value = valueOf(member, pdf);
		return value instanceof PdfNumber && Number.isInteger(value.value) ? value.value : NaN;
	});
	const [zero, start, resume, length] = numbers;
	const wellFormed =
		numbers.length === 4 &&
		zero === 0 &&
		start! > 0 &&
		resume! > start! + 1 &&
		length! >= 0 &&
		resume! + length! <= size;
	if (!wellFormed) give('signature.byte_range_malformed', {});
	return [start!, resume!, resume! + length!];
}

/** Only the hexadecimal string of /Contents may lie in the gap, from «<» to «>»: a wider one would hide content. */
function checkGap(gap: Buffer, contents: Uint8Array): void {
	const digits = gap.toString('latin1', 1, gap.length - 1);
	const isString = gap[0] === 0x3c && gap.at(-1) === 0x3e && /^(?:[0-9a-fA-F]{2})*$/.test(digits);
	if (!isString || !Buffer.from(digits, 'hex').equals(contents)) give('signature.gap_not_contents', {});
}

/** The message at the beginning of /Contents; only zeros may follow it. */
function withoutPadding(contents: Buffer): Pick<SignedRange, 'cms' | 'cmsIsDer'> {
	if (contents.every((byte) => byte === 0)) give('signature.empty', {});
	const message = readDer(contents);
	if (!message || contents.subarray(message.end).some((byte) => byte !== 0)) give('signature.unreadable', {});
	const cmsIsDer = message.der.equals(contents.subarray(0, message.end));
	return { cms: message.der, cmsIsDer };
}

/** @throws FaultError when the byte range, the gap or the end of the revision are not as they must be */
export function signedRange(file: Buffer, signature: PdfDict, pdf: OpenPdf): SignedRange {
	const [start, resume, end] = readNumbers(signature, pdf, file.length);
	const contents = Buffer.from(signature.getString('Contents', pdf.resolve)?.bytes ?? []);
	checkGap(file.subarray(start, resume), contents);
	if (!REVISION_END.test(file.toString('latin1', Math.max(0, end - 16), end))) {
		give('signature.range_not_at_revision_end', {});
	}
	return {
		digest: (hash) =>
			createHash(hash).update(file.subarray(0, start)).update(file.subarray(resume, end)).digest(),
		...withoutPadding(contents),
		end
	};
}
