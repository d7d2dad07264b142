/** Findings, strengths and demands of an inspection, and the change of a finding's words from the office. */
import type { EvidenceView } from '#lib/contracts/field.ts';
import type { Demand, Finding, Strength } from '#lib/domain/finding.ts';
import type { InspectionState } from '#lib/domain/inspection.ts';
import { problem, ProblemError } from '#lib/domain/problems.ts';
import type { RepeatMark } from '#lib/domain/repeat.ts';
import { inTransaction, type Ctx } from '../context.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { listDemands, listFindings, listStrengths } from '../db/queries/field.ts';
import { requireInspection, verdictOn, type Access } from './access.ts';
import { listRepeats } from './earlier-inspections.ts';
import { listEvidenceViews } from './evidence.ts';
import { applyOperations } from './operations.ts';
import { keyOf, remembered } from './remembered.ts';

export interface FindingView extends Finding {
	proofs: EvidenceView[];
	/** The finding of an earlier inspection that it repeats. */
	repeats: RepeatMark | null;
}

export interface FindingsPage {
	findings: FindingView[];
	strengths: Strength[];
	demands: Demand[];
	areas: { code: string; title: string; titleEn: string }[];
	state: InspectionState;
	/** Words, severity, cause, demand and day may be changed now. */
	canEdit: boolean;
}

export function readFindings(ctx: Ctx, inspectionId: string): FindingsPage {
	const access = requireInspection(ctx, 'inspection.read', inspectionId);
	return remembered(ctx, `findings ${keyOf(access)}`, () => buildPage(ctx, access));
}

function buildPage(ctx: Ctx, access: Access): FindingsPage {
	const { inspection } = access;
	const inspectionId = inspection.id;
	const proofs = Map.groupBy(
		listEvidenceViews(ctx, inspectionId).filter(({ subjectKind }) => subjectKind === 'finding'),
		({ subjectId }) => subjectId
	);
	const repeats = listRepeats(ctx, inspection);
	return {
		findings: listFindings(ctx.db, inspectionId).map((finding) => ({
			...finding,
			proofs: proofs.get(finding.id) ?? [],
			repeats: repeats[finding.subcriterionCode ?? ''] ?? null
		})),
		strengths: listStrengths(ctx.db, inspectionId),
		demands: listDemands(ctx.db, inspectionId),
		areas: loadSetContent(ctx.db, inspection.criteriaSetId).areas.map(({ code, title, titleEn }) => ({
			code,
			title,
			titleEn
		})),
		state: inspection.state,
		canEdit: mayEdit(access)
	};
}

/** In the field a finding is the team's; after the minutes whoever drafts the conclusion polishes it. */
function mayEdit(access: Access): boolean {
	return (['finding.write', 'conclusion.write'] as const).some(
		(action) => verdictOn(access, action) === 'allowed'
	);
}

/** The fields of a finding that the office's form holds; the same names as in the finding. */
export type FindingWords = Pick<
	Finding,
	'text' | 'severity' | 'cause' | 'causeKind' | 'responsibleUnit' | 'demand' | 'dueOn'
>;

export const wordsOf = ({
	text,
	severity,
	cause,
	causeKind,
	responsibleUnit,
	demand,
	dueOn
}: Finding): FindingWords => ({ text, severity, cause, causeKind, responsibleUnit, demand, dueOn });

/** A finding as it stands. Throws `finding.unknown`. */
export function readFinding(ctx: Ctx, inspectionId: string, findingId: string): Finding {
	requireInspection(ctx, 'inspection.read', inspectionId);
	const finding = listFindings(ctx.db, inspectionId).find(({ id }) => id === findingId);
	if (!finding) throw new ProblemError(problem('finding.unknown', {}));
	return finding;
}

/**
 * Changes a finding by the same operation that the tablet uses, but only if its words still are what the form was
 * opened on (`opened`): findings have no version of their own, so the words themselves are compared. Throws
 * `version.stale`, `finding.unknown`, `inspection.locked`, `input.required`, `permission.denied`. `version` is that of
 * the inspection when the form was opened.
 */
export function editFinding(
	ctx: Ctx,
	inspectionId: string,
	findingId: string,
	{ version, opened, words }: { version: number; opened: FindingWords; words: FindingWords }
): void {
	inTransaction(ctx, () => {
		const { inspection, actor } = requireInspection(ctx, 'inspection.read', inspectionId);
		const stands = wordsOf(readFinding(ctx, inspectionId, findingId));
		if (JSON.stringify(stands) !== JSON.stringify(wordsOf({ ...opened } as Finding)))
			throw new ProblemError(problem('version.stale', { yours: version, current: inspection.version }));
		const operation = {
			opId: ctx.newId(),
			deviceId: 'office',
			actorId: actor.id,
			inspectionId,
			baseVersion: inspection.version,
			seq: inspection.version,
			madeAt: ctx.now(),
			type: 'finding.edit',
			payload: { id: findingId, patch: words }
		};
		const [result] = applyOperations(ctx, inspectionId, [operation]).results;
		if (result?.status === 'rejected') throw new ProblemError(result.problem);
	});
}
