/** An answer in a few words, for where two are compared: «4,00 điểm – 100 % = 2.401 / 2.401.» */
import type { Answer } from '#lib/domain/answer.ts';
import type { Subcriterion } from '#lib/domain/criteria.ts';
import { formatCount, formatPoints } from '#lib/domain/number-format.ts';
import { sentenceOf } from '#lib/domain/points-sentence.ts';
import { scoreSubcriterion } from '#lib/domain/scoring.ts';
import * as m from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

export function answerText(subcriterion: Subcriterion, answer: Answer): string {
	const scored = scoreSubcriterion(subcriterion, answer);
	const note = answer.note.trim() === '' ? '' : ` ${m.answer_note({ note: answer.note.trim() })}`;
	if (scored.status === 'unanswered') return m.score_unanswered() + note;
	if (scored.status === 'pending') return figuresText(answer) + note;
	if (scored.status === 'excluded') return sentenceOf(scored.reason, 0, getLocale()) + note;
	const points = m.points_long({ points: formatPoints(scored.points) });
	return `${points} – ${sentenceOf(scored.reason, scored.points, getLocale())}${note}`;
}

/** The bare figures: «2.401 / 2.431», «3»; empty where there are none. */
export function figuresText({ input }: Answer): string {
	if (input?.kind === 'ratio') return `${formatCount(input.numerator)} / ${formatCount(input.denominator)}`;
	if (input?.kind === 'growth') return `${formatCount(input.current)} – ${formatCount(input.previous)}`;
	return input?.kind === 'count' ? formatCount(input.count) : '';
}
