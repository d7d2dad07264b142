/** Reads everything the papers of an inspection are made from, as the plain record their builders take. */
import { formatCitation } from '#lib/domain/citation.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import {
	completeRecord,
	toEvidenceItems,
	type EvidenceItem,
	type InspectionRecord,
	type PaperFacts,
	type RemediationRecord
} from '#lib/domain/papers/inspection-record.ts';
import type { PaperKind } from '#lib/domain/papers/paper.ts';
import { latestByAction } from '#lib/domain/remediation.ts';
import type { Ctx } from '../context.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { listDocuments } from '../db/queries/documents.ts';
import { listEvidence } from '../db/queries/evidence.ts';
import { loadAnswers } from '../db/queries/answers.ts';
import * as field from '../db/queries/field.ts';
import { findCampaign, listTeam, type InspectionRow } from '../db/queries/inspections.ts';
import { findAgency, findAgencyHead } from '../db/queries/agencies.ts';
import * as remedy from '../db/queries/remediation.ts';
import { readSetting } from '../db/queries/settings.ts';
import { listRepeats } from './earlier-inspections.ts';

type Reader = Pick<Ctx, 'db'>;

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
	const office = readSetting(db, 'office')!;
	const team = listTeam(db, inspection.id);
	const head = findAgencyHead(db, agency.id);
	return {
		province: { name: office.provinceName, committee: office.committee, place: office.place },
		department: { name: office.departmentName, sign: office.departmentSign, unitSign: office.unitSign },
		inspection: {
			code: inspection.code,
			year: campaign.year,
			kind: inspection.kind,
			periodFrom: campaign.periodFrom,
			periodTo: campaign.periodTo,
			visitOn: inspection.visitOn
		},
		plan: campaign.plan,
		teamDecision: campaign.decision,
		visitNotice: inspection.visitNotice,
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
			level: agency.level,
			headTitle: agency.headTitle,
			headName: head?.displayName ?? ''
		},
		samples: [],
		explanations: remedy.listExplanations(db, inspection.id).map(remedy.toExplanation),
		issued: listIssued(ctx, inspection.id),
		conclusion: {
			responsibility: inspection.conclusionResponsibility,
			planDueOn: inspection.planDueOn,
			reportDueOn: inspection.reportDueOn,
			signer: office.conclusionSigner
		},
		// No capacity of its own: the builders word it by the agency's level.
		remediation: loadRemediation(ctx, inspection, { capacity: [], name: head?.displayName ?? '' }),
		repeats: listRepeats(ctx, inspection)
	};
}

function listProofs(ctx: Reader, inspectionId: string): EvidenceItem[] {
	return listEvidence(ctx.db, inspectionId).flatMap((row) =>
		toEvidenceItems({ ...row, citation: row.citation ? formatCitation(row.citation) : '' })
	);
}

function listIssued(ctx: Reader, inspectionId: string): InspectionRecord['issued'] {
	const issued: Partial<Record<PaperKind, { number: number; issuedOn: string }>> = {};
	for (const { kind, number, issuedOn } of listDocuments(ctx.db, inspectionId))
		issued[kind] = { number, issuedOn };
	return issued;
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
	const findingOf = new Map(actions.map(({ id, findingId }) => [id, findingId]));
	return {
		...inspection.remedyTexts,
		actions: actions.map(({ version: _version, position: _position, ...action }) => action),
		progress: progress.map(
			({ delayReason: _d, newDueOn: _n, reportedBy: _b, reportedAt: _a, ...report }) => report
		),
		verifications: remedy.listVerifications(ctx.db, inspection.id).map((row) => ({
			findingId: row.findingId,
			outcome: row.result,
			on: dayOf(row.verifiedAt),
			note: row.reason
		})),
		delays: delays.map((report) => ({
			findingId: findingOf.get(report.actionId)!,
			reason: report.delayReason,
			newDueOn: report.newDueOn
		})),
		signer
	};
}
