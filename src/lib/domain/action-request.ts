/**
 * Changes of an accepted remediation plan: only through a request that says why, and that the office decides. What stood
 * before stays readable with the request.
 */
import { addMonths } from './calendar.ts';
import { checkMilestones, replaceOpenMilestones, type Milestone } from './milestone.ts';
import type { DecidedAction } from './plan-decision.ts';
import { fail, ok, type Result } from './problems.ts';
import type { RemedyAction } from './remediation.ts';

/**
 * `extension`: a later day. `replacement`: another measure for the same cause. `hand_over`: another unit or person.
 * `cannot_now`: rests until a day, then is owed again.
 */
export const REQUEST_KINDS = ['extension', 'replacement', 'hand_over', 'cannot_now'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

export const REQUEST_DECISIONS = ['accepted', 'rejected'] as const;
export type RequestDecision = (typeof REQUEST_DECISIONS)[number];

/** What is asked for; fields that the kind does not use are empty. */
export interface RequestedChange {
	kind: RequestKind;
	reason: string;
	/** Of an extension; of a replacement that needs more time. */
	dueOn: string | null;
	measure: string;
	product: string;
	leadUnit: string;
	personInCharge: string;
	/** The last day on which it rests. */
	restsUntil: string | null;
	/** Of a replacement: the steps of the new measure, where it has any. */
	milestones?: Milestone[] | null;
}

export interface ActionRequest extends RequestedChange {
	id: string;
	actionId: string;
	/** The action's day when it was asked. */
	dueBefore: string;
	decision: RequestDecision | null;
	decisionReason: string;
}

/** Longer than this nothing rests: then it is not a remedy any more. */
export const LONGEST_REST_MONTHS = 12;

type Asked = Pick<RemedyAction, 'dueOn' | 'measure' | 'leadUnit' | 'personInCharge'>;

/**
 * Checks a request made on `today` (YYYY-MM-DD) for an action as it stands. Problems at the field: `input.required`,
 * `answer.reason_required`, `date.passed`, `remedy.not_later`, `remedy.rest_too_long`, `remedy.nothing_changed`, what
 * `checkMilestones` says.
 */
export function checkRequest(asked: RequestedChange, action: Asked, today: string): Result<RequestedChange> {
	if (asked.reason.trim() === '') return fail('answer.reason_required', {}, 'reason');
	const given = { ...asked, reason: asked.reason.trim() };
	switch (asked.kind) {
		case 'extension':
			return checkLater(given, action, today);
		case 'replacement':
			return checkReplacement(given, action, today);
		case 'hand_over':
			return checkHandOver(given, action);
		case 'cannot_now':
			return checkRest(given, today);
	}
}

function checkLater(asked: RequestedChange, { dueOn }: Asked, today: string): Result<RequestedChange> {
	if (asked.dueOn === null) return fail('input.required', { field: 'dueOn' }, 'dueOn');
	if (asked.dueOn <= today) return fail('date.passed', { day: asked.dueOn }, 'dueOn');
	return asked.dueOn > dueOn
		? ok({ ...asked, ...EMPTY, dueOn: asked.dueOn })
		: fail('remedy.not_later', { day: dueOn }, 'dueOn');
}

function checkReplacement(asked: RequestedChange, action: Asked, today: string): Result<RequestedChange> {
	const { measure, product, dueOn } = asked;
	if (measure.trim() === '') return fail('input.required', { field: 'measure' }, 'measure');
	if (product.trim() === '') return fail('input.required', { field: 'product' }, 'product');
	if (measure.trim() === action.measure.trim()) return fail('remedy.nothing_changed', {}, 'measure');
	if (dueOn !== null && dueOn <= today) return fail('date.passed', { day: dueOn }, 'dueOn');
	const steps = checkMilestones(asked.milestones ?? [], dueOn ?? action.dueOn, today);
	if (!steps.ok) return steps;
	const given = { measure: measure.trim(), product: product.trim(), dueOn, milestones: steps.value };
	return ok({ ...asked, ...EMPTY, ...given });
}

function checkHandOver(asked: RequestedChange, action: Asked): Result<RequestedChange> {
	const [leadUnit, personInCharge] = [asked.leadUnit.trim(), asked.personInCharge.trim()];
	if (leadUnit === '') return fail('input.required', { field: 'leadUnit' }, 'leadUnit');
	if (personInCharge === '') return fail('input.required', { field: 'personInCharge' }, 'personInCharge');
	if (leadUnit === action.leadUnit && personInCharge === action.personInCharge)
		return fail('remedy.nothing_changed', {}, 'personInCharge');
	return ok({ ...asked, ...EMPTY, leadUnit, personInCharge });
}

function checkRest(asked: RequestedChange, today: string): Result<RequestedChange> {
	const { restsUntil } = asked;
	if (restsUntil === null) return fail('input.required', { field: 'restsUntil' }, 'restsUntil');
	if (restsUntil <= today) return fail('date.passed', { day: restsUntil }, 'restsUntil');
	return restsUntil <= addMonths(today, LONGEST_REST_MONTHS)
		? ok({ ...asked, ...EMPTY, restsUntil })
		: fail('remedy.rest_too_long', { months: LONGEST_REST_MONTHS }, 'restsUntil');
}

const EMPTY = {
	dueOn: null,
	measure: '',
	product: '',
	leadUnit: '',
	personInCharge: '',
	restsUntil: null,
	milestones: []
} satisfies Partial<RequestedChange>;

/** The action as an accepted request makes it. One that rests keeps its day: that is reckoned (`dayOwed`). */
export function applyRequest<A extends RemedyAction>(action: A, request: RequestedChange): A {
	switch (request.kind) {
		case 'extension':
			return { ...action, dueOn: request.dueOn! };
		case 'replacement': {
			const { measure, product, dueOn } = request;
			const milestones = replaceOpenMilestones(action.milestones, request.milestones ?? []);
			const replaced = { measure, product, dueOn: dueOn ?? action.dueOn, milestones };
			return { ...action, ...replaced, correctionOnlyReason: '' };
		}
		case 'hand_over':
			return { ...action, leadUnit: request.leadUnit, personInCharge: request.personInCharge };
		case 'cannot_now':
			return action;
	}
}

type Decided = Pick<ActionRequest, 'kind' | 'decision' | 'dueOn' | 'dueBefore' | 'restsUntil'>;

/** The latest accepted rest that has not run out on `today`; null where the action is owed. */
export function restOf<R extends Decided>(requests: readonly R[], today: string): R | null {
	return requests.findLast((request) => isAcceptedRest(request) && request.restsUntil! >= today) ?? null;
}

const isAcceptedRest = ({ kind, decision }: Decided): boolean =>
	kind === 'cannot_now' && decision === 'accepted';

/** The day that an action is owed by: its own, or the end of its last accepted rest where that is later. */
export function dayOwed(action: Pick<RemedyAction, 'dueOn'>, requests: readonly Decided[]): string {
	const rests = requests.filter(isAcceptedRest).map(({ restsUntil }) => restsUntil!);
	return [action.dueOn, ...rests].sort().at(-1)!;
}

/** Days that once stood, the first first: what an accepted extension or replacement moved. */
export function earlierDays(requests: readonly Decided[]): string[] {
	return requests
		.filter(
			({ decision, dueOn, dueBefore }) => decision === 'accepted' && dueOn !== null && dueOn !== dueBefore
		)
		.map(({ dueBefore }) => dueBefore);
}

/**
 * An action with the day it is owed by. `isMoved`: later than what was accepted first, because the office agreed.
 * `isOutside`: the office agreed that its cause lies with another body; what an agency says by itself excuses nothing.
 */
export interface OwedAction {
	id: string;
	owedOn: string;
	isMoved: boolean;
	isOutside: boolean;
}

export function owedAction(
	action: Pick<RemedyAction, 'id' | 'dueOn' | 'causeOwner'> & Partial<Pick<DecidedAction, 'decision'>>,
	requests: readonly Decided[]
): OwedAction {
	const owedOn = dayOwed(action, requests);
	return {
		id: action.id,
		owedOn,
		isMoved: owedOn !== action.dueOn || earlierDays(requests).length > 0,
		isOutside: action.causeOwner === 'other' && action.decision === 'accepted'
	};
}
