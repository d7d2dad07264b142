/**
 * What changed between a signed revision and the file as it is now: both are walked side by side from the
 * root, object by object. Adding a signature may change a few things and nothing else; these are named here.
 * A signature's own arithmetic cannot tell: it holds for its revision whatever is appended later.
 */
import {
	PdfArray,
	PdfBool,
	PdfDict,
	PdfName,
	PdfNumber,
	PdfRef,
	PdfStream,
	PdfString,
	type PdfObject
} from '@libpdf/core';
import { isSignatureField, signatureOf, valueOf, type OpenPdf } from './open-pdf.ts';

/** Whether a widget that was added may be there: its signature is checked as well. */
export type AcceptWidget = (widget: PdfDict) => boolean;

/** Places reported at most; one is enough to make a file invalid. */
const MOST_PLACES = 20;

/** No page shows these: validation data, the format's version, extensions. */
const FREE_IN_CATALOG = new Set(['DSS', 'Extensions', 'Version']);

/** What a field may get when it is signed. Its rectangle and its name are not among them. */
const SET_BY_SIGNING = new Set(['V', 'AP', 'AS', 'F', 'M', 'P', 'Lock']);

/** What signing tools write into the document information. */
const FREE_IN_INFO = new Set(['ModDate', 'Producer']);

/** Defaults for text fields that signing tools add to a form; of no effect on what is there already. */
const MAY_BE_ADDED_TO_FORM = new Set(['DA', 'DR']);

type Role = 'catalog' | 'form' | 'info' | 'any';

interface Pair {
	place: string;
	before: PdfObject | undefined;
	after: PdfObject | undefined;
	role: Role;
}

class Comparison {
	readonly places: string[] = [];
	readonly #before: OpenPdf;
	readonly #after: OpenPdf;
	readonly #accept: AcceptWidget;
	readonly #queue: Pair[] = [];
	readonly #seen = new Set<string>();

	constructor(before: OpenPdf, after: OpenPdf, accept: AcceptWidget) {
		this.#before = before;
		this.#after = after;
		this.#accept = accept;
	}

	run(): string[] {
		this.#push('/Root', this.#before.catalog, this.#after.catalog, 'catalog');
		this.#push('/Info', this.#before.info, this.#after.info, 'info');
		// A queue, not recursion: a file decides how deep its objects are nested.
		for (const pair of this.#queue) {
			if (this.places.length >= MOST_PLACES) break;
			this.#compare(pair);
		}
		return this.places;
	}

