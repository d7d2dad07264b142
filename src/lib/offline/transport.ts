/** The way to the server for field work. Says in plain words what became of a sending; never throws. */
import type { EvidenceView, FieldSnapshot, Sending, SyncAnswer } from '#lib/contracts/field.ts';
import type { Transition } from '#lib/domain/inspection.ts';
import type { Operation } from '#lib/domain/operations.ts';
import type { PaperContent, PaperKind } from '#lib/domain/papers/paper.ts';
import type { Problem } from '#lib/domain/problems.ts';

export type Outcome<T> =
	| { kind: 'done'; value: T }
	/** No network, or no server behind it. */
	| { kind: 'unreachable' }
	/** The session has ended; work goes on, sending waits for a new sign-in. */
	| { kind: 'signed_out' }
	/** The server understood and says no. */
	| { kind: 'refused'; problem: Problem }
	/** The server failed, or said something nobody understands. */
	| { kind: 'failed'; status: number };

export interface EvidenceUpload {
	file: File;
	subjectKind: 'answer' | 'finding';
	subjectId: string;
	stage: string | null;
	caption: string;
	takenAt: number | null;
	/** Where it was taken, as far as the person allows; metres. Without `accuracy` nobody knows how far off it may be. */
	place: { latitude: number; longitude: number; accuracy: number | null } | null;
	/** The proof that this marked-up copy was drawn on. */
	originalId: string | null;
}

/** A paper of the inspection that has its number. */
export interface IssuedPaper {
	id: string;
	kind: PaperKind;
	number: number;
	sign: string;
	issuedOn: string;
	superseded: boolean;
}

export interface Transport {
	send(operations: readonly Operation[], sending: Required<Sending>): Promise<Outcome<SyncAnswer>>;
	load(inspectionId: string): Promise<Outcome<FieldSnapshot>>;
	/** `id` is the proof's own: sent twice, it is kept once. */
	upload(inspectionId: string, id: string, upload: EvidenceUpload): Promise<Outcome<EvidenceView>>;
	preview(inspectionId: string): Promise<Outcome<{ content: PaperContent; hash: string }>>;
	papers(inspectionId: string): Promise<Outcome<IssuedPaper[]>>;
	issue(inspectionId: string, body: { kind: PaperKind; version: number }): Promise<Outcome<unknown>>;
	move(
		inspectionId: string,
		body: { transition: Transition; version: number; reason?: string }
	): Promise<Outcome<{ state: string; version: number }>>;
}

type Fetch = typeof fetch;

/** Talks to this site's own API. */
export function httpTransport(fetch: Fetch): Transport {
	const inspection = (id: string) => `/api/inspections/${encodeURIComponent(id)}`;
	return {
		send: (operations, sending) => post(fetch, '/api/sync', { operations, ...sending }),
		load: (id) => ask(fetch, `${inspection(id)}/field`),
		upload: async (id, evidenceId, upload) => {
			const outcome = await ask<{ evidence: EvidenceView }>(fetch, `${inspection(id)}/evidence`, {
				method: 'POST',
				body: formOf(evidenceId, upload)
			});
			return outcome.kind === 'done' ? { kind: 'done', value: outcome.value.evidence } : outcome;
		},
		preview: (id) => ask(fetch, `${inspection(id)}/minutes-preview`),
		papers: async (id) => {
			const outcome = await ask<{ papers: IssuedPaper[] }>(fetch, `${inspection(id)}/papers`);
			return outcome.kind === 'done' ? { kind: 'done', value: outcome.value.papers } : outcome;
		},
		issue: (id, body) => post(fetch, `${inspection(id)}/papers`, body),
		move: (id, body) => post(fetch, `${inspection(id)}/move`, body)
	};
}

function formOf(
	id: string,
	{ file, subjectKind, subjectId, stage, caption, takenAt }: EvidenceUpload
): FormData {
	const form = new FormData();
	form.set('id', id);
	form.set('file', file);
	form.set('subjectKind', subjectKind);
	form.set('subjectId', subjectId);
	if (stage !== null) form.set('stage', stage);
	form.set('caption', caption);
	if (takenAt !== null) form.set('takenAt', String(takenAt));
	return form;
}

function post<T>(fetch: Fetch, path: string, body: unknown): Promise<Outcome<T>> {
	return ask(fetch, path, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body)
	});
}

export async function ask<T>(fetch: Fetch, path: string, request?: RequestInit): Promise<Outcome<T>> {
	let response: Response;
	try {
		response = await fetch(path, {
			...request,
			headers: { accept: 'application/json', ...request?.headers }
		});
	} catch {
		return { kind: 'unreachable' };
	}
	if (!isOurs(response))
		return response.status === 413 ? { kind: 'failed', status: 413 } : { kind: 'unreachable' };
	const body = (await response.json().catch(() => undefined)) as { problem?: Problem } | undefined;
	if (response.ok && body !== undefined) return { kind: 'done', value: body as T };
	if (body?.problem?.code === 'auth.required' || response.status === 401) return { kind: 'signed_out' };
	if (body?.problem && response.status < 500) return { kind: 'refused', problem: body.problem };
	return [502, 503, 504].includes(response.status)
		? { kind: 'unreachable' }
		: { kind: 'failed', status: response.status };
}

/**
 * Every answer of the server carries the number of its request. One without is somebody else's: the page of a hotel's
 * network, a proxy's. What a proxy finds too large it will find too large again, so that alone is told apart.
 */
const isOurs = ({ headers }: Response): boolean => headers.has('x-request-id');
