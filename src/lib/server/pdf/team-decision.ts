/** Quyết định: who decides stands above the căn cứ, the articles below them (NĐ 30/2020, Phụ lục III, mẫu 1.2). */
import type { TeamDecisionContent } from '#lib/domain/papers/paper.ts';
import { bodyStrips } from './body.ts';
import { headBlock, titleStrips } from './head-block.ts';
import { PORTRAIT, type Part, type Strip } from './layout.ts';
import { centredStrips, textParagraph } from './paragraphs.ts';
import { signatureWithRecipients } from './signing-block.ts';

export function composeTeamDecision(content: TeamDecisionContent): Part[] {
	const { head, typeName, subject, authority, legalBases, signatures, recipients } = content;
	return [
		{
			geometry: PORTRAIT,
			strips: [
				headBlock(PORTRAIT, head, { matter: '' }),
				...titleStrips(PORTRAIT, typeName, subject),
				...boldLine(authority, 16),
				...legalBases.flatMap((text) => textParagraph(PORTRAIT, text, 'italic')),
				...boldLine(`${typeName}:`, 12),
				...bodyStrips(PORTRAIT, { ...content, legalBases: [] }, { findings: 'heading' }),
				...signatures.map((block) => signatureWithRecipients(PORTRAIT, block, recipients))
			]
		}
	];
}

const boldLine = (text: string, before: number): Strip[] =>
	centredStrips(PORTRAIT, text.toUpperCase(), { style: 'bold', size: 14, pitch: 18, before });
