/** All findings of one agency through the years: what was raised, how it was settled, and how it keeps its days. */
import { dayOf, daysBetween } from '#lib/domain/calendar.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import {
	countParts,
	readTimeliness,
	summarizeRemedies,
	type RemedyParts,
	type RemedySummary,
	type Timeliness
} from '#lib/domain/remedy-figures.ts';
import type { Ctx } from '../context.ts';
import { findAgency } from '../db/queries/agencies.ts';
import { requireOffice } from './access.ts';
import { listTrackedRemedies, type TrackedRemedy } from './remedy-tracker-view.ts';

export interface YearOfAgency extends RemedyParts, Timeliness {
	year: number;
	/** Named in an earlier year already. */
	repeated: number;
	remedies: (TrackedRemedy & {
		/** Days from the raising to the verification, or to today. */
		ageDays: number;
		/** Later years in which the same subcriterion was named again. */
		repeatedIn: number[];
	})[];
}

export interface AgencyRemedyHistory {
	agency: { id: string; name: string; shortName: string; validTo: string | null };
	summary: RemedySummary;
	timeliness: Timeliness;
	/** The newest first. */
	years: YearOfAgency[];
}

/** Throws `not_found` for an agency that is not known; one without findings has no years. */
export function readAgencyRemedies(ctx: Ctx, agencyId: string): AgencyRemedyHistory {
	requireOffice(ctx, 'campaign.read');
	const agency = findAgency(ctx.db, agencyId);
	if (!agency) throw new ProblemError(problem('not_found', {}));
	const today = dayOf(ctx.now());
	const own = listTrackedRemedies(ctx).filter((remedy) => remedy.agencyId === agencyId);
	const yearOf = new Map(own.map(({ findingId, year }) => [findingId, year]));
	const years = [...Map.groupBy(own, ({ year }) => year)]
		.sort(([a], [b]) => b - a)
		.map(([year, remedies]): YearOfAgency => ({
			year,
			...countParts(remedies),
			...readTimeliness(remedies, today),
			repeated: remedies.filter(({ repeatOf }) => repeatOf !== null).length,
			remedies: remedies.map((remedy) => ({
				...remedy,
				ageDays: daysBetween(remedy.raisedOn, remedy.verifiedOn ?? today),
				repeatedIn: [...new Set(remedy.sameAs.map((id) => yearOf.get(id)!))]
					.filter((other) => other > year)
					.sort()
			}))
		}));
	const { id, name, shortName, validTo } = agency;
	return {
		agency: { id, name, shortName, validTo },
		summary: summarizeRemedies(own),
		timeliness: readTimeliness(own, today),
		years
	};
}
