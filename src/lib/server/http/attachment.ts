/** A file as a response: shown where the browser can, never sniffed, never run as a page of ours. */
export function attachment(bytes: Uint8Array, mediaType: string, fileName: string): Response {
	const shown = mediaType === 'application/pdf' || mediaType.startsWith('image/') ? 'inline' : 'attachment';
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': mediaType,
			'content-length': String(bytes.length),
			'content-disposition': `${shown}; filename*=UTF-8''${encodeURIComponent(fileName)}`,
			'cache-control': 'private, no-cache',
			'x-content-type-options': 'nosniff'
		}
	});
}
