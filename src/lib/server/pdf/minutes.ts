/** Biên bản: body, four signatures at most in two rows, then score sheet, lists and photos as appendices. */
import type { MinutesContent } from '#lib/domain/papers/paper.ts';
import { appendixParts, photoAppendix, tableAppendix } from './appendix.ts';
import { bodyStrips } from './body.ts';
import { headBlock, titleStrips } from './head-block.ts';
import { PORTRAIT, type Part, type Strip } from './layout.ts';
import type { PaperPhoto } from './photos.ts';
import { scoreSheetAppendix } from './score-sheet.ts';
import { recipientsStrip, signatureRow } from './signing-block.ts';

/** Left the agency, right the team; below, the secretary (with the witnesses, if the agency refused). */
const SIGNERS_IN_ROW = 2;

export function composeMinutes(content: MinutesContent, photos: readonly PaperPhoto[]): Part[] {
	const { head, typeName, subject, scoreSheet, appendices } = content;
	const body: Part = {
		geometry: PORTRAIT,
		strips: [
			headBlock(PORTRAIT, head, { matter: '' }),
			...titleStrips(PORTRAIT, typeName, subject),
			...bodyStrips(PORTRAIT, content, { findings: 'line' }),
			...signatureStrips(content)
		]
	};
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

/** One chain: all signatures stand on one page, with the text that they sign. */
function signatureStrips({ signatures, recipients }: MinutesContent): Strip[] {
	const rows: Strip[] = [];
	for (let at = 0; at < signatures.length; at += SIGNERS_IN_ROW)
		rows.push(
			signatureRow(PORTRAIT, signatures.slice(at, at + SIGNERS_IN_ROW), {
				sealRole: 'team_lead',
				before: at === 0 ? 18 : 12,
				centredAlone: true
			})
		);
	for (const row of rows) row.keepNext = true;
	return [...rows, recipientsStrip(PORTRAIT, recipients)];
}
