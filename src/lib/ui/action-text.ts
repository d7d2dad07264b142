/** Words for what an action of a plan says: whose its cause is, its target, what was reached. */
import type { ActionTarget } from '#lib/domain/action-target.ts';
import { formatDay } from '#lib/domain/calendar.ts';
import type { CauseKind } from '#lib/domain/finding.ts';
import { formatCount, formatPercent } from '#lib/domain/number-format.ts';
import { percentOf } from '#lib/domain/totals.ts';
import * as m from '#lib/paraglide/messages.js';

export const actionCauseText = (kind: CauseKind): string =>
	kind === 'subjective' ? m.remedy_cause_subjective() : m.remedy_cause_objective();

/** «Khách quan; thuộc UBND tỉnh». */
export const causeOfText = (kind: CauseKind, body: string): string =>
	body === '' ? actionCauseText(kind) : m.remedy_cause_of({ kind: actionCauseText(kind), body });

/** «86,6 %»; a dash where there is nothing to divide by. */
export function rateText(numerator: number, denominator: number): string {
	const rate = percentOf(numerator, denominator);
	return rate === null ? '–' : formatPercent(rate);
}

/** «Hồ sơ trả đúng hạn: 2.401/2.401 hồ sơ (100 %)». */
export function targetText({ what, unit, numerator, denominator }: ActionTarget): string {
	const text =
		denominator === null
			? m.remedy_target_count({ what, unit, numerator: formatCount(numerator) })
			: m.remedy_target_ratio({
					what,
					unit,
					numerator: formatCount(numerator),
					denominator: formatCount(denominator),
					rate: rateText(numerator, denominator)
				});
	/* A target without a unit leaves its place empty. */
	return text.replace(/ {2,}/g, ' ').trim();
}

/** «Đạt 2.401/2.431 (98,8 %) tính đến 12/9/2026»; empty where no figure was reported. */
export function reachedText(report: {
	numerator: number | null;
	denominator: number | null;
	asOfOn: string;
}): string {
	const { numerator, denominator } = report;
	const day = formatDay(report.asOfOn);
	if (numerator === null) return '';
	if (denominator === null) return m.remedy_reached_count({ numerator: formatCount(numerator), day });
	return m.remedy_reached_ratio({
		numerator: formatCount(numerator),
		denominator: formatCount(denominator),
		rate: rateText(numerator, denominator),
		day
	});
}
