/** The small forms around a self-assessment: colleagues, comments, returns, units' figures. */
import * as v from 'valibot';
import { freeText, idField, requiredDay, requiredText, versionField } from './form-fields.ts';
import { parseNumber } from '#lib/domain/number-format.ts';

const code = idField;
const version = v.pipe(v.string(), v.transform(Number), versionField);
/** A count as typed: «2.431». */
const figure = v.pipe(
	v.string(),
	v.transform((text) => {
		const read = parseNumber(text);
		return read.ok ? read.value : Number.NaN;
	}),
	v.number(),
	v.finite()
);

/** `codes`: one, or those of an area, with a space between. `accountId` empty: nobody. */
export const assignForm = v.object({
	codes: v.pipe(
		v.string(),
		v.maxLength(20_000),
		v.transform((text) => text.split(' ').filter(Boolean))
	),
	accountId: v.pipe(v.string(), v.maxLength(64))
});

export const commentForm = v.object({ code, text: requiredText });
export const withdrawCommentForm = v.object({ id: idField });
export const replyForm = v.object({ code, reply: freeText });

export const unitFigureForm = v.object({
	code,
	unitId: idField,
	numerator: figure,
	denominator: figure,
	asOfOn: requiredDay,
	note: freeText,
	state: v.picklist(['drafted', 'submitted']),
	version
});
export const unitDecisionForm = v.object({
	code,
	unitId: idField,
	version,
	decision: v.picklist(['approve', 'return', 'remove'])
});

/** What the office gives back: `codes` one for each box ticked, with `reason.<code>` beside; none where `whole`. */
export function readReturnForm(data: FormData): {
	version: number;
	reason: string;
	codes: { code: string; reason: string }[];
	dueOn: string;
} {
	const text = (name: string) => {
		const value = data.get(name);
		return typeof value === 'string' ? value : '';
	};
	const codes = data.getAll('codes').filter((one): one is string => typeof one === 'string');
	return {
		version: Number(text('version')) || 0,
		reason: text('reason'),
		dueOn: text('dueOn').trim(),
		codes:
			text('extent') === 'whole' ? [] : codes.map((one) => ({ code: one, reason: text(`reason.${one}`) }))
	};
}
