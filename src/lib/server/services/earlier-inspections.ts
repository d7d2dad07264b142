/** The inspections of an agency before the one at hand, and what they left open. For callers that have asked for permission. */
import type { CarriedAction, CarriedFinding } from '#lib/contracts/carried.ts';
import type { EvidenceView } from '#lib/contracts/field.ts';
import { earlierDays, owedAction, type OwedAction } from '#lib/domain/action-request.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import { findSubcriterion, listSubcriteria } from '#lib/domain/criteria.ts';
import { isSettled, type Finding } from '#lib/domain/finding.ts';
import { isAtLeast, type InspectionState } from '#lib/domain/inspection.ts';
import { dayInFigures, numberAndSign } from '#lib/domain/papers/wording.ts';
import { latestByAction, nameOfAction } from '#lib/domain/remediation.ts';
import { codeOfRechecked } from '#lib/domain/recheck.ts';
import { repeatOf, type EarlierFinding, type RepeatMark } from '#lib/domain/repeat.ts';
import { dueOfRemedy, percentOfRemedy, standingOf } from '#lib/domain/remedy-progress.ts';
import type { Ctx } from '../context.ts';
import { listRequests, type RequestRow } from '../db/queries/action-requests.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { findStandingDocument } from '../db/queries/documents.ts';
import { listFindings, listRaisedAt } from '../db/queries/field.ts';
import {
	findInspection,
	listInspectionsOfAgency,
	listMovesOf,
	type InspectionListRow,
	type InspectionRow
} from '../db/queries/inspections.ts';
import { findCampaign } from '../db/queries/campaigns.ts';
import { listActions, listProgress, type ActionRow } from '../db/queries/remediation.ts';
import { listEvidenceViews } from './evidence.ts';

type Reader = Pick<Ctx, 'db'>;

/** Those before `inspection` that got as far as `reached`, the newest first. */
export function listEarlierInspections(
	{ db }: Reader,
	inspection: InspectionRow,
	reached: InspectionState
): InspectionListRow[] {
	const when = (year: number, visitOn: string | null) => `${year} ${visitOn ?? ''}`;
	const now = when(findCampaign(db, inspection.campaignId)!.year, inspection.visitOn);
	const whenOf = ({ campaignYear, visitOn }: InspectionListRow) => when(campaignYear, visitOn);
	return listInspectionsOfAgency(db, inspection.agencyId)
		.filter(
			(row) =>
				row.id !== inspection.id &&
				row.state !== 'postponed' &&
				row.state !== 'cancelled' &&
				isAtLeast(row.state, reached) &&
				whenOf(row) < now
		)
		.toSorted((a, b) => (whenOf(a) < whenOf(b) ? 1 : -1));
}

/** A finding with the day it is owed by, as the record has it today. */
export interface OwedFinding {
	finding: Finding;
	actions: ActionRow[];
	owed: OwedAction[];
	dueOn: string | null;
}

/** The findings of an inspection that were accepted, with what was promised on each. */
export function listOwedFindings(
	{ db }: Reader,
	{ id, planDueOn }: Pick<InspectionRow, 'id' | 'planDueOn'>,
	requests: readonly RequestRow[] = listRequests(db, id)
): OwedFinding[] {
	const actions = listActions(db, id);
	return listFindings(db, id)
		.filter(({ state }) => state !== 'not_accepted')
		.map((finding) => {
			const own = actions.filter(({ findingId }) => findingId === finding.id);
			const owed = own.map((action) =>
				owedAction(
					action,
					requests.filter(({ actionId }) => actionId === action.id)
				)
			);
			return { finding, actions: own, owed, dueOn: dueOfRemedy(finding, owed, planDueOn).dueOn };
		});
}

/** What earlier inspections left open: findings neither verified nor dropped, with promises and proofs. */
export function listCarriedFindings(ctx: Reader, inspection: InspectionRow): CarriedFinding[] {
	return listEarlierInspections(ctx, inspection, 'concluded').flatMap((row) =>
		listCarriedOf(ctx, row, ({ state }) => !isSettled(state))
	);
}

/** The findings that a re-check looks at, each under its line of the checklist. */
export function listRechecked(ctx: Reader, recheck: InspectionRow): CarriedFinding[] {
	const set = loadSetContent(ctx.db, recheck.criteriaSetId);
	const parent = findInspection(ctx.db, recheck.recheckOf!)!;
	const { year: campaignYear } = findCampaign(ctx.db, parent.campaignId)!;
	return listCarriedOf(
		ctx,
		{ ...parent, campaignYear },
		(finding) => findSubcriterion(set, codeOfRechecked(finding)) !== undefined
	).map((carried) => ({ ...carried, code: codeOfRechecked(carried) }));
}