	#push(
		place: string,
		before: PdfObject | undefined,
		after: PdfObject | undefined,
		role: Role = 'any'
	): void {
		if (before instanceof PdfRef && after instanceof PdfRef) {
			const key = `${before}|${after}`;
			if (this.#seen.has(key)) return;
			this.#seen.add(key);
		}
		this.#queue.push({ place, before, after, role });
	}

	#report(place: string): void {
		this.places.push(place);
	}

	#compare({ place, before, after, role }: Pair): void {
		// The library looks objects up by number alone; a reader that minds the generation would see another one.
		if (before instanceof PdfRef && after instanceof PdfRef && before.generation !== after.generation) {
			return this.#report(place);
		}
		const was = valueOf(before, this.#before);
		const is = valueOf(after, this.#after);
		if (role === 'form' && !was && is instanceof PdfDict)
			return this.#dictionaries(place, PdfDict.of({}), is, role);
		if (!was && !is) return;
		if (!was || !is || was.type !== is.type) return this.#report(place);
		if (was instanceof PdfDict && is instanceof PdfDict) return this.#dictionaries(place, was, is, role);
		if (was instanceof PdfArray && is instanceof PdfArray) return this.#arrays(place, was, is);
		if (!sameScalar(was, is)) this.#report(place);
	}

	#dictionaries(place: string, was: PdfDict, is: PdfDict, role: Role): void {
		if (was instanceof PdfStream && is instanceof PdfStream && !sameBytes(was.data, is.data)) {
			this.#report(`${place} (stream)`);
		}
		const signedSince =
			isSignatureField(was, this.#before) && !was.has('V') && is.has('V') && this.#accept(is);
		const keys = new Set([...was.keys(), ...is.keys()].map(({ value }) => value));
		for (const key of keys) {
			if (signedSince && SET_BY_SIGNING.has(key)) continue;
			this.#entry(`${place}/${key}`, key, was, is, role);
		}
	}

	#entry(place: string, key: string, was: PdfDict, is: PdfDict, role: Role): void {
		const before = was.get(key);
		const after = is.get(key);
		// The data itself is compared; its stated length may stand in an object of its own.
		if (key === 'Length' && was instanceof PdfStream) return;
		if (role === 'catalog') {
			if (FREE_IN_CATALOG.has(key)) return;
			if (key === 'Metadata' && this.#isMetadata(after)) return;
			if (key === 'AcroForm') return this.#push(place, before, after, 'form');
		}
		if (role === 'info' && FREE_IN_INFO.has(key)) return;
		if (role === 'form') {
			if (key === 'SigFlags' || (MAY_BE_ADDED_TO_FORM.has(key) && before === undefined)) return;
			if (key === 'Fields') return this.#withAddedWidgets(place, before, after);
		}
		if (key === 'Annots') return this.#withAddedWidgets(place, before, after);
		this.#push(place, before, after);
	}

	/** XMP metadata describes the file and is drawn on no page; signing tools bring its date up to date. */
	#isMetadata(object: PdfObject | undefined): boolean {
		const value = valueOf(object, this.#after);
		return value instanceof PdfStream && value.getName('Type', this.#after.resolve)?.value === 'Metadata';
	}

	#withAddedWidgets(place: string, before: PdfObject | undefined, after: PdfObject | undefined): void {
		const was = valueOf(before, this.#before) ?? PdfArray.of();
		const is = valueOf(after, this.#after) ?? PdfArray.of();
		if (!(was instanceof PdfArray) || !(is instanceof PdfArray) || is.length < was.length) {
			return this.#report(place);
		}
		for (let index = 0; index < is.length; index++) {
			const member = is.at(index);
			if (index < was.length) this.#push(`${place}[${index}]`, was.at(index), member);
			else if (!this.#mayBeAdded(member)) this.#report(`${place}[${index}]`);
		}
	}

	#mayBeAdded(object: PdfObject | undefined): boolean {
		const widget = valueOf(object, this.#after);
		return widget instanceof PdfDict && isSignatureField(widget, this.#after) && this.#accept(widget);
	}

	#arrays(place: string, was: PdfArray, is: PdfArray): void {
		if (was.length !== is.length) return this.#report(place);
		for (let index = 0; index < was.length; index++) {
			this.#push(`${place}[${index}]`, was.at(index), is.at(index));
		}
	}
}

const sameBytes = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

function sameScalar(was: PdfObject, is: PdfObject): boolean {
	if (was instanceof PdfString && is instanceof PdfString) return sameBytes(was.bytes, is.bytes);
	if (was instanceof PdfName && is instanceof PdfName) return was.value === is.value;
	if (was instanceof PdfNumber && is instanceof PdfNumber) return was.value === is.value;
	if (was instanceof PdfBool && is instanceof PdfBool) return was.value === is.value;
	return false;
}

/**
 * The places that differ beyond what signing needs, as paths from the root (`/Root/Pages/Kids[0]/Contents`);
 * empty when nothing was touched. At most 20.
 *
 * @param accept which added signature widgets are checked elsewhere
 */
export function changedPlaces(before: OpenPdf, after: OpenPdf, accept: AcceptWidget): string[] {
	return new Comparison(before, after, accept).run();
}

/** Accepts the widgets of exactly these signatures. */
export function widgetsOf(signatures: Iterable<PdfDict>, pdf: OpenPdf): AcceptWidget {
	const known = new Set(signatures);
	return (widget) => {
		const signature = signatureOf(widget, pdf);
		return signature !== undefined && known.has(signature);
	};
}

/** Whether validation data (certificates, revocation lists) came in: the one reason to append after the last signature. */
export function gainedValidationData(before: OpenPdf, after: OpenPdf): boolean {
	const counts = ({ catalog, resolve }: OpenPdf) => {
		const store = catalog.getDict('DSS', resolve);
		return ['Certs', 'CRLs', 'OCSPs'].map((kind) => store?.getArray(kind, resolve)?.length ?? 0);
	};
	const was = counts(before);
	const is = counts(after);
	return is.some((count, index) => count > was[index]!) && is.every((count, index) => count >= was[index]!);
}
