/**
 * Looks at the bytes after a signed revision: plain incremental updates (ISO 32000-1, 7.5.6), nothing else.
 * The comparison of revisions sees a file through one library's eyes; here it is made sure that no other reader
 * can see another file: every cross-reference leads to an object that really stands there, in the new bytes.
 */
import { inflateSync } from 'node:zlib';
import { StrictReader, type Syntax } from './strict-syntax.ts';

/** Above this an object stream is refused: a few bytes can unpack to gigabytes. */
const LARGEST_STREAM = 64 * 1024 * 1024;

type Dictionary = ReadonlyMap<string, Syntax>;
type Entry =
	| { type: 'free' }
	| { type: 'here'; offset: number; generation: number }
	| { type: 'packed'; container: number; index: number };

interface Section {
	entries: [number, Entry][];
	previous: number | undefined;
}

export interface AppendedOptions {
	/** First byte after the signed revision. */
	from: number;
	/** Whether the signed revision knows an object: such a one must not be deleted. */
	exists: (objectNumber: number) => boolean;
}

const END_OF_FILE = /startxref\s+(\d+)\s+%%EOF\s*$/;

/** The offset that the last lines of a file (or of a revision) point to. */
function startOffset(file: Buffer, end: number): number {
	const match = END_OF_FILE.exec(file.toString('latin1', Math.max(0, end - 100), end));
	if (!match) throw new Error('no startxref');
	return Number(match[1]);
}

function integerAt(dictionary: Dictionary, key: string): number | undefined {
	const value = dictionary.get(key);
	if (value === undefined) return undefined;
	if (value.kind !== 'number' || !Number.isInteger(value.value)) throw new Error(`/${key} is no integer`);
	return value.value;
}

/** Written in place: a length elsewhere could be read before or after it changed. */
function lengthOf(dictionary: Dictionary): number {
	const length = integerAt(dictionary, 'Length');
	if (length === undefined) throw new Error('stream without length');
	return length;
}

function integersOf(value: Syntax | undefined): number[] | undefined {
	if (value === undefined) return undefined;
	if (value.kind !== 'array') throw new Error('no array');
	return value.value.map((item) => {
		if (item.kind !== 'number') throw new Error('no number');
		return item.value;
	});
}

function dictionaryOf(value: Syntax): Dictionary {
	if (value.kind !== 'dictionary') throw new Error('no dictionary');
	return value.value;
}

/** PNG predictors, those that writers of cross-reference streams use: none, left, up. */
function withoutPredictor(data: Buffer, columns: number): Buffer {
	const rows = data.length / (columns + 1);
	if (!Number.isInteger(rows)) throw new Error('rows cut short');
	const out = Buffer.alloc(rows * columns);
	for (let row = 0; row < rows; row++) {
		const filter = data[row * (columns + 1)];
		if (filter === undefined || filter > 2) throw new Error('predictor not supported');
		for (let column = 0; column < columns; column++) {
			const at = row * columns + column;
			const left = column > 0 ? out[at - 1]! : 0;
			const up = row > 0 ? out[at - columns]! : 0;
			out[at] = data[row * (columns + 1) + 1 + column]! + (filter === 1 ? left : filter === 2 ? up : 0);
		}
	}
	return out;
}

function decoded(dictionary: Dictionary, data: Buffer): Buffer {
	const filter = dictionary.get('Filter');
	if (filter === undefined) return data;
	if (filter.kind !== 'name' || filter.value !== 'FlateDecode') throw new Error('filter not supported');
	const plain = inflateSync(data, { maxOutputLength: LARGEST_STREAM });
	const parameters = dictionary.get('DecodeParms');
	if (parameters === undefined) return plain;
	const settings = dictionaryOf(parameters);
	if ((integerAt(settings, 'Predictor') ?? 1) < 10) return plain;
	return withoutPredictor(plain, integerAt(settings, 'Columns') ?? 1);
}

class Appended {
	readonly #file: Buffer;
	readonly #options: AppendedOptions;
	readonly #sections: Section[] = [];
	readonly #containers = new Map<number, number[]>();

	constructor(file: Buffer, options: AppendedOptions) {
		this.#file = file;
		this.#options = options;
	}

