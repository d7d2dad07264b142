/** Kế hoạch khắc phục: body, one signature, then actions and agreed changes, each a table on landscape pages. */
import type { RemediationPlanContent } from '#lib/domain/papers/paper.ts';
import { citeOwn } from '#lib/domain/papers/wording.ts';
import { appendixParts, wideTableAppendix } from './appendix.ts';
import { bodyStrips } from './body.ts';
import { headBlock, titleStrips } from './head-block.ts';
import { PORTRAIT, type Part } from './layout.ts';
import { signatureWithRecipients } from './signing-block.ts';

export function composeRemediationPlan(content: RemediationPlanContent): Part[] {
	const { head, typeName, subject, signatures, recipients, actions, changes } = content;
	const attachedTo = `Kèm theo ${citeOwn('remediation_plan', head, head.issuingBody)}`;
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
		...appendixParts(
			[actions, ...(changes ? [changes] : [])].map((table) => wideTableAppendix(table, attachedTo))
		)
	];
}
