/** What the other side is doing, how far it is, and what the agency can still do meanwhile, in words. */
import { dayOf, formatDay } from '#lib/domain/calendar.ts';
import { formatCount } from '#lib/domain/number-format.ts';
import type { OtherSideWork } from '#lib/domain/other-side.ts';
import * as m from '#lib/paraglide/messages.js';
import { WAIT_TEXT } from './agency-text.ts';

interface Said {
	/** What is going on, and that it is locked. */
	title: string;
	/** Figures, since when, until when; each may be empty. */
	figures: string;
	days: string;
	/** What can still be done. */
	still: string;
}

/** `state` work of the inspection, or what goes on beside the agency's own task (`isBeside`). */
export function otherSideText(
	work: OtherSideWork,
	{ isBeside, answersOpen }: { isBeside: boolean; answersOpen: boolean }
): Said {
	return {
		title: titleOf(work, isBeside),
		figures: figuresOf(work),
		days: daysOf(work),
		still: stillOf(work, isBeside, answersOpen)
	};
}

function titleOf({ kind, done, total, from }: OtherSideWork, isBeside: boolean): string {
	if (kind === 'decide_requests') return m.inspected_other_requests({ count: formatCount(total) });
	if (kind === 'judge_effect')
		return m.inspected_other_effect({
			day: formatDay(from!),
			done: formatCount(done),
			total: formatCount(total)
		});
	return kind === 'verify' && isBeside ? m.inspected_other_verifying() : WAIT_TEXT[kind]();
}

function figuresOf(work: OtherSideWork): string {
	const { kind, total } = work;
	if (total === 0) return '';
	const counts = { done: formatCount(work.done), total: formatCount(total) };
	const returned = formatCount(work.returned);
	switch (kind) {
		case 'decide_explanations':
			return m.inspected_other_explanations(counts);
		case 'review_plan':
			if (work.returned === 0) return m.inspected_other_plan_accepted(counts);
			return m.inspected_other_plan({
				...counts,
				accepted: formatCount(work.done - work.returned),
				returned
			});
		case 'verify':
			return work.returned === 0
				? m.inspected_other_verify(counts)
				: m.inspected_other_verify_returned({ ...counts, returned });
		default:
			return '';
	}
}

function daysOf({ since, until }: OtherSideWork): string {
	const parts = [
		since === null ? '' : m.inspected_other_since({ day: formatDay(dayOf(since)) }),
		until === null ? '' : m.inspected_other_until({ day: formatDay(until) })
	];
	return parts.filter((part) => part !== '').join(', ');
}

function stillOf({ kind }: OtherSideWork, isBeside: boolean, answersOpen: boolean): string {
	switch (kind) {
		case 'review_self':
			return m.inspected_still_review_self();
		case 'decide_explanations':
			return answersOpen ? m.inspected_still_explanations() : m.inspected_still_explanations_closed();
		case 'review_plan':
			return m.inspected_still_plan();
		case 'verify':
			return isBeside ? m.inspected_still_verifying() : m.inspected_still_verify();
		case 'decide_requests':
			return m.inspected_still_requests();
		case 'judge_effect':
			return m.inspected_still_effect();
		default:
			return '';
	}
}
