/** Forms of a person's own views of the tracker. */
import * as v from 'valibot';
import { LONGEST_VIEW_NAME } from '#lib/domain/saved-view.ts';
import { freeLine } from './form-fields.ts';
import { issue, requiredIssue } from './issue.ts';

/** `id` is empty for a new one. Whether the name is free is the service's to say. */
export const viewForm = v.object({
	id: freeLine,
	name: v.pipe(
		v.string(),
		v.trim(),
		v.nonEmpty(requiredIssue),
		v.maxLength(LONGEST_VIEW_NAME, issue('input.too_long', { field: 'name', maximum: LONGEST_VIEW_NAME }))
	),
	opensFirst: v.boolean()
});
export type ViewForm = v.InferOutput<typeof viewForm>;
