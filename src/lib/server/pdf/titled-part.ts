/** The body of a paper that has the name of its kind: head, name and subject, what it says, who signs. */
import type { PaperContent } from '#lib/domain/papers/paper.ts';
import { bodyStrips, type Body, type BodyStyle } from './body.ts';
import { headBlock, titleStrips } from './head-block.ts';
import { PORTRAIT, type Part, type Strip } from './layout.ts';
import { centredStrips, textParagraph } from './paragraphs.ts';
import { signatureWithRecipients } from './signing-block.ts';

type TitledContent = Pick<PaperContent, 'head' | 'subject' | 'signatures' | 'recipients'> &
	Body & { typeName: string };

interface TitledForm extends BodyStyle {
	/** Between the subject and what the paper says. */
	lead: Strip[];
	/** Who signs; «Nơi nhận» and one signer when absent. */
	signing?: Strip[];
}

export function titledPart(
	content: TitledContent,
	{ findings = 'heading', lead = [], signing }: Partial<TitledForm> = {}
): Part {
	const { head, typeName, subject, signatures, recipients } = content;
	return {
		geometry: PORTRAIT,
		strips: [
			headBlock(PORTRAIT, head, { matter: '' }),
			...titleStrips(PORTRAIT, typeName, subject),
			...lead,
			...bodyStrips(PORTRAIT, content, { findings }),
			...(signing ?? signatures.map((block) => signatureWithRecipients(PORTRAIT, block, recipients)))
		]
	};
}

/**
 * A decision: after its name the authority that decides, what it rests on, «QUYẾT ĐỊNH:», the articles (NĐ 30/2020,
 * Phụ lục III, mẫu 1.2).
 */
export function decisionPart(content: TitledContent & { authority: string }): Part {
	const { authority, legalBases = [], typeName } = content;
	const lead = [
		...centred(authority, 16),
		...legalBases.flatMap((text) => textParagraph(PORTRAIT, text, 'italic')),
		...centred(`${typeName}:`, 12)
	];
	return titledPart({ ...content, legalBases: [] }, { lead });
}

const centred = (text: string, before: number): Strip[] =>
	centredStrips(PORTRAIT, text.toUpperCase(), { style: 'bold', size: 14, pitch: 18, before });
