/** Re-checks: the form that orders one, and one as pages show it. */
import * as v from 'valibot';
import type { InspectionState } from '#lib/domain/inspection.ts';
import type { PaperKind } from '#lib/domain/papers/paper.ts';
import type { RecheckVerdict } from '#lib/domain/recheck.ts';
import { freeDay, freeLine, freeText, idField, versionField } from './form-fields.ts';
import { invalidIssue } from './issue.ts';

export const recheckForm = v.object({
	version: versionField,
	/** Checked by the domain: nothing chosen is a fault of its own. */
	findingIds: v.optional(v.array(idField), []),
	visitOn: freeDay,
	visitAt: v.pipe(v.string(), v.trim(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, invalidIssue)),
	place: freeLine,
	reason: freeText
});
export type RecheckForm = v.InferOutput<typeof recheckForm>;

export interface RecheckItem {
	id: string;
	code: string;
	state: InspectionState;
	visit: { on: string; workingDaysLeft: number; past: boolean; isToday: boolean } | null;
	visitAt: string;
	place: string;
	reason: string;
	/** Verdicts are shown once both sides have signed; to the office as they are made. */
	findings: { number: number; text: string; verdict: RecheckVerdict | null; seen: string; photos: number }[];
	papers: { id: string; kind: PaperKind; number: number; sign: string }[];
}
