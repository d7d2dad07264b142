/** OpenSSL as the independent other side: makes PKCS #12 files, answers as a time-stamping authority, checks CAdES. */
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeyedCertificate } from '#lib/server/signing/certificate.ts';

export const openssl = (args: string[], input?: Uint8Array): Buffer =>
	execFileSync('openssl', args, { input, stdio: ['pipe', 'pipe', 'pipe'], maxBuffer: 64 * 1024 * 1024 });

export function withFolder<T>(use: (path: (name: string) => string) => T): T {
	const folder = mkdtempSync(join(tmpdir(), 'thuoc-openssl-'));
	try {
		return use((name) => join(folder, name));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

const pem = (raw: Uint8Array): string => new X509Certificate(raw).toString();

function writeOwner({ certificate, key }: KeyedCertificate, path: (name: string) => string): void {
	writeFileSync(path('key.pem'), key.export({ type: 'pkcs8', format: 'pem' }));
	writeFileSync(path('own.pem'), pem(certificate));
}

/** A PKCS #12 file. `options`: further ones of `openssl pkcs12 -export`, such as `-legacy`. */
export const pkcs12 = (
	owner: KeyedCertificate,
	passphrase: string,
	{ options = [], chain = [] }: { options?: string[]; chain?: Uint8Array[] } = {}
): Buffer =>
	withFolder((path) => {
		writeOwner(owner, path);
		writeFileSync(path('chain.pem'), chain.map(pem).join(''));
		const others = chain.length > 0 ? ['-certfile', path('chain.pem')] : [];
		const files = ['-inkey', path('key.pem'), '-in', path('own.pem'), ...others, '-out', path('out.p12')];
		openssl(['pkcs12', '-export', ...files, '-passout', `pass:${passphrase}`, ...options]);
		return readFileSync(path('out.p12'));
	});

const TSA_CONFIG = (serial: string) => `[tsa]
default_tsa=t
[t]
serial=${serial}
signer_digest=sha256
default_policy=1.2.3.4.1
digests=sha256,sha384,sha512
ess_cert_id_alg=sha256
tsa_name=no
ordering=no
`;

/** Answers a query (DER) as `openssl ts` does, by the machine's clock. */
export const stampBy = (owner: KeyedCertificate, query: Uint8Array): Buffer =>
	withFolder((path) => {
		writeOwner(owner, path);
		writeFileSync(path('serial'), '01\n');
		writeFileSync(path('tsa.cnf'), TSA_CONFIG(path('serial')));
		writeFileSync(path('query.tsq'), query);
		const signer = ['-signer', path('own.pem'), '-inkey', path('key.pem')];
		const files = ['-queryfile', path('query.tsq'), '-out', path('answer.tsr')];
		openssl(['ts', '-reply', '-config', path('tsa.cnf'), '-section', 't', ...signer, ...files]);
		return readFileSync(path('answer.tsr'));
	});

export interface TsaServer {
	url: string;
	/** What each request came with. */
	asked: { authorization: string | undefined; type: string | undefined }[];
	close: () => Promise<void>;
}

/** A local time-stamping authority over HTTP. `answer` makes the reply; an exception becomes status 503. */
export async function openTsa(answer: (query: Buffer) => Buffer): Promise<TsaServer> {
	const asked: TsaServer['asked'] = [];
	const server = createServer((request, response) => {
		const parts: Buffer[] = [];
		const { authorization, 'content-type': type } = request.headers;
		asked.push({ authorization, type });
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			try {
				const reply = answer(Buffer.concat(parts));
				response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(reply);
			} catch {
				response.writeHead(503).end();
			}
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/tsa`,
		asked,
		close: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			})
	};
}

/** The signatures of a PDF: what each covers, and its CMS without the zeros behind it. In the order of the file. */
export function signaturesIn(pdf: Buffer): { content: Buffer; cms: Buffer }[] {
	return [...pdf.toString('latin1').matchAll(/\/ByteRange\s*\[\s*(\d+) (\d+) (\d+) (\d+)\s*\]/g)].map(
		(match) => {
			const [, a, b, c, d] = match.map(Number) as [number, number, number, number, number];
			const raw = Buffer.from(pdf.subarray(a + b + 1, c - 1).toString('latin1'), 'hex');
			const length =
				raw[1] === 0x82 ? raw.readUInt16BE(2) + 4 : raw[1] === 0x83 ? raw.readUIntBE(2, 3) + 5 : 0;
			return {
				content: Buffer.concat([pdf.subarray(a, a + b), pdf.subarray(c, c + d)]),
				cms: raw.subarray(0, length)
			};
		}
	);
}

/** «CAdES Verification successful» for each signature; also holds signing-certificate-v2 against the certificate. */
export const cadesVerdicts = (pdf: Buffer, ...roots: Uint8Array[]): string[] =>
	signaturesIn(pdf).map(({ content, cms }) =>
		withFolder((path) => {
			writeFileSync(path('cms.der'), cms);
			writeFileSync(path('content'), content);
			writeFileSync(path('root.pem'), roots.map(pem).join(''));
			const files = ['-in', path('cms.der'), '-content', path('content'), '-CAfile', path('root.pem')];
			const rest = ['-inform', 'DER', '-binary', '-purpose', 'any', '-out', path('out')];
			const script = ['cms', '-verify', '-cades', ...rest, ...files];
			return execFileSync('sh', ['-c', 'openssl "$@" 2>&1', 'sh', ...script], { encoding: 'utf8' });
		})
	);

/**
 * What poppler's signing tool, whose cryptography is Mozilla's, makes of a file: the signature of another producer, in a
 * field of its own or in the `field`th of the file, from 1.
 */
export const signByPoppler = (
	file: Uint8Array,
	owner: KeyedCertificate,
	root: Uint8Array,
	field?: number
): Buffer =>
	withFolder((path) => {
		const store = `sql:${path('.')}`;
		const run = (tool: string, ...args: string[]) => execFileSync(tool, args, { stdio: 'ignore' });
		writeFileSync(path('owner.p12'), pkcs12(owner, 'x', { options: ['-name', 'owner'] }));
		writeFileSync(path('root.der'), root);
		writeFileSync(path('unsigned.pdf'), file);
		run('certutil', '-N', '-d', store, '--empty-password');
		run('certutil', '-A', '-d', store, '-n', 'root', '-t', 'CT,CT,CT', '-i', path('root.der'));
		run('pk12util', '-i', path('owner.p12'), '-d', store, '-W', 'x');
		run(
			'pdfsig',
			'-nssdir',
			store,
			...(field === undefined ? ['-add-signature'] : ['-sign', String(field)]),
			'-nick',
			'owner',
			path('unsigned.pdf'),
			path('signed.pdf')
		);
		return readFileSync(path('signed.pdf'));
	});
