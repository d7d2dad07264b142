/**
 * An earlier inspection of the same agency as a start for its next self-assessment. What is taken over is a proposal,
 * «chưa rà soát»: it is no answer, scores nothing and nobody else sees it until a person confirms or edits it.
 */
import { isAnswered, type Answer } from './answer.ts';
import { validateAnswer } from './answer-check.ts';
import { findSubcriterion, listScoredSubcriteria, type CriteriaSet } from './criteria.ts';
import type { Scored } from './scoring.ts';

export interface EarlierStart {
	/** What may be taken over, by code: figures, notes and explanations; day, marks and flags begin anew. */
	proposals: Map<string, Answer>;
	/** Here, but not there. */
	added: string[];
	/** In both, but asked in another way, or what was answered does not fit any more. */
	changed: string[];
	/** In both, but not answered there. */
	blank: string[];
	/** There, but no longer here. */
	dropped: string[];
}

/**
 * What of an earlier self-assessment fits a set: the same code with the same kind of rule, and an answer that the rule
 * still takes. Every code of either set is in exactly one of the five lists.
 */
export function startFrom(
	set: CriteriaSet,
	earlierSet: CriteriaSet,
	earlierAnswers: ReadonlyMap<string, Answer>
): EarlierStart {
	const start: EarlierStart = { proposals: new Map(), added: [], changed: [], blank: [], dropped: [] };
	for (const { subcriterion } of listScoredSubcriteria(set)) {
		const { code, rule } = subcriterion;
		const there = findSubcriterion(earlierSet, code)?.subcriterion;
		const answer = earlierAnswers.get(code);
		if (!there || there.isSurvey) start.added.push(code);
		else if (there.rule.type !== rule.type) start.changed.push(code);
		else if (!isAnswered(answer)) start.blank.push(code);
		else {
			const proposal = validateAnswer(subcriterion, begunAnew(answer!));
			if (proposal.ok) start.proposals.set(code, proposal.value);
			else start.changed.push(code);
		}
	}
	for (const { subcriterion } of listScoredSubcriteria(earlierSet)) {
		const here = findSubcriterion(set, subcriterion.code)?.subcriterion;
		if (!here || here.isSurvey) start.dropped.push(subcriterion.code);
	}
	return start;
}

/** The day of last year's figures and what was ticked then say nothing of this year. */
const begunAnew = (answer: Answer): Answer => ({
	...answer,
	changeReason: '',
	figuresOn: null,
	seen: [],
	flagged: false
});

/** What is still a proposal: not answered, and nobody has touched it since. */
export const isUnreviewed = (proposal: Answer | undefined, answer: Answer | undefined): boolean =>
	proposal !== undefined && answer === undefined;

/** Points of an earlier inspection beside those of now, in hundredths; null where there are none. */
export interface EarlierScore {
	self: number | null;
	recognised: number | null;
	maxPoints: number;
}

const pointsOf = (scored: Scored | undefined): number | null =>
	scored?.status === 'scored' ? scored.points : null;

/**
 * How far a score is from the earlier one: from what was recognised then, or the self score where nothing was. Null
 * where either is none.
 */
export function differenceFrom(earlier: EarlierScore | undefined, now: Scored | undefined): number | null {
	const was = earlier?.recognised ?? earlier?.self ?? null;
	const is = pointsOf(now);
	return was === null || is === null ? null : is - was;
}
