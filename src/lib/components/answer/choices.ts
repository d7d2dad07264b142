/** The rules whose answers are chosen: their choices, what is chosen now, and what a tap makes of it. */
import type { AnswerInput } from '#lib/domain/answer.ts';
import type { ScoringRule } from '#lib/domain/scoring.ts';

export interface Choice {
	label: string;
	/** Hundredths. */
	points: number;
}

/** In the order shown; empty for rules that take figures. */
export function choicesOf(rule: ScoringRule, yes: string, no: string): Choice[] {
	switch (rule.type) {
		case 'yes_no':
			return [
				{ label: yes, points: rule.yesPoints },
				{ label: no, points: rule.noPoints }
			];
		case 'options':
			return rule.options;
		case 'checklist':
			return rule.items;
		default:
			return [];
	}
}

export function chosenIndexes(input: AnswerInput | null): number[] {
	switch (input?.kind) {
		case 'yes_no':
			return [input.yes ? 0 : 1];
		case 'options':
			return [input.index];
		case 'checklist':
			return input.ticked;
		default:
			return [];
	}
}

/** The input after a tap on a choice. A tick is taken back by a second tap; the last one leaves «none of them». */
export function choiceInput(rule: ScoringRule, input: AnswerInput | null, index: number): AnswerInput {
	if (rule.type === 'yes_no') return { kind: 'yes_no', yes: index === 0 };
	if (rule.type === 'options') return { kind: 'options', index };
	const ticked = input?.kind === 'checklist' ? input.ticked : [];
	return {
		kind: 'checklist',
		ticked: ticked.includes(index)
			? ticked.filter((other) => other !== index)
			: [...ticked, index].sort((a, b) => a - b)
	};
}
