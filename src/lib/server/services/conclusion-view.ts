/** The draft of the conclusion as it stands. */
import type { Demand, Finding } from '#lib/domain/finding.ts';
import type { InspectionState } from '#lib/domain/inspection.ts';
import type { Ctx } from '../context.ts';
import { listDemands, listFindings } from '../db/queries/field.ts';
import { findCampaign } from '../db/queries/campaigns.ts';
import { requireInspection, verdictOn, type Access } from './access.ts';
import { keyOf, remembered } from './remembered.ts';
import { readStanding, type Standing } from './standing-totals.ts';

/** What the form holds. */
export interface ConclusionValues {
	version: number;
	responsibility: string;
	/** YYYY-MM-DD, or empty for the campaign's setting. */
	reportDueOn: string;
	demands: { id: string; text: string; addressedTo: string; dueOn: string }[];
}

export interface ConclusionPage {
	values: ConclusionValues;
	state: InspectionState;
	canWrite: boolean;
	/** Working days that the campaign gives from the conclusion to the report. */
	reportAfterConclusion: number;
	findings: Pick<Finding, 'id' | 'number' | 'subcriterionCode' | 'text' | 'demand' | 'dueOn' | 'state'>[];
	standing: Standing;
}

export function readConclusionPage(ctx: Ctx, inspectionId: string): ConclusionPage {
	const access = requireInspection(ctx, 'inspection.read', inspectionId);
	return remembered(ctx, `conclusion ${keyOf(access)}`, () => buildPage(ctx, access));
}

function buildPage(ctx: Ctx, access: Access): ConclusionPage {
	const { inspection } = access;
	const inspectionId = inspection.id;
	return {
		values: readConclusionValues(ctx, inspectionId),
		state: inspection.state,
		canWrite: verdictOn(access, 'conclusion.write') === 'allowed',
		reportAfterConclusion: findCampaign(ctx.db, inspection.campaignId)!.settings.reportAfterConclusion,
		findings: listFindings(ctx.db, inspectionId).map(
			({ id, number, subcriterionCode, text, demand, dueOn, state }) => ({
				id,
				number,
				subcriterionCode,
				text,
				demand,
				dueOn,
				state
			})
		),
		standing: readStanding(ctx, inspection)
	};
}

export function readConclusionValues(ctx: Ctx, inspectionId: string): ConclusionValues {
	const { inspection } = requireInspection(ctx, 'inspection.read', inspectionId);
	return {
		version: inspection.version,
		responsibility: inspection.conclusionResponsibility,
		reportDueOn: inspection.reportDueOn ?? '',
		demands: listDemands(ctx.db, inspectionId).map(({ id, text, addressedTo, dueOn }: Demand) => ({
			id,
			text,
			addressedTo,
			dueOn: dueOn ?? ''
		}))
	};
}
