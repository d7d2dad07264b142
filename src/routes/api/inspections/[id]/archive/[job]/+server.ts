import { Readable } from 'node:stream';
import { forJson } from '#lib/server/http/problem-response.ts';
import { openArchive } from '#lib/server/services/archive-jobs.ts';
import type { RequestHandler } from './$types';

/** Sent from the disk as it is read: an archive may be larger than memory. */
export const GET: RequestHandler = ({ params, locals }) =>
	forJson(() => {
		const { stream, size, fileName } = openArchive(locals.ctx, params.id, params.job);
		return new Response(Readable.toWeb(stream) as ReadableStream, {
			headers: {
				'content-type': 'application/zip',
				'content-length': String(size),
				'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
				'cache-control': 'private, no-store',
				'x-content-type-options': 'nosniff'
			}
		});
	});
