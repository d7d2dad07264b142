/** The parts of an inspection that its agency works on, and where each is. */
import type { AgencyTask } from '#lib/domain/agency-duty.ts';

export const AGENCY_PARTS = ['self', 'findings', 'remedy', 'papers'] as const;
export type AgencyPart = (typeof AGENCY_PARTS)[number];

const PART_OF_TASK: Record<AgencyTask, AgencyPart> = {
	self_assess: 'self',
	explain: 'findings',
	make_plan: 'remedy',
	issue_plan: 'papers',
	carry_out: 'remedy',
	issue_report: 'papers'
};

export const partOfTask = (task: AgencyTask): AgencyPart => PART_OF_TASK[task];

export const partHref = (inspectionId: string, part: AgencyPart): string =>
	`/agency/inspections/${inspectionId}/${part}`;
