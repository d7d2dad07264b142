import { forPage } from '#lib/server/http/problem-response.ts';
import { readMailing } from '#lib/server/services/mailings.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals: { ctx } }) =>
	forPage(() => {
		const { name, address, subject, text, outcome, fault, attempts, madeAt, sentAt } = readMailing(
			ctx,
			params.id
		);
		return { mail: { name, address, subject, text, outcome, fault, attempts, madeAt, sentAt } };
	});
