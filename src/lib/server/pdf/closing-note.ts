/** Thông báo kết thúc theo dõi khắc phục: body and one signature, nothing attached. */
import type { ClosingNoteContent } from '#lib/domain/papers/paper.ts';
import { bodyStrips } from './body.ts';
import { headBlock, titleStrips } from './head-block.ts';
import { PORTRAIT, type Part } from './layout.ts';
import { signatureWithRecipients } from './signing-block.ts';

export function composeClosingNote(content: ClosingNoteContent): Part[] {
	const { head, typeName, subject, signatures, recipients } = content;
	return [
		{
			geometry: PORTRAIT,
			strips: [
				headBlock(PORTRAIT, head, { matter: '' }),
				...titleStrips(PORTRAIT, typeName, subject),
				...bodyStrips(PORTRAIT, content, { findings: 'heading' }),
				...signatures.map((block) => signatureWithRecipients(PORTRAIT, block, recipients))
			]
		}
	];
}
