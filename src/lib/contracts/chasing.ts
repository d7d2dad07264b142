/** Forms of the desk of reminders. */
import * as v from 'valibot';
import { parseBefore, type ChasingSettings } from '#lib/domain/chasing-settings.ts';
import { freeText, requiredLine, versionField } from './form-fields.ts';
import { invalidIssue, requiredIssue } from './issue.ts';

/** Ranges are the domain's: what is out of them comes back at its field. */
const days = v.pipe(v.number(requiredIssue), v.integer(invalidIssue));

export const chasingForm = v.object({
	version: versionField,
	enabled: v.boolean(),
	before: v.pipe(
		v.string(),
		v.trim(),
		v.check((text) => parseBefore(text) !== null, invalidIssue)
	),
	everyAfter: days,
	maximumAfter: days,
	toHeadAfter: days,
	toSuperiorAfter: days,
	weeklyOn: days,
	sendAt: requiredLine
});
export type ChasingForm = v.InferOutput<typeof chasingForm>;

export const toChasingForm = ({ before, ...rest }: ChasingSettings & { version: number }): ChasingForm => ({
	...rest,
	before: before.join(', ')
});

export const fromChasingForm = ({ version: _, before, ...rest }: ChasingForm): ChasingSettings => ({
	...rest,
	before: parseBefore(before) ?? []
});

/** Chosen matters, with a word of the office's own. */
export const reminderForm = v.object({
	matter: v.pipe(v.array(v.pipe(v.string(), v.maxLength(80))), v.maxLength(500)),
	toHead: v.boolean(),
	note: freeText
});
