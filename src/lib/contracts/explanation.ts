/** The agency's answer to one finding, or to one score. */
import * as v from 'valibot';
import { STANCES } from '#lib/domain/explanation.ts';
import { parseNumber } from '#lib/domain/number-format.ts';
import { fail, ok, type Result } from '#lib/domain/problems.ts';
import { freeId, freeText, versionField } from './form-fields.ts';
import { requiredIssue } from './issue.ts';

const HUNDREDTHS = 100;
const DECIMALS = 2;

/**
 * Points as typed («3,5») → hundredths; null where none are asked for. Problems: those of `parseNumber`, and
 * `input.too_many_decimals` below a hundredth.
 */
export function readPoints(text: string): Result<number | null> {
	if (text.trim() === '') return ok(null);
	const read = parseNumber(text);
	if (!read.ok) return read;
	const hundredths = Math.round(read.value * HUNDREDTHS);
	return Number(read.value.toFixed(DECIMALS)) === read.value
		? ok(hundredths)
		: fail('input.too_many_decimals', { value: read.value, maximum: DECIMALS });
}

export const explanationForm = v.pipe(
	v.object({
		/** One of the two is given, the other is empty. */
		findingId: freeId,
		subcriterionCode: freeId,
		version: versionField,
		stance: v.picklist(STANCES, requiredIssue),
		reason: freeText,
		requestedPoints: v.pipe(
			v.string(),
			v.rawCheck(({ dataset, addIssue }) => {
				if (!dataset.typed) return;
				const read = readPoints(dataset.value);
				if (!read.ok) addIssue({ message: JSON.stringify(read.problem) });
			})
		)
	}),
	v.forward(
		v.check(({ stance, reason }) => stance === 'agree' || reason !== '', requiredIssue),
		['reason']
	)
);
export type ExplanationForm = v.InferOutput<typeof explanationForm>;
