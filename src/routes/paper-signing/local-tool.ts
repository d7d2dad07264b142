/**
 * Speaks with the signing tool on the person's own machine: one socket for each call, whose path names the operation; one
 * JSON text goes out, one comes back (decision 0020). What the tool says is told to the person and decides nothing: whether
 * a signature was made, the server says.
 */

/** A person's signature over a finished paper. The tool's «issue» would print number and date, which stand there already. */
const OPERATION = 'SignApproved';
const OPENING_MS = 10_000;

/** `absent`: nothing listens; `lost`: it went away without an answer; `failed`: cancelled there, or something went wrong. */
export type ToolOutcome = { kind: 'absent' | 'lost' | 'signed' } | { kind: 'failed'; message: string };

export interface ToolCall {
	/** Where the tool fetches the paper, and where it brings the signed one. */
	paper: string;
	upload: string;
	/** The person gives up. */
	signal: AbortSignal;
	/** The tool has been reached. */
	onopen: () => void;
}

/** Resolves once the tool has answered or is gone. Given up, it resolves as `lost`. */
export function callTool(address: string, { paper, upload, signal, onopen }: ToolCall): Promise<ToolOutcome> {
	return new Promise((resolve) => {
		const socket = new WebSocket(`${address}/${OPERATION}`);
		let isOpen = false;
		const end = (outcome: ToolOutcome) => {
			clearTimeout(opening);
			resolve(outcome);
			socket.close();
		};
		const vanish = () => end({ kind: isOpen ? 'lost' : 'absent' });
		const opening = setTimeout(vanish, OPENING_MS);
		signal.addEventListener('abort', () => end({ kind: 'lost' }), { once: true });
		socket.onerror = vanish;
		socket.onclose = vanish;
		socket.onmessage = ({ data }) => end(readAnswer(String(data)));
		socket.onopen = () => {
			isOpen = true;
			clearTimeout(opening);
			socket.send(
				JSON.stringify({ FileUploadHandler: upload, SessionId: '', JWTToken: '', FileName: paper })
			);
			onopen();
		};
	});
}

const LONGEST_MESSAGE = 300;

/** `Status` 0 is done; everything else, also what nobody can read, is not. */
export function readAnswer(text: string): ToolOutcome {
	let answer: { Status?: unknown; Message?: unknown } | null;
	try {
		answer = JSON.parse(text) as typeof answer;
	} catch {
		return { kind: 'failed', message: '' };
	}
	if (answer?.Status === 0) return { kind: 'signed' };
	const message = typeof answer?.Message === 'string' ? answer.Message.trim() : '';
	return { kind: 'failed', message: message.slice(0, LONGEST_MESSAGE) };
}
