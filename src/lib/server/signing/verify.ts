/**
 * Checks every signature of a PDF: that the signed bytes are whole, that the signature is of these bytes and of
 * this certificate, that the certificate leads to a trusted root, and what was changed after it. Not covered:
 * permissions stated by DocMDP and FieldMDP, certificate policies, name constraints (refused if critical).
 */
import { createHash } from 'node:crypto';
import { PdfRef } from '@libpdf/core';
import { isRegularUpdate } from './appended.ts';
import type { Hash } from './asn1.ts';
import { describeSigner } from './certificate-facts.ts';
import { buildChain, type KeptBytes, type Trust } from './chain.ts';
import { fault, FaultError, give, type SignatureFault } from './fault.ts';
import { openPdf, signatureFields, textOf, type OpenPdf, type SignatureField } from './open-pdf.ts';
import { parsePdfDate } from './pdf-date.ts';
import { changedPlaces, gainedValidationData, widgetsOf } from './revision-diff.ts';
import { oversizedFields } from './signature-box.ts';
import { signedRange, type SignedRange } from './signed-range.ts';
import { refused, type SignatureReport, type Verification } from './verification.ts';
import { checkCms, maySign } from './verify-cms.ts';
import { checkTimestamp, type TimestampCheck } from './verify-timestamp.ts';

/** More signatures than any paper bears: each costs a walk through the whole file. */
const MOST_SIGNATURES = 50;

const DOCUMENT_TIMESTAMP = 'ETSI.RFC3161';
const PADES = 'ETSI.CAdES.detached';
const FORMATS = new Set([PADES, 'adbe.pkcs7.detached', DOCUMENT_TIMESTAMP]);

/** A file under examination. */
interface Examination {
	file: Buffer;
	pdf: OpenPdf;
	fields: SignatureField[];
	oversized: Set<SignatureField>;
	trust: Trust;
	/** Those of `trust.kept` that this file really begins with. */
	kept: KeptBytes[];
}

const beginsWith = (file: Buffer, { size, sha256 }: KeptBytes): boolean =>
	size <= file.length && createHash('sha256').update(file.subarray(0, size)).digest('hex') === sha256;

/** The earliest moment at which the first `end` bytes are known to have been there. */
function keptSince({ kept }: Examination, end: number): number | null {
	const moments = kept.filter(({ size }) => size >= end).map(({ at }) => at);
	return moments.length === 0 ? null : Math.min(...moments);
}

function emptyReport({ name, value }: SignatureField, pdf: OpenPdf): SignatureReport {
	const format = value.getName('SubFilter', pdf.resolve)?.value ?? '';
	const claimed = textOf(value.get('M'), pdf);
	return {
		field: name,
		kind: format === DOCUMENT_TIMESTAMP ? 'document_timestamp' : 'signature',
		format,
		signer: undefined,
		claimedAt: claimed === undefined ? undefined : parsePdfDate(claimed),
		reason: textOf(value.get('Reason'), pdf),
		location: textOf(value.get('Location'), pdf),
		timestamp: undefined,
		keptSince: null,
		coversWholeFile: false,
		intact: false,
		trusted: false,
		notRevokedAsOf: null,
		path: [],
		padesBaseline: false,
		changedAfter: [],
		faults: []
	};
}

function noteTimestamp(report: SignatureReport, { at, by, trusted, faults }: TimestampCheck): void {
	report.timestamp = { at, by, trusted };
	report.faults.push(...faults);
}

/** A signature by a person or an organisation. */
function judgeSignature(report: SignatureReport, range: SignedRange, trust: Trust): void {
	const cms = checkCms(range.cms, range.digest);
	report.signer = describeSigner(cms.certificate);
	report.faults.push(...cms.faults);
	report.intact = cms.intact;
	report.padesBaseline = report.format === PADES && range.cmsIsDer && cms.bound && !cms.hasSigningTime;
	let at = report.keptSince ?? trust.at;
	if (cms.timestampToken) {
		const ofSignature = (hash: Hash) => createHash(hash).update(cms.signature).digest();
		const stamp = checkTimestamp(cms.timestampToken, ofSignature, trust);
		noteTimestamp(report, stamp);
		if (stamp.trusted) at = stamp.at;
	}
	const chain = buildChain(cms.certificate, [...cms.certificates, ...(trust.intermediates ?? [])], trust, at);
	report.trusted = chain.trusted;
	if (!chain.trusted) report.faults.push(chain.fault);
	else {
		report.notRevokedAsOf = chain.asOf;
		report.path = chain.path.map((raw) => Buffer.from(raw).toString('base64'));
	}
	if (!maySign(cms.certificate)) {
		report.faults.push(fault('signature.certificate_may_not_sign', { name: report.signer.commonName }));
	}
}

/** A time stamp over the whole document (PAdES B-LTA). */
function judgeDocumentTimestamp(report: SignatureReport, range: SignedRange, trust: Trust): void {
	const stamp = checkTimestamp(range.cms, range.digest, trust);
	noteTimestamp(report, stamp);
	report.signer = describeSigner(stamp.certificate);
	report.intact = stamp.intact;
	report.trusted = stamp.trusted;
}

