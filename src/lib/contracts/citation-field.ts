/** A document cited in one line of a form, or nothing. */
import * as v from 'valibot';
import { parseCitation, type Citation } from '#lib/domain/citation.ts';
import { freeText } from './form-fields.ts';

/** Refused only where the line cannot be read at all; what looks odd is a warning on the page, not a fault. */
export const freeCitation = v.pipe(
	freeText,
	v.rawCheck(({ dataset, addIssue }) => {
		if (!dataset.typed || dataset.value === '') return;
		const read = parseCitation(dataset.value);
		if (!read.ok) addIssue({ message: JSON.stringify(read.problem) });
	})
);

/** The citation of a `freeCitation` that passed; null where nothing was typed. */
export function readCitation(text: string): Citation | null {
	const read = parseCitation(text);
	return read.ok ? read.value : null;
}
