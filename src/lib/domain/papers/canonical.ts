/** One spelling of a paper's content, so that server and tablet hash the same bytes, and the part that signatures bind. */
import type { PaperCommon, PaperContent } from './paper.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined };

/**
 * One text for one content, whatever the order its keys were made in: keys sorted by code unit, no blanks, strings
 * in NFC, members that are undefined left out. Hash its UTF-8 bytes with SHA-256 outside the domain.
 * Throws on what JSON cannot hold (NaN, infinities, functions, Map): that is a programmer's error.
 */
export function canonicalJson(content: object): string {
	return write(content as Json);
}

function write(value: Json): string {
	if (typeof value === 'string') return JSON.stringify(value.normalize('NFC'));
	if (value === null || typeof value === 'boolean') return String(value);
	if (typeof value === 'number') {
		if (!Number.isFinite(value)) throw new Error('canonicalJson: a number must be finite');
		return JSON.stringify(value);
	}
	if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
	if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
		throw new Error('canonicalJson: only plain data');
	const members = Object.entries(value)
		.filter((entry): entry is [string, Json] => entry[1] !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${write(member)}`).join(',')}}`;
}

/** The same content with every text in NFC: builders take what people typed on any machine. */
export function inNfc<T>(content: T): T {
	if (typeof content === 'string') return content.normalize('NFC') as T;
	if (Array.isArray(content)) return content.map(inNfc) as T;
	if (typeof content !== 'object' || content === null) return content;
	return Object.fromEntries(Object.entries(content).map(([key, value]) => [key, inNfc(value)])) as T;
}

/**
 * The part of a paper that a drawn signature binds: everything but the signature blocks themselves and the number,
 * which the clerk gives after both sides have signed (the attached score sheet names the number of its main paper).
 */
export function boundContent<C extends PaperContent>(content: C): C {
	const bound = { ...content, ...unsigned(content) };
	return 'scoreSheet' in bound
		? { ...bound, scoreSheet: { ...bound.scoreSheet, ...unsigned(bound.scoreSheet), attachedTo: '' } }
		: bound;
}

const unsigned = ({ head }: PaperCommon): Pick<PaperCommon, 'head' | 'signatures'> => ({
	head: { ...head, number: null },
	signatures: []
});
