/** The agency numbers and dates a paper of its own. */
import * as v from 'valibot';
import { PAPER_KINDS } from '#lib/domain/papers/paper.ts';
import { requiredDay, versionField } from './form-fields.ts';
import { invalidIssue } from './issue.ts';

export const ownPaperForm = v.object({
	kind: v.picklist(PAPER_KINDS, invalidIssue),
	version: versionField,
	/** As typed; empty for the next free number of the register. */
	number: v.pipe(v.string(), v.trim(), v.regex(/^(?:[1-9]\d{0,5})?$/, invalidIssue)),
	issuedOn: requiredDay,
	/** The clerk has seen that the day does not fit the order of the register. */
	outOfOrder: v.boolean()
});
