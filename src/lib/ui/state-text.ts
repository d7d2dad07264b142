/** Names of the states of an inspection, for people. */
import type { InspectionState } from '#lib/domain/inspection.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/paraglide/runtime.js';

const TEXTS: Record<InspectionState, (options: { locale?: Locale }) => string> = {
	draft: (o) => m.state_draft({}, o),
	planned: (o) => m.state_planned({}, o),
	team_set: (o) => m.state_team_set({}, o),
	notified: (o) => m.state_notified({}, o),
	self_submitted: (o) => m.state_self_submitted({}, o),
	desk_review: (o) => m.state_desk_review({}, o),
	in_session: (o) => m.state_in_session({}, o),
	minutes_signed: (o) => m.state_minutes_signed({}, o),
	explaining: (o) => m.state_explaining({}, o),
	reappraised: (o) => m.state_reappraised({}, o),
	concluded: (o) => m.state_concluded({}, o),
	plan_submitted: (o) => m.state_plan_submitted({}, o),
	plan_accepted: (o) => m.state_plan_accepted({}, o),
	remedying: (o) => m.state_remedying({}, o),
	report_submitted: (o) => m.state_report_submitted({}, o),
	recheck: (o) => m.state_recheck({}, o),
	closed: (o) => m.state_closed({}, o),
	postponed: (o) => m.state_postponed({}, o),
	cancelled: (o) => m.state_cancelled({}, o)
};

/** «Đang khắc phục»; a state that is not known is shown as it is. */
export function stateText(state: string, options: { locale?: Locale } = {}): string {
	return Object.hasOwn(TEXTS, state) ? TEXTS[state as InspectionState](options) : state;
}
