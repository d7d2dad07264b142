/** Words for what is asked for on an accepted action, and for the decision. */
import type { Tone } from '#lib/components/icon.ts';
import type { RequestDecision, RequestedChange, RequestKind } from '#lib/domain/action-request.ts';
import { formatDay } from '#lib/domain/calendar.ts';
import type { ActionDecision } from '#lib/domain/plan-decision.ts';
import * as m from '#lib/paraglide/messages.js';

const KINDS: Record<RequestKind, () => string> = {
	extension: m.request_kind_extension,
	replacement: m.request_kind_replacement,
	hand_over: m.request_kind_hand_over,
	cannot_now: m.request_kind_cannot_now
};
export const requestKindText = (kind: RequestKind): string => KINDS[kind]();

interface Before {
	dueOn: string;
	leadUnit: string;
	personInCharge: string;
}

/** What it would change, beside what stood when it was asked. */
export function requestText(request: RequestedChange, before: Before): string {
	const { kind, dueOn, measure, product, leadUnit, personInCharge, restsUntil } = request;
	switch (kind) {
		case 'extension':
			return m.request_what_extension({ day: formatDay(dueOn!), before: formatDay(before.dueOn) });
		case 'replacement':
			return dueOn === null
				? m.request_what_replacement({ measure, product })
				: m.request_what_replacement_day({ measure, product, day: formatDay(dueOn) });
		case 'hand_over':
			return m.request_what_hand_over({
				unit: leadUnit,
				person: personInCharge,
				before: `${before.leadUnit} · ${before.personInCharge}`
			});
		case 'cannot_now':
			return m.request_what_cannot_now({ day: formatDay(restsUntil!) });
	}
}

export function requestDecisionText(decision: RequestDecision | null): string {
	if (decision === null) return m.request_waiting();
	return decision === 'accepted' ? m.request_accepted() : m.request_rejected();
}
export function requestDecisionTone(decision: RequestDecision | null): Tone {
	if (decision === null) return 'warn';
	return decision === 'accepted' ? 'ok' : 'seal';
}

export function actionDecisionText(decision: ActionDecision | null): string {
	if (decision === null) return m.action_undecided();
	return decision === 'accepted' ? m.action_accepted() : m.action_returned();
}
export function actionDecisionTone(decision: ActionDecision | null): Tone {
	if (decision === null) return 'neutral';
	return decision === 'accepted' ? 'ok' : 'seal';
}
