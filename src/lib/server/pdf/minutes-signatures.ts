/** Signatures of minutes: both sides, secretary and witnesses in rows of two, «Nơi nhận» below. */
import type { SignatureBlock } from '#lib/domain/papers/paper.ts';
import { PORTRAIT, type Strip } from './layout.ts';
import { recipientsStrip, signatureRow } from './signing-block.ts';

/** Left the agency, right the team; below, the secretary (with the witnesses, if the agency refused). */
const SIGNERS_IN_ROW = 2;

/** One chain: all signatures stand on one page, with the text that they sign. */
export function minutesSignatureStrips({
	signatures,
	recipients
}: {
	signatures: readonly SignatureBlock[];
	recipients: readonly string[];
}): Strip[] {
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
