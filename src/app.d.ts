import type { Actor } from '#lib/domain/permissions.ts';
import type { Problem } from '#lib/domain/problems.ts';
import type { Ctx } from '#lib/server/context.ts';

declare global {
	namespace App {
		interface Locals {
			/** Names the request in the log and in the answer's `x-request-id`. */
			requestId: string;
			/** What services are given first. */
			ctx: Ctx;
			actor: Actor | null;
			session: { handle: string; username: string } | null;
		}
		interface Error {
			/** Code of the problem; pages show the problem's own sentence. */
			message: string;
			problem?: Problem;
			errorId?: string;
		}
		interface PageState {
			/** The subcriterion at hand in the walk. */
			code?: string;
		}
		namespace Superforms {
			/** What a form says as a whole: a problem (with what stands now, when it was stale), or what was done. */
			type Message = { problem: Problem; current?: Record<string, unknown> } | { done: string };
		}
	}
}

export {};
