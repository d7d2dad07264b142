/**
 * The minutes as this device would have them drawn, network or not: the same builder and the same hash as the server's,
 * which checks that the signed content is the one it freezes. Photos on their way are in it already: their
 * records are.
 */
import { boundContent, canonicalJson } from '#lib/domain/papers/canonical.ts';
import { toEvidenceItems } from '#lib/domain/papers/evidence-items.ts';
import { buildSessionMinutes } from '#lib/domain/papers/session-minutes.ts';
import { completeRecord } from '#lib/domain/papers/inspection-record.ts';
import type { PaperContent } from '#lib/domain/papers/paper.ts';
import type { FieldStore } from './field-store.svelte.ts';

export interface MinutesHere {
	content: PaperContent;
	/** SHA-256 (hex) of what a drawn signature binds. */
	hash: string;
}

/** Null where this device cannot: facts that were never fetched, or no cryptography (a page over plain http). */
export async function buildMinutesHere(store: FieldStore): Promise<MinutesHere | null> {
	const { paperFacts, set } = store.snapshot;
	if (!paperFacts || !globalThis.crypto?.subtle) return null;
	await store.tray.whenReady();
	const content = buildSessionMinutes(
		completeRecord(paperFacts, {
			session: store.session,
			set,
			answers: store.allAnswers,
			strengths: store.strengths,
			findings: store.findings,
			demands: store.demands,
			evidence: store.proofs.list.flatMap((view) =>
				toEvidenceItems({ ...view, citation: view.citationText })
			),
			drawn: store.signatures
		})
	);
	return { content, hash: await hashOf(canonicalJson(boundContent(content))) };
}

async function hashOf(text: string): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
	return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
