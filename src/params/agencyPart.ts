import { AGENCY_PARTS, type AgencyPart } from '#lib/ui/agency-parts.ts';

export const match = (param: string): param is AgencyPart =>
	(AGENCY_PARTS as readonly string[]).includes(param);
