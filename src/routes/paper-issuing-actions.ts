/** The form action by which a paper is numbered and issued: the same for inspections, campaigns and agencies. */
import type { RequestEvent } from '@sveltejs/kit';
import { message, superValidate } from 'sveltekit-superforms';
import { valibot } from 'sveltekit-superforms/adapters';
import { issueForm, toIssueInput } from '#lib/contracts/inspection-forms.ts';
import { isPaperKind } from '#lib/domain/papers/availability.ts';
import type { StampOutcome } from '#lib/domain/paper-signing.ts';
import type { PaperKind } from '#lib/domain/papers/paper.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Ctx } from '#lib/server/context.ts';
import { answerForm, failForm } from '#lib/server/http/problem-response.ts';
import type { IssuedPaper, IssueInput } from '#lib/server/services/paper-issuing.ts';
import { paperText } from '#lib/ui/paper-text.ts';
import { stampText } from '#lib/ui/signing-text.ts';

/** A stamp was asked for and there is none: said aloud. Where no authority is set nobody expects one. */
const isUnanswered = (stamp: StampOutcome): boolean => stamp !== 'stamped' && stamp !== 'none';

interface IssuingPage<K extends PaperKind> {
	/** Kinds that are issued on this page; what else is asked for is `document.unknown_kind`. */
	isOfHere: (kind: PaperKind) => kind is K;
	issue: (ctx: Ctx, id: string, kind: K, input: IssueInput) => Promise<IssuedPaper>;
	/** The version that stands, for whoever looked at an older one. */
	version: (ctx: Ctx, id: string) => number;
}

/** The kind is in the address, so that a page has one action for all of them. */
export const issueAction =
	<K extends PaperKind>({ isOfHere, issue, version }: IssuingPage<K>) =>
	async ({ params: { id }, request, url, locals: { ctx } }: RequestEvent<{ id: string }>) => {
		const form = await superValidate(request, valibot(issueForm));
		const kind = url.searchParams.get('kind') ?? '';
		if (!form.valid) return failForm(form);
		try {
			if (!isPaperKind(kind) || !isOfHere(kind))
				throw new ProblemError(problem('document.unknown_kind', { kind }));
			const { number, stamp } = await issue(ctx, id, kind, toIssueInput(form.data));
			form.data.number = '';
			const done = m.office_papers_issued({ paper: paperText(kind), number: String(number) });
			return message(form, { done: isUnanswered(stamp) ? `${done} ${stampText(stamp)}` : done });
		} catch (thrown) {
			return answerForm(form, thrown, () => ({ version: version(ctx, id) }));
		}
	};
