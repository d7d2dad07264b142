import { fail } from '@sveltejs/kit';
import { PROBLEM_STATUS } from '#lib/domain/problem-status.ts';
import * as m from '#lib/paraglide/messages.js';
import { forPage } from '#lib/server/http/problem-response.ts';
import {
	distrustCertificate,
	LARGEST_CERTIFICATE_MB,
	readCertificatePage,
	replaceSeal,
	trustCertificate,
	tryTimestamp
} from '#lib/server/services/certificates.ts';
import { LARGEST_P12_MB } from '#lib/server/services/paper-signing.ts';
import { stampText } from '#lib/ui/signing-text.ts';
import { fileIn, problemOf, type SigningAnswer } from '../../../paper-signing-actions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { ctx } }) =>
	forPage(() => ({ certificates: readCertificatePage(ctx) }));

async function answer(form: string, work: () => Promise<Omit<SigningAnswer, 'form'>>) {
	try {
		return { ...(await work()), form } satisfies SigningAnswer;
	} catch (thrown) {
		const problem = problemOf(thrown);
		return fail(PROBLEM_STATUS[problem.code], { form, problem } as SigningAnswer);
	}
}

export const actions: Actions = {
	replace: async ({ request, locals: { ctx } }) => {
		const data = await request.formData();
		return answer('replace', async () => {
			const file = await fileIn(data, LARGEST_P12_MB);
			const facts = await replaceSeal(ctx, { file, passphrase: String(data.get('passphrase') ?? '') });
			return { done: m.certificates_replaced({ name: facts.commonName }) };
		});
	},
	trust: async ({ request, locals: { ctx } }) => {
		const data = await request.formData();
		return answer('trust', async () => {
			const added = trustCertificate(ctx, await fileIn(data, LARGEST_CERTIFICATE_MB));
			return { done: m.certificates_added({ name: added.map(({ commonName }) => commonName).join(', ') }) };
		});
	},
	distrust: async ({ request, locals: { ctx } }) => {
		const data = await request.formData();
		return answer('distrust', async () => {
			const { commonName } = distrustCertificate(ctx, String(data.get('fingerprint') ?? ''));
			return { done: m.certificates_removed({ name: commonName }) };
		});
	},
	stamp: ({ locals: { ctx } }) =>
		answer('stamp', async () => {
			const outcome = await tryTimestamp(ctx);
			const isGood = outcome === 'stamped';
			return { done: isGood ? m.certificates_tsa_good() : stampText(outcome), warns: !isGood };
		})
};
