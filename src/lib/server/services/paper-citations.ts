/**
 * Papers that the inspection cites and that may be issued here: the decision on its team and the notice of its visit. One
 * that exists outside the application is never written over.
 */
import { formatCitation, type Citation } from '#lib/domain/citation.ts';
import { isAtLeast } from '#lib/domain/inspection.ts';
import { checkExplanationLetter } from '#lib/domain/papers/explanation-letter.ts';
import type { PaperKind } from '#lib/domain/papers/paper.ts';
import { nameOfKind, twoDigits } from '#lib/domain/papers/wording.ts';
import { problem, type Problem } from '#lib/domain/problems.ts';
import { writeAudit } from '../audit/audit.ts';
import type { Ctx } from '../context.ts';
import { findCampaign } from '../db/queries/campaigns.ts';
import { findStandingDocument, type DocumentRow } from '../db/queries/documents.ts';
import { findInspection, updateInspection, type InspectionRow } from '../db/queries/inspections.ts';
import { listExplanations, toExplanation } from '../db/queries/remediation.ts';

type Reader = Pick<Ctx, 'db'>;
type Numbered = Pick<DocumentRow, 'kind' | 'number' | 'sign' | 'issuedOn' | 'issuingBody' | 'content'>;

/** A paper of the register as other papers cite it, with what it is about. */
const citationOf = ({ kind, number, sign, issuedOn, issuingBody: issuer, content }: Numbered): Citation => ({
	kind: nameOfKind(kind),
	number: twoDigits(number),
	sign,
	issuedOn,
	issuer,
	subject: content.subject.replace(/^(V\/v|Về việc)\s+/u, '')
});

/** The decision on the team: that of this inspection where one was issued here, else the campaign's from outside. */
export function loadTeamDecision(
	{ db }: Reader,
	{ id, campaignId }: Pick<InspectionRow, 'id' | 'campaignId'>
): Citation | null {
	const issued = findStandingDocument(db, id, 'team_decision');
	return issued ? citationOf(issued) : findCampaign(db, campaignId)!.decision;
}

/**
 * Why a paper whose time has come is not issued here all the same; null where nothing is in the way. Problems
 * `document.exists_outside` (the inspection cites one that is not of this register), `document.visit_begun` (it would come
 * after what it orders or tells of), `explanation.nothing_said`.
 */
export function holdOn(ctx: Reader, inspection: InspectionRow, kind: PaperKind): Problem | null {
	switch (kind) {
		case 'team_decision':
		case 'visit_notice':
			return holdOnCited(ctx, inspection, kind);
		case 'explanation_letter': {
			const explanations = listExplanations(ctx.db, inspection.id).map(toExplanation);
			const said = checkExplanationLetter({ explanations });
			return said.ok ? null : said.problem;
		}
		default:
			return null;
	}
}

function holdOnCited(
	ctx: Reader,
	inspection: InspectionRow,
	kind: 'team_decision' | 'visit_notice'
): Problem | null {
	const isOwn = findStandingDocument(ctx.db, inspection.id, kind) !== undefined;
	const cited = kind === 'team_decision' ? loadTeamDecision(ctx, inspection) : inspection.visitNotice;
	if (cited && !isOwn) return problem('document.exists_outside', { citation: formatCitation(cited) });
	return isAtLeast(inspection.state, 'in_session') ? problem('document.visit_begun', {}) : null;
}

/** The notice of the visit as it was issued here; null where none was. */
export function loadIssuedNotice({ db }: Reader, inspectionId: string): Citation | null {
	const issued = findStandingDocument(db, inspectionId, 'visit_notice');
	return issued ? citationOf(issued) : null;
}

/** The notice just issued becomes the one that the inspection cites. Runs in the transaction of the issue. */
export function citeNotice(ctx: Ctx, inspectionId: string): void {
	const { version, visitNotice: before } = findInspection(ctx.db, inspectionId)!;
	const visitNotice = loadIssuedNotice(ctx, inspectionId);
	updateInspection(ctx.db, inspectionId, version, { visitNotice });
	writeAudit(ctx, {
		action: 'inspection.plan',
		subjectKind: 'inspection',
		subjectId: inspectionId,
		inspectionId,
		old: { visitNotice: before },
		new: { visitNotice }
	});
}