/** Findings of one inspection as another takes them along. */
export function listCarriedOf(
	ctx: Reader,
	row: Pick<InspectionListRow, 'id' | 'code' | 'campaignYear' | 'planDueOn'>,
	wanted: (finding: Finding) => boolean
): CarriedFinding[] {
	const requests = listRequests(ctx.db, row.id);
	const found = listOwedFindings(ctx, row, requests).filter(({ finding }) => wanted(finding));
	if (found.length === 0) return [];
	const latest = latestByAction(listProgress(ctx.db, row.id));
	const proofs = proofsByAction(ctx, row.id);
	const concluded = listMovesOf(ctx.db, row.id).findLast(({ transition }) => transition === 'conclude');
	const raisedAt = listRaisedAt(ctx.db, row.id);
	return found.map(({ finding, actions, owed, dueOn }) => ({
		findingId: finding.id,
		code: finding.subcriterionCode,
		inspectionId: row.id,
		inspectionCode: row.code,
		year: row.campaignYear,
		number: finding.number,
		text: finding.text,
		severity: finding.severity,
		demand: finding.demand,
		state: finding.state,
		standing: standingOf(finding, actions, latest),
		percent: percentOfRemedy(finding, actions, latest),
		dueOn,
		raisedOn: concluded
			? dayOf(Math.max(raisedAt.get(finding.id)!, concluded.at))
			: `${row.campaignYear}-12-31`,
		actions: actions.map((action, i): CarriedAction => {
			const report = latest.get(action.id);
			return {
				id: action.id,
				measure: nameOfAction(action),
				product: action.product,
				leadUnit: action.leadUnit,
				personInCharge: action.personInCharge,
				owedOn: owed[i]!.owedOn,
				earlierDays: earlierDays(requests.filter(({ actionId }) => actionId === action.id)),
				latest: report
					? {
							percent: report.percent,
							state: report.state,
							doneText: report.doneText,
							remainingText: report.remainingText,
							numerator: report.numerator,
							denominator: report.denominator,
							asOfOn: report.asOfOn
						}
					: null,
				proofs: proofs.get(action.id) ?? []
			};
		})
	}));
}

/** Of each subcriterion of the set, the latest earlier finding that one raised on it would repeat. */
export function listRepeats(ctx: Reader, inspection: InspectionRow): Record<string, RepeatMark> {
	const earlier = listEarlierInspections(ctx, inspection, 'concluded').flatMap((row) => findingsOf(ctx, row));
	if (earlier.length === 0) return {};
	const set = loadSetContent(ctx.db, inspection.criteriaSetId);
	return Object.fromEntries(
		listSubcriteria(set).flatMap(({ subcriterion: { code, title } }) => {
			const before = repeatOf({ code, title, setCode: set.code }, earlier);
			return before ? [[code, before.mark] as const] : [];
		})
	);
}

function findingsOf(ctx: Reader, row: InspectionListRow): (EarlierFinding & { mark: RepeatMark })[] {
	const set = loadSetContent(ctx.db, row.criteriaSetId);
	const issued = findStandingDocument(ctx.db, row.id, 'conclusion');
	const conclusion = issued
		? `${numberAndSign(issued.number, issued.sign)} ngày ${dayInFigures(issued.issuedOn)}`
		: '';
	return listFindings(ctx.db, row.id).map(({ id, number, subcriterionCode: code, state }) => ({
		code,
		title: (code === null ? undefined : findSubcriterion(set, code)?.subcriterion.title) ?? '',
		setCode: set.code,
		state,
		year: row.campaignYear,
		mark: {
			findingId: id,
			number,
			inspectionId: row.id,
			inspectionCode: row.code,
			year: row.campaignYear,
			conclusion
		}
	}));
}

/** Proofs hang on the report that brought them. */
function proofsByAction(ctx: Reader, inspectionId: string): Map<string, EvidenceView[]> {
	const actionOf = new Map(listProgress(ctx.db, inspectionId).map(({ id, actionId }) => [id, actionId]));
	const proofs = listEvidenceViews(ctx, inspectionId).filter(({ subjectKind }) => subjectKind === 'progress');
	return Map.groupBy(proofs, ({ subjectId }) => actionOf.get(subjectId) ?? '');
}
