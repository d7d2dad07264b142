/** The agency's explanations as papers print them: what was decided, and what stays unsettled between both sides. */
import { isUnsettled, type Explanation, type ExplanationDecision, type Stance } from '../explanation.ts';
import { formatPoints } from '../number-format.ts';
import type { InspectionRecord } from './inspection-record.ts';
import { inOneSentence } from './wording.ts';

export const STANCE_WORDS: Record<Stance, string> = {
	agree: 'nhất trí',
	agree_in_part: 'nhất trí một phần',
	disagree: 'không nhất trí'
};

const DECISION_WORDS: Record<ExplanationDecision, string> = {
	accepted: 'chấp nhận giải trình',
	accepted_in_part: 'chấp nhận một phần giải trình',
	rejected: 'không chấp nhận giải trình'
};

/** «Về tồn tại 2», «Về điểm tiêu chí 3.4.1». */
function topicOf(record: InspectionRecord, explanation: Explanation): string {
	const finding = record.findings.find(({ id }) => id === explanation.findingId);
	if (finding) return `Về tồn tại ${finding.number}`;
	return explanation.subcriterionCode === null
		? 'Về nội dung khác'
		: `Về điểm tiêu chí ${explanation.subcriterionCode}`;
}

/**
 * One line an explanation: the agency's stance with its reason, the points it asks for, the team's decision with its
 * reason; and, where both keep their view, that the agency's opinion is reserved.
 */
export function explanationLine(record: InspectionRecord, explanation: Explanation): string {
	const { stance, reason, requestedPoints, decision, decisionReason } = explanation;
	const asked = requestedPoints === null ? '' : `; đề nghị ${formatPoints(requestedPoints)} điểm`;
	const because = reason.trim() === '' ? '' : `, lý do: ${inOneSentence(reason)}`;
	const said = `${topicOf(record, explanation)}: cơ quan được kiểm tra ${STANCE_WORDS[stance]}${because}${asked}.`;
	if (decision === null) return said;
	const why = decisionReason.trim() === '' ? '' : `, lý do: ${inOneSentence(decisionReason)}`;
	const kept = isUnsettled(explanation) ? ' Cơ quan được kiểm tra bảo lưu ý kiến.' : '';
	return `${said} Đoàn kiểm tra ${DECISION_WORDS[decision]}${why}.${kept}`;
}

export const explanationsOfFinding = (record: InspectionRecord, findingId: string): string[] =>
	record.explanations
		.filter((explanation) => explanation.findingId === findingId && explanation.stance !== 'agree')
		.map((explanation) => explanationLine(record, explanation));

/** Explanations that hang on no finding: those about scores. */
export const explanationsOfScores = (record: InspectionRecord): string[] =>
	record.explanations
		.filter((explanation) => explanation.findingId === null && explanation.stance !== 'agree')
		.map((explanation) => explanationLine(record, explanation));

export const unsettledCount = (record: InspectionRecord): number =>
	record.explanations.filter((explanation) => isUnsettled(explanation)).length;
