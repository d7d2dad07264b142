/** The pieces that forms are made of. Each says what is wrong as a problem (see `issue.ts`), never in a language. */
import * as v from 'valibot';
import { isDay } from '#lib/domain/calendar.ts';
import { parseNumber } from '#lib/domain/number-format.ts';
import { invalidIssue, issue, requiredIssue } from './issue.ts';

/** Longest paragraph that a form takes, in characters. */
export const LONGEST_TEXT = 10_000;
export const LONGEST_LINE = 500;

const tooLong = (maximum: number) => issue('input.too_long', { field: '', maximum });

/** An optional text of one or more paragraphs. */
export const freeText = v.pipe(v.string(), v.trim(), v.maxLength(LONGEST_TEXT, tooLong(LONGEST_TEXT)));

export const requiredText = v.pipe(
	v.string(),
	v.trim(),
	v.nonEmpty(requiredIssue),
	v.maxLength(LONGEST_TEXT, tooLong(LONGEST_TEXT))
);

export const freeLine = v.pipe(v.string(), v.trim(), v.maxLength(LONGEST_LINE, tooLong(LONGEST_LINE)));

export const requiredLine = v.pipe(
	v.string(),
	v.trim(),
	v.nonEmpty(requiredIssue),
	v.maxLength(LONGEST_LINE, tooLong(LONGEST_LINE))
);

const notADay = ({ input }: { input: string }) => issue('date.invalid', { text: input });

/** YYYY-MM-DD; what could not be read as a day comes as it was typed and is refused. */
export const requiredDay = v.pipe(v.string(), v.trim(), v.nonEmpty(requiredIssue), v.check(isDay, notADay));

/** A day or nothing. */
export const freeDay = v.pipe(
	v.string(),
	v.trim(),
	v.check((text) => text === '' || isDay(text), notADay)
);

/** A figure as typed («2.431», «86,6»), or nothing. `readFigure` gives its value. */
export const freeFigure = v.pipe(
	v.string(),
	v.trim(),
	v.maxLength(40, tooLong(40)),
	v.rawCheck(({ dataset, addIssue }) => {
		if (!dataset.typed || dataset.value === '') return;
		const read = parseNumber(dataset.value);
		if (!read.ok) addIssue({ message: JSON.stringify(read.problem) });
	})
);

/** The value of a `freeFigure` that passed; null where nothing was typed. */
export function readFigure(text: string): number | null {
	const read = parseNumber(text);
	return read.ok ? read.value : null;
}

/** Id of a thing that must be there, and of one that may be yet to make. */
export const idField = v.pipe(v.string(), v.minLength(1, invalidIssue), v.maxLength(64, invalidIssue));
export const freeId = v.pipe(v.string(), v.maxLength(64, invalidIssue));

/** Version of what stood in the form when it was filled; 0 for something new. */
export const versionField = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A text with a paragraph on each line ↔ the paragraphs. Blank lines are dropped. */
export const toParagraphs = (text: string): string[] =>
	text
		.split(/\r?\n/)
		.map((line) => line.trim())
		.filter((line) => line !== '');
export const fromParagraphs = (paragraphs: readonly string[]): string => paragraphs.join('\n');

/** A move along an inspection's life that needs no more than the version that was looked at. */
export const moveForm = v.object({ version: versionField, reason: v.optional(freeText, '') });
