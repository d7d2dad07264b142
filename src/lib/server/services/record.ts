/** Reads everything the papers of an inspection are made from, as the plain record their builders take. */
import { formatCitation } from '#lib/domain/citation.ts';
import { countedDay, dayOf } from '#lib/domain/calendar.ts';
import { toEvidenceItems } from '#lib/domain/papers/evidence-items.ts';
import {
	completeRecord,
	type EffectItem,
	type EvidenceItem,
	type InspectionRecord,
	type PaperFacts,
	type PlanChange,
	type RemediationRecord,
	type UnitPart,
	type VerificationItem
} from '#lib/domain/papers/inspection-record.ts';
import type { PaperKind } from '#lib/domain/papers/paper.ts';
import { latestByAction } from '#lib/domain/remediation.ts';
import type { Ctx } from '../context.ts';
import { listPlanVersions, listRequests } from '../db/queries/action-requests.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { listDocuments } from '../db/queries/documents.ts';
import { listEffectReviews } from '../db/queries/effect-reviews.ts';
import { listEvidence } from '../db/queries/evidence.ts';
import { loadAnswers } from '../db/queries/answers.ts';
import * as field from '../db/queries/field.ts';
import { listMovesOf, listTeam, type InspectionRow } from '../db/queries/inspections.ts';
import { findCampaign } from '../db/queries/campaigns.ts';
import { findAgency, findAgencyHead, listUnits } from '../db/queries/agencies.ts';
import * as remedy from '../db/queries/remediation.ts';
import { listUnitFigures } from '../db/queries/self-assessment.ts';
import { readSetting } from '../db/queries/settings.ts';
import { loadCalendar } from './calendar.ts';
import { citedPlan, loadDepartment } from './campaign-record.ts';
import { listRepeats } from './earlier-inspections.ts';
import { loadTeamDecision } from './paper-citations.ts';
import { requireOfficeFacts } from './office-facts.ts';
import { loadRecheckFacts } from './recheck-facts.ts';
import { listEffectStandings } from './effect-reviews.ts';

type Reader = Pick<Ctx, 'db' | 'now'>;

/** The record of an inspection. The caller has asked for permission. */
export function loadRecord(ctx: Reader, inspection: InspectionRow): InspectionRecord {
	const { db } = ctx;
	return completeRecord(loadPaperFacts(ctx, inspection), {
		session: inspection.session,
		set: loadSetContent(db, inspection.criteriaSetId),
		answers: loadAnswers(db, inspection.id),
		strengths: field.listStrengths(db, inspection.id),
		findings: field.listFindings(db, inspection.id),
		demands: field.listDemands(db, inspection.id),
		evidence: listProofs(ctx, inspection.id),
		drawn: field.listDrawnSignatures(db, inspection.id)
	});
}

/** What papers say that field work does not change. The caller has asked for permission. */
export function loadPaperFacts(ctx: Reader, inspection: InspectionRow): PaperFacts {
	const { db } = ctx;
	const campaign = findCampaign(db, inspection.campaignId)!;
	const agency = findAgency(db, inspection.agencyId)!;
	const office = requireOfficeFacts(ctx);
	const team = listTeam(db, inspection.id);
	const head = findAgencyHead(db, agency.id);
	const phrases = readSetting(db, 'paper_phrases')?.texts;
	return {
		...(phrases ? { phrases } : {}),
		province: { name: office.provinceName, committee: office.committee, place: office.place },
		department: loadDepartment(db, office),
		inspection: {
			code: inspection.code,
			year: campaign.year,
			kind: inspection.kind,
			periodFrom: campaign.periodFrom,
			periodTo: campaign.periodTo,
			visitOn: inspection.visitOn
		},
		plan: citedPlan(ctx, campaign, firstSigned(field.listDrawnSignatures(db, inspection.id))),
		teamDecision: loadTeamDecision(ctx, inspection),
		visitNotice: inspection.visitNotice,
		visit: {
			at: inspection.visitAt,
			place: inspection.place,
			noticeText: inspection.noticeText,
			selfDueOn: inspection.selfDueOn
		},
		team: {
			name: campaign.teamName,
			sign: 'ĐKT',
			members: team.map(({ displayName, title, role, duty }) => ({ name: displayName, title, role, duty }))
		},
		agency: {
			name: agency.name,
			superior: agency.superior,
			sign: agency.sign,
			unitSign: 'VP',
			place: agency.place,
			...(agency.logoSha256 === null ? {} : { logo: agency.logoSha256 }),
			level: agency.level,
			headTitle: agency.headTitle,
			headName: head?.displayName ?? ''
		},
		unitParts: listUnitParts(ctx, inspection),
		samples: [],
		explanations: remedy.listExplanations(db, inspection.id).map(remedy.toExplanation),
		...listIssued(ctx, inspection.id),
		closedOn: closingDay(ctx, inspection.id),
		conclusion: {
			responsibility: inspection.conclusionResponsibility,
			planDueOn: inspection.planDueOn,
			reportDueOn: inspection.reportDueOn,
			signer: office.conclusionSigner
		},
		// No capacity of its own: the builders word it by the agency's level.
		remediation: loadRemediation(ctx, inspection, { capacity: [], name: head?.displayName ?? '' }),
		recheck: inspection.recheckOf === null ? null : loadRecheckFacts(ctx, inspection),
		repeats: listRepeats(ctx, inspection)
	};
}

