/** The page as it leaves the server: put together and made into bytes once, outside the framework. */
import type { PageLinks } from './page-links.ts';

const LANGUAGE = '%lang%';

/**
 * A page of one request. The framework is given an empty one to answer with: of a whole page it would reckon a mark
 * for the browser's store, letter by letter, which is another for each answer because its nonce is.
 */
export class WrittenPage {
	private readonly links: PageLinks;
	private readonly locale: string;
	private bytes: Buffer<ArrayBuffer> | null = null;

	constructor(links: PageLinks, locale: string) {
		this.links = links;
		this.locale = locale;
	}

	/** Takes the page from the framework. */
	readonly take = ({ html }: { html: string }): string => {
		const [beginning, ...others] = this.links.writeInto(html);
		const pieces = [beginning!.replace(LANGUAGE, this.locale), ...others];
		this.bytes = Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
		return '';
	};

	/** The framework's answer with the page in it, where it is one. */
	fill(answer: Response): Response {
		if (this.bytes === null) return answer;
		const { status, headers } = answer;
		/* One that comes in parts has no such mark, and the framework writes the parts behind the page. */
		if (!headers.has('etag')) throw new Error('a page in parts cannot be written whole');
		headers.delete('etag');
		headers.set('content-length', String(this.bytes.byteLength));
		return new Response(this.bytes, { status, headers });
	}
}
