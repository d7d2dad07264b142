/** Words and colour for what happened to a finding. */
import type { Tone } from '#lib/components/icon.ts';
import type { Transition } from '#lib/domain/inspection.ts';
import { formatPercent } from '#lib/domain/number-format.ts';
import * as m from '#lib/paraglide/messages.js';
import { decisionText, decisionTone, stanceText } from '#lib/ui/explanation-text.ts';
import { transitionText } from '#lib/ui/inspection-text.ts';
import { verdictText, verdictTone } from '#lib/ui/recheck-text.ts';
import {
	actionDecisionText,
	actionDecisionTone,
	requestDecisionText,
	requestDecisionTone,
	requestKindText
} from '#lib/ui/request-text.ts';
import type { PageData } from './$types';

export type HistoryEvent = PageData['history']['events'][number];

/** As something that was done; a button's words say what will be. */
const MOVES: Partial<Record<Transition, () => string>> = {
	conclude: m.history_moved_conclude,
	accept_plan: m.history_moved_accept_plan,
	return_plan: m.history_moved_return_plan,
	submit_report: m.history_moved_submit_report,
	return_report: m.history_moved_return_report,
	order_recheck: m.history_moved_order_recheck,
	close: m.history_moved_close,
	reopen: m.history_moved_reopen
};

export function headOf(event: HistoryEvent): string {
	switch (event.kind) {
		case 'raised':
			return m.history_raised();
		case 'moved':
			return MOVES[event.transition]?.() ?? transitionText(event.transition);
		case 'answered':
			return m.history_answered({ stance: stanceText(event.stance) });
		case 'answer_decided':
			return m.history_answer_decided({ decision: decisionText(event.decision) });
		case 'planned':
			return m.history_planned({ version: String(event.version) });
		case 'action_decided':
			return m.history_action_decided({ decision: actionDecisionText(event.decision) });
		case 'requested':
			return m.history_requested({ kind: requestKindText(event.request.kind) });
		case 'request_decided':
			return m.history_request_decided({ decision: requestDecisionText(event.request.decision) });
		case 'reported':
			return m.history_reported({ percent: formatPercent(event.report.percent * 100) });
		case 'judged':
			return event.result === 'verified' ? m.history_verified() : m.history_returned();
		case 'seen':
			return m.history_seen({ verdict: verdictText(event.verdict) });
		case 'reviewed':
			return event.result === 'effective' ? m.history_effective() : m.history_not_effective();
	}
}

export function toneOf(event: HistoryEvent): Tone {
	switch (event.kind) {
		case 'answer_decided':
			return decisionTone(event.decision);
		case 'action_decided':
			return actionDecisionTone(event.decision);
		case 'request_decided':
			return requestDecisionTone(event.request.decision);
		case 'reported':
			return event.report.state === 'done' ? 'warn' : 'brand';
		case 'judged':
			return event.result === 'verified' ? 'ok' : 'seal';
		case 'seen':
			return verdictTone(event.verdict);
		case 'reviewed':
			return event.result === 'effective' ? 'ok' : 'seal';
		case 'moved':
			return event.transition.startsWith('return') ? 'seal' : 'neutral';
		default:
			return 'neutral';
	}
}
