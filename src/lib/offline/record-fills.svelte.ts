/** Criteria that the record of the agency's last inspection answers, as they stand with this device's own work. */
import { emptyAnswer, type Stage } from '#lib/domain/answer.ts';
import type { AnswerPatch } from '#lib/domain/conflict.ts';
import { dayOf } from '#lib/domain/calendar.ts';
import type { Subcriterion } from '#lib/domain/criteria.ts';
import { fillsOf, listUnexplainedFills, type Fill } from '#lib/domain/earlier-remedy.ts';
import { scoreSubcriterion, type Scored } from '#lib/domain/scoring.ts';
import type { FieldRecord } from './field-record.svelte.ts';

export class RecordFills {
	private readonly record: FieldRecord;
	private readonly now: () => number;
	private readonly byCode: ReadonlyMap<string, Fill> = $derived.by(() => {
		const { set, earlierRemedy, visitOn } = this.record.snapshot;
		const accepted = this.record.findings.filter(({ state }) => state !== 'not_accepted');
		const again = accepted.flatMap(({ subcriterionCode }) => subcriterionCode ?? []);
		/* A copy fetched by an older version does not say. */
		return fillsOf(set, earlierRemedy ?? null, again, visitOn ?? dayOf(this.now()));
	});

	constructor(record: FieldRecord, now: () => number) {
		this.record = record;
		this.now = now;
	}

	of(code: string): Fill | undefined {
		return this.byCode.get(code);
	}

	/** The points that the record would give. */
	scored(subcriterion: Subcriterion): Scored | undefined {
		const { code } = subcriterion;
		const fill = this.byCode.get(code);
		return fill && scoreSubcriterion(subcriterion, { ...emptyAnswer(code), input: fill.input });
	}

	/** Codes answered otherwise than the record says, with no word why. Later stages start from what was decided. */
	unexplained(stage: Stage): string[] {
		if (stage !== 'self' && stage !== 'appraisal') return [];
		return listUnexplainedFills(this.byCode, this.record.answers[stage], REASON_IN[stage]);
	}

	/** The edit that answers as the record does. */
	asRecorded(code: string, stage: Stage): AnswerPatch | null {
		const fill = this.byCode.get(code);
		if (!fill || (stage !== 'self' && stage !== 'appraisal')) return null;
		return { input: fill.input, notApplicableReason: null, [REASON_IN[stage]]: fill.sentence };
	}
}

const REASON_IN = { self: 'explanation', appraisal: 'changeReason' } as const;
