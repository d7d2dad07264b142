/**
 * An operation in words, for the lists of what waits: what it is about, and what was entered. Without the inspection's
 * copy only codes are known.
 */
import type { FieldSnapshot } from '#lib/contracts/field.ts';
import { emptyAnswer, type Answer } from '#lib/domain/answer.ts';
import { formatDay, isDay } from '#lib/domain/calendar.ts';
import { findSubcriterion } from '#lib/domain/criteria.ts';
import { formatCount } from '#lib/domain/number-format.ts';
import type { AnswerEdit, GivenUp, Operation, OperationBody, OperationType } from '#lib/domain/operation.ts';
import * as m from '#lib/paraglide/messages.js';
import { titleOf } from '#lib/ui/localized.ts';
import { answerText, figuresText } from './answer-text.ts';

export interface OperationText {
	/** «4.1.1», or what kind of thing it is. */
	what: string;
	/** The criterion's title; empty where it is not known. */
	title: string;
	/** What was entered. */
	value: string;
}

type Copy = Pick<FieldSnapshot, 'set' | 'answers' | 'findings' | 'strengths' | 'demands' | 'evidence'> | null;

export function operationText(operation: OperationBody, copy: Copy): OperationText {
	switch (operation.type) {
		case 'answer.set':
			return { ...criterion(operation.payload.code, copy), value: editText(operation.payload, copy) };
		case 'conflict.settle': {
			const { choice, reason } = operation.payload;
			const chosen = choice === 'standing' ? m.work_settle_standing() : m.work_settle_late();
			const { what, title } = criterion(operation.payload.code, copy);
			return { what, title: title || m.work_settle(), value: joined([chosen, reason]) };
		}
		case 'session.record':
			return { what: m.work_session(), title: '', value: sessionText(operation.payload.patch) };
		case 'session.attendance':
			return {
				what: m.work_session(),
				title: '',
				value: m.work_attendance({ count: formatCount(operation.payload.attendance.length) })
			};
		case 'signature.draw':
			return {
				what: m.unsettled_signature(),
				title: '',
				value: m.work_signature({ side: sideText(operation.payload.side), name: operation.payload.name })
			};
		case 'signature.clear':
			return {
				what: m.unsettled_signature(),
				title: '',
				value: m.work_signature_clear({ side: sideText(operation.payload.side) })
			};
		case 'work.discard':
			return { what: givenUpText(operation.payload, copy), title: '', value: operation.payload.reason };
		default:
			return { what: KIND_TEXTS[operation.type](), title: '', value: writtenText(operation, copy) };
	}
}

const KIND_TEXTS: Record<
	Exclude<
		OperationType,
		'session.record' | 'session.attendance' | 'signature.draw' | 'signature.clear' | 'work.discard'
	>,
	() => string
> = {
	'answer.set': m.unsent_group_scores,
	'conflict.settle': m.work_settle,
	'finding.raise': m.work_finding_raise,
	'finding.edit': m.work_finding_edit,
	'finding.withdraw': m.work_finding_withdraw,
	'strength.note': m.work_strength_note,
	'strength.withdraw': m.work_strength_withdraw,
	'demand.set': m.work_demand_set,
	'demand.withdraw': m.work_demand_withdraw,
	'evidence.add': m.work_file,
	'evidence.edit': m.work_file_edit,
	'evidence.withdraw': m.work_file_withdraw,
	'evidence.share': m.work_file_share,
	'evidence.unshare': m.work_file_unshare
};

/** The kind of an operation, for where nothing else of it is known. */
export function kindText(what: string): string {
	if (what === 'evidence.file') return m.work_file();
	if (what.startsWith('signature')) return m.unsettled_signature();
	return Object.hasOwn(KIND_TEXTS, what) ? KIND_TEXTS[what as keyof typeof KIND_TEXTS]() : m.work_session();
}

/** What the reason of a discard speaks of. */
function givenUpText({ what, subject }: GivenUp, copy: Copy): string {
	if (what === 'answer.set' || what === 'conflict.settle') {
		const { what: code, title } = criterion(subject, copy);
		return title === '' ? code : `${code} ${title}`;
	}
	return kindText(what);
}

