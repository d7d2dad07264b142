import { forPage } from '#lib/server/http/problem-response.ts';
import { listAccounts } from '#lib/server/services/accounts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { ctx } }) => forPage(() => ({ accounts: listAccounts(ctx) }));
