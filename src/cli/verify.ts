import { formatInstant } from '#lib/domain/calendar.ts';
import { makeContext, openRuntime } from '#lib/server/runtime.ts';
import type { Ctx } from '#lib/server/context.ts';
import { findByBytes } from '#lib/server/services/paper-lookup.ts';
import { trustFor } from '#lib/server/services/paper-revisions.ts';
import type { Trust } from '#lib/server/signing/chain.ts';
import { describeFault } from '#lib/server/signing/fault-text.ts';
import { verifyOnline } from '#lib/server/signing/verify-online.ts';
import type { Verification } from '#lib/server/signing/verification.ts';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { UsageError } from './usage.ts';

export async function verify(args: string[]): Promise<number> {
	const { root, files } = readArguments(args);
	const trust = root === undefined ? trustOfHere(makeContext(openRuntime())) : trustOnly(root);
	let allValid = true;
	for (const file of files) allValid = (await verifyFile(trust, file)) && allValid;
	return allValid ? 0 : 1;
}

function readArguments(args: string[]): { root: string | undefined; files: string[] } {
	try {
		const { values, positionals } = parseArgs({
			args,
			options: { root: { type: 'string' } },
			allowPositionals: true
		});
		if (positionals.length > 0) return { root: values.root, files: positionals };
	} catch {
		throw new UsageError('Chỉ nhận tùy chọn --root.');
	}
	throw new UsageError('Thiếu tên tệp PDF.');
}

type TrustFor = (bytes: Uint8Array) => Trust;

/** What this installation believes; of a paper that its register knows, also since when it is there. */
export const trustOfHere =
	(ctx: Ctx): TrustFor =>
	(bytes) =>
		trustFor(ctx, findByBytes(ctx, bytes)?.row);

/** Believes one certificate instead of those of the data folder: for papers of another installation. */
function trustOnly(file: string): TrustFor {
	try {
		const roots = [new X509Certificate(readBytes(file)).raw];
		return () => ({ roots, intermediates: [], at: Date.now() });
	} catch (thrown) {
		if (thrown instanceof UsageError) throw thrown;
		throw new UsageError(`Tệp ${file} không phải là chứng thư số.`);
	}
}

function readBytes(file: string): Buffer {
	try {
		return readFileSync(file);
	} catch {
		throw new UsageError(`Không đọc được tệp ${file}.`);
	}
}

/** Prints the result of one file. True only when every signature of it holds. */
export async function verifyFile(trustFor: TrustFor, file: string): Promise<boolean> {
	const bytes = readBytes(file);
	const result = await verifyOnline(bytes, trustFor(bytes));
	console.log(`${result.valid ? 'HỢP LỆ      ' : 'KHÔNG HỢP LỆ'}  ${file}`);
	for (const line of describe(result)) console.log(`    ${line}`);
	return result.valid;
}

function describe({ faults, signatures }: Verification): string[] {
	return [
		...faults.map(describeFault),
		...signatures.flatMap((signature, i) => [
			`Chữ ký ${i + 1}: ${signature.signer?.commonName ?? 'không rõ'}${signature.claimedAt === undefined ? '' : `, ${formatInstant(signature.claimedAt)}`}`,
			`  toàn vẹn: ${yes(signature.intact)}; tin cậy: ${yes(signature.trusted)}; phủ toàn tệp: ${yes(signature.coversWholeFile)}`,
			...(signature.keptSince === null
				? []
				: [`  có trong sổ văn bản từ ${formatInstant(signature.keptSince)}`]),
			...(signature.trusted ? [`  thu hồi: ${revocation(signature.notRevokedAsOf)}`] : []),
			...signature.faults.map((fault) => `  ${describeFault(fault)}`)
		])
	];
}

const revocation = (asOf: number | null) =>
	asOf === null ? 'chưa kiểm tra được' : `không bị thu hồi, theo nơi cấp lúc ${formatInstant(asOf)}`;

const yes = (value: boolean) => (value ? 'có' : 'không');
