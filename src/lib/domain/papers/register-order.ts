/**
 * A register of one body and year: numbers rise with the days and are never given twice; what is missing between them is
 * shown, with the reason where one was noted (NĐ 30/2020, Điều 15: numbers are taken one after another within a year).
 */
import { fail, ok, type Result } from '../problems.ts';

export interface NumberRange {
	/** Both included; the same for a single number. */
	first: number;
	last: number;
}

export interface LeftOutNote extends NumberRange {
	reason: string;
}

export interface RegisterGap extends NumberRange {
	/** Empty while nobody has said why. */
	reason: string;
}

/**
 * Numbers from 1 to the highest that no paper bears, as ranges in rising order. A noted range is a gap of its own, also past
 * the highest number given; what the notes leave between is without a reason. Notes must not overlap each other.
 */
export function gapsOf(given: readonly number[], notes: readonly LeftOutNote[]): RegisterGap[] {
	const taken = [...new Set(given)].sort((a, b) => a - b);
	const blocks = [
		...taken.map((number) => ({ first: number, last: number, reason: null })),
		...notes.map(({ first, last, reason }) => ({ first, last, reason }))
	].sort((a, b) => a.first - b.first);
	const gaps: RegisterGap[] = [];
	let next = 1;
	for (const { first, last, reason } of blocks) {
		if (first > next) gaps.push({ first: next, last: first - 1, reason: '' });
		if (reason !== null) gaps.push({ first, last, reason });
		next = Math.max(next, last + 1);
	}
	return gaps;
}

export interface NumberedDay {
	number: number;
	issuedOn: string;
}

/**
 * Whether a number may bear its day between its neighbours in the register. Problem `number.day_order`, which the clerk may
 * confirm: a paper may have been signed earlier than it was numbered, but nobody should do so unaware.
 */
export function checkDayOrder(
	issuedOn: string,
	{ before, after }: { before: NumberedDay | null; after: NumberedDay | null }
): Result<string> {
	if (before !== null && issuedOn < before.issuedOn)
		return fail('number.day_order', { number: before.number, day: before.issuedOn }, 'issuedOn');
	if (after !== null && issuedOn > after.issuedOn)
		return fail('number.day_order', { number: after.number, day: after.issuedOn }, 'issuedOn');
	return ok(issuedOn);
}
