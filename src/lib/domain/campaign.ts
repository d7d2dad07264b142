/** A campaign (đợt kiểm tra năm): its period and its time limits, which differ by province and so are settings. */
import type { EffectTerms } from './effect-review.ts';
import type { LateExplanations } from './explanation.ts';
import { fail, ok, type Result } from './problems.ts';

/** Working days, each counted from the step before (workflow 2; the numbers are defaults, not law). */
export interface CampaignSettings {
	/** Self-assessment due this many working days before the visit. */
	selfDueBeforeVisit: number;
	/** Explanation due this many working days after the minutes. */
	explanationAfterMinutes: number;
	/** Whether an answer that comes after that day is taken, marked as late, or not. */
	lateExplanations: LateExplanations;
	/** Remediation plan due this many working days after the conclusion. */
	planAfterConclusion: number;
	/** Remediation report due this many working days after the conclusion. */
	reportAfterConclusion: number;
	/** Whole months after its verification from which a remedy's effect is judged, by severity. */
	effectAfterMinor: number;
	effectAfterModerate: number;
	effectAfterSerious: number;
}

export const DEFAULT_SETTINGS: CampaignSettings = {
	selfDueBeforeVisit: 5,
	explanationAfterMinutes: 5,
	lateExplanations: 'accepted',
	planAfterConclusion: 10,
	reportAfterConclusion: 60,
	effectAfterMinor: 3,
	effectAfterModerate: 6,
	effectAfterSerious: 6
};

/** Settings as they are kept; those that came later stand at their usual value. */
export const settingsOf = (kept: Partial<CampaignSettings>): CampaignSettings => ({
	...DEFAULT_SETTINGS,
	...kept
});

export const effectTermsOf = ({
	effectAfterMinor,
	effectAfterModerate,
	effectAfterSerious
}: CampaignSettings): EffectTerms => ({
	minor: effectAfterMinor,
	moderate: effectAfterModerate,
	serious: effectAfterSerious
});

/** The period may cross years («từ đầu năm 2017 đến tháng 6-2018»); it must not be reversed. Days are YYYY-MM-DD. */
export function checkPeriod(from: string, to: string): Result<{ from: string; to: string }> {
	return from <= to ? ok({ from, to }) : fail('inspection.period_reversed', { from, to }, 'periodTo');
}
