/** What the tablet's first page lists: the inspections in whose team a person is. */
import type { InspectionKind, InspectionState, TeamRole } from '#lib/domain/inspection.ts';

export interface FieldListItem {
	id: string;
	code: string;
	state: InspectionState;
	kind: InspectionKind;
	agencyName: string;
	campaignTitle: string;
	teamName: string;
	/** YYYY-MM-DD. */
	visitOn: string | null;
	teamRole: TeamRole | null;
	/** The person's last sending, by our clock, and the device it came from: another one may hold what is unsent. */
	lastSent: { at: number; deviceId: string } | null;
}

export interface FieldList {
	actorId: string;
	actorName: string;
	/** The day at the server, YYYY-MM-DD. */
	today: string;
	inspections: FieldListItem[];
}
