/** openssl is the authority here: its lists and answers are not of our making. */
import { execFileSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as pkijs from 'pkijs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplePdf } from '../../../../tests/support/signing-kit.ts';
import { arrayBuffer } from './asn1.ts';
import { ocspQuestion, placesToAsk, Revocations, type Certified } from './revocation.ts';
import { RevocationAsker } from './revocation-fetch.ts';
import { sealPdf } from './seal.ts';
import { localSigner } from './signer.ts';
import { verifyOnline } from './verify-online.ts';

/** Certificates are made after this file is read, with the machine's clock. */
const NOW = Date.now() + 120_000;
const DAY = 24 * 3600_000;
let folder: string;
let server: Server;
let port: number;
/** What the authority answers, by path; what is not here is not found. */
const served = new Map<string, () => Buffer>();
const questions: Buffer[] = [];

const at = (name: string) => join(folder, name);
const openssl = (...args: string[]) =>
	execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });

function makeCertificate(name: string, extensions: string, issuer: string | null): void {
	openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', `${name}.key`);
	openssl('req', '-new', '-key', `${name}.key`, '-subj', `/O=Thu nghiem/CN=${name}`, '-out', `${name}.csr`);
	writeFileSync(at(`${name}.ext`), extensions);
	const by =
		issuer === null ? ['-signkey', `${name}.key`] : ['-CA', `${issuer}.crt`, '-CAkey', `${issuer}.key`];
	const serial = ['-set_serial', `0x${Buffer.from(name).toString('hex')}`];
	openssl(
		'x509',
		'-req',
		'-in',
		`${name}.csr`,
		...by,
		...serial,
		'-days',
		'30',
		'-extfile',
		`${name}.ext`,
		'-out',
		`${name}.crt`
	);
}

const AUTHORITY = 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n';
const signerOn = (places: string) =>
	`basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,nonRepudiation\n${places}`;

const certified = (name: string): Certified => {
	const x509 = new X509Certificate(readFileSync(at(`${name}.crt`)));
	return { x509, asn1: pkijs.Certificate.fromBER(arrayBuffer(x509.raw)) };
};

/** The authority's book, as `openssl ca` keeps it. */
function writeBook(revoked: string[]): void {
	const lines = ['withlist', 'withboth', 'silent'].map((name) => {
		const serial = Buffer.from(name).toString('hex').toUpperCase();
		const until = '391231235959Z';
		return revoked.includes(name)
			? `R\t${until}\t260101000000Z\t${serial}\tunknown\t/O=Thu nghiem/CN=${name}`
			: `V\t${until}\t\t${serial}\tunknown\t/O=Thu nghiem/CN=${name}`;
	});
	writeFileSync(at('index.txt'), `${lines.join('\n')}\n`);
	writeFileSync(at('index.txt.attr'), 'unique_subject = no\n');
}

function makeList(revoked: string[], days = 7): Buffer {
	writeBook(revoked);
	writeFileSync(at('ca.cnf'), '[ca]\ndefault_ca=c\n[c]\ndatabase=index.txt\ndefault_md=sha256\n');
	openssl(
		'ca',
		'-config',
		'ca.cnf',
		'-gencrl',
		'-keyfile',
		'root.key',
		'-cert',
		'root.crt',
		'-crldays',
		`${days}`,
		'-out',
		'list.pem'
	);
	openssl('crl', '-in', 'list.pem', '-outform', 'DER', '-out', 'list.crl');
	return readFileSync(at('list.crl'));
}

/** `by`: whoever signs the answer: the authority itself, its responder, or somebody else. */
function makeAnswer(question: Buffer, revoked: string[], by = 'root'): Buffer {
	writeBook(revoked);
	writeFileSync(at('question.der'), question);
	openssl(
		'ocsp',
		'-index',
		'index.txt',
		'-CA',
		'root.crt',
		'-rsigner',
		`${by}.crt`,
		'-rkey',
		`${by}.key`,
		'-reqin',
		'question.der',
		'-respout',
		'answer.der',
		'-ndays',
		'1'
	);
	return readFileSync(at('answer.der'));
}

