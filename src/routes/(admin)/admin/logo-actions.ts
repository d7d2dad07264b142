/** The form actions of a logo's card: the same for an agency and for the Department. */
import { fail, type RequestEvent } from '@sveltejs/kit';
import { PROBLEM_STATUS } from '#lib/domain/problem-status.ts';
import { ProblemError } from '#lib/domain/problems.ts';
import * as m from '#lib/paraglide/messages.js';
import { LARGEST_LOGO_MB } from '#lib/server/services/logo-picture.ts';
import { removeLogo, replaceLogo, type LogoOwner } from '#lib/server/services/logo.ts';
import { fileIn, type SigningAnswer } from '../../paper-signing-actions.ts';

/** Keeps the file of the form. What is wrong with it stands at `file`. */
export const takeLogo = (event: RequestEvent, owner: LogoOwner) =>
	answer('logo', async () => {
		const data = await event.request.formData();
		const file = await fileIn(data, LARGEST_LOGO_MB);
		const { name } = await replaceLogo(event.locals.ctx, owner, seenIn(data), file);
		return m.appearance_logo_replaced({ name });
	});

export const dropLogo = (event: RequestEvent, owner: LogoOwner) =>
	answer('removeLogo', async () => {
		const { name } = removeLogo(event.locals.ctx, owner, seenIn(await event.request.formData()));
		return m.appearance_logo_removed({ name });
	});

/** Hash of the logo that was looked at; null for none. */
const seenIn = (data: FormData): string | null => String(data.get('seen') ?? '') || null;

async function answer(form: string, work: () => Promise<string>) {
	try {
		return { form, done: await work() } satisfies SigningAnswer;
	} catch (thrown) {
		if (!(thrown instanceof ProblemError)) throw thrown;
		const { problem } = thrown;
		return fail(PROBLEM_STATUS[problem.code], { form, problem } as SigningAnswer);
	}
}