function criterion(code: string, copy: Copy): Pick<OperationText, 'what' | 'title'> {
	const placed = copy && findSubcriterion(copy.set, code);
	return { what: code, title: placed ? titleOf(placed.subcriterion) : '' };
}

/** Only what the edit itself changed. */
function editText({ stage, code, patch }: AnswerEdit, copy: Copy): string {
	const { note, explanation, changeReason, figuresOn, seen, flagged } = patch;
	const parts = [
		'input' in patch || 'notApplicableReason' in patch ? valueText({ stage, code, patch }, copy) : '',
		note ? m.work_part_note({ text: note.trim() }) : '',
		explanation ? m.work_part_explanation({ text: explanation.trim() }) : '',
		changeReason ? m.work_part_reason({ text: changeReason.trim() }) : '',
		figuresOn && isDay(figuresOn) ? m.work_part_day({ day: formatDay(figuresOn) }) : '',
		seen ? m.work_part_seen({ count: formatCount(seen.length) }) : '',
		flagged === undefined ? '' : flagged ? m.work_part_flagged() : m.work_part_unflagged()
	];
	return joined(parts);
}

function valueText({ stage, code, patch }: AnswerEdit, copy: Copy): string {
	const placed = copy && findSubcriterion(copy.set, code);
	const standing = copy?.answers[stage].find((answer) => answer.code === code) ?? emptyAnswer(code);
	const answer: Answer = { ...standing, ...patch, code, note: '' };
	if (answer.input === null && answer.notApplicableReason === null) return m.work_part_cleared();
	if (placed) return answerText(placed.subcriterion, answer);
	return answer.notApplicableReason ?? figuresText(answer);
}

function writtenText(operation: OperationBody, copy: Copy): string {
	if ('text' in operation.payload) return operation.payload.text;
	if (operation.type === 'finding.edit' && operation.payload.patch.text) return operation.payload.patch.text;
	if (operation.type === 'evidence.add') return operation.payload.caption || operation.payload.fileName;
	if (operation.type === 'evidence.edit' && operation.payload.patch.caption)
		return operation.payload.patch.caption;
	if (!('id' in operation.payload)) return '';
	const { id } = operation.payload;
	const proof = copy?.evidence.find((item) => item.id === id);
	if (proof) return proof.caption || proof.fileName;
	const lists = [copy?.findings, copy?.strengths, copy?.demands] as const;
	for (const list of lists) {
		const found = list?.find((item) => item.id === id);
		if (found) return found.text;
	}
	return '';
}

function sessionText(patch: Extract<Operation, { type: 'session.record' }>['payload']['patch']): string {
	const labels: [keyof typeof patch, () => string][] = [
		['startedAt', m.session_started],
		['endedAt', m.session_ended],
		['place', m.session_place],
		['workDone', m.session_work],
		['placesVisited', m.session_places],
		['samples', m.session_samples],
		['agencyOpinion', m.opinion_general],
		['leadConclusion', m.conclusion_label],
		['copies', m.session_copies],
		['refusalReason', m.refusal_reason],
		['refusalWitnesses', m.refusal_witnesses]
	];
	return labels
		.filter(([key]) => key in patch)
		.map(([key, label]) => (typeof patch[key] === 'string' ? `${label()}: ${patch[key]}` : label()))
		.join(' · ');
}

const sideText = (side: 'team' | 'agency'): string =>
	side === 'team' ? m.work_side_team() : m.work_side_agency();

const joined = (parts: readonly string[]): string => parts.filter((part) => part.trim() !== '').join(' · ');

export type WorkGroup = 'scores' | 'findings' | 'files' | 'lists' | 'session' | 'given_up';

/** Where an operation stands in a list of equals. */
export function groupOf({ type }: OperationBody): WorkGroup {
	if (type === 'answer.set' || type === 'conflict.settle') return 'scores';
	if (type.startsWith('finding')) return 'findings';
	if (type.startsWith('evidence')) return 'files';
	if (type.startsWith('strength') || type.startsWith('demand')) return 'lists';
	return type === 'work.discard' ? 'given_up' : 'session';
}
