/** Proofs in the words of papers. */
import { isPicture } from '../evidence.ts';
import type { EvidenceItem } from './inspection-record.ts';

/**
 * A proof as pages know it, in the words of papers: one item for each subcriterion where it stands. `citation` is
 * already worded.
 */
export function toEvidenceItems(proof: ListedProof): EvidenceItem[] {
	/* Gathered months after the papers of the inspection: they do not speak of it. */
	if (proof.subjectKind === 'effect') return [];
	const item = toEvidenceItem(proof);
	if (proof.subjectKind !== 'answer' || !proof.codes) return [item];
	return proof.codes.map((subcriterionCode) => ({ ...item, subcriterionCode }));
}

interface ListedProof {
	id: string;
	side: EvidenceItem['side'];
	subjectKind: string;
	subjectId: string;
	mediaType: string | null;
	fileName: string;
	caption: string;
	citation: string;
	position: number;
	codes?: readonly string[];
}

function toEvidenceItem(proof: ListedProof): EvidenceItem {
	const { id, side, subjectKind, subjectId, mediaType, fileName, caption, citation, position } = proof;
	const named = caption || fileName;
	return {
		id,
		subcriterionCode: subjectKind === 'answer' ? subjectId : null,
		findingId: subjectKind === 'finding' ? subjectId : null,
		actionId: subjectKind === 'progress' ? subjectId : null,
		...(subjectKind === 'explanation' ? { explanationId: subjectId } : {}),
		side,
		medium: isPicture(mediaType) ? 'photo' : 'document',
		position,
		title: named || citation,
		citation: named ? citation : ''
	};
}
