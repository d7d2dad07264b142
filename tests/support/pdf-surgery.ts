/** Changes a PDF byte by byte, the way an attacker would: no library tidies up behind us. */
import { createHash, sign, type KeyObject } from 'node:crypto';
import { PDF } from '@libpdf/core';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { arrayBuffer, der } from '#lib/server/signing/asn1.ts';
import { buildCms } from '#lib/server/signing/cms.ts';
import type { Signer } from '#lib/server/signing/signer.ts';
import { readDer } from '#lib/server/signing/strict-der.ts';

/** The first and the last byte of the gap that the last signature leaves out of its range: «<» and «>». */
export function lastGap(file: Buffer): { start: number; end: number } {
	const ranges = [...file.toString('latin1').matchAll(/\/ByteRange\s*\[0 (\d+) (\d+) \d+\s*\]/g)];
	const [, start, resume] = ranges.at(-1)!;
	return { start: Number(start), end: Number(resume) - 1 };
}

/** The file with one text replaced by another of the same length. */
export function replaced(file: Buffer, from: string, to: string): Buffer {
	const at = file.lastIndexOf(from, undefined, 'latin1');
	if (at < 0 || from.length !== to.length) throw new Error(`«${from}» cannot be replaced.`);
	const changed = Buffer.from(file);
	changed.write(to, at, 'latin1');
	return changed;
}

/** Number of the object of a page, counted from 0. */
export async function pageObject(file: Buffer, page: number): Promise<number> {
	return (await PDF.load(file)).getPage(page)!.ref.objectNumber;
}

export async function catalogObject(file: Buffer): Promise<number> {
	return (await PDF.load(file)).context.info.trailer.getRef('Root')!.objectNumber;
}

/** The newest text of an object, between «obj» and «endobj». */
export function objectText(file: Buffer, number: number): string {
	const text = file.toString('latin1');
	const at = [...text.matchAll(new RegExp(`(?<=^|[\\r\\n])${number} 0 obj`, 'g'))].at(-1)!;
	const from = at.index + at[0].length;
	return text.slice(from, text.indexOf('endobj', from)).trim();
}

export interface UpdateOptions {
	/** Entries of the cross-reference table that do not tell the truth. */
	entries?: Record<number, string>;
	/** Instead of the place where the table before begins. */
	previous?: number;
}

/** The number that a new object gets. */
export function nextObject(file: Buffer): number {
	return Math.max(...[...file.toString('latin1').matchAll(/\/Size (\d+)/g)].map(([, size]) => Number(size)));
}

/** Appends an incremental update with a classic cross-reference table. */
export function appendUpdate(
	file: Buffer,
	objects: Record<number, string>,
	options: UpdateOptions = {}
): Buffer {
	const text = file.toString('latin1');
	const previous = options.previous ?? Number([...text.matchAll(/startxref\s+(\d+)/g)].at(-1)![1]);
	const root = [...text.matchAll(/\/Root (\d+) 0 R/g)].at(-1)![1];
	const info = [...text.matchAll(/\/Info \d+ 0 R/g)].at(-1)?.[0] ?? '';
	let out = `${text}\n`;
	const entries: Record<number, string> = {};
	for (const [number, body] of Object.entries(objects)) {
		entries[Number(number)] = `${String(out.length).padStart(10, '0')} 00000 n`;
		out += `${number} 0 obj\n${body}\nendobj\n`;
	}
	Object.assign(entries, options.entries);
	const start = out.length;
	out += 'xref\n';
	for (const [number, entry] of Object.entries(entries)) out += `${number} 1\n${entry} \n`;
	const size = Math.max(nextObject(file), ...Object.keys(entries).map((number) => Number(number) + 1));
	out += `trailer\n<< /Size ${size} /Root ${root} 0 R ${info} /Prev ${previous} >>\n`;
	return Buffer.from(`${out}startxref\n${start}\n%%EOF\n`, 'latin1');
}

function withContents(file: Buffer, cms: Buffer): Buffer {
	const { start, end } = lastGap(file);
	const changed = Buffer.from(file);
	changed.write(cms.toString('hex').padEnd(end - start - 1, '0'), start + 1, 'latin1');
	return changed;
}

/** Fills the last signature anew, with whatever is made of the digest of its range as it now is. */
export async function refilled(
	file: Buffer,
	hash: string,
	make: (digest: Buffer) => Promise<Uint8Array>
): Promise<Buffer> {
	const { start, end } = lastGap(file);
	const digest = createHash(hash)
		.update(file.subarray(0, start))
		.update(file.subarray(end + 1))
		.digest();
	return withContents(file, Buffer.from(await make(digest)));
}

/** Signs the last signature's range as it now is: what a dishonest signer's own tool could do. */
export function signedAgain(file: Buffer, signer: Signer): Promise<Buffer> {
	return refilled(file, signer.hash, (digest) => buildCms(signer, digest));
}

/** Lets a test change the CMS of the last signature. */
export function withCms(
	file: Buffer,
	edit: (data: pkijs.SignedData, signer: pkijs.SignerInfo) => void
): Buffer {
	const { start, end } = lastGap(file);
	const contents = Buffer.from(file.toString('latin1', start + 1, end), 'hex');
	const info = pkijs.ContentInfo.fromBER(arrayBuffer(readDer(contents)!.der));
	const data = new pkijs.SignedData({ schema: info.content });
	edit(data, data.signerInfos[0]!);
	const content = data.toSchema(true) as asn1js.AsnType;
	return withContents(file, der(new pkijs.ContentInfo({ contentType: info.contentType, content })));
}

/** Signs the (changed) attributes of a signer anew. */
export function signAttributes(signer: pkijs.SignerInfo, key: KeyObject, hash: string): void {
	const attributes = signer.signedAttrs!.attributes.map((attribute) => attribute.toSchema());
	const signature = sign(hash, der(new asn1js.Set({ value: attributes })), key);
	signer.signature = new asn1js.OctetString({ valueHex: arrayBuffer(signature) });
}
