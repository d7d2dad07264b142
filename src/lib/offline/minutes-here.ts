/**
 * The minutes as this device would have them drawn, network or not: the same builder and the same hash as the server's,
 * which checks that the signed content is the one it freezes. Photos on their way are in it already, for they will be
 * in the record.
 */
import { buildMinutes } from '#lib/domain/papers/minutes.ts';
import { completeRecord, toEvidenceItem, type EvidenceItem } from '#lib/domain/papers/inspection-record.ts';
import { boundContent, canonicalJson, type MinutesContent } from '#lib/domain/papers/paper.ts';
import type { FieldStore } from './field-store.svelte.ts';

export interface MinutesHere {
	content: MinutesContent;
	/** SHA-256 (hex) of what a drawn signature binds. */
	hash: string;
}

/** Null where this device cannot: facts that were never fetched, or no cryptography (a page over plain http). */
export async function buildMinutesHere(store: FieldStore): Promise<MinutesHere | null> {
	const { paperFacts, set } = store.snapshot;
	if (!paperFacts || !globalThis.crypto?.subtle) return null;
	const content = buildMinutes(
		completeRecord(paperFacts, {
			session: store.session,
			set,
			answers: store.allAnswers,
			strengths: store.strengths,
			findings: store.findings,
			demands: store.demands,
			evidence: listProofs(store),
			drawn: store.signatures
		})
	);
	return { content, hash: await hashOf(canonicalJson(boundContent(content))) };
}

function listProofs({ evidence, tray }: FieldStore): EvidenceItem[] {
	const waiting = tray.items
		.filter(({ state }) => state !== 'refused')
		.map(({ id, upload }) =>
			toEvidenceItem({
				...upload,
				id,
				side: 'team',
				mediaType: upload.file.type,
				fileName: upload.file.name.normalize('NFC').slice(0, LONGEST_NAME),
				caption: upload.caption.trim(),
				citation: ''
			})
		);
	const known = new Set(evidence.map(({ id }) => id));
	return [
		...evidence.map((view) => toEvidenceItem({ ...view, citation: view.citationText })),
		...waiting.filter(({ id }) => !known.has(id))
	];
}

/** As the server keeps names. */
const LONGEST_NAME = 200;

async function hashOf(text: string): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
	return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