/** What was changed after a signature. Its own revision must know the signature: a reader then showed it signed. */
async function changesSince(examination: Examination, field: SignatureField, end: number): Promise<string[]> {
	const revision = await openPdf(examination.file.subarray(0, end));
	const known = signatureFields(revision).some(({ name }) => name === field.name);
	if (!known) give('signature.range_not_at_revision_end', {});
	const signatures = examination.fields.map(({ value }) => value);
	return changedPlaces(revision, examination.pdf, widgetsOf(signatures, examination.pdf));
}

function faultOf(thrown: unknown, otherwise: SignatureFault): SignatureFault {
	return thrown instanceof FaultError ? thrown.fault : otherwise;
}

/** @returns the report, and where the signed revision ends (undefined when that cannot be told) */
async function judge(
	examination: Examination,
	field: SignatureField
): Promise<{ report: SignatureReport; end: number | undefined }> {
	const { file, pdf, trust } = examination;
	const report = emptyReport(field, pdf);
	let end: number | undefined;
	try {
		if (!FORMATS.has(report.format)) give('signature.unknown_format', { format: report.format });
		const range = signedRange(file, field.value, pdf);
		end = range.end;
		report.coversWholeFile = end === file.length;
		report.keptSince = keptSince(examination, end);
		if (report.kind === 'signature') judgeSignature(report, range, trust);
		else judgeDocumentTimestamp(report, range, trust);
		if (examination.oversized.has(field)) report.faults.push(fault('signature.box_too_large', {}));
		if (!report.coversWholeFile) report.changedAfter = await changesSince(examination, field, end);
		if (report.changedAfter.length > 0) {
			report.faults.push(fault('signature.changed_after', { places: report.changedAfter.length }));
		}
	} catch (thrown) {
		report.faults.push(faultOf(thrown, fault('signature.unreadable', {})));
	}
	return { report, end };
}

/** Every «/ByteRange» in the file must belong to a signature that readers show: no leftovers, no decoys. */
function hasStraySignature({ file, fields }: Examination): boolean {
	let count = 0;
	for (let at = file.indexOf('/ByteRange'); at >= 0; at = file.indexOf('/ByteRange', at + 1)) count++;
	return count !== fields.length;
}

/** What stands after the last signature: at most validation data, and nothing that a page could show. */
async function faultsAfter({ file, pdf }: Examination, ends: readonly number[]): Promise<SignatureFault[]> {
	const [first, last] = [Math.min(...ends), Math.max(...ends)];
	if (first === file.length) return [];
	const signed = await openPdf(file.subarray(0, first));
	const exists = (number: number) => signed.resolve(PdfRef.of(number, 0)) !== null;
	if (!isRegularUpdate(file, { from: first, exists })) return [fault('file.appended_irregular', {})];
	if (last === file.length) return [];
	const revision = await openPdf(file.subarray(0, last));
	const untouched = changedPlaces(revision, pdf, () => false).length === 0;
	return untouched && gainedValidationData(revision, pdf) ? [] : [fault('file.appended_content', {})];
}

async function examine(file: Buffer, trust: Trust): Promise<Verification> {
	const pdf = await openPdf(file);
	const fields = signatureFields(pdf);
	if (fields.length === 0) give('file.no_signature', {});
	if (fields.length > MOST_SIGNATURES) give('file.too_many_signatures', { maximum: MOST_SIGNATURES });
	const kept = (trust.kept ?? []).filter((bytes) => beginsWith(file, bytes));
	const examination = { file, pdf, fields, oversized: oversizedFields(fields, pdf), trust, kept };
	const judged = [];
	for (const field of fields) judged.push(await judge(examination, field));
	const faults = hasStraySignature(examination) ? [fault('file.stray_signature', {})] : [];
	const ends = judged.flatMap(({ end }) => (end === undefined ? [] : [end]));
	if (ends.length > 0) faults.push(...(await faultsAfter(examination, ends)));

	const signed = judged.some(({ report }) => report.kind === 'signature');
	if (!signed) faults.push(fault('file.no_signature', {}));
	judged.sort((one, other) => (one.end ?? Infinity) - (other.end ?? Infinity));
	const signatures = judged.map(({ report }) => report);
	const allHold = signatures.every(({ intact, trusted, faults }) => intact && trusted && faults.length === 0);
	return { valid: allHold && faults.length === 0, faults, signatures };
}

/**
 * Checks a file. Never throws for what the file holds: whatever cannot be read is a fault in the result.
 *
 * Slow for large files and at the mercy of what they hold: files from outside go through `verifyInWorker`, which
 * limits size, time and memory.
 *
 * @param trust roots to believe, and the moment to judge at where nothing proves an earlier one
 */
export async function verifyPdf(file: Uint8Array, trust: Trust): Promise<Verification> {
	if (file.byteLength === 0) return refused(fault('file.empty', {}));
	try {
		return await examine(Buffer.from(file.buffer, file.byteOffset, file.byteLength), trust);
	} catch (thrown) {
		return refused(faultOf(thrown, fault('file.damaged', {})));
	}
}
