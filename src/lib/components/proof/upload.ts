/** Proofs on their way to the server. Says what became of a sending; never throws. */
import type { EvidenceView } from '#lib/contracts/field.ts';
import type { Stage } from '#lib/domain/answer.ts';
import type { Problem } from '#lib/domain/problems.ts';
import { isProblem } from '#lib/contracts/issue.ts';

export interface ProofSubject {
	inspectionId: string;
	kind: EvidenceView['subjectKind'];
	id: string;
	stage: Stage | null;
}

/** A proof before it is sent: a file, a citation, or both. */
export interface ProofDraft {
	key: number;
	file: File | null;
	citation: string;
	caption: string;
}

/** `problem` is null where the server could not be reached or failed. */
export type Sent<T> = { ok: true; value: T } | { ok: false; problem: Problem | null };

/** What the server takes, as a file dialog words it; what a file really is, the server tells by its content. */
export const ACCEPTED_FILES = '.pdf,.docx,.xlsx,image/jpeg,image/png,image/webp';

/** `onprogress` gets 0 … 1. A request by XHR, because fetch does not tell how far an upload is. */
export function sendProof(
	subject: ProofSubject,
	draft: ProofDraft,
	onprogress: (share: number) => void
): Promise<Sent<EvidenceView>> {
	const form = new FormData();
	form.set('subjectKind', subject.kind);
	form.set('subjectId', subject.id);
	if (subject.stage !== null) form.set('stage', subject.stage);
	form.set('caption', draft.caption);
	form.set('citation', draft.citation);
	if (draft.file) form.set('file', draft.file);
	return new Promise((resolve) => {
		const request = new XMLHttpRequest();
		request.open('POST', `/api/inspections/${subject.inspectionId}/evidence`);
		request.responseType = 'json';
		request.upload.onprogress = ({ loaded, total }) => onprogress(total > 0 ? loaded / total : 0);
		request.onerror = () => resolve({ ok: false, problem: null });
		request.onload = () => {
			const answer = request.response as { evidence?: EvidenceView; problem?: unknown } | null;
			if (request.status < 300 && answer?.evidence) resolve({ ok: true, value: answer.evidence });
			else resolve({ ok: false, problem: isProblem(answer?.problem) ? answer.problem : null });
		};
		request.send(form);
	});
}

export async function takeBackProof(inspectionId: string, id: string): Promise<Sent<null>> {
	try {
		const response = await fetch(`/api/inspections/${inspectionId}/evidence/${id}`, { method: 'DELETE' });
		if (response.ok) return { ok: true, value: null };
		const answer = (await response.json().catch(() => null)) as { problem?: unknown } | null;
		return { ok: false, problem: isProblem(answer?.problem) ? answer.problem : null };
	} catch {
		return { ok: false, problem: null };
	}
}
