/** Biên bản: body, four signatures at most in two rows, then score sheet, lists and photos as appendices. */
import type { MinutesContent } from '#lib/domain/papers/paper.ts';
import { appendixParts, photoAppendix, tableAppendix } from './appendix.ts';
import type { Part } from './layout.ts';
import { minutesSignatureStrips } from './minutes-signatures.ts';
import type { PaperPhoto } from './photos.ts';
import { scoreSheetAppendix } from './score-sheet.ts';
import { titledPart } from './titled-part.ts';

export function composeMinutes(content: MinutesContent, photos: readonly PaperPhoto[]): Part[] {
	const { scoreSheet, appendices } = content;
	const body = titledPart(content, { findings: 'line', signing: minutesSignatureStrips(content) });
	const attachedTo = scoreSheet.attachedTo;
	return [
		body,
		...appendixParts([
			scoreSheetAppendix(scoreSheet),
			...appendices.map((appendix) => tableAppendix(appendix, attachedTo)),
			...(photos.length > 0 ? [photoAppendix(photos, attachedTo)] : [])
		])
	];
}