const askerOf = (now = NOW) => new RevocationAsker({ fetch, now: () => now, patienceMs: 2_000 });
const pathOf = (name: string) => [certified(name).x509.raw, certified('root').x509.raw];

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'thuoc-revocation-'));
	server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			if (request.method === 'POST') questions.push(Buffer.concat(parts));
			const make = served.get(request.url ?? '');
			if (make) response.end(make());
			else response.writeHead(404).end('<h1>không có</h1>');
		});
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	port = (server.address() as AddressInfo).port;
	const list = `crlDistributionPoints=URI:http://127.0.0.1:${port}/list.crl\n`;
	const responder = `authorityInfoAccess=OCSP;URI:http://127.0.0.1:${port}/ocsp\n`;
	makeCertificate('root', AUTHORITY, null);
	makeCertificate('stranger', AUTHORITY, null);
	makeCertificate('withlist', signerOn(list), 'root');
	makeCertificate('withboth', signerOn(list + responder), 'root');
	makeCertificate('silent', signerOn(''), 'root');
	makeCertificate('responder', 'keyUsage=critical,digitalSignature\nextendedKeyUsage=OCSPSigning\n', 'root');
	makeCertificate('nobody', 'keyUsage=critical,digitalSignature\n', 'root');
}, 60_000);
afterAll(() => {
	server.close();
	rmSync(folder, { recursive: true, force: true });
});

describe('where to ask', () => {
	it('stands in the certificate', () => {
		expect(placesToAsk(certified('withboth'))).toEqual({
			lists: [`http://127.0.0.1:${port}/list.crl`],
			responders: [`http://127.0.0.1:${port}/ocsp`]
		});
		expect(placesToAsk(certified('silent'))).toEqual({ lists: [], responders: [] });
	});
});

describe('a revocation list', () => {
	it('says who is good, and who is not and since when', () => {
		const list = new Revocations({ crls: [makeList(['withboth'])] });
		const of = (name: string) => list.of(certified(name), certified('root'), NOW);
		expect(of('withlist')).toMatchObject({ kind: 'good' });
		expect(of('withboth')).toEqual({ kind: 'revoked', at: Date.UTC(2026, 0, 1) });
	});

	it('past its time says nothing good any more, and still what was withdrawn', () => {
		const list = new Revocations({ crls: [makeList(['withboth'])] });
		const later = NOW + 9 * DAY;
		expect(list.of(certified('withlist'), certified('root'), later)).toEqual({ kind: 'unknown' });
		expect(list.of(certified('withboth'), certified('root'), later)).toMatchObject({ kind: 'revoked' });
	});
});

describe('an answer of a responder', () => {
	const ask = (name: string, revoked: string[], by?: string) => {
		const question = ocspQuestion(certified(name), certified('root'));
		const ocsp = [makeAnswer(question, revoked, by)];
		return new Revocations({ ocsp }).of(certified(name), certified('root'), NOW);
	};

	it('of the authority itself says good, or withdrawn and when', () => {
		expect(ask('withboth', [])).toMatchObject({ kind: 'good' });
		expect(ask('withboth', ['withboth'])).toEqual({ kind: 'revoked', at: Date.UTC(2026, 0, 1) });
	});

	it('of a responder that the authority made counts; of anybody else nothing', () => {
		expect(ask('withboth', [], 'responder')).toMatchObject({ kind: 'good' });
		expect(ask('withboth', [], 'nobody')).toEqual({ kind: 'unknown' });
		expect(ask('withboth', [], 'stranger')).toEqual({ kind: 'unknown' });
	});

	it('about another certificate says nothing of this one', () => {
		const ocsp = [makeAnswer(ocspQuestion(certified('withlist'), certified('root')), [])];
		expect(new Revocations({ ocsp }).of(certified('withboth'), certified('root'), NOW)).toEqual({
			kind: 'unknown'
		});
	});

	it('that is damaged, or no answer, is passed over', () => {
		const answer = makeAnswer(ocspQuestion(certified('withboth'), certified('root')), []);
		const broken = Buffer.from(answer);
		/* A digit of the first of its times. */
		const time = broken.indexOf(Buffer.from([0x18, 0x0f]));
		broken[time + 5]! ^= 1;
		for (const raw of [broken, Buffer.from('<html>'), Buffer.alloc(0), answer.subarray(0, 90)])
			expect(
				new Revocations({ ocsp: [raw], crls: [raw] }).of(certified('withboth'), certified('root'), NOW)
			).toEqual({ kind: 'unknown' });
	});
});

