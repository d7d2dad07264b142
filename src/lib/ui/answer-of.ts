/** What a page's `form` says for its head, when the answer is one of a plain action (superforms speak for themselves). */
import type { Problem } from '#lib/domain/problems.ts';

export function answerOf(
	answer: { problem?: Problem; done?: string } | object | null | undefined
): { problem: Problem } | { done: string } | null {
	if (!answer) return null;
	if ('problem' in answer && answer.problem) return { problem: answer.problem };
	return 'done' in answer && answer.done ? { done: answer.done } : null;
}
