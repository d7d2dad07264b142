/** No paper of ours goes out with a slip of the pen, whatever people typed into it. */
import { describe, expect, it } from 'vitest';
import { hardPapers } from '../../../../tests/support/hard-papers.ts';
import { slipsIn } from '../../../../tests/support/paper-slips.ts';
import { record2018, record2021 } from '../../../../tests/support/papers-record.ts';
import { closedRecord } from '../../../../tests/support/remedy-papers.ts';
import { announcedRecord, explainedRecord, selfRecord } from '../../../../tests/support/visit-papers.ts';
import { buildClosingNote } from './closing-note.ts';
import { buildConclusion } from './conclusion.ts';
import { buildExplanationLetter } from './explanation-letter.ts';
import type { InspectionRecord } from './inspection-record.ts';
import { buildMinutes } from './minutes.ts';
import { buildRemediationPlan } from './remediation-plan.ts';
import { buildRemediationReport } from './remediation-report.ts';
import { buildSelfReport } from './self-report.ts';
import { buildTeamDecision } from './team-decision.ts';
import { buildVisitNotice } from './visit-notice.ts';

/** As people type: some lines with a stop or a semicolon, some without, dashes, blank lines. */
const TYPED = 'Đã rà soát hồ sơ\n\n- Đã phân công đầu mối;\nĐã báo cáo lãnh đạo.\n  Tiếp tục theo dõi ';

function typed(record: InspectionRecord): InspectionRecord {
	const { session, conclusion, remediation } = record;
	return {
		...record,
		session: {
			...session,
			...{
				workDone: TYPED,
				placesVisited: TYPED,
				samples: TYPED,
				agencyOpinion: TYPED,
				leadConclusion: TYPED,
				refusalReason: TYPED,
				findingOpinions: { 'finding-4': TYPED }
			}
		},
		conclusion: conclusion && { ...conclusion, responsibility: TYPED },
		strengths: record.strengths.map((strength) => ({ ...strength, text: TYPED })),
		demands: record.demands.map((demand) => ({ ...demand, text: TYPED })),
		findings: record.findings.map((finding) => ({
			...finding,
			text: 'Chưa cập nhật quy trình.',
			cause: TYPED,
			demand: TYPED
		})),
		explanations: record.explanations.map((explanation) => ({
			...explanation,
			reason: TYPED,
			decisionReason: TYPED
		})),
		remediation: remediation && {
			...remediation,
			...{ purpose: [TYPED], organisation: [TYPED], funding: TYPED, steering: [TYPED] },
			...{ difficulties: [TYPED], proposals: [TYPED] },
			delays: remediation.delays.map((delay) => ({ ...delay, reason: TYPED })),
			progress: remediation.progress.map((report) => ({ ...report, doneText: TYPED, remainingText: TYPED }))
		}
	};
}

const written = [
	['minutes', buildMinutes(typed(record2018()))],
	['conclusion', buildConclusion(typed(record2018()))],
	['conclusion with explanations', buildConclusion(typed(explainedRecord()))],
	['plan', buildRemediationPlan(typed(record2021()))],
	['report', buildRemediationReport(typed(record2021()), 'report')],
	['letter', buildRemediationReport(typed(record2021()), 'letter')],
	['closing note', buildClosingNote(typed(closedRecord()))],
	['explanation letter', buildExplanationLetter(typed(explainedRecord()))],
	['self-check report', buildSelfReport(typed(selfRecord()))],
	['decision on the team', buildTeamDecision(typed(announcedRecord()))],
	['notice of a visit', buildVisitNotice(typed(announcedRecord()))]
] as const;

const isOfWords = (slip: string): boolean => slip.includes('từ1 từ2');

describe('slips of the pen', () => {
	it.each(written)('are not in the %s of what was typed carelessly', (_, content) => {
		expect(slipsIn(content)).toEqual([]);
	});

	it('are in none of the hard papers', () => {
		for (const { kind, hard, content } of hardPapers())
			expect({ kind, hard, slips: slipsIn(content).filter((slip) => !isOfWords(slip)) }).toEqual({
				kind,
				hard,
				slips: []
			});
	});

	it.each([
		['Đã xong..', 'two marks'],
		['Đã xong ;', 'a blank before'],
		['Trước ngày 5/9/2018.', 'a day without'],
		['Chưa cao. (tiêu chí 7.2.2).', 'a stop before'],
		['Người thứ nhất; Phụ trách chung.', 'a capital inside'],
		['Kết quả undefined.', 'a value of'],
		['Nội dung «chưa đóng.', 'an unpaired'],
		['Chưa có dấu chấm', 'is no sentence'],
		['Đã xong\nChưa xong.', 'is no sentence'],
		['Gồm:', 'nothing after']
	])('would be seen in «%s»', (text, slip) => {
		const content = buildConclusion(record2018());
		const sections = [
			{ key: 's', number: 'I', title: 'Mục', blocks: [{ type: 'paragraph', text } as const] }
		];
		expect(slipsIn({ ...content, sections }).join()).toContain(slip);
	});
});
