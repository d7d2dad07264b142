/**
 * Signing with the tool on an official's own machine (decision 0020). The page opens a ticket and hands the tool two
 * addresses: the tool fetches the paper with no session, and brings it back signed. What comes back goes the same way as a
 * file that a person brings; a ticket opens no second one.
 */
import { problem, ProblemError } from '#lib/domain/problems.ts';
import { BRIDGE_LIFE_MS, type BridgeView } from '#lib/domain/signing-bridge.ts';
import { writeAudit } from '../audit/audit.ts';
import { actorOfSession } from '../auth/session.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { FileStore } from '../evidence/store.ts';
import type { SignatureFault } from '../signing/fault.ts';
import { requireActor } from './access.ts';
import { dropTicket, findTicket, openTicket, type BridgeTicket } from './bridge-tickets.ts';
import { requireSignerOrBringer } from './paper-access.ts';
import { takeSignedOn, type Brought } from './paper-outside.ts';
import { requireOpenSlot } from './paper-signature-writing.ts';
import { SignatureRefused } from './signature-refused.ts';

/**
 * Opens a block of a paper to the tool for ten minutes, in the name of whoever asks. The record tells of it, because from
 * then on bytes go to a program that shows no session. `session` is the handle of the asking session.
 *
 * Throws `auth.required`, what `requireSignerOrBringer` and `requireOpenSlot` throw.
 */
export function openToTool(
	ctx: Ctx,
	documentId: string,
	wanted: number,
	session: string
): { token: string; expiresAt: number } {
	const actor = requireActor(ctx);
	const { row, slot } = requireSignerOrBringer(ctx, documentId, wanted);
	const { sha256: baseSha256 } = requireOpenSlot(ctx, documentId, slot);
	inTransaction(ctx, () =>
		writeAudit(ctx, {
			action: 'document.open_to_tool',
			subjectKind: 'document',
			subjectId: documentId,
			inspectionId: row.inspectionId,
			new: { slot: slot.slot, role: slot.role, baseSha256 }
		})
	);
	const { token, ticket } = openTicket(ctx, {
		...{ accountId: actor.id, session, documentId },
		...{ slot: slot.slot, baseSha256 }
	});
	return { token, expiresAt: ticket.expiresAt };
}

/**
 * For the tool: the exact bytes that the ticket was opened for. Throws `signing.ticket_gone`, `signing.ticket_used`, and,
 * asked anew in the name of the account, what `openToTool` throws; `signing.older_revision` when somebody signed meanwhile.
 */
export function readForTool(ctx: Ctx, token: string): Buffer {
	const ticket = requireUnused(ctx, token);
	try {
		const as = actAs(ctx, ticket);
		const { slot } = requireSignerOrBringer(as, ticket.documentId, ticket.slot);
		const { sha256 } = requireOpenSlot(as, ticket.documentId, slot);
		if (sha256 !== ticket.baseSha256) throw new ProblemError(problem('signing.older_revision', {}, 'file'));
		const pdf = new FileStore(ctx.config.dataDir).get(sha256);
		ticket.state = 'fetched';
		return pdf;
	} catch (thrown) {
		throw refuse(ctx, token, ticket, thrown);
	}
}

/**
 * From the tool: the paper, signed. A ticket takes one file; `read` is called only after its rights were asked anew, so
 * that nobody's 30 MB are read for nothing.
 *
 * Throws `signing.ticket_gone`, `signing.ticket_used`, `auth.required`, what `read` throws, and what `takeSignedPaper`
 * throws. A name to be answered for keeps the file in memory until `confirmToolName`.
 */
export async function takeFromTool(
	ctx: Ctx,
	token: string,
	read: () => Promise<Brought>
): Promise<{ signerName: string; documentId: string }> {
	const ticket = requireUnused(ctx, token);
	ticket.state = 'checking';
	try {
		const as = actAs(ctx, ticket);
		const right = requireSignerOrBringer(as, ticket.documentId, ticket.slot);
		ticket.held = await read();
		const { signerName } = await takeSignedOn(as, right, { file: ticket.held, nameConfirmed: false });
		return finish(ticket, signerName);
	} catch (thrown) {
		throw refuse(ctx, token, ticket, thrown);
	}
}

