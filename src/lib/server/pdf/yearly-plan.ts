/** Kế hoạch kiểm tra năm: body, one signature, then the list of agencies as an appendix. */
import type { YearlyPlanContent } from '#lib/domain/papers/paper.ts';
import { citeOwn } from '#lib/domain/papers/wording.ts';
import { appendixParts, tableAppendix } from './appendix.ts';
import { bodyStrips } from './body.ts';
import { headBlock, titleStrips } from './head-block.ts';
import { PORTRAIT, type Part } from './layout.ts';
import { signatureWithRecipients } from './signing-block.ts';

export function composeYearlyPlan(content: YearlyPlanContent): Part[] {
	const { head, typeName, subject, signatures, recipients, agencies } = content;
	const attachedTo = `Kèm theo ${citeOwn('yearly_plan', head, head.issuingBody)}`;
	return [
		{
			geometry: PORTRAIT,
			strips: [
				headBlock(PORTRAIT, head, { matter: '' }),
				...titleStrips(PORTRAIT, typeName, subject),
				...bodyStrips(PORTRAIT, content, { findings: 'heading' }),
				...signatures.map((block) => signatureWithRecipients(PORTRAIT, block, recipients))
			]
		},
		...appendixParts([tableAppendix(agencies, attachedTo)])
	];
}
