/** The way to the server for field work. Says in plain words what became of a sending; never throws. */
import type { EvidenceView, FieldSnapshot, Sending, SyncAnswer } from '#lib/contracts/field.ts';
import type { Place } from '#lib/domain/evidence.ts';
import type { Transition } from '#lib/domain/inspection.ts';
import type { Operation } from '#lib/domain/operation.ts';
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

/** What became of a move of the inspection's life; `unsent`: what waits, or the move itself, did not get through. */
export type MoveOutcome = { kind: 'done' } | { kind: 'refused'; problem: Problem } | { kind: 'unsent' };

export interface EvidenceUpload {
	file: File;
	subjectKind: 'answer' | 'finding';
	subjectId: string;
	stage: string | null;
	caption: string;
	takenAt: number | null;
	/** Where it was taken, as far as the person allows. */
	place: Place | null;
	/** The proof that this marked-up copy was drawn on. */
	originalId: string | null;
	/** The photo is sent as the camera made it. */
	isOriginal?: boolean;
	/** Of the bytes that are sent, null where it cannot be reckoned; absent until the file is ready to be sent. */
	sha256?: string | null;
	/** Its sending has begun: a part of it may be there already. */
	isBegun?: boolean;
	/** It arrived damaged once and is sent from its beginning. */
	isAgain?: boolean;
}

export interface Going {
	/** A part of it may be there: asked first. */
	isResumed: boolean;
	signal: AbortSignal;
	/** How much has gone, 0 … 1. */
	onprogress: (share: number) => void;
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
	/** Sends the file of a proof, or what is left of it. Sent twice, it is kept once. */
	upload(inspectionId: string, evidenceId: string, file: File, going: Going): Promise<Outcome<EvidenceView>>;
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
		upload: async (id, evidenceId, file, going) => {
			/* Its own script, fetched with the first file: not there yet is not reachable. */
			const resumable = await import('./resumable.ts').catch(() => null);
			if (!resumable) return { kind: 'unreachable' };
			const address = `/api/uploads/${encodeURIComponent(id)}/${encodeURIComponent(evidenceId)}`;
			return resumable.sendFile(fetch, address, file, going);
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
	return outcomeOf(response.status, await response.json().catch(() => undefined));
}

/** What an answer means. `body`: as JSON, undefined where it is none (a page of somebody else's, for example). */
export function outcomeOf<T>(status: number, body: unknown): Outcome<T> {
	const { problem } = (body ?? {}) as { problem?: Problem };
	if (status >= 200 && status < 300 && body !== undefined) return { kind: 'done', value: body as T };
	if (problem?.code === 'auth.required' || status === 401) return { kind: 'signed_out' };
	if (problem && status < 500) return { kind: 'refused', problem };
	return [502, 503, 504].includes(status) ? { kind: 'unreachable' } : { kind: 'failed', status };
}

/**
 * Every answer of the server carries the number of its request. One without is somebody else's: the page of a hotel's
 * network, a proxy's. What a proxy finds too large it will find too large again, so that alone is told apart.
 */
const isOurs = ({ headers }: Response): boolean => headers.has('x-request-id');
