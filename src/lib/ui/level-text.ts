/** Names of the levels of agencies and of the kinds of units below them. */
import type { UnitKind } from '#lib/domain/agency-import.ts';
import type { AgencyLevel } from '#lib/domain/criteria.ts';
import * as m from '#lib/paraglide/messages.js';

const LEVELS: Record<AgencyLevel, () => string> = {
	department: () => m.level_department(),
	commune: () => m.level_commune()
};

const KINDS: Record<UnitKind, () => string> = {
	office: () => m.unit_office(),
	branch: () => m.unit_branch(),
	service_unit: () => m.unit_service_unit()
};

export const levelText = (level: AgencyLevel): string => LEVELS[level]();
export const unitKindText = (kind: UnitKind): string => KINDS[kind]();
