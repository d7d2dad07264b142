/**
 * Reads PDF objects to the letter of ISO 32000-1, 7.3, for bytes that somebody appended to a signed file. What
 * readers are known to understand differently (a key written twice, an object cut short) is refused, not repaired.
 */

export interface Reference {
	number: number;
	generation: number;
}

/** A PDF object, as far as the checks look into it. */
export type Syntax =
	| { kind: 'number'; value: number }
	| { kind: 'name'; value: string }
	| { kind: 'string' }
	| { kind: 'keyword'; value: 'true' | 'false' | 'null' }
	| { kind: 'reference'; value: Reference }
	| { kind: 'array'; value: Syntax[] }
	| { kind: 'dictionary'; value: ReadonlyMap<string, Syntax> };

/** The bytes break the rules. Caught by the verifier, never seen outside this folder. */
export class SyntaxFault extends Error {
	constructor(what: string, at: number) {
		super(`${what} at byte ${at}`);
		this.name = 'SyntaxFault';
	}
}

const DEEPEST = 100;
const SPACE = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]);
const DELIMITER = new Set([...'()<>[]{}/%'].map((sign) => sign.charCodeAt(0)));
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/;
const INTEGER = /^\d+$/;

export class StrictReader {
	readonly #bytes: Buffer;
	at: number;

	constructor(bytes: Buffer, at = 0) {
		this.#bytes = bytes;
		this.at = at;
	}

	fail(what: string): never {
		throw new SyntaxFault(what, this.at);
	}

	/** Passes over white space and comments. */
	skipSpace(): void {
		for (;;) {
			const byte = this.#bytes[this.at];
			if (byte === 0x25) while (!this.#isLineEnd(this.at)) this.at++;
			else if (byte !== undefined && SPACE.has(byte)) this.at++;
			else return;
		}
	}

	/** The next run of regular characters; empty before a delimiter. */
	word(): string {
		this.skipSpace();
		const from = this.at;
		while (this.#isRegular(this.#bytes[this.at])) this.at++;
		return this.#bytes.toString('latin1', from, this.at);
	}

	/** Reads a word that must be this one. */
	expect(word: string): void {
		if (this.word() !== word) this.fail(`«${word}» expected`);
	}

	/** A number without sign, fraction or exponent. */
	integer(): number {
		const word = this.word();
		if (!INTEGER.test(word) || word.length > 15) this.fail('integer expected');
		return Number(word);
	}

	/** The bytes of a stream of known length, between the keywords that must stand around them. */
	streamData(length: number): Buffer {
		this.expect('stream');
		if (this.#bytes[this.at] === 0x0d) this.at++;
		if (this.#bytes[this.at] !== 0x0a) this.fail('line end after «stream» expected');
		const from = this.at + 1;
		if (from + length > this.#bytes.length) this.fail('stream cut short');
		this.at = from + length;
		this.expect('endstream');
		return this.#bytes.subarray(from, from + length);
	}

	object(depth = 0): Syntax {
		if (depth > DEEPEST) this.fail('nested too deeply');
		this.skipSpace();
		switch (this.#bytes[this.at]) {
			case 0x2f:
				return { kind: 'name', value: this.#name() };
			case 0x28:
				return this.#literalString();
			case 0x5b:
				return this.#array(depth);
			case 0x3c:
				return this.#bytes[this.at + 1] === 0x3c ? this.#dictionary(depth) : this.#hexString();
			default:
				return this.#numberOrKeyword();
		}
	}

	#isRegular(byte: number | undefined): boolean {
		return byte !== undefined && !SPACE.has(byte) && !DELIMITER.has(byte);
	}

	#isLineEnd(at: number): boolean {
		return at >= this.#bytes.length || this.#bytes[at] === 0x0a || this.#bytes[at] === 0x0d;
	}

	#name(): string {
		this.at++;
		const from = this.at;
		while (this.#isRegular(this.#bytes[this.at])) this.at++;
		const written = this.#bytes.toString('latin1', from, this.at);
		return written.replace(/#([0-9a-fA-F]{2})/g, (_, code: string) =>
			String.fromCharCode(parseInt(code, 16))
		);
	}

	#literalString(): Syntax {
		let open = 0;
		do {
			const byte = this.#bytes[this.at++];
			if (byte === undefined) this.fail('string without end');
			if (byte === 0x5c) this.at++;
			else if (byte === 0x28) open++;
			else if (byte === 0x29) open--;
		} while (open > 0);
		return { kind: 'string' };
	}

	#hexString(): Syntax {
		const end = this.#bytes.indexOf(0x3e, this.at);
		const digits = this.#bytes.toString('latin1', this.at + 1, end < 0 ? this.at + 1 : end);
		if (end < 0 || !/^[0-9a-fA-F\s]*$/.test(digits)) this.fail('hexadecimal string malformed');
		this.at = end + 1;
		return { kind: 'string' };
	}

	#array(depth: number): Syntax {
		this.at++;
		const value: Syntax[] = [];
		for (;;) {
			this.skipSpace();
			if (this.#bytes[this.at] === 0x5d) break;
			value.push(this.object(depth + 1));
		}
		this.at++;
		return { kind: 'array', value };
	}

	#dictionary(depth: number): Syntax {
		this.at += 2;
		const value = new Map<string, Syntax>();
		for (;;) {
			this.skipSpace();
			if (this.#bytes[this.at] === 0x3e && this.#bytes[this.at + 1] === 0x3e) break;
			if (this.#bytes[this.at] !== 0x2f) this.fail('key expected');
			const key = this.#name();
			if (value.has(key)) this.fail(`key /${key} written twice`);
			value.set(key, this.object(depth + 1));
		}
		this.at += 2;
		return { kind: 'dictionary', value };
	}

	#numberOrKeyword(): Syntax {
		const word = this.word();
		if (word === 'true' || word === 'false' || word === 'null') return { kind: 'keyword', value: word };
		if (!NUMBER.test(word)) this.fail('object expected');
		return this.#reference(word) ?? { kind: 'number', value: Number(word) };
	}

	/** «12 0 R» begins like a number: looks ahead, and goes back when it is none. */
	#reference(word: string): Syntax | undefined {
		const back = this.at;
		if (INTEGER.test(word)) {
			const generation = this.word();
			if (INTEGER.test(generation) && this.word() === 'R') {
				return { kind: 'reference', value: { number: Number(word), generation: Number(generation) } };
			}
		}
		this.at = back;
		return undefined;
	}
}