/** How far it is, for whoever began it. Throws `auth.required`, `signing.ticket_gone`. */
export function readToolTicket(ctx: Ctx, token: string): BridgeView & { fault: SignatureFault | null } {
	const { state, expiresAt, problem: said, fault, signerName } = requireOwn(ctx, token);
	return { state, expiresAt, problem: said, fault, signerName };
}

/**
 * Whoever began it answers for the certificate's name: the file that waits is taken, with every check made anew. Throws
 * `auth.required`, `signing.ticket_gone`, `signing.ticket_used` when no file waits, and what `takeSignedPaper` throws.
 */
export async function confirmToolName(
	ctx: Ctx,
	token: string
): Promise<{ signerName: string; documentId: string }> {
	const ticket = requireOwn(ctx, token);
	const { held } = ticket;
	if (ticket.state !== 'name' || !held) throw new ProblemError(problem('signing.ticket_used', {}));
	ticket.state = 'checking';
	try {
		const right = requireSignerOrBringer(ctx, ticket.documentId, ticket.slot);
		const { signerName } = await takeSignedOn(ctx, right, { file: held, nameConfirmed: true });
		return finish(ticket, signerName);
	} catch (thrown) {
		throw refuse(ctx, token, ticket, thrown);
	}
}

/** Takes the ticket back; a file that waits is forgotten. Throws `auth.required`, `signing.ticket_gone`. */
export function closeToTool(ctx: Ctx, token: string): void {
	requireOwn(ctx, token);
	dropTicket(ctx, token);
}

const gone = () => new ProblemError(problem('signing.ticket_gone', {}));

function requireUnused(ctx: Ctx, token: string): BridgeTicket {
	const ticket = findTicket(ctx, token);
	if (!ticket) throw gone();
	if (ticket.state !== 'waiting' && ticket.state !== 'fetched')
		throw new ProblemError(problem('signing.ticket_used', {}));
	return ticket;
}

/** Another's ticket and none answer alike. */
function requireOwn(ctx: Ctx, token: string): BridgeTicket {
	const actor = requireActor(ctx);
	const ticket = findTicket(ctx, token);
	if (!ticket || ticket.accountId !== actor.id) throw gone();
	return ticket;
}

/** The account as it is now, while the session that opened the ticket lives. Throws `auth.required`. */
function actAs(ctx: Ctx, { accountId, session }: BridgeTicket): Ctx {
	const actor = actorOfSession(ctx, accountId, session);
	if (!actor) throw new ProblemError(problem('auth.required', {}));
	return { ...ctx, actor };
}

function finish(ticket: BridgeTicket, signerName: string): { signerName: string; documentId: string } {
	Object.assign(ticket, { state: 'done', signerName, held: null, problem: null, fault: null });
	return { signerName, documentId: ticket.documentId };
}

const ABOUT_NAMES = new Set(['signing.other_name', 'signing.name_blank']);

/** Leaves the reason for the page. What is no problem of a person's ends the ticket: the page hears that it is gone. */
function refuse(ctx: Ctx, token: string, ticket: BridgeTicket, thrown: unknown): unknown {
	if (!(thrown instanceof ProblemError)) {
		dropTicket(ctx, token);
		return thrown;
	}
	const asksName = ticket.held !== null && ABOUT_NAMES.has(thrown.problem.code);
	ticket.problem = thrown.problem;
	ticket.fault = thrown instanceof SignatureRefused ? thrown.fault : null;
	ticket.state = asksName ? 'name' : 'refused';
	if (asksName) ticket.expiresAt = ctx.now() + BRIDGE_LIFE_MS;
	else ticket.held = null;
	return thrown;
}
