/**
 * The result that an inspection stands at, for lists that show many. Kept in memory by the inspection's version: every
 * write counts it up, so a result that was reckoned once holds until somebody changes something.
 */
import type { Stage } from '#lib/domain/answer.ts';
import type { RatingBand } from '#lib/domain/criteria.ts';
import type { InspectionState } from '#lib/domain/inspection.ts';
import { standingStage } from '#lib/domain/stage.ts';
import { totalOf } from '#lib/domain/totals.ts';
import type { Ctx } from '../context.ts';
import { loadSetContent } from '../db/queries/criteria.ts';
import { loadAnswers } from '../db/queries/answers.ts';
import type { Db } from '../db/open.ts';

export interface Standing {
	stage: Stage;
	/** Subcriteria that are walked: with an answer, and in all. */
	answered: number;
	total: number;
	/** Hundredths of points; of all that was scored, survey included. */
	points: number;
	possible: number;
	/** Hundredths of a percent; null while nothing is scored. */
	percent: number | null;
	rating: Pick<RatingBand, 'key' | 'label' | 'labelEn'> | null;
	/** The survey's points are all in; null where the set has no survey. */
	hasSurvey: boolean | null;
}

const known = new WeakMap<Db, Map<string, { version: number; standing: Standing }>>();

/** The result at the stage that counts in the inspection's state. The caller has asked for permission. */
export function readStanding(
	ctx: Pick<Ctx, 'db'>,
	inspection: { id: string; version: number; state: InspectionState; criteriaSetId: string }
): Standing {
	let ofDatabase = known.get(ctx.db);
	if (!ofDatabase) known.set(ctx.db, (ofDatabase = new Map()));
	const kept = ofDatabase.get(inspection.id);
	if (kept?.version === inspection.version) return kept.standing;
	const standing = reckon(ctx, inspection);
	ofDatabase.set(inspection.id, { version: inspection.version, standing });
	return standing;
}

function reckon(
	ctx: Pick<Ctx, 'db'>,
	inspection: { id: string; state: InspectionState; criteriaSetId: string }
): Standing {
	const stage = standingStage(inspection.state);
	const answers = loadAnswers(ctx.db, inspection.id)[stage];
	const set = loadSetContent(ctx.db, inspection.criteriaSetId);
	const { whole, appraised, survey, rating } = totalOf(set, answers);
	return {
		stage,
		answered: appraised.answered,
		total: appraised.total,
		points: whole.points,
		possible: whole.answeredPossible,
		percent: whole.percent,
		rating: rating && { key: rating.key, label: rating.label, labelEn: rating.labelEn },
		hasSurvey: survey.total === 0 ? null : survey.answered === survey.total
	};
}
