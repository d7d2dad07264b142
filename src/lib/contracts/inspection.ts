/** Bodies and forms that concern one inspection. */
import * as v from 'valibot';
import { STAGES } from '#lib/domain/answer.ts';
import { TRANSITIONS } from '#lib/domain/inspection.ts';

export const version = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.pipe(v.string(), v.maxLength(30_000));
const optionalText = v.optional(text, '');

export const moveBody = v.object({
	transition: v.picklist(TRANSITIONS),
	version,
	reason: v.optional(text)
});

/** Fields beside the file in a multipart upload; all are text there. */
export const evidenceFields = v.object({
	id: v.optional(v.pipe(v.string(), v.uuid())),
	subjectKind: v.picklist(['answer', 'finding', 'explanation', 'progress', 'effect']),
	subjectId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
	stage: v.optional(v.nullable(v.picklist(STAGES)), null),
	caption: optionalText,
	citation: optionalText,
	takenAt: v.optional(v.nullable(v.pipe(v.string(), v.transform(Number), v.integer())), null)
});
