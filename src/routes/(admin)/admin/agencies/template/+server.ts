import { attachment } from '#lib/server/http/attachment.ts';
import { forJson } from '#lib/server/http/problem-response.ts';
import { requireOffice } from '#lib/server/services/access.ts';
import { makeAgencyTemplate } from '#lib/server/services/agency-import.ts';
import type { RequestHandler } from './$types';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const GET: RequestHandler = ({ locals: { ctx } }) =>
	forJson(async () => {
		requireOffice(ctx, 'agency.manage');
		return attachment(await makeAgencyTemplate(), XLSX, 'mau-co-quan.xlsx');
	});
