/**
 * Tickets for the signing tool on an official's machine, which has no session: whoever holds one may fetch one paper and
 * bring it back once. In memory, since a restart loses nothing but a go that is begun again with one press (decision 0020).
 * Kept under the SHA-256 of the token; the token itself goes to the page and nowhere else.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Problem } from '#lib/domain/problems.ts';
import { BRIDGE_LIFE_MS, type BridgeState } from '#lib/domain/signing-bridge.ts';
import type { Ctx } from '../context.ts';
import type { Db } from '../db/open.ts';
import type { SignatureFault } from '../signing/fault.ts';
import type { Brought } from './paper-outside.ts';

export interface BridgeTicket {
	readonly accountId: string;
	/** The session that began it: signed out, the ticket is worth nothing. */
	readonly session: string;
	readonly documentId: string;
	readonly slot: number;
	/** SHA-256 of the bytes that the tool is given. */
	readonly baseSha256: string;
	/** Epoch milliseconds. */
	expiresAt: number;
	state: BridgeState;
	problem: Problem | null;
	/** What the verifier found, so that a page can say it in its own language. */
	fault: SignatureFault | null;
	signerName: string | null;
	/** A good file that waits for a word on its name; nothing of it is on the disk. */
	held: Brought | null;
}

const TOKEN_BYTES = 32;
const kept = new WeakMap<Db, Map<string, BridgeTicket>>();

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Those that are not over; the others go here, there is no other broom. */
function liveTickets({ db, now }: Pick<Ctx, 'db' | 'now'>): Map<string, BridgeTicket> {
	const tickets = kept.get(db) ?? new Map<string, BridgeTicket>();
	kept.set(db, tickets);
	for (const [hash, { expiresAt }] of tickets) if (expiresAt <= now()) tickets.delete(hash);
	return tickets;
}

/** Makes a ticket; the earlier one of the same account goes, so that a person holds one file at most. */
export function openTicket(
	ctx: Pick<Ctx, 'db' | 'now'>,
	what: Pick<BridgeTicket, 'accountId' | 'session' | 'documentId' | 'slot' | 'baseSha256'>
): { token: string; ticket: BridgeTicket } {
	const tickets = liveTickets(ctx);
	for (const [hash, { accountId }] of tickets) if (accountId === what.accountId) tickets.delete(hash);
	const token = randomBytes(TOKEN_BYTES).toString('base64url');
	const untold = { problem: null, fault: null, signerName: null, held: null };
	const ticket: BridgeTicket = {
		...what,
		...untold,
		state: 'waiting',
		expiresAt: ctx.now() + BRIDGE_LIFE_MS
	};
	tickets.set(hashOf(token), ticket);
	return { token, ticket };
}

/** Undefined for what is unknown, over or taken back: the three cannot be told apart from outside. */
export const findTicket = (ctx: Pick<Ctx, 'db' | 'now'>, token: string): BridgeTicket | undefined =>
	liveTickets(ctx).get(hashOf(token));

export function dropTicket(ctx: Pick<Ctx, 'db' | 'now'>, token: string): void {
	liveTickets(ctx).delete(hashOf(token));
}
