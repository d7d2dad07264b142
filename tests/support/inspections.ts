/** Inspections at a wanted step, made through the services as the people of `addPeople`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeAnswers } from '#lib/server/demo/answers.ts';
import type { Stage } from '#lib/domain/answer.ts';
import { DEFAULT_SETTINGS } from '#lib/domain/campaign.ts';
import { importSets } from '#lib/domain/criteria-import.ts';
import type { CriteriaSet } from '#lib/domain/criteria.ts';
import type { Transition } from '#lib/domain/inspection.ts';
import type { AnswerPatch } from '#lib/domain/conflict.ts';
import type { Operation, OperationBody } from '#lib/domain/operation.ts';
import type { Stroke } from '#lib/domain/session.ts';
import { projectRoot } from '#lib/server/root.ts';
import { findAnswer } from '#lib/server/db/queries/answers.ts';
import { insertCriteriaSet } from '#lib/server/db/queries/criteria.ts';
import { findInspection } from '#lib/server/db/queries/inspections.ts';
import { writeSetting } from '#lib/server/db/queries/settings.ts';
import { createCampaign } from '#lib/server/services/campaigns.ts';
import { createInspection, moveInspection, planVisit, setTeam } from '#lib/server/services/inspections.ts';
import { previewMinutes } from '#lib/server/services/minutes.ts';
import { applyOperations } from '#lib/server/services/operations.ts';
import { addPeople, as, makeCtx, openTestDatabase, type People, type TestCtx } from './database.ts';

export type Person = keyof People;

/** The two sets of the demonstration, as the office would have imported them. */
export function loadSets(): CriteriaSet[] {
	const path = join(projectRoot(), 'src', 'lib', 'server', 'demo', 'data', 'criteria.json');
	return importSets(JSON.parse(readFileSync(path, 'utf8'))).sets;
}

export interface World {
	ctx: TestCtx;
	people: People;
	set: CriteriaSet;
	campaignId: string;
}

/** An office with a published set and a campaign. */
export async function openWorld(database = openTestDatabase()): Promise<World> {
	const ctx = makeCtx(database);
	const people = await addPeople(database.db);
	const set = loadSets().find(({ level }) => level === 'department')!;
	insertCriteriaSet(ctx.db, {
		id: ctx.newId(),
		code: set.code,
		setVersion: set.version,
		title: set.title,
		level: set.level,
		year: set.year,
		status: 'published',
		content: set,
		contentHash: 'of-the-test',
		createdAt: ctx.now(),
		publishedAt: ctx.now()
	});
	writeSetting(ctx.db, 'office', {
		provinceName: 'Thử',
		committee: 'UBND tỉnh Thử',
		place: 'Thử',
		departmentName: 'Sở Nội vụ',
		departmentSign: 'SNV',
		unitSign: 'CCHC',
		conclusionSigner: { capacity: ['Giám đốc'], name: 'Người ký' }
	});
	return { ctx, people, set, campaignId: openCampaign(ctx, people, 2026, '2025-01-01') };
}

/** The same office a year later, with a campaign of that year. */
export const nextYear = (world: World): World => ({
	...world,
	campaignId: openCampaign(world.ctx, world.people, 2027, '2026-07-01')
});

const openCampaign = (ctx: TestCtx, people: People, year: number, periodFrom: string): string =>
	createCampaign(as(ctx, people.planner), {
		title: `Kiểm tra năm ${year}`,
		year,
		plan: null,
		decision: null,
		teamName: 'Đoàn kiểm tra 12',
		periodFrom,
		periodTo: `${year}-06-30`,
		settings: DEFAULT_SETTINGS
	});

export const versionOf = ({ ctx }: World, id: string): number => findInspection(ctx.db, id)!.version;
export const stateOf = ({ ctx }: World, id: string): string => findInspection(ctx.db, id)!.state;

export function move(world: World, actor: Person, id: string, transition: Transition, reason?: string): void {
	moveInspection(by(world, actor), id, transition, {
		version: versionOf(world, id),
		reason
	});
}

/** The context of one of the people. */
export const by = (world: World, name: Person): TestCtx => as(world.ctx, actorOf(world, name));

export function actorOf({ people }: World, name: Person) {
	const actor = people[name];
	if (typeof actor === 'string') throw new Error(`${name} is no person`);
	return actor;
}

let made = 0;

/** An operation as a device would send it. */
export function operation(
	world: World,
	actor: Person,
	id: string,
	body: OperationBody,
	given: Partial<Operation> = {}
): Operation {
	made += 1;
	return {
		...body,
		opId: `op-${made}`,
		deviceId: `device-${actor}`,
		actorId: actorOf(world, actor).id,
		inspectionId: id,
		baseVersion: versionOf(world, id),
		seq: made,
		madeAt: world.ctx.now(),
		...given
	} as Operation;
}

export function send(world: World, actor: Person, id: string, ...bodies: OperationBody[]) {
	const operations = bodies.map((body) => operation(world, actor, id, body));
	return applyOperations(by(world, actor), id, operations).results;
}