/** Only what the head took as the agency's own; a unit that is closed by now keeps its part. */
function listUnitParts({ db }: Reader, { id, agencyId }: InspectionRow): UnitPart[] {
	const names = new Map(listUnits(db, agencyId).map(({ id: unitId, name }) => [unitId, name]));
	return listUnitFigures(db, id)
		.filter(({ state }) => state === 'approved')
		.map(({ code, unitId, numerator, denominator }) => ({
			code,
			unit: names.get(unitId) ?? '',
			numerator,
			denominator
		}))
		.toSorted((a, b) => compare(a.code, b.code) || a.unit.localeCompare(b.unit, 'vi'));
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const firstSigned = (drawn: readonly { signedAt: number }[]): number | null =>
	drawn.length === 0 ? null : Math.min(...drawn.map(({ signedAt }) => signedAt));

function listProofs(ctx: Reader, inspectionId: string): EvidenceItem[] {
	return listEvidence(ctx.db, inspectionId).flatMap((row) =>
		toEvidenceItems({ ...row, citation: row.citation ? formatCitation(row.citation) : '' })
	);
}

function listIssued(ctx: Reader, inspectionId: string): Pick<InspectionRecord, 'issued' | 'register'> {
	const issued: Partial<Record<PaperKind, { number: number; issuedOn: string }>> = {};
	const rows = listDocuments(ctx.db, inspectionId);
	for (const { kind, number, issuedOn } of rows) issued[kind] = { number, issuedOn };
	const register = rows.map(({ kind, number, sign, issuedOn, supersededBy }) => ({
		kind,
		number,
		sign,
		issuedOn,
		superseded: supersededBy !== null
	}));
	return { issued, register };
}

function closingDay(ctx: Reader, inspectionId: string): string | null {
	const last = listMovesOf(ctx.db, inspectionId).at(-1);
	return last?.toState === 'closed' ? dayOf(last.at) : null;
}

function loadRemediation(
	ctx: Reader,
	inspection: InspectionRow,
	signer: RemediationRecord['signer']
): RemediationRecord | null {
	const actions = remedy.listActions(ctx.db, inspection.id);
	if (actions.length === 0) return null;
	const progress = remedy.listProgress(ctx.db, inspection.id);
	const latest = latestByAction(progress);
	const delays = progress.filter(
		(report) => report.delayReason !== '' && latest.get(report.actionId)?.id === report.id
	);
	const changes = listChanges(ctx, inspection.id);
	const findingOf = new Map(actions.map(({ id, findingId }) => [id, findingId]));
	return {
		...inspection.remedyTexts,
		actions: actions.map(({ version: _version, position: _position, ...action }) => action),
		planVersions: listPlanVersions(ctx.db, inspection.id).map(({ number, submittedAt }) => ({
			number,
			submittedOn: dayOf(submittedAt)
		})),
		changes,
		progress: progress.map(
			({ delayReason: _d, newDueOn: _n, reportedBy: _b, reportedAt: _a, ...report }) => report
		),
		verifications: listVerified(ctx, inspection.id),
		effects: listEffects(ctx, inspection),
		delays: delays.map((report) => ({
			findingId: findingOf.get(report.actionId)!,
			reason: report.delayReason,
			newDueOn: report.newDueOn
		})),
		termEnds: listTermEnds(ctx, [
			...field.listFindings(ctx.db, inspection.id).map(({ dueOn }) => dueOn),
			...actions.map(({ dueOn }) => dueOn),
			...changes.flatMap(({ dueOn, restsUntil }) => [dueOn, restsUntil])
		]),
		signer
	};
}

function listTermEnds(ctx: Reader, days: readonly (string | null)[]): Record<string, string> {
	const calendar = loadCalendar(ctx);
	const ends = days.flatMap((day) => (day === null ? [] : [[day, countedDay(day, calendar)] as const]));
	return Object.fromEntries(ends.filter(([day, end]) => day !== end));
}

/** Accepted requests in order of the decision, which is the order in which they changed the plan. */
function listChanges(ctx: Reader, inspectionId: string): PlanChange[] {
	return listRequests(ctx.db, inspectionId)
		.filter(({ decision }) => decision === 'accepted')
		.toSorted((a, b) => a.decidedAt! - b.decidedAt!)
		.map(
			({
				id: _id,
				dueBefore: _due,
				decision: _d,
				requestedBy: _r,
				requestedAt: _a,
				decidedBy: _b,
				decidedAt,
				...change
			}) => ({ ...change, decidedOn: dayOf(decidedAt!) })
		);
}

function listVerified(ctx: Reader, inspectionId: string): VerificationItem[] {
	return remedy.listVerifications(ctx.db, inspectionId).map((row) => ({
		findingId: row.findingId,
		outcome: row.result,
		on: dayOf(row.verifiedAt),
		note: row.reason,
		by: row.recheckId === null ? 'papers' : 'recheck'
	}));
}

function listEffects(ctx: Reader, inspection: InspectionRow): EffectItem[] {
	const reviews = new Map(listEffectReviews(ctx.db, inspection.id).map((row) => [row.findingId, row]));
	return listEffectStandings(ctx, inspection).map(({ findingId, dueOn }) => {
		const review = reviews.get(findingId);
		return {
			findingId,
			dueOn,
			review: review ? { result: review.result, on: dayOf(review.reviewedAt) } : null
		};
	});
}
