/**
 * Quyết định công bố kết quả, xếp hạng: after its name the authority that decides, what it rests on, «QUYẾT ĐỊNH:», the
 * articles (NĐ 30/2020, Phụ lục III, mẫu 1.2).
 */
import type { RankingDecisionContent } from '#lib/domain/papers/paper.ts';
import { bodyStrips } from './body.ts';
import { headBlock, titleStrips } from './head-block.ts';
import { PORTRAIT, type Part, type Strip } from './layout.ts';
import { centredStrips, textParagraph } from './paragraphs.ts';
import { signatureWithRecipients } from './signing-block.ts';

const centred = (text: string, before: number): Strip[] =>
	centredStrips(PORTRAIT, text.toUpperCase(), { style: 'bold', size: 14, pitch: 18, before });

export function composeRankingDecision(content: RankingDecisionContent): Part[] {
	const {
		head,
		typeName,
		subject,
		authority,
		legalBases,
		opening,
		sections,
		closing,
		signatures,
		recipients
	} = content;
	return [
		{
			geometry: PORTRAIT,
			strips: [
				headBlock(PORTRAIT, head, { matter: '' }),
				...titleStrips(PORTRAIT, typeName, subject),
				...centred(authority, 16),
				...legalBases.flatMap((text) => textParagraph(PORTRAIT, text, 'italic')),
				...centred(`${typeName}:`, 14),
				...bodyStrips(PORTRAIT, { opening, sections, closing }, { findings: 'heading' }),
				...signatures.map((block) => signatureWithRecipients(PORTRAIT, block, recipients))
			]
		}
	];
}
