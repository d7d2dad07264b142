/** Kế hoạch kiểm tra năm: body, one signature, then the list of agencies as an appendix. */
import type { YearlyPlanContent } from '#lib/domain/papers/paper.ts';
import { citeOwn } from '#lib/domain/papers/wording.ts';
import { appendixParts, tableAppendix } from './appendix.ts';
import type { Part } from './layout.ts';
import { titledPart } from './titled-part.ts';

export function composeYearlyPlan(content: YearlyPlanContent): Part[] {
	const { head, agencies } = content;
	const attachedTo = `Kèm theo ${citeOwn('yearly_plan', head, head.issuingBody)}`;
	return [titledPart(content), ...appendixParts([tableAppendix(agencies, attachedTo)])];
}