export const setAnswer = (stage: Stage, code: string, patch: AnswerPatch): OperationBody => ({
	type: 'answer.set',
	payload: { stage, code, patch }
});

/** Full marks for every scored subcriterion, each with how it was scored. */
export function fullAnswers(set: CriteriaSet): Map<string, AnswerPatch> {
	return new Map(
		[...makeAnswers(set, 'test', 1)].map(([code, patch]) => [
			code,
			{ ...patch, explanation: 'Theo hồ sơ lưu.' }
		])
	);
}

export function answerAll(world: World, actor: Person, id: string, stage: Stage): void {
	const results = send(
		world,
		actor,
		id,
		...[...fullAnswers(world.set)]
			.filter(([code]) => !isFilled(world, id, stage, code))
			.map(([code, patch]) => setAnswer(stage, code, patch))
	);
	const refused = results.find(({ status }) => status !== 'accepted');
	if (refused) throw new Error(JSON.stringify(refused));
}

/** What the record has filled in is left as it is. */
const isFilled = ({ ctx }: World, id: string, stage: Stage, code: string): boolean =>
	findAnswer(ctx.db, id, stage, code)?.changedDevice === 'record';

/** An inspection of `people.agencyId` that the agency has been notified of. */
export function notified(world: World, visitOn = '2026-09-21'): string {
	const { ctx, people, campaignId } = world;
	const planner = as(ctx, people.planner);
	const id = createInspection(planner, { campaignId, agencyId: people.agencyId, kind: 'direct' });
	move(world, 'planner', id, 'plan');
	planVisit(planner, id, {
		version: versionOf(world, id),
		visitOn,
		visitAt: '08:00',
		place: 'Hội trường',
		noticeText: '',
		visitNotice: null,
		selfDueOn: null
	});
	const member = (accountId: string, role: 'lead' | 'secretary' | 'member') => ({
		accountId,
		role,
		areas: [],
		duty: ''
	});
	setTeam(planner, id, versionOf(world, id), [
		member(people.lead.id, 'lead'),
		member(people.secretary.id, 'secretary'),
		member(people.member.id, 'member')
	]);
	move(world, 'planner', id, 'set_team');
	move(world, 'planner', id, 'notify');
	return id;
}

/** Self-assessed in full and in session. */
export function inSession(world: World): string {
	const id = notified(world);
	openSession(world, id);
	return id;
}

/** From the notice, with what the agency has answered, to the session. */
export function openSession(world: World, id: string): void {
	answerAll(world, 'officer', id, 'self');
	move(world, 'head', id, 'submit_self');
	move(world, 'lead', id, 'start_desk_review');
	move(world, 'lead', id, 'open_session');
}

/** A line long enough to count as a signature. */
export const strokes: Stroke[] = [
	{
		points: Array.from({ length: 16 }, (_, i) => ({
			x: i * 8,
			y: 40 + (i % 4) * 6,
			time: i * 16,
			pressure: 0.5
		}))
	}
];

export function drawBoth(world: World, id: string): void {
	const { hash } = previewMinutes(as(world.ctx, world.people.lead), id);
	for (const side of ['team', 'agency'] as const) {
		const [result] = send(world, 'lead', id, {
			type: 'signature.draw',
			payload: {
				side,
				name: `Bên ${side}`,
				title: 'Trưởng đoàn',
				strokes,
				signedAt: world.ctx.now(),
				contentHash: hash
			}
		});
		if (result!.status !== 'accepted') throw new Error(JSON.stringify(result));
	}
}

/** One finding on 5.1.1 and the minutes signed by both. */
export function minutesSigned(world: World): string {
	const id = inSession(world);
	signMinutes(world, id, raiseFinding('finding-1'));
	return id;
}

/** From the session to the minutes; `added` is what a member puts to the full appraisal. */
export function signMinutes(world: World, id: string, ...added: OperationBody[]): void {
	answerAll(world, 'lead', id, 'appraisal');
	if (added.length > 0) send(world, 'member', id, ...added);
	drawBoth(world, id);
	move(world, 'lead', id, 'sign_minutes');
}

export const raiseFinding = (id: string, subcriterionCode: string | null = '5.1.1'): OperationBody => ({
	type: 'finding.raise',
	payload: {
		id,
		areaCode: subcriterionCode?.split('.')[0] ?? '5',
		subcriterionCode,
		text: 'Chưa phê duyệt đề án vị trí việc làm của 05 đơn vị sự nghiệp',
		severity: 'serious',
		cause: '',
		demand: 'Trình phê duyệt',
		dueOn: '2026-12-31',
		responsibleUnit: 'Văn phòng'
	}
});

/** Concluded, with the one finding open. */
export function concluded(world: World): string {
	const id = minutesSigned(world);
	conclude(world, id);
	return id;
}

/** From the minutes to the conclusion. */
export function conclude(world: World, id: string): void {
	move(world, 'officer', id, 'open_explanation');
	move(world, 'lead', id, 'reappraise');
	move(world, 'lead', id, 'conclude');
}
