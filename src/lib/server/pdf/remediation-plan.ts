/** Kế hoạch khắc phục: body, one signature, then actions and agreed changes, each a table on landscape pages. */
import type { RemediationPlanContent } from '#lib/domain/papers/paper.ts';
import { citeOwn } from '#lib/domain/papers/wording.ts';
import { appendixParts, wideTableAppendix } from './appendix.ts';
import type { Part } from './layout.ts';
import { titledPart } from './titled-part.ts';

export function composeRemediationPlan(content: RemediationPlanContent): Part[] {
	const { head, actions, changes } = content;
	const attachedTo = `Kèm theo ${citeOwn('remediation_plan', head, head.issuingBody)}`;
	return [
		titledPart(content),
		...appendixParts(
			[actions, ...(changes ? [changes] : [])].map((table) => wideTableAppendix(table, attachedTo))
		)
	];
}
