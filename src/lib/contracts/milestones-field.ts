/** Milestones in a form: one field holds the list as JSON, because a flat form has no room for rows. */
import * as v from 'valibot';
import type { MilestoneMark } from '#lib/domain/milestone.ts';
import { freeId, idField, LONGEST_LINE } from './form-fields.ts';
import { invalidIssue, issue } from './issue.ts';

/** A row as it is typed; the domain says what is wrong with it. */
export interface MilestoneRow {
	/** Empty for a new one. */
	id: string;
	text: string;
	/** YYYY-MM-DD, or what could not be read as a day. */
	dueOn: string;
}

const LONGEST_FIELD = 40_000;
const MOST_ROWS = 100;

const rows = v.pipe(
	v.array(
		v.object({
			id: freeId,
			text: v.pipe(v.string(), v.trim(), v.maxLength(LONGEST_LINE)),
			dueOn: v.pipe(v.string(), v.trim(), v.maxLength(40))
		})
	),
	v.maxLength(MOST_ROWS)
);
const marks = v.pipe(
	v.array(v.object({ id: idField, doneOn: v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(40))) })),
	v.maxLength(MOST_ROWS)
);

function parse(text: string): unknown {
	if (text === '') return [];
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

const listField = (schema: v.GenericSchema) =>
	v.pipe(
		v.string(),
		v.maxLength(LONGEST_FIELD, issue('input.too_long', { field: 'milestones', maximum: LONGEST_FIELD })),
		v.check((text) => v.is(schema, parse(text)), invalidIssue)
	);

export const milestonesField = listField(rows);
export const marksField = listField(marks);

/** The rows of a field that passed. */
export const readMilestones = (text: string): MilestoneRow[] => v.parse(rows, parse(text));
export const readMarks = (text: string): MilestoneMark[] => v.parse(marks, parse(text));

/** Rows as the field holds them; without the day on which they were reached, which is not the form's. */
export const writeMilestones = (milestones: readonly MilestoneRow[]): string =>
	JSON.stringify(milestones.map(({ id, text, dueOn }) => ({ id, text, dueOn })));
