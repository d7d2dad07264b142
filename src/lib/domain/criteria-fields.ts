/**
 * Reads fields out of unknown JSON while collecting every fault with its place, so that an office gets one list of
 * all that is wrong with its file instead of the first fault. A fault yields a stand-in value (empty text, NaN) and
 * reading goes on; whoever checks sums skips NaN.
 */
import { problem, type Problem } from './problems.ts';
import type { ProblemCode, ProblemDetails } from './problem-details.ts';
import { isDay } from './calendar.ts';
import { roundHalfUp } from './rounding.ts';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const SHOWN_CHARACTERS = 60;

export class Fields {
	/** Where the office finds it: `CCHC-SO-2026 › 3 › 3.4 › 3.4.1`. */
	readonly place: string;
	readonly faults: Problem[];
	readonly #json: Json;
	readonly #prefix: string;

	constructor(json: unknown, place: string, faults: Problem[], prefix = '') {
		this.place = place;
		this.faults = faults;
		this.#prefix = prefix;
		this.#json = isObject(json) ? json : {};
		if (!isObject(json)) this.fault('set.not_readable', { detail: place });
	}

	fault<C extends ProblemCode>(code: C, details: ProblemDetails[C]): void {
		this.faults.push(problem(code, details, this.place));
	}

	missing(field: string): void {
		this.fault('set.field_missing', { place: this.place, field: this.#prefix + field });
	}

	invalid(field: string): void {
		const text = String(JSON.stringify(this.#json[field])).slice(0, SHOWN_CHARACTERS);
		this.fault('set.field_invalid', { place: this.place, field: this.#prefix + field, text });
	}

	has(field: string): boolean {
		return this.#json[field] !== undefined && this.#json[field] !== null;
	}

	/** Text that must be there and not empty; NFC, trimmed. */
	text(field: string): string {
		const value = this.#read(field, (json) => (typeof json === 'string' ? json : null));
		const text = tidy(value ?? '');
		if (value !== null && text === '') this.missing(field);
		return text;
	}

	/** Text that may be absent or empty. */
	textOr(field: string, fallback: string): string {
		return this.has(field)
			? tidy(this.#read(field, (json) => (typeof json === 'string' ? json : null)) ?? fallback)
			: fallback;
	}

	flag(field: string, fallback: boolean): boolean {
		if (!this.has(field)) return fallback;
		return this.#read(field, (json) => (typeof json === 'boolean' ? json : null)) ?? fallback;
	}

	day(field: string): string | undefined {
		if (!this.has(field)) return undefined;
		return this.#read(field, (json) => (typeof json === 'string' && isDay(json) ? json : null)) ?? undefined;
	}

	/** A number of points or percent with at most two decimals, as whole hundredths. */
	hundredths(field: string, { negative = false } = {}): number {
		return (
			this.#read(field, (json) => {
				if (typeof json !== 'number' || !Number.isFinite(json)) return null;
				const hundredths = roundHalfUp(json * 100);
				const exact = hundredths / 100 === json && Number.isSafeInteger(hundredths);
				return exact && (negative || json >= 0) ? hundredths : null;
			}) ?? NaN
		);
	}

	whole(field: string, minimum: number, maximum: number): number {
		return (
			this.#read(field, (json) =>
				Number.isInteger(json) && (json as number) >= minimum && (json as number) <= maximum
					? (json as number)
					: null
			) ?? NaN
		);
	}

	/** One of the keys of `choices`, as its value. */
	choice<T extends string>(field: string, choices: Readonly<Record<string, T>>): T | null {
		return this.#read(field, (json) =>
			typeof json === 'string' && Object.hasOwn(choices, json) ? choices[json]! : null
		);
	}

	texts(field: string): string[] {
		if (!this.has(field)) return [];
		const list = this.#read(field, (json) =>
			Array.isArray(json) && json.every((item) => typeof item === 'string') ? json : null
		);
		return (list ?? []).map(tidy);
	}

	/** The objects of a list that must be there, as readers at the same place. */
	entries(field: string): Fields[] {
		return this.list(field).map((item, i) => this.#inside(item, `${this.#prefix}${field}[${i}].`));
	}

	list(field: string): readonly unknown[] {
		return this.#read(field, (json) => (Array.isArray(json) ? json : null)) ?? [];
	}

	object(field: string): Fields | null {
		const json = this.#read(field, (value) => (isObject(value) ? value : null));
		return json === null ? null : this.#inside(json, `${this.#prefix}${field}.`);
	}

	#inside(json: unknown, prefix: string): Fields {
		return new Fields(json, this.place, this.faults, prefix);
	}

	#read<T>(field: string, take: (json: unknown) => T | null): T | null {
		if (!this.has(field)) {
			this.missing(field);
			return null;
		}
		const value = take(this.#json[field]);
		if (value === null) this.invalid(field);
		return value;
	}
}

function tidy(text: string): string {
	return text.normalize('NFC').trim();
}