	check(): void {
		const seen = new Set<number>();
		let offset = startOffset(this.#file, this.#file.length);
		while (offset >= this.#options.from) {
			if (seen.has(offset)) throw new Error('cross-references run in a circle');
			seen.add(offset);
			const section = this.#section(offset);
			this.#sections.push(section);
			if (section.previous === undefined) throw new Error('the signed revision is left out');
			offset = section.previous;
		}
		if (this.#sections.length === 0) throw new Error('bytes that belong to no revision');
		if (offset !== startOffset(this.#file, this.#options.from)) throw new Error('a revision is left out');
		for (const { entries } of this.#sections)
			for (const [number, entry] of entries) this.#entry(number, entry);
	}

	#section(offset: number): Section {
		const reader = new StrictReader(this.#file, offset);
		const start = reader.at;
		if (reader.word() === 'xref') return this.#table(reader);
		reader.at = start;
		return this.#crossReferenceStream(reader);
	}

	#table(reader: StrictReader): Section {
		const entries: [number, Entry][] = [];
		for (;;) {
			const back = reader.at;
			if (reader.word() === 'trailer') break;
			reader.at = back;
			const first = reader.integer();
			const count = reader.integer();
			for (let number = first; number < first + count; number++) {
				const [offset, generation, type] = [reader.integer(), reader.integer(), reader.word()];
				if (type !== 'n' && type !== 'f') reader.fail('entry malformed');
				entries.push([number, type === 'n' ? { type: 'here', offset, generation } : { type: 'free' }]);
			}
		}
		const trailer = dictionaryOf(reader.object());
		if (trailer.has('XRefStm')) reader.fail('two kinds of cross-references at once');
		return { entries, previous: integerAt(trailer, 'Prev') };
	}

	#crossReferenceStream(reader: StrictReader): Section {
		const { dictionary, data } = this.#streamObject(reader);
		const widths = integersOf(dictionary.get('W'));
		const size = integerAt(dictionary, 'Size');
		if (widths?.length !== 3 || size === undefined) throw new Error('no cross-reference stream');
		const [typeWidth, secondWidth, thirdWidth] = widths as [number, number, number];
		const table = decoded(dictionary, data);
		const ranges = integersOf(dictionary.get('Index')) ?? [0, size];
		const entries: [number, Entry][] = [];
		let at = 0;
		const field = (width: number) => {
			const value = width === 0 ? 0 : table.readUIntBE(at, width);
			at += width;
			return value;
		};
		for (let range = 0; range + 1 < ranges.length; range += 2) {
			for (let index = 0; index < ranges[range + 1]!; index++) {
				const type = typeWidth === 0 ? 1 : field(typeWidth);
				const [second, third] = [field(secondWidth), field(thirdWidth)];
				entries.push([ranges[range]! + index, streamEntry(type, second, third)]);
			}
		}
		return { entries, previous: integerAt(dictionary, 'Prev') };
	}

	/** «N G obj», a dictionary and its stream. */
	#streamObject(reader: StrictReader): { number: number; dictionary: Dictionary; data: Buffer } {
		const number = reader.integer();
		reader.integer();
		reader.expect('obj');
		const dictionary = dictionaryOf(reader.object());
		return { number, dictionary, data: reader.streamData(lengthOf(dictionary)) };
	}

	#entry(number: number, entry: Entry): void {
		if (entry.type === 'free') {
			if (number !== 0 && this.#options.exists(number)) throw new Error(`object ${number} is deleted`);
		} else if (entry.type === 'here') this.#object(number, entry.offset, entry.generation);
		else if (this.#packedIn(entry.container)[entry.index] !== number) {
			throw new Error(`object ${number} is not where it should be`);
		}
	}

	#object(number: number, offset: number, generation: number): void {
		if (offset < this.#options.from) throw new Error(`object ${number} lies in the signed bytes`);
		const reader = new StrictReader(this.#file, offset);
		if (reader.integer() !== number || reader.integer() !== generation) reader.fail('another object');
		// References to an object of the signed revision must go on finding it.
		if (generation !== 0 && this.#options.exists(number)) reader.fail('another generation');
		reader.expect('obj');
		const value = reader.object();
		const back = reader.at;
		if (reader.word() !== 'endobj') {
			reader.at = back;
			reader.streamData(lengthOf(dictionaryOf(value)));
			reader.expect('endobj');
		}
	}

	/** The numbers of the objects in an object stream, in order; each of them is read through. */
	#packedIn(container: number): number[] {
		const known = this.#containers.get(container);
		if (known) return known;
		const place = this.#sections
			.flatMap(({ entries }) => entries)
			.find(([number]) => number === container)?.[1];
		if (place?.type !== 'here') throw new Error('no such object stream');
		const { number, dictionary, data } = this.#streamObject(new StrictReader(this.#file, place.offset));
		if (number !== container) throw new Error('another object');
		const plain = decoded(dictionary, data);
		const first = integerAt(dictionary, 'First') ?? 0;
		const header = new StrictReader(plain);
		const members: [number, number][] = [];
		for (let index = 0; index < (integerAt(dictionary, 'N') ?? 0); index++) {
			members.push([header.integer(), header.integer()]);
		}
		for (const [, offset] of members) new StrictReader(plain, first + offset).object();
		const numbers = members.map(([member]) => member);
		this.#containers.set(container, numbers);
		return numbers;
	}
}

function streamEntry(type: number, second: number, third: number): Entry {
	if (type === 0) return { type: 'free' };
	if (type === 1) return { type: 'here', offset: second, generation: third };
	if (type === 2) return { type: 'packed', container: second, index: third };
	throw new Error('entry of an unknown type');
}

/** Whether everything after `from` is plain incremental updates that every reader must understand alike. */
export function isRegularUpdate(file: Buffer, options: AppendedOptions): boolean {
	try {
		new Appended(file, options).check();
		return true;
	} catch {
		return false;
	}
}
