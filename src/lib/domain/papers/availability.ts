/** Which paper can be drafted and issued in which state of the inspection. */
import { isAtLeast, type InspectionState } from '../inspection.ts';
import { fail, ok, type Result } from '../problems.ts';
import { PAPER_KINDS, type PaperKind } from './paper.ts';

const STAGE_OF: Record<
	PaperKind,
	{ draft: InspectionState; issue: InspectionState; side: 'office' | 'agency' }
> = {
	minutes: { draft: 'in_session', issue: 'minutes_signed', side: 'office' },
	score_sheet: { draft: 'self_submitted', issue: 'minutes_signed', side: 'office' },
	conclusion: { draft: 'explaining', issue: 'concluded', side: 'office' },
	remediation_plan: { draft: 'concluded', issue: 'plan_submitted', side: 'agency' },
	remediation_report: { draft: 'remedying', issue: 'report_submitted', side: 'agency' },
	remediation_letter: { draft: 'remedying', issue: 'report_submitted', side: 'agency' }
};

export const isPaperKind = (text: string): text is PaperKind =>
	(PAPER_KINDS as readonly string[]).includes(text);

/** Whose paper it is: numbered and issued by the inspecting office, or by the agency. */
export const paperSide = (kind: PaperKind): 'office' | 'agency' => STAGE_OF[kind].side;

export const canDraftPaper = (kind: PaperKind, state: InspectionState): boolean =>
	isAtLeast(state, STAGE_OF[kind].draft);

/** Ok once the content is settled; `document.not_issued` before. */
export function requireIssuable(kind: PaperKind, state: InspectionState): Result<PaperKind> {
	return isAtLeast(state, STAGE_OF[kind].issue) ? ok(kind) : fail('document.not_issued', {});
}

/** The state from which a draft can be drawn, and the one from which the paper can be issued. */
export const stateToDraft = (kind: PaperKind): InspectionState => STAGE_OF[kind].draft;
export const stateToIssue = (kind: PaperKind): InspectionState => STAGE_OF[kind].issue;
