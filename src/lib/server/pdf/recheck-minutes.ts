/** Biên bản kiểm tra lại: body, the signatures of minutes, photos of the spot as an appendix. */
import type { RecheckMinutesContent } from '#lib/domain/papers/paper.ts';
import { numberAndSign } from '#lib/domain/papers/wording.ts';
import { appendixParts, photoAppendix } from './appendix.ts';
import type { Part } from './layout.ts';
import { minutesSignatureStrips } from './minutes-signatures.ts';
import type { PaperPhoto } from './photos.ts';
import { titledPart } from './titled-part.ts';

export function composeRecheckMinutes(content: RecheckMinutesContent, photos: readonly PaperPhoto[]): Part[] {
	const { head, typeName } = content;
	const attachedTo = `Kèm theo ${typeName} số ${numberAndSign(head.number, head.sign)} của ${head.issuingBody}`;
	return [
		titledPart(content, { signing: minutesSignatureStrips(content) }),
		...appendixParts(photos.length > 0 ? [photoAppendix(photos, attachedTo)] : [])
	];
}
