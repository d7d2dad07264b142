/** A person's own views of the tracker: a name for filters and look. */
import { fail, ok, type Result } from './problems.ts';
import { parseRemedyFilter, parseRemedyLook, writeRemedyFilter } from './remedy-filter.ts';

export interface SavedView {
	id: string;
	name: string;
	/** Parameters of the address, as `viewAddress` writes them. */
	address: string;
	/** The page opens with it where its address asks for nothing. */
	opensFirst: boolean;
}

export const MOST_VIEWS = 20;
export const LONGEST_VIEW_NAME = 60;

/** Filters and look alone, always in the same order: two addresses that show the same are the same text. */
export function viewAddress(get: (key: string) => string | null): string {
	const filter = writeRemedyFilter(parseRemedyFilter(get));
	return new URLSearchParams({ ...filter, view: parseRemedyLook(get) }).toString();
}

const sameName = (name: string) => name.normalize('NFC').toLocaleLowerCase('vi');

/**
 * The name that a view may bear beside `others` (without itself): no spaces around, 1 to 60 characters, unlike the others
 * also when small and capital letters are taken alike. Problems at `name`: `input.required`, `input.too_long`,
 * `view.name_taken`.
 */
export function checkViewName(name: string, others: readonly Pick<SavedView, 'name'>[]): Result<string> {
	const given = name.trim().replace(/\s+/g, ' ');
	if (given === '') return fail('input.required', { field: 'name' }, 'name');
	if (given.length > LONGEST_VIEW_NAME)
		return fail('input.too_long', { field: 'name', maximum: LONGEST_VIEW_NAME }, 'name');
	const isTaken = others.some((other) => sameName(other.name) === sameName(given));
	return isTaken ? fail('view.name_taken', { name: given }, 'name') : ok(given);
}
