/** The filtered register as a workbook; the address asks for what the page's address asks for. */
import { parseRegisterFilter } from '#lib/domain/papers/paper-register.ts';
import { attachment } from '#lib/server/http/attachment.ts';
import { forJson } from '#lib/server/http/problem-response.ts';
import { makeRegisterWorkbook } from '#lib/server/services/paper-register.ts';
import type { RequestHandler } from './$types';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const GET: RequestHandler = ({ url, locals: { ctx } }) =>
	forJson(async () => {
		const filter = parseRegisterFilter((key) => url.searchParams.get(key));
		const { bytes, fileName } = await makeRegisterWorkbook(ctx, filter);
		return attachment(bytes, XLSX, fileName);
	});
