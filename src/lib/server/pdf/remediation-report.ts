/** Báo cáo kết quả khắc phục, and the same as a công văn: «V/v …» under the number, «Kính gửi» under the head. */
import type { RemediationReportContent } from '#lib/domain/papers/paper.ts';
import { bodyStrips } from './body.ts';
import { addresseeStrips, headBlock, titleStrips } from './head-block.ts';
import { PORTRAIT, type Part } from './layout.ts';
import { signatureWithRecipients } from './signing-block.ts';

export function composeRemediationReport(content: RemediationReportContent): Part[] {
	const { kind, head, typeName, subject, addressedTo, signatures, recipients } = content;
	const isLetter = kind === 'remediation_letter';
	return [
		{
			geometry: PORTRAIT,
			strips: [
				headBlock(PORTRAIT, head, { matter: isLetter ? subject : '' }),
				...(isLetter ? [] : titleStrips(PORTRAIT, typeName, subject)),
				...addresseeStrips(PORTRAIT, addressedTo),
				...bodyStrips(PORTRAIT, content, { findings: 'heading' }),
				...signatures.map((block) => signatureWithRecipients(PORTRAIT, block, recipients))
			]
		}
	];
}
