/** How an inspection is named in lists that are about something else. */
import type { InspectionState } from '#lib/domain/inspection.ts';
import type { InspectionListRow } from '../db/queries/inspections.ts';

export interface InspectionBrief {
	id: string;
	code: string;
	agencyName: string;
	agencyShortName: string;
	state: InspectionState;
}

export const briefOf = ({
	id,
	code,
	agencyName,
	agencyShortName,
	state
}: InspectionListRow): InspectionBrief => ({
	id,
	code,
	agencyName,
	agencyShortName,
	state
});
