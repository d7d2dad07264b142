/** The page as it leaves the server: put together and made into bytes once, outside the framework. */
import type { PageLinks } from './page-links.ts';

const LANGUAGE = '%lang%';
/** What counts one in the length of a text takes at most so many bytes. */
const MOST_BYTES = 3;

const encoder = new TextEncoder();
/** Every page is made into bytes here and copied from here: memory of its own to do it in would cost as much again. */
let scratch = new Uint8Array(1 << 19);

/**
 * A page of one request. The framework is given an empty one to answer with: of a whole page it would reckon a mark
 * for the browser's store, letter by letter, which is another for each answer because its nonce is.
 */
export class WrittenPage {
	private readonly links: PageLinks;
	private readonly locale: string;
	private page: { body: Response['body']; bytes: number } | null = null;

	constructor(links: PageLinks, locale: string) {
		this.links = links;
		this.locale = locale;
	}

	/** Takes the page from the framework. */
	readonly take = ({ html }: { html: string }): string => {
		const [beginning, ...others] = this.links.writeInto(html);
		const bytes = encode([beginning!.replace(LANGUAGE, this.locale), ...others]);
		/* What an answer is made of is copied there and then. */
		this.page = { body: new Response(bytes).body, bytes: bytes.byteLength };
		return '';
	};

	/** The framework's answer with the page in it, where it is one. */
	fill(answer: Response): Response {
		if (this.page === null) return answer;
		const { status, headers } = answer;
		/* One that comes in parts has no such mark, and the framework writes the parts behind the page. */
		if (!headers.has('etag')) throw new Error('a page in parts cannot be written whole');
		headers.delete('etag');
		headers.set('content-length', String(this.page.bytes));
		return new Response(this.page.body, { status, headers });
	}
}

/** The pieces as UTF-8, in `scratch`: good until the next page is written there. */
function encode(pieces: readonly string[]): Uint8Array<ArrayBuffer> {
	const most = MOST_BYTES * pieces.reduce((sum, { length }) => sum + length, 0);
	if (scratch.byteLength < most) scratch = new Uint8Array(most);
	let end = 0;
	for (const piece of pieces) end += encoder.encodeInto(piece, scratch.subarray(end)).written;
	return scratch.subarray(0, end);
}
