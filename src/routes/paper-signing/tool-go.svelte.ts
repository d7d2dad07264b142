/**
 * One go at signing with the tool on this machine, as a card shows it: the server is asked how far it is while the tool
 * works, and its word decides; the tool's own answer only tells when and why to stop asking.
 */
import type { OpenedToTool, ToolProgress, ToolRefusal } from '#lib/contracts/signing-bridge.ts';
import type { Problem } from '#lib/domain/problems.ts';
import { callTool, type ToolOutcome } from './local-tool.ts';

const ASK_EVERY_MS = 1_000;
const ROOT = '/api/signing-bridge';

/** `calling`: the tool is being reached; `open`: it has the word; then as the server says. */
export type GoStep = 'idle' | 'calling' | 'open' | 'fetched' | 'checking' | 'name' | 'done';

/** Why it ended without a signature: the server's reason, or what became of the tool. */
export type GoFault =
	| { kind: 'problem'; problem: Problem }
	| { kind: 'absent' | 'insecure' | 'lost' | 'not_brought' | 'offline' }
	| { kind: 'failed'; message: string };

interface Place {
	address: string;
	documentId: string;
	slot: number;
	/** The signature is on the paper. */
	ondone: (signerName: string) => void;
}

export class ToolGo {
	step = $state<GoStep>('idle');
	fault = $state<GoFault | null>(null);
	/** Whose name is to be answered for. */
	question = $state<Problem | null>(null);
	private ticket: string | null = null;
	private giveUp = new AbortController();
	private readonly place: Place;

	constructor(place: Place) {
		this.place = place;
	}

	get isRunning(): boolean {
		return this.step !== 'idle' && this.step !== 'done' && this.step !== 'name';
	}

	async begin(): Promise<void> {
		this.giveUp = new AbortController();
		this.fault = null;
		this.step = 'calling';
		const { documentId, slot, address } = this.place;
		const opened = await ask<OpenedToTool>('', 'POST', { documentId, slot });
		if (!opened.ok) return this.end(opened.fault);
		this.ticket = opened.value.ticket;
		const here = `${location.origin}${ROOT}/${this.ticket}`;
		const asking = setInterval(() => void this.look(), ASK_EVERY_MS);
		try {
			const { signal } = this.giveUp;
			const addresses = { paper: `${here}/paper.pdf`, upload: `${here}/signed` };
			const onopen = () => void (this.step = 'open');
			const outcome = await callTool(address, { ...addresses, signal, onopen });
			if (signal.aborted) return;
			await this.settle(faultOf(outcome));
		} finally {
			clearInterval(asking);
		}
	}

	/** The person answers for the name in the certificate. Unheard, the question stays. */
	async confirmName(): Promise<void> {
		const { ticket } = this;
		if (ticket === null) return;
		this.step = 'checking';
		this.fault = null;
		const answered = await ask(`/${ticket}/name`, 'POST');
		if (answered.ok || answered.fault.kind === 'problem') return this.settle({ kind: 'offline' });
		this.step = 'name';
		this.fault = answered.fault;
	}

	/** Gives up; what the tool brings later is refused. */
	cancel(): void {
		this.giveUp.abort();
		this.close();
		this.step = 'idle';
		this.question = null;
	}

	/** The page goes away. The tool may go on: what it brings is taken all the same. */
	leave(): void {
		this.giveUp.abort();
		this.ticket = null;
	}

	/** The server's word at the end; `otherwise` is why, where it knows of nothing that came. */
	private async settle(otherwise: GoFault): Promise<void> {
		const heard = await this.look();
		if (heard === 'unheard') return this.end({ kind: 'offline' });
		if (heard === 'checking') return this.settleLater(otherwise);
		if (heard === 'done' || heard === 'name' || this.step === 'idle') return;
		this.close();
		this.end(otherwise);
	}

	/** The tool is through, and its file is still being looked at. */
	private async settleLater(otherwise: GoFault): Promise<void> {
		await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
		if (!this.giveUp.signal.aborted) await this.settle(otherwise);
	}

	/** Asks once and shows what was heard. A network that is away for a moment is asked again. */
	private async look(): Promise<GoStep | 'unheard' | null> {
		const { ticket } = this;
		if (ticket === null) return null;
		const heard = await ask<ToolProgress>(`/${ticket}`, 'GET');
		if (this.ticket !== ticket) return null;
		if (!heard.ok) {
			if (heard.fault.kind !== 'problem') return 'unheard';
			this.end(heard.fault);
			return null;
		}
		const { state, problem, signerName } = heard.value;
		if (state === 'refused') {
			this.close();
			this.end(problem && { kind: 'problem', problem });
		} else if (state === 'name') {
			this.question = problem;
			this.step = 'name';
		} else if (state === 'done') {
			this.finish(signerName ?? '');
		} else if (state !== 'waiting') this.step = state;
		return this.step;
	}

	private finish(signerName: string): void {
		if (this.step === 'done') return;
		this.step = 'done';
		this.question = null;
		this.place.ondone(signerName);
	}

	private end(fault: GoFault | null): void {
		this.giveUp.abort();
		this.ticket = null;
		this.step = 'idle';
		this.question = null;
		this.fault = fault;
	}

	/** What the server keeps of this go may go. Not being heard changes nothing: it ends by itself. */
	private close(): void {
		const { ticket } = this;
		this.ticket = null;
		if (ticket !== null) void ask(`/${ticket}`, 'DELETE');
	}
}

/** What it was, should the server know of no signature. */
function faultOf(outcome: ToolOutcome): GoFault {
	if (outcome.kind === 'failed') return outcome;
	// Browsers let no page that came by http from another machine speak to programs here, and do not say so.
	if (outcome.kind === 'absent' && !isSecureContext) return { kind: 'insecure' };
	return { kind: outcome.kind === 'signed' ? 'not_brought' : outcome.kind };
}

type Heard<T> = { ok: true; value: T } | { ok: false; fault: GoFault };

async function ask<T>(path: string, method: 'GET' | 'POST' | 'DELETE', body?: unknown): Promise<Heard<T>> {
	try {
		const headers = { 'content-type': 'application/json' };
		const sent = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) };
		const response = await fetch(ROOT + path, sent);
		const answer = (await response.json()) as T & Partial<ToolRefusal>;
		if (response.ok) return { ok: true, value: answer };
		return {
			ok: false,
			fault: answer.problem ? { kind: 'problem', problem: answer.problem } : { kind: 'offline' }
		};
	} catch {
		return { ok: false, fault: { kind: 'offline' } };
	}
}
