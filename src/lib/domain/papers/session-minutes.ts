/** The minutes that both sides sign at the end of a session: an inspection's own, or a re-check's. */
import { codeOfRechecked, verdictOf } from '../recheck.ts';
import type { InspectionRecord, RecheckFacts } from './inspection-record.ts';
import { buildMinutes } from './minutes.ts';
import type { MinutesContent, RecheckMinutesContent } from './paper.ts';
import { buildRecheckMinutes, type RecheckRecord } from './recheck-minutes.ts';

export type SessionMinutes = MinutesContent | RecheckMinutesContent;

/** The same on the tablet and on the server: a signature binds what follows from it. */
export const buildSessionMinutes = (record: InspectionRecord): SessionMinutes =>
	record.recheck ? buildRecheckMinutes(recheckRecordOf(record, record.recheck)) : buildMinutes(record);

/** What the minutes of a re-check are made from: the findings as they were taken along, with the verdicts of the walk. */
function recheckRecordOf(record: InspectionRecord, { year, bases, findings }: RecheckFacts): RecheckRecord {
	return {
		...record,
		inspection: { year, visitOn: record.inspection.visitOn },
		bases,
		findings: findings.map((finding) => {
			const code = codeOfRechecked(finding);
			const answer = record.answers.appraisal?.get(code);
			return {
				...finding,
				verdict: verdictOf(answer),
				seen: answer?.note ?? '',
				reason: '',
				photos: record.evidence.filter(
					({ side, medium, subcriterionCode }) =>
						side === 'team' && medium === 'photo' && subcriterionCode === code
				).length
			};
		}),
		issued: record.issued.recheck_minutes ?? null
	};
}
