/** Remedies at a wanted step, made through the services. What a test does not say is as in ACTION, REPORT and REQUEST. */
import type { Transition } from '#lib/domain/inspection.ts';
import { readAgencyRemedy } from '#lib/server/services/agency-remedy-view.ts';
import { decideRequest, requestChange } from '#lib/server/services/plan-decisions.ts';
import {
	reportProgress,
	saveAction,
	type ActionInput,
	type ProgressInput
} from '#lib/server/services/remediation.ts';
import { listTrackedRemedies } from '#lib/server/services/remedy-tracker-view.ts';
import { readRemedies } from '#lib/server/services/remedy-view.ts';
import {
	by,
	conclude,
	concluded,
	inSession,
	move,
	raiseFinding,
	signMinutes,
	type Person,
	type World
} from './inspections.ts';

/** For the finding of `concluded`, by the day that the office demands. */
export const ACTION: ActionInput = {
	id: null,
	findingId: 'finding-1',
	version: 0,
	cause: 'Chưa phân công đầu mối',
	measure: 'Trình phê duyệt đề án',
	product: 'Quyết định phê duyệt',
	leadUnit: 'Phòng Tổ chức',
	personInCharge: 'Trưởng phòng Tổ chức',
	support: '',
	dueOn: '2026-12-31',
	note: ''
};

/** Of the day on which `openWorld` stands. */
export const REPORT: Omit<ProgressInput, 'actionId'> = {
	percent: 40,
	state: 'doing',
	numerator: null,
	denominator: null,
	asOfOn: '2026-09-12',
	doneText: 'Đã trình.',
	remainingText: '',
	awaitedBody: '',
	regressReason: '',
	delayReason: '',
	newDueOn: null
};
export const DONE = { percent: 100, state: 'done' } as const;
export const AWAITING = { percent: 90, state: 'submitted_awaiting', awaitedBody: 'UBND tỉnh' } as const;

type RequestInput = Parameters<typeof requestChange>[3];

/** Three months more. */
export const REQUEST: RequestInput = {
	kind: 'extension',
	reason: 'Chờ Nghị quyết của HĐND tỉnh',
	dueOn: '2027-03-31',
	measure: '',
	product: '',
	leadUnit: '',
	personInCharge: '',
	restsUntil: null
};

export type ActionPatch = Partial<ActionInput>;
export type ReportPatch = Partial<Omit<ProgressInput, 'actionId'>>;
export type RequestPatch = Partial<RequestInput>;

export const planAction = (
	world: World,
	id: string,
	patch: ActionPatch = {},
	person: Person = 'officer'
): string => saveAction(by(world, person), id, { ...ACTION, ...patch });

export const report = (
	world: World,
	id: string,
	actionId: string,
	patch: ReportPatch = {},
	person: Person = 'officer'
): string => reportProgress(by(world, person), id, { ...REPORT, actionId, ...patch });

export const request = (
	world: World,
	id: string,
	actionId: string,
	patch: RequestPatch = {},
	person: Person = 'officer'
): string => requestChange(by(world, person), id, actionId, { ...REQUEST, ...patch });

/** The agency asks for a change, and the office agrees. */
export function agree(world: World, id: string, actionId: string, patch: RequestPatch = {}): void {
	const requestId = request(world, id, actionId, patch);
	decideRequest(by(world, 'planner'), id, requestId, { decision: 'accepted', reason: '' });
}

/** The plan handed in, accepted and begun. */
export function beginRemedy(world: World, id: string): void {
	move(world, 'head', id, 'submit_plan');
	move(world, 'planner', id, 'accept_plan');
	move(world, 'officer', id, 'start_remedy');
}

/** Concluded, with one action accepted and begun. */
export function remedying(world: World, patch: ActionPatch = {}): { id: string; actionId: string } {
	const id = concluded(world);
	const actionId = planAction(world, id, patch);
	beginRemedy(world, id);
	return { id, actionId };
}

/** Concluded with a finding on each subcriterion: `finding-1`, `finding-2` and so on. */
export function concludedWith(world: World, ...codes: string[]): string {
	const id = inSession(world);
	signMinutes(world, id, ...codes.map((code, at) => raiseFinding(`finding-${at + 1}`, code)));
	conclude(world, id);
	return id;
}

/** The remedy of one concluded inspection: what its people do, and what each side is shown of its first finding. */
export class RemedyStory {
	readonly world: World;
	readonly id: string;

	/** `id`: of an inspection that is concluded already. */
	constructor(world: World, id = concluded(world)) {
		this.world = world;
		this.id = id;
	}

	by(person: Person) {
		return by(this.world, person);
	}

	move(person: Person, transition: Transition, reason?: string): void {
		move(this.world, person, this.id, transition, reason);
	}

	plan(patch: ActionPatch = {}): string {
		return planAction(this.world, this.id, patch);
	}

	begin(patch: ActionPatch = {}): string {
		const actionId = this.plan(patch);
		beginRemedy(this.world, this.id);
		return actionId;
	}

	report(actionId: string, patch: ReportPatch = {}): string {
		return report(this.world, this.id, actionId, patch);
	}

	request(actionId: string, patch: RequestPatch = {}, person: Person = 'officer'): string {
		return request(this.world, this.id, actionId, patch, person);
	}

	get own() {
		return readAgencyRemedy(this.by('officer'), this.id)!.findings[0]!;
	}

	get office() {
		return readRemedies(this.by('planner'), this.id).items[0]!;
	}

	get tracked() {
		return listTrackedRemedies(this.by('planner'))[0]!;
	}
}