describe('asking', () => {
	it('the responder first; the list where it does not answer; nothing where nobody can be reached', async () => {
		served.set('/list.crl', () => makeList([]));
		served.set('/ocsp', () => makeAnswer(questions.at(-1)!, []));
		expect(await askerOf().ask([pathOf('withboth')])).toMatchObject({ ocsp: [expect.anything()], crls: [] });
		served.delete('/ocsp');
		expect(await askerOf().ask([pathOf('withboth')])).toMatchObject({ ocsp: [], crls: [expect.anything()] });
		served.clear();
		expect(await askerOf().ask([pathOf('withboth'), pathOf('silent')])).toEqual({ ocsp: [], crls: [] });
	});

	it('once for many papers, and again after an hour', async () => {
		let count = 0;
		served.set('/list.crl', () => {
			count += 1;
			return makeList([]);
		});
		let now = NOW;
		const asker = new RevocationAsker({ fetch, now: () => now, patienceMs: 2_000 });
		await Promise.all([asker.ask([pathOf('withlist')]), asker.ask([pathOf('withlist')])]);
		await asker.ask([pathOf('withlist')]);
		expect(count).toBe(1);
		now += 2 * 3600_000;
		await asker.ask([pathOf('withlist')]);
		expect(count).toBe(2);
	});

	it('an authority that never answers is given up', async () => {
		const asker = new RevocationAsker({
			fetch: (_, init) =>
				new Promise((_resolve, reject) =>
					init!.signal!.addEventListener('abort', () => reject(new Error('late')))
				),
			now: () => NOW,
			patienceMs: 50
		});
		expect(await asker.ask([pathOf('withlist')])).toEqual({ ocsp: [], crls: [] });
	});
});

describe('checking a paper', () => {
	const sealBy = async (name: string) =>
		sealPdf(
			await samplePdf(),
			{ fieldName: 'Ky', page: 0, rect: [0, 0, 0, 0], name, at: NOW },
			localSigner({
				certificate: certified(name).x509.raw,
				chain: [],
				key: createPrivateKey(readFileSync(at(`${name}.key`)))
			})
		);
	const check = async (name: string) =>
		verifyOnline(await sealBy(name), { roots: [certified('root').x509.raw], at: NOW }, askerOf());

	it('says that the authority has not withdrawn the certificate, and of when that is', async () => {
		served.set('/list.crl', () => makeList([]));
		const { valid, signatures } = await check('withlist');
		expect(valid).toBe(true);
		expect(Math.abs(signatures[0]!.notRevokedAsOf! - Date.now())).toBeLessThan(DAY);
	});

	it('does not believe one that was withdrawn', async () => {
		served.set('/list.crl', () => makeList(['withlist']));
		const { valid, signatures } = await check('withlist');
		expect(valid).toBe(false);
		expect(signatures[0]!.faults.map(({ code }) => code)).toEqual(['signature.certificate_revoked']);
	});

	it('says that it does not know where nobody answers, and never that all is well', async () => {
		served.clear();
		for (const name of ['withlist', 'silent'])
			expect((await check(name)).signatures[0]).toMatchObject({ trusted: true, notRevokedAsOf: null });
	});

	it('calls nowhere for a stranger’s file', async () => {
		let calls = 0;
		const asker = { ask: async () => ((calls += 1), { crls: [], ocsp: [] }) };
		const trust = { roots: [certified('stranger').x509.raw], at: NOW };
		expect((await verifyOnline(await sealBy('withlist'), trust, asker)).valid).toBe(false);
		expect(calls).toBe(0);
	});
});
