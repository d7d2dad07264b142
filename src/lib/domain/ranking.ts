/**
 * The ranking of a campaign: who can be compared with whom, whose result is settled, who has which place. Results are
 * compared by the percent that is printed (hundredths, rounded half up), so that nobody stands before another whose figure
 * on the paper is the same.
 */
import { AGENCY_LEVELS, type AgencyLevel } from './criteria.ts';
import { fail, ok, type Result } from './problems.ts';

export interface CampaignResult {
	inspectionId: string;
	agencyName: string;
	level: AgencyLevel;
	/** The criteria set that it was scored by: results of different sets are not compared. */
	set: { id: string; title: string };
	/** The conclusion has settled the scores. */
	isConcluded: boolean;
	/** Hundredths of points; of all that was scored. */
	points: number;
	possible: number;
	/** Hundredths of a percent; null while nothing is scored. */
	percent: number | null;
	ratingLabel: string;
	/** The survey's points are in it; null where the set has no survey. */
	hasSurvey: boolean | null;
}

/** Why a result cannot be announced yet. */
export const OPEN_REASONS = ['not_concluded', 'not_scored', 'survey_missing'] as const;
export type OpenReason = (typeof OPEN_REASONS)[number];

export interface OpenResult {
	result: CampaignResult;
	reason: OpenReason;
}

export interface RankedAgency extends CampaignResult {
	percent: number;
	/** Equal percents share a place and the next one is skipped. */
	place: number;
}

export interface RankingGroup {
	level: AgencyLevel;
	setTitle: string;
	/** More than one set measures this level: the group is named by its set too. */
	isOneOfSeveral: boolean;
	withSurvey: boolean;
	agencies: RankedAgency[];
}

export interface Ranking {
	groups: RankingGroup[];
	open: OpenResult[];
}

/** The place of a percent among those of its group (1 is best). */
export const placeAmong = (percent: number, percents: readonly number[]): number =>
	1 + percents.filter((other) => other > percent).length;

/**
 * Groups by level and set, the best first; same percents by name. A result is open while the inspection is not concluded,
 * nothing is scored, or the survey's points are missing that others of the group have: the percent would be of another whole.
 */
export function rankCampaign(results: readonly CampaignResult[]): Ranking {
	const groups = [...Map.groupBy(results, ({ level, set }) => `${level} ${set.id}`).values()];
	const setsOf = (level: AgencyLevel) => groups.filter(([first]) => first!.level === level).length;
	const judged = groups.map((group) => {
		const withSurvey = group.some(({ isConcluded, hasSurvey }) => isConcluded && hasSurvey === true);
		return { group, withSurvey, open: group.flatMap((result) => openResult(result, withSurvey)) };
	});
	return {
		groups: judged
			.map(({ group, withSurvey }): RankingGroup => ({
				level: group[0]!.level,
				setTitle: group[0]!.set.title,
				isOneOfSeveral: setsOf(group[0]!.level) > 1,
				withSurvey,
				agencies: rankGroup(group.filter((result) => openReasonOf(result, withSurvey) === null))
			}))
			.filter(({ agencies }) => agencies.length > 0)
			.sort(
				(a, b) =>
					AGENCY_LEVELS.indexOf(a.level) - AGENCY_LEVELS.indexOf(b.level) ||
					a.setTitle.localeCompare(b.setTitle, 'vi')
			),
		open: judged
			.flatMap(({ open }) => open)
			.sort((a, b) => a.result.agencyName.localeCompare(b.result.agencyName, 'vi', { numeric: true }))
	};
}

function openReasonOf(
	{ isConcluded, percent, hasSurvey }: CampaignResult,
	withSurvey: boolean
): OpenReason | null {
	if (!isConcluded) return 'not_concluded';
	if (percent === null) return 'not_scored';
	return withSurvey && hasSurvey === false ? 'survey_missing' : null;
}

function openResult(result: CampaignResult, withSurvey: boolean): OpenResult[] {
	const reason = openReasonOf(result, withSurvey);
	return reason === null ? [] : [{ result, reason }];
}

function rankGroup(settled: readonly CampaignResult[]): RankedAgency[] {
	const percents = settled.map(({ percent }) => percent!);
	return settled
		.map((result) => ({
			...result,
			percent: result.percent!,
			place: placeAmong(result.percent!, percents)
		}))
		.sort((a, b) => a.place - b.place || a.agencyName.localeCompare(b.agencyName, 'vi', { numeric: true }));
}

/**
 * A ranking can be announced when somebody has a place and every open result was left out by name: one that is silently
 * incomplete would be false, and one that waits for the last postponed inspection would never come. A settled result
 * cannot be left out. Problems `document.not_issued`, `ranking.open`.
 */
export function requireRankable(ranking: Ranking, leftOut: readonly string[]): Result<Ranking> {
	const waiting = ranking.open.filter(({ result }) => !leftOut.includes(result.inspectionId));
	if (waiting.length > 0)
		return fail('ranking.open', {
			count: waiting.length,
			agencies: waiting.map(({ result }) => result.agencyName).join('; ')
		});
	return ranking.groups.length === 0 ? fail('document.not_issued', {}) : ok(ranking);
}
