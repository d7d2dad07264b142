/** Thông báo kết luận: body with table and bars, one signature, the score sheet and lists as appendices. */
import type { ConclusionContent } from '#lib/domain/papers/paper.ts';
import { appendixParts, photoAppendix, tableAppendix } from './appendix.ts';
import { bodyStrips } from './body.ts';
import { headBlock, titleStrips } from './head-block.ts';
import { PORTRAIT, type Part } from './layout.ts';
import type { PaperPhoto } from './photos.ts';
import { scoreSheetAppendix } from './score-sheet.ts';
import { signatureWithRecipients } from './signing-block.ts';

export function composeConclusion(content: ConclusionContent, photos: readonly PaperPhoto[]): Part[] {
	const { head, typeName, subject, signatures, recipients, scoreSheet, appendices } = content;
	const attachedTo = scoreSheet.attachedTo;
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
		...appendixParts([
			scoreSheetAppendix(scoreSheet),
			...appendices.map((appendix) => tableAppendix(appendix, attachedTo)),
			...(photos.length > 0 ? [photoAppendix(photos, attachedTo)] : [])
		])
	];
}
