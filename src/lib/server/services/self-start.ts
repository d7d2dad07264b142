/** The earlier inspection that an agency's self-assessment is compared with, and may begin from. */
import type { Answer } from '#lib/domain/answer.ts';
import { formatCitation } from '#lib/domain/citation.ts';
import { findSubcriterion, listScoredSubcriteria, type CriteriaSet } from '#lib/domain/criteria.ts';
import { startFrom, type EarlierScore, type EarlierStart } from '#lib/domain/earlier-self.ts';
import { codesOf } from '#lib/domain/evidence.ts';
import { isAtLeast } from '#lib/domain/inspection.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import type { Scored } from '#lib/domain/scoring.ts';
import { totalOf } from '#lib/domain/totals.ts';
import { writeAudit } from '../audit/audit.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { listAnswers, loadAnswers } from '../db/queries/answers.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { listEvidence } from '../db/queries/evidence.ts';
import type { InspectionListRow, InspectionRow } from '../db/queries/inspections.ts';
import { findSelfStart, insertSelfStart } from '../db/queries/self-assessment.ts';
import { requireInspection } from './access.ts';
import { listEarlierInspections } from './earlier-inspections.ts';
import { isFromRecord } from './record-fills.ts';

/** A subcriterion by its code, with its title in the set it comes from. */
export interface NamedCode {
	code: string;
	title: string;
	titleEn: string;
}

export interface EarlierView {
	inspectionId: string;
	code: string;
	year: number;
	/** Points then, by code. */
	scores: Record<string, EarlierScore>;
	/** How much of it can be taken over. */
	startable: number;
	lists: Record<'added' | 'changed' | 'blank' | 'dropped', NamedCode[]>;
	/** What was taken over; it stays a proposal until somebody confirms or edits it. Empty until then. */
	proposals: Answer[];
	/** What the proofs then cited, by code; only with the proposals. */
	citations: Record<string, string[]>;
	startedAt: number | null;
	/** Nothing is answered here yet, so it may begin from there. */
	canStart: boolean;
}

interface Earlier {
	row: InspectionListRow;
	set: CriteriaSet;
	start: EarlierStart;
	answers: ReturnType<typeof loadAnswers>;
}

/** The newest inspection of the agency before this one whose self-assessment fits its set; null where there is none. */
function findEarlier(ctx: Ctx, inspection: InspectionRow): Earlier | null {
	const { db } = ctx;
	const set = loadSetContent(db, inspection.criteriaSetId);
	const filled = listAnswers(db, inspection.id)
		.filter(isFromRecord)
		.map(({ code }) => code);
	for (const row of listEarlierInspections(ctx, inspection, 'self_submitted')) {
		const answers = loadAnswers(db, row.id);
		const earlierSet = loadSetContent(db, row.criteriaSetId);
		const start = startFrom(set, earlierSet, answers.self);
		/* Last year's figures are nothing beside what the record says today. */
		for (const code of filled) start.proposals.delete(code);
		if (start.proposals.size > 0) return { row, set: earlierSet, start, answers };
	}
	return null;
}

/** The earlier inspection as the self-assessment shows it. The caller has asked for permission. */
export function viewEarlier(ctx: Ctx, inspection: InspectionRow, mayStart: boolean): EarlierView | null {
	const earlier = findEarlier(ctx, inspection);
	if (!earlier) return null;
	const { row, start } = earlier;
	const set = loadSetContent(ctx.db, inspection.criteriaSetId);
	const begun = findSelfStart(ctx.db, inspection.id);
	const isBegun = begun?.sourceId === row.id;
	const named = (from: CriteriaSet) => (code: string) => {
		const { title, titleEn } = findSubcriterion(from, code)!.subcriterion;
		return { code, title, titleEn };
	};
	return {
		inspectionId: row.id,
		code: row.code,
		year: row.campaignYear,
		scores: earlierScores(earlier),
		startable: start.proposals.size,
		lists: {
			added: start.added.map(named(set)),
			changed: start.changed.map(named(set)),
			blank: start.blank.map(named(set)),
			dropped: start.dropped.map(named(earlier.set))
		},
		proposals: isBegun ? [...start.proposals.values()] : [],
		citations: isBegun ? citationsOf(ctx, row.id) : {},
		startedAt: begun?.takenAt ?? null,
		canStart: mayStart && begun === undefined && isEmpty(ctx, inspection.id)
	};
}

/** What was recognised is told once the inspection is concluded: the agency saw it then. */
function earlierScores({ row, set, answers }: Earlier): Record<string, EarlierScore> {
	const points = (scored: Scored | undefined) => (scored?.status === 'scored' ? scored.points : null);
	const self = totalOf(set, answers.self).bySubcriterion;
	const final = isAtLeast(row.state, 'concluded') ? totalOf(set, answers.final).bySubcriterion : null;
	return Object.fromEntries(
		listScoredSubcriteria(set).map(({ subcriterion: { code, maxPoints } }) => [
			code,
			{ self: points(self.get(code)), recognised: points(final?.get(code)), maxPoints }
		])
	);
}

function citationsOf(ctx: Ctx, inspectionId: string): Record<string, string[]> {
	const cited: Record<string, string[]> = {};
	for (const proof of listEvidence(ctx.db, inspectionId)) {
		if (proof.side !== 'agency' || !proof.citation) continue;
		const text = formatCitation(proof.citation);
		for (const code of codesOf(proof))
			if (!cited[code]?.includes(text)) cited[code] = [...(cited[code] ?? []), text];
	}
	return cited;
}

/** Nobody has answered anything, and there is no proof; what the record filled in by itself is no work of anybody. */
const isEmpty = (ctx: Ctx, inspectionId: string): boolean =>
	listAnswers(ctx.db, inspectionId).every((row) => row.stage !== 'self' || isFromRecord(row)) &&
	!listEvidence(ctx.db, inspectionId).some(({ side }) => side === 'agency');

/**
 * Begins an empty self-assessment from the earlier one. Nothing is answered by it: what fits is offered, «chưa rà soát».
 * Throws `self.nothing_earlier`, `self.already_begun`.
 */
export function startFromEarlier(ctx: Ctx, inspectionId: string): void {
	inTransaction(ctx, () => {
		const { inspection, actor } = requireInspection(ctx, 'self.start', inspectionId);
		if (findSelfStart(ctx.db, inspectionId) || !isEmpty(ctx, inspectionId))
			throw new ProblemError(problem('self.already_begun', {}));
		const earlier = findEarlier(ctx, inspection);
		if (!earlier) throw new ProblemError(problem('self.nothing_earlier', {}));
		insertSelfStart(ctx.db, {
			inspectionId,
			sourceId: earlier.row.id,
			takenBy: actor.id,
			takenAt: ctx.now()
		});
		writeAudit(ctx, {
			action: 'self.start',
			subjectKind: 'inspection',
			subjectId: inspectionId,
			inspectionId,
			new: { from: earlier.row.code, proposals: earlier.start.proposals.size }
		});
	});
}
