/** Addresses of the tracker: the filter with something changed, in a look. */
import {
	writeRemedyFilter,
	type RemedyFilter,
	type RemedyLook,
	type RemedyMark
} from '#lib/domain/remedy-filter.ts';
import { listHref } from './list-address.ts';

export type AddressChange = Partial<Record<string, string>>;

/** The look is always named: an address that asks for nothing opens the person's own first view instead. */
export const remedyHref = (filter: RemedyFilter, look: RemedyLook, change: AddressChange = {}): string =>
	listHref({ ...writeRemedyFilter(filter), view: look, ...change } as Record<string, string>);

/** The same with a mark asked for, or no longer. */
export const markHref = (filter: RemedyFilter, look: RemedyLook, mark: RemedyMark): string => {
	const marks = filter.marks.includes(mark)
		? filter.marks.filter((one) => one !== mark)
		: [...filter.marks, mark];
	return remedyHref(filter, look, { show: marks.join(',') });
};

/** «03/2026»: the number that people call a finding by. */
export const findingNumber = ({ number, year }: { number: number; year: number }): string =>
	`${String(number).padStart(2, '0')}/${year}`;

export const remedyPageHref = ({ inspectionId, number }: { inspectionId: string; number: number }): string =>
	`/inspections/${inspectionId}/remedy#finding-${number}`;
