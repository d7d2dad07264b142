import { MEDIA_KINDS, type MediaType } from '#lib/server/evidence/store.ts';
import { attachment } from '#lib/server/http/attachment.ts';
import { forJson } from '#lib/server/http/problem-response.ts';
import { readScan } from '#lib/server/services/paper-signing-view.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, locals }) =>
	forJson(() => {
		const { bytes, mediaType, number, sign } = readScan(locals.ctx, params.id, params.scan);
		const ending = MEDIA_KINDS[mediaType as MediaType];
		return attachment(bytes, mediaType, `${number}-${sign}-ky-tay-da-quet.${ending}`);
	});
