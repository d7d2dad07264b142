/** The page on which a paper is signed, its form actions: the same for the office and for the agency, an inspection and a campaign. */
import { fail, type RequestEvent } from '@sveltejs/kit';
import { PROBLEM_STATUS } from '#lib/domain/problem-status.ts';
import { problem, ProblemError, type Problem } from '#lib/domain/problems.ts';
import * as m from '#lib/paraglide/messages.js';
import { forPage } from '#lib/server/http/problem-response.ts';
import { LARGEST_FILE_MB } from '#lib/server/signing/in-worker.ts';
import { takeScan, takeSignedPaper } from '#lib/server/services/paper-outside.ts';
import { LARGEST_P12_MB, signPaper } from '#lib/server/services/paper-signing.ts';
import { readSigningPage } from '#lib/server/services/paper-signing-view.ts';
import { LARGEST_PICTURE_MB } from '#lib/server/services/signature-picture.ts';
import { SignatureRefused } from '#lib/server/services/signature-refused.ts';
import { stampText } from '#lib/ui/signing-text.ts';
import { faultSentence } from './(public)/verify/report.ts';

type Event = RequestEvent<{ id: string; document: string }>;

/** What the page shows, at the address of the inspection or campaign that the paper is of; elsewhere it is not found. */
export const loadSigning =
	(place: 'inspectionId' | 'campaignId') =>
	({ params, locals }: Pick<Event, 'params' | 'locals'>) =>
		forPage(() => {
			const paper = readSigningPage(locals.ctx, params.document);
			if (paper[place] !== params.id) throw new ProblemError(problem('not_found', {}));
			return { paper };
		});

/** Which of the forms on the page answers: one for each block and way, one for scans. */
export interface SigningAnswer {
	form: string;
	problem?: Problem;
	done?: string;
	/** Done, but with something to know. */
	warns?: boolean;
}

/** The reason of a refusal in the page's language. */
export function problemOf(thrown: unknown): Problem {
	if (!(thrown instanceof ProblemError)) throw thrown;
	if (!(thrown instanceof SignatureRefused)) return thrown.problem;
	return { ...thrown.problem, details: { reason: faultSentence(thrown.fault) } } as Problem;
}

async function answer(form: string, work: () => Promise<Omit<SigningAnswer, 'form'>>) {
	try {
		return { ...(await work()), form } satisfies SigningAnswer;
	} catch (thrown) {
		const said = problemOf(thrown);
		return fail(PROBLEM_STATUS[said.code], { form, problem: said } as SigningAnswer);
	}
}

/** The file of a form, read only when its size allows. Throws `input.required`, `file.too_large`. */
export async function fileIn(
	data: FormData,
	megabytes: number,
	field = 'file'
): Promise<{ name: string; bytes: Uint8Array }> {
	const file = data.get(field);
	if (!(file instanceof File) || file.name === '')
		throw new ProblemError(problem('input.required', { field }, field));
	const name = file.name.normalize('NFC').slice(0, 200);
	if (file.size > megabytes * 1024 * 1024)
		throw new ProblemError(problem('file.too_large', { name, megabytes }, field));
	return { name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

function hasFile(data: FormData, field: string): boolean {
	const file = data.get(field);
	return file instanceof File && file.name !== '';
}

const numberIn = (data: FormData, field: string): number => {
	const number = Number(data.get(field) ?? '');
	if (!Number.isSafeInteger(number) || number < 0 || data.get(field) === '')
		throw new ProblemError(problem('input.invalid', { field }));
	return number;
};

const isTicked = (data: FormData): boolean => data.get('nameConfirmed') === 'on';

async function sign({ request, params, locals: { ctx } }: Event) {
	const data = await request.formData();
	return answer(`sign-${String(data.get('slot'))}`, async () => {
		const { stamp, signerName } = await signPaper(ctx, params.document, {
			slot: numberIn(data, 'slot'),
			version: numberIn(data, 'version'),
			file: await fileIn(data, LARGEST_P12_MB),
			passphrase: String(data.get('passphrase') ?? ''),
			nameConfirmed: isTicked(data),
			picture: hasFile(data, 'picture') ? await fileIn(data, LARGEST_PICTURE_MB, 'picture') : null
		});
		const done = `${m.signing_done({ name: signerName })} ${stampText(stamp)}`;
		return { done, warns: stamp !== 'stamped' };
	});
}

async function bring({ request, params, locals: { ctx } }: Event) {
	const data = await request.formData();
	return answer(`bring-${String(data.get('slot'))}`, async () => {
		const { signerName } = await takeSignedPaper(ctx, params.document, {
			slot: numberIn(data, 'slot'),
			file: await fileIn(data, LARGEST_FILE_MB),
			nameConfirmed: isTicked(data)
		});
		return { done: m.signing_brought({ name: signerName }) };
	});
}

async function scan({ request, params, locals: { ctx } }: Event) {
	const data = await request.formData();
	return answer('scan', async () => {
		await takeScan(ctx, params.document, await fileIn(data, LARGEST_FILE_MB));
		return { done: m.signing_scanned() };
	});
}

export const signingActions = { sign, bring, scan };
