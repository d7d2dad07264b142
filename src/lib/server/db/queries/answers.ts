/** Answers, one for each subcriterion and stage. Written by the hundred: plain SQL where the builder's own work shows. */
import { and, eq, sql } from 'drizzle-orm';
import type { Answer, Stage } from '#lib/domain/answer.ts';
import type { Db } from '../open.ts';
import { prepared, preparedList, preparedRows, preparedSql } from '../prepared.ts';
import { answers } from '../schema/inspections.ts';

export type AnswerRow = typeof answers.$inferSelect;
const p = sql.placeholder;

const oneAnswer = prepared((orm) =>
	orm
		.select()
		.from(answers)
		.where(
			and(
				eq(answers.inspectionId, p('inspectionId')),
				eq(answers.stage, p('stage')),
				eq(answers.code, p('code'))
			)
		)
		.prepare()
);

export function findAnswer(db: Db, inspectionId: string, stage: Stage, code: string): AnswerRow | undefined {
	return oneAnswer(db).get({ inspectionId, stage, code });
}

export const listAnswers: (db: Db, inspectionId: string) => AnswerRow[] = preparedList((orm, id) =>
	orm.select().from(answers).where(eq(answers.inspectionId, id))
);

/** What both readings of many rows take of one, by its plain names. */
const COLUMNS = `code, input, not_applicable_reason as notApplicableReason, note, explanation,
	change_reason as changeReason, figures_on as figuresOn, seen, flagged`;

type RawAnswer = Omit<Answer, 'input' | 'seen' | 'flagged'> & {
	input: string | null;
	seen: string;
	flagged: number;
};

function fromRaw(raw: RawAnswer): Answer {
	const { code, notApplicableReason, note, explanation, changeReason, figuresOn } = raw;
	const input = raw.input === null ? null : (JSON.parse(raw.input) as Answer['input']);
	const seen = raw.seen === '[]' ? [] : (JSON.parse(raw.seen) as number[]);
	const flagged = raw.flagged === 1;
	return { code, input, notApplicableReason, note, explanation, changeReason, figuresOn, seen, flagged };
}

const answersOfInspection = preparedSql(`select stage, ${COLUMNS} from answers where inspection_id = ?`);

/** All answers of an inspection as the domain takes them: by stage, by code. */
export function loadAnswers(db: Db, inspectionId: string): Record<Stage, Map<string, Answer>> {
	const byStage: Record<Stage, Map<string, Answer>> = {
		self: new Map(),
		appraisal: new Map(),
		reappraisal: new Map(),
		final: new Map()
	};
	const rows = answersOfInspection(db).all(inspectionId) as (RawAnswer & { stage: Stage })[];
	for (const row of rows) byStage[row.stage].set(row.code, fromRaw(row));
	return byStage;
}

/** An answer with who changed it last, in which version, on which device. */
export interface StoredAnswer {
	answer: Answer;
	changedIn: number;
	changedBy: string;
	changedDevice: string;
	changedAt: number;
}

const answersOfCodes = preparedSql(
	`select ${COLUMNS}, changed_in as changedIn, changed_by as changedBy, changed_device as changedDevice,
		changed_at as changedAt
	from answers where inspection_id = ? and stage = ? and code in (select value from json_each(?))`
);

/** Answers of one stage to some subcriteria, by code: one read for a whole batch. */
export function findAnswers(
	db: Db,
	inspectionId: string,
	stage: Stage,
	codes: readonly string[]
): Map<string, StoredAnswer> {
	const rows = answersOfCodes(db).all(inspectionId, stage, JSON.stringify(codes)) as (RawAnswer &
		Omit<StoredAnswer, 'answer'>)[];
	return new Map(
		rows.map((row) => {
			const { changedIn, changedBy, changedDevice, changedAt } = row;
			return [row.code, { answer: fromRaw(row), changedIn, changedBy, changedDevice, changedAt }];
		})
	);
}

export type AnswerWrite = Answer & {
	stage: Stage;
	points: number | null;
};

const upsertAnswers = preparedRows(
	'answers',
	[
		...[
			'stage',
			'code',
			'input',
			'not_applicable_reason',
			'note',
			'explanation',
			'change_reason',
			'figures_on'
		],
		...['seen', 'flagged', 'points']
	],
	['inspection_id', 'changed_in', 'changed_by', 'changed_device', 'changed_at'],
	`on conflict (inspection_id, stage, code) do update set
		input = excluded.input, not_applicable_reason = excluded.not_applicable_reason, note = excluded.note,
		explanation = excluded.explanation, change_reason = excluded.change_reason, figures_on = excluded.figures_on,
		seen = excluded.seen, flagged = excluded.flagged, points = excluded.points, changed_in = excluded.changed_in,
		changed_by = excluded.changed_by, changed_device = excluded.changed_device, changed_at = excluded.changed_at`
);

/** Writes answers of one inspection, each over the one that stood there. */
export function writeAnswers(
	db: Db,
	inspectionId: string,
	rows: readonly AnswerWrite[],
	by: Omit<StoredAnswer, 'answer'>
): void {
	upsertAnswers(
		db,
		rows.map((row) => [
			row.stage,
			row.code,
			row.input === null ? null : JSON.stringify(row.input),
			row.notApplicableReason,
			row.note,
			row.explanation,
			row.changeReason,
			row.figuresOn,
			row.seen.length === 0 ? '[]' : JSON.stringify(row.seen),
			row.flagged ? 1 : 0,
			row.points
		]),
		{
			inspection_id: inspectionId,
			changed_in: by.changedIn,
			changed_by: by.changedBy,
			changed_device: by.changedDevice,
			changed_at: by.changedAt
		}
	);
}

/** Copies every answer of one stage into the next, which starts from it. Answers already there are kept. */
export function copyStage(db: Db, inspectionId: string, from: Stage, to: Stage): void {
	db.sqlite
		.prepare(
			`insert into answers (inspection_id, stage, code, input, not_applicable_reason, note, explanation, change_reason,
				figures_on, seen, flagged, points, changed_in, changed_by, changed_device, changed_at)
			select inspection_id, ?, code, input, not_applicable_reason, note, explanation, '', figures_on, seen, 0, points,
				changed_in, changed_by, changed_device, changed_at
			from answers where inspection_id = ? and stage = ? on conflict do nothing`
		)
		.run(to, inspectionId, from);
}
