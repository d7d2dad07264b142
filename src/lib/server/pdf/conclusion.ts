/** Thông báo kết luận: body with table and bars, one signature, the score sheet and lists as appendices. */
import type { ConclusionContent } from '#lib/domain/papers/paper.ts';
import { appendixParts, photoAppendix, tableAppendix } from './appendix.ts';
import type { Part } from './layout.ts';
import type { PaperPhoto } from './photos.ts';
import { scoreSheetAppendix } from './score-sheet.ts';
import { titledPart } from './titled-part.ts';

export function composeConclusion(content: ConclusionContent, photos: readonly PaperPhoto[]): Part[] {
	const { scoreSheet, appendices } = content;
	const attachedTo = scoreSheet.attachedTo;
	return [
		titledPart(content),
		...appendixParts([
			scoreSheetAppendix(scoreSheet),
			...appendices.map((appendix) => tableAppendix(appendix, attachedTo)),
			...(photos.length > 0 ? [photoAppendix(photos, attachedTo)] : [])
		])
	];
}
