/** Words for the days that the office can move for one agency. */
import type { DueChangeKind } from '#lib/domain/due-change.ts';
import * as m from '#lib/paraglide/messages.js';

const KINDS: Record<DueChangeKind, () => string> = {
	self: m.due_kind_self,
	explanation: m.due_kind_explanation,
	plan: m.due_kind_plan,
	report: m.due_kind_report
};
export const dueKindText = (kind: DueChangeKind): string => KINDS[kind]();
