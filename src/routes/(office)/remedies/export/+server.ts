/** The filtered list as a workbook; the address asks for what the page's address asks for. */
import { parseRemedyFilter } from '#lib/domain/remedy-filter.ts';
import { attachment } from '#lib/server/http/attachment.ts';
import { forJson } from '#lib/server/http/problem-response.ts';
import { makeRemedyWorkbook } from '#lib/server/services/remedy-workbook.ts';
import type { RequestHandler } from './$types';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const GET: RequestHandler = ({ url, locals: { ctx } }) =>
	forJson(async () => {
		const filter = parseRemedyFilter((key) => url.searchParams.get(key));
		const { bytes, fileName } = await makeRemedyWorkbook(ctx, filter);
		return attachment(bytes, XLSX, fileName);
	});
