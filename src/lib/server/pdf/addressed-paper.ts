/**
 * Papers addressed to a body («Kính gửi»): a report under the name of its kind, or a công văn, which has none and bears
 * «V/v …» under its number.
 */
import type { PaperContent } from '#lib/domain/papers/paper.ts';
import { bodyStrips } from './body.ts';
import { addresseeStrips, headBlock, titleStrips } from './head-block.ts';
import { PORTRAIT, type Part } from './layout.ts';
import { signatureWithRecipients } from './signing-block.ts';

export type AddressedContent = Extract<PaperContent, { addressedTo: string[] }>;

export function composeAddressedPaper(content: AddressedContent): Part[] {
	const { head, typeName, subject, addressedTo, signatures, recipients } = content;
	const isLetter = typeName === '';
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
