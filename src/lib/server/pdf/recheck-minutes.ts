/** Biên bản kiểm tra lại: body, the signatures of minutes, photos of the spot as an appendix. */
import type { RecheckMinutesContent } from '#lib/domain/papers/paper.ts';
import { numberAndSign } from '#lib/domain/papers/wording.ts';
import { appendixParts, photoAppendix } from './appendix.ts';
import { bodyStrips } from './body.ts';
import { headBlock, titleStrips } from './head-block.ts';
import { PORTRAIT, type Part } from './layout.ts';
import { minutesSignatureStrips } from './minutes-signatures.ts';
import type { PaperPhoto } from './photos.ts';

export function composeRecheckMinutes(content: RecheckMinutesContent, photos: readonly PaperPhoto[]): Part[] {
	const { head, typeName, subject } = content;
	const attachedTo = `Kèm theo ${typeName} số ${numberAndSign(head.number, head.sign)} của ${head.issuingBody}`;
	return [
		{
			geometry: PORTRAIT,
			strips: [
				headBlock(PORTRAIT, head, { matter: '' }),
				...titleStrips(PORTRAIT, typeName, subject),
				...bodyStrips(PORTRAIT, content, { findings: 'heading' }),
				...minutesSignatureStrips(content)
			]
		},
		...appendixParts(photos.length > 0 ? [photoAppendix(photos, attachedTo)] : [])
	];
}
