/** What the office chooses for a reminder letter, and how it is issued. */
import * as v from 'valibot';
import type { ReminderChoice } from '#lib/domain/papers/paper.ts';
import { freeText, requiredDay } from './form-fields.ts';
import { issueForm } from './inspection-forms.ts';

const choice = {
	keys: v.pipe(v.array(v.pipe(v.string(), v.maxLength(80))), v.maxLength(500)),
	answerBy: requiredDay,
	note: freeText,
	toSuperior: v.boolean()
};

export const reminderLetterForm = v.object({ ...issueForm.entries, ...choice });
export type ReminderLetterForm = v.InferOutput<typeof reminderLetterForm>;

/** The draft is asked for with the choice alone, before there is a number. */
export const reminderDraftForm = v.object(choice);

export const toChoice = ({ keys, answerBy, note, toSuperior }: ReminderChoice): ReminderChoice => ({
	keys,
	answerBy,
	note,
	toSuperior
});
