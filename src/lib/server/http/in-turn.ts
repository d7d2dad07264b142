/** The order of answers: one request in each turn of the event loop, those that came first before the others. */
import type { IncomingMessage, ServerResponse } from 'node:http';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Answers requests one in each turn of the loop. A page is drawn without a pause, so what came while a batch of
 * them was drawn is otherwise read after the whole batch: one in ten waits twice as long as the rest.
 * A request whose sender is gone when its turn comes is left out. What is sent to be kept waits for its body anyway, and
 * is answered at once.
 */
export function inTurn(answer: Answer): Answer {
	const waiting: Parameters<Answer>[] = [];
	const takeTurn = (): void => {
		const [request, response] = waiting.shift()!;
		if (waiting.length > 0) setImmediate(takeTurn);
		if (!response.destroyed) answer(request, response);
	};
	return (request, response) => {
		if (request.method !== 'GET') return answer(request, response);
		waiting.push([request, response]);
		if (waiting.length === 1) setImmediate(takeTurn);
	};
}
