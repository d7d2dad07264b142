/**
 * The signing tool that runs on an official's own machine, driven by the page (decision 0020): where it may listen, how
 * long the paper lies out for it, what a page is told of one go. A go ends with the same checks as a file brought by hand.
 */
import type { Problem } from './problems.ts';

/** Long enough to fetch a token from the drawer, short enough that a ticket left in a log is worth nothing. */
export const BRIDGE_LIFE_MS = 10 * 60_000;

/**
 * `waiting`: nobody has fetched the paper; `fetched`: the tool has it; `checking`: something came back; `name`: it is
 * good, but names another person than the paper, and whoever began it has to answer for that.
 */
export type BridgeState = 'waiting' | 'fetched' | 'checking' | 'name' | 'refused' | 'done';

/** One go, as the page that began it asks for it. Instants are epoch milliseconds. */
export interface BridgeView {
	state: BridgeState;
	expiresAt: number;
	/** Why it was refused, or whose name is to be answered for. */
	problem: Problem | null;
	/** Of the certificate, once the signature is on the paper. */
	signerName: string | null;
}

/** No IPv6: a content policy cannot name such a host. */
const OWN_MACHINE = new Set(['127.0.0.1', 'localhost']);

/**
 * The tool's address as browsers and the content policy write it (`wss://127.0.0.1:8987`), or null where it is none. Only
 * the person's own machine: what is sent there gives whoever listens the right to fetch a paper.
 */
export function bridgeAddress(text: string): string | null {
	const url = URL.parse(text);
	if (!url || !/^wss?:$/.test(url.protocol) || !OWN_MACHINE.has(url.hostname)) return null;
	const isBare = url.pathname === '/' && url.search + url.hash + url.username + url.password === '';
	return isBare ? `${url.protocol}//${url.host}` : null;
}
