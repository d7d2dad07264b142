import { formatPercent } from '#lib/domain/number-format.ts';
import { productOf, roundHalfUp } from '#lib/domain/rounding.ts';

/** «70 %», to the whole percent: a figure to look at, not one to reckon with; «–» of nothing. */
export const shareText = (part: number, whole: number): string =>
	whole === 0 ? '–' : formatPercent(roundHalfUp(productOf(part, 100), whole) * 100);
