/** Signing and checking minutes as the server does it, in its workers; beside each the drawing of the same paper. */
import { X509Certificate } from 'node:crypto';
import { buildMinutes } from '#lib/domain/papers/minutes.ts';
import {
	closePaperPool,
	renderInWorker,
	sealAppearanceInWorker,
	signerAppearanceInWorker
} from '#lib/server/pdf/in-worker.ts';
import type { RenderedPaper } from '#lib/server/pdf/render.ts';
import { createAuthority, createSigner, type KeyedCertificate } from '#lib/server/signing/certificate.ts';
import type { Trust } from '#lib/server/signing/chain.ts';
import { closeSigningPool, signInWorker, verifyInWorker } from '#lib/server/signing/in-worker.ts';
import type { SealRequest } from '#lib/server/signing/revision.ts';
import type { TsaSettings } from '#lib/server/signing/tsa.ts';
import { openTsa, stampBy } from '../tests/support/openssl.ts';
import { record2018 } from '../tests/support/papers-record.ts';
import { issueSigner, issueTimestamper, YEARS } from '../tests/support/signing-kit.ts';
import { quantile, type Figure } from './table.ts';

const ROUNDS = 15;
const BODY = { commonName: 'Sở Nội vụ', organisation: 'Ủy ban nhân dân tỉnh' };
const PERSON = { commonName: 'Trưởng đoàn kiểm tra', organisation: 'Sở Nội vụ' };

interface Kit {
	drawn: RenderedPaper;
	body: KeyedCertificate;
	person: KeyedCertificate;
	trust: Trust;
	authority: { settings: TsaSettings; trust: Trust };
	close: () => Promise<void>;
}

async function makeKit(): Promise<Kit> {
	const now = Date.now();
	const root = await createAuthority({ commonName: 'Chứng thực', organisation: 'Bộ' }, YEARS(-2, 8, now));
	const body = await createSigner(root, BODY, YEARS(-1, 4, now));
	const person = issueSigner(root, { subject: PERSON, validity: YEARS(-1, 2, now) });
	const stamper = issueTimestamper(root, { validity: YEARS(-1, 2, now) });
	const tsa = await openTsa((query) => stampBy(stamper, query));
	const trust: Trust = { roots: [root.certificate], at: now };
	return {
		drawn: await renderInWorker(buildMinutes(record2018()), { createdAt: now }),
		...{ body, person, trust },
		authority: { settings: { url: tsa.url, login: null }, trust },
		close: tsa.close
	};
}

const bodyRequest = async ({ drawn }: Kit, fieldName: string): Promise<SealRequest> => {
	const at = Date.now();
	const appearance = await sealAppearanceInWorker({ organisation: BODY.commonName, at });
	return { fieldName, ...drawn.sealPlace, appearance, name: BODY.commonName, at };
};

async function personRequest({ drawn }: Kit, fieldName: string, slot: number): Promise<SealRequest> {
	const at = Date.now();
	const place = drawn.signerPlaces[slot]!;
	const [left, bottom, right, top] = place.rect;
	const appearance = await signerAppearanceInWorker({
		name: PERSON.commonName,
		organisation: PERSON.organisation,
		at,
		width: right - left,
		height: top - bottom
	});
	return { fieldName, ...place, appearance, name: PERSON.commonName, at };
}

const sign = async (
	file: Uint8Array,
	request: SealRequest,
	owner: KeyedCertificate,
	authority: Kit['authority'] | null = null
): Promise<Buffer> => {
	const signed = await signInWorker(file, request, { ...owner, chain: [] }, authority);
	const expected = authority === null ? 'none' : 'stamped';
	if (signed.stamp !== expected) throw new Error(`time stamp: ${signed.stamp}`);
	return signed.file;
};

async function median(work: () => Promise<unknown>): Promise<number> {
	await work();
	await work();
	const times: number[] = [];
	for (let i = 0; i < ROUNDS; i += 1) {
		const at = performance.now();
		await work();
		times.push(performance.now() - at);
	}
	return quantile(times, 0.5);
}

async function check(kit: Kit, file: Uint8Array, signatures: number): Promise<void> {
	const verification = await verifyInWorker(file, kit.trust);
	if (!verification.valid || verification.signatures.length !== signatures)
		throw new Error(JSON.stringify(verification.faults));
}

const keyWords = ({ certificate }: KeyedCertificate): string => {
	const { asymmetricKeyType, asymmetricKeyDetails } = new X509Certificate(certificate).publicKey;
	return asymmetricKeyType === 'rsa'
		? `RSA ${asymmetricKeyDetails?.modulusLength}`
		: asymmetricKeyDetails?.namedCurve === 'prime256v1'
			? 'P-256'
			: 'another curve';
};

export async function benchSigning(): Promise<Figure[]> {
	const kit = await makeKit();
	const { drawn, body, person, authority } = kit;
	try {
		const drawing = await median(() => renderInWorker(buildMinutes(record2018()), { createdAt: 0 }));
		const once = await sign(drawn.pdf, await bodyRequest(kit, 'Seal'), body);
		const twice = await sign(once, await personRequest(kit, 'Lead', 1), person);
		const thrice = await sign(twice, await personRequest(kit, 'Agency', 0), person, authority);
		const works: [name: string, work: () => Promise<unknown>][] = [
			[
				`seal with its look, ${keyWords(body)}`,
				async () => sign(drawn.pdf, await bodyRequest(kit, 'Seal'), body)
			],
			[
				`seal with its look, ${keyWords(person)}`,
				async () => sign(drawn.pdf, await bodyRequest(kit, 'Seal'), person)
			],
			[
				`personal signature with its look on a sealed paper, ${keyWords(person)}`,
				async () => sign(once, await personRequest(kit, 'Lead', 1), person)
			],
			[
				'the same with a time stamp of «openssl ts» on this machine',
				async () => sign(once, await personRequest(kit, 'Lead', 1), person, authority)
			],
			['check of one signature', () => check(kit, once, 1)],
			['check of two', () => check(kit, twice, 2)],
			['check of three, one of them stamped', () => check(kit, thrice, 3)]
		];
		const figures: Figure[] = [];
		for (const [name, work] of works)
			figures.push({
				name: `${name} (median)`,
				value: await median(work),
				unit: 'ms',
				beside: { name: 'drawing these minutes', value: drawing }
			});
		return figures;
	} finally {
		await kit.close();
		await closeSigningPool();
		await closePaperPool();
	}
}
