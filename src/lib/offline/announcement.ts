/** What is said of a file before it is sent. */
import type { Stage } from '#lib/domain/answer.ts';
import type { OperationBody } from '#lib/domain/operation.ts';
import type { EvidenceUpload } from './transport.ts';

export type Announcement = Extract<OperationBody, { type: 'evidence.add' }>;

/** `position`: among the proofs of its subject. */
export function announcementOf(id: string, upload: EvidenceUpload, position: number): Announcement {
	const { file, subjectKind, subjectId, stage, caption, takenAt, place, originalId, sha256 = null } = upload;
	return {
		type: 'evidence.add',
		payload: {
			id,
			subjectKind,
			subjectId,
			stage: stage as Stage | null,
			fileName: file.name,
			mediaType: file.type,
			size: file.size,
			sha256,
			caption,
			takenAt,
			place,
			originalId,
			position
		}
	};
}

/** The announcement of a file among operations. */
export const findAnnouncement = <T extends OperationBody>(
	operations: readonly T[],
	id: string
): T | undefined => operations.find(({ type, payload }) => type === 'evidence.add' && payload.id === id);
