/** The pieces that forms are made of. Each says what is wrong as a problem (see `issue.ts`), never in a language. */
import * as v from 'valibot';
import { issue, requiredIssue } from './issue.ts';

const tooLong = (maximum: number) => issue('input.too_long', { field: '', maximum });

/** One line that must be filled in; spaces around it are dropped. */
export const line = (maximum: number) =>
	v.pipe(
		v.string(requiredIssue),
		v.trim(),
		v.minLength(1, requiredIssue),
		v.maxLength(maximum, tooLong(maximum))
	);

/** One line that may stay empty. */
export const optionalLine = (maximum: number) =>
	v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(maximum, tooLong(maximum)));

/** The version of what stood in the form; another one means that somebody else was first. */
export const formVersion = v.pipe(v.number(), v.integer(), v.minValue(0));
