/** A campaign (đợt kiểm tra năm): its period and its time limits, which differ by province and so are settings. */
import { fail, ok, type Result } from './problems.ts';

/** Working days, each counted from the step before (workflow 2; the numbers are defaults, not law). */
export interface CampaignSettings {
	/** Self-assessment due this many working days before the visit. */
	selfDueBeforeVisit: number;
	/** Explanation due this many working days after the minutes. */
	explanationAfterMinutes: number;
	/** Remediation plan due this many working days after the conclusion. */
	planAfterConclusion: number;
	/** Remediation report due this many working days after the conclusion. */
	reportAfterConclusion: number;
}

export const DEFAULT_SETTINGS: CampaignSettings = {
	selfDueBeforeVisit: 5,
	explanationAfterMinutes: 5,
	planAfterConclusion: 10,
	reportAfterConclusion: 60
};

/** The period may cross years («từ đầu năm 2017 đến tháng 6-2018»); it must not be reversed. Days are YYYY-MM-DD. */
export function checkPeriod(from: string, to: string): Result<{ from: string; to: string }> {
	return from <= to ? ok({ from, to }) : fail('inspection.period_reversed', { from, to }, 'periodTo');
}
