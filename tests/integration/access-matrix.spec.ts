/** Every service, asked by every person in every state, answers what the table of rights says. */
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INSPECTION_STATES, type InspectionState, type TeamRole } from '#lib/domain/inspection.ts';
import { registerOf } from '#lib/domain/papers/availability.ts';
import { judge, judgeOffice, type Actor, type Place, type Verdict } from '#lib/domain/permissions.ts';
import type { ProblemCode } from '#lib/domain/problem-details.ts';
import { findInspection, findTeamRole, wasNotified } from '#lib/server/db/queries/inspections.ts';
import { addEvidence } from '#lib/server/services/evidence.ts';
import { readAgencyFrame, readAgencyHome } from '#lib/server/services/agency-view.ts';
import { applyOperations } from '#lib/server/services/operations.ts';
import {
	INSPECTION_WALKS,
	MISSING_FOR_ALL,
	NOT_WALKED,
	OFFICE_WALKS,
	type InspectionWalk,
	type Things
} from '../support/access-walks.ts';
import { addAccount, as, codeOf, openSharedDatabase, type TestCtx } from '../support/database.ts';
import {
	conclude,
	notified,
	openSession,
	openWorld,
	operation,
	raiseFinding,
	setAnswer,
	signMinutes,
	type World
} from '../support/inspections.ts';

let world: World;
let ctx: TestCtx;
let things: Things;
let people: [string, Actor][];
let close = () => {};

beforeAll(async () => {
	const database = openSharedDatabase();
	close = database.close;
	world = await openWorld(database);
	ctx = world.ctx;
	const id = notified(world);
	const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
		.png()
		.toBuffer();
	const { id: evidenceId } = await addEvidence(as(ctx, world.people.officer), id, {
		subjectKind: 'answer',
		subjectId: '1.1.1',
		stage: 'self',
		file: { name: 'anh.png', bytes: picture },
		citation: null,
		caption: '',
		takenAt: null
	});
	finish(id);
	things = {
		id,
		campaignId: world.campaignId,
		agencyId: world.people.agencyId,
		findingId: 'finding-1',
		evidenceId,
		documentId: addDocument({ inspectionId: id, kind: 'minutes', blocks: BLOCKS }),
		conclusionId: addDocument({ inspectionId: id, kind: 'conclusion', blocks: BLOCKS }),
		planId: addDocument({ inspectionId: id, kind: 'remediation_plan', blocks: BLOCKS }),
		campaignDocumentId: addDocument({
			campaignId: world.campaignId,
			kind: 'yearly_plan',
			blocks: BLOCKS.filter(({ role }) => role === 'department_head')
		})
	};
	const { agencyId: _, otherAgencyId: __, ...known } = world.people;
	people = [
		...Object.entries(known),
		['initial', await addAccount(ctx.db, 'admin', { username: 'initial', mustChangePassword: true })]
	];
});

afterAll(() => close());

/** Brings it to the conclusion, so that there is something behind every door. */
function finish(id: string): void {
	openSession(world, id);
	signMinutes(world, id, raiseFinding('finding-1'));
	conclude(world, id);
}

const BLOCKS = ['agency_head', 'team_lead', 'secretary', 'scorer', 'department_head'].map((role) => ({
	role,
	capacity: [],
	note: '',
	name: ''
}));

/** A register entry whose bytes are a file that is there: enough to ask who may read it. */
function addDocument({
	inspectionId = null,
	campaignId = null,
	kind,
	blocks
}: {
	inspectionId?: string | null;
	campaignId?: string | null;
	kind: 'minutes' | 'conclusion' | 'remediation_plan' | 'yearly_plan';
	blocks: object[];
}): string {
	const documentId = ctx.newId();
	const sha256 = ctx.db.sqlite.prepare('select sha256 from files').pluck().get() as string;
	ctx.db.sqlite
		.prepare(
			`insert into documents (id, inspection_id, campaign_id, kind, register, issuing_body, number, sign, year, issued_on,
				content, content_hash, rendered_sha256, check_code, issued_by, issued_at)
			values (?, ?, ?, ?, ?, ?, 1, 'BB-ĐKT', 2026, '2026-09-21', ?, 'x', ?, ?, 'x', 1)`
		)
		.run(
			documentId,
			inspectionId,
			campaignId,
			kind,
			registerOf(kind),
			// A number is given once in a register of a body.
			`Cơ quan ra ${kind}`,
			JSON.stringify({
				kind,
				head: { issuingBody: 'Sở Nội vụ' },
				subject: 'B',
				signatures: blocks,
				recipients: []
			}),
			sha256,
			kind
		);
	return documentId;
}

const REFUSAL: Record<Exclude<Verdict, 'allowed'>, ProblemCode> = {
	hidden: 'not_found',
	forbidden: 'permission.denied',
	closed: 'transition.not_from_here'
};
const REFUSALS: (ProblemCode | null)[] = [
	...Object.values(REFUSAL),
	'auth.required',
	'auth.must_change_password'
];

/** The code a call answers with; whatever it wrote is undone. */
async function ask(call: () => unknown): Promise<ProblemCode | null> {
	ctx.db.sqlite.exec('begin');
	try {
		return await codeOf(call);
	} finally {
		ctx.db.sqlite.exec('rollback');
	}
}

const agrees = (code: ProblemCode | null, verdict: Verdict) =>
	verdict === 'allowed' ? !REFUSALS.includes(code) : code === REFUSAL[verdict];

function wantedOf(actor: Actor, verdict: () => Verdict): Verdict | ProblemCode {
	return actor.mustChangePassword ? 'auth.must_change_password' : verdict();
}

const isRight = (code: ProblemCode | null, wanted: Verdict | ProblemCode, mayMiss = false) =>
	wanted === 'auth.must_change_password'
		? code === wanted
		: agrees(code, wanted as Verdict) || (mayMiss && wanted === 'allowed' && code === 'not_found');

describe('services of the office', () => {
	it.each(OFFICE_WALKS.map((walk) => [walk.name, walk] as const))('%s', async (_, { action, call }) => {
		const wrong: string[] = [];
		for (const [name, actor] of people) {
			const code = await ask(() => call(as(ctx, actor), things));
			const wanted = wantedOf(actor, () => judgeOffice(actor, action, placesOf(actor)));
			if (!isRight(code, wanted)) wrong.push(`${name}: ${code} where the table says ${wanted}`);
		}
		if ((await ask(() => call(as(ctx, null), things))) !== 'auth.required') wrong.push('a stranger got in');
		expect(wrong).toEqual([]);
	});
});

/** The walked inspection is the only one of its campaign. */
function placesOf(actor: Actor): TeamRole[] {
	const teamRole = findTeamRole(ctx.db, things.id, actor.id);
	return teamRole === null ? [] : [teamRole];
}

function forceState(state: InspectionState): void {
	ctx.db.sqlite.prepare('update inspections set state = ? where id = ?').run(state, things.id);
}

async function walk({ verdict, call }: InspectionWalk, mayMiss: boolean): Promise<string[]> {
	const wrong: string[] = [];
	for (const state of INSPECTION_STATES) {
		forceState(state);
		for (const [name, actor] of people) {
			const code = await ask(() => call(as(ctx, actor), things));
			const wanted = wantedOf(actor, () => verdict(actor, placeOf(actor, state)));
			if (!isRight(code, wanted, mayMiss))
				wrong.push(`${name} in ${state}: ${code} where the table says ${wanted}`);
		}
		if ((await ask(() => call(as(ctx, null), things))) !== 'auth.required')
			wrong.push(`a stranger got in: ${state}`);
	}
	return wrong;
}

const placeOf = (actor: Actor, state: InspectionState): Place => ({
	agencyId: world.people.agencyId,
	state,
	teamRole: findTeamRole(ctx.db, things.id, actor.id),
	wasNotified: wasNotified(ctx.db, things.id)
});

const named = (walks: InspectionWalk[]) => walks.map((one, i) => [`${one.name} (${i + 1})`, one] as const);

/** As if the agency had never been told; undone afterwards. */
async function withoutNotice(check: () => unknown): Promise<void> {
	const rename = ctx.db.sqlite.prepare('update inspection_moves set transition = ? where transition = ?');
	rename.run('plan_untold', 'notify');
	try {
		await check();
	} finally {
		rename.run('notify', 'plan_untold');
	}
}

describe('services on one inspection', () => {
	it.each(named(INSPECTION_WALKS))('%s', async (_, one) => {
		expect(await walk(one, false)).toEqual([]);
	});

	it.each(named(INSPECTION_WALKS))('%s, while the agency was never notified', async (_, one) => {
		await withoutNotice(async () => expect(await walk(one, false)).toEqual([]));
	});

	it.each(named(MISSING_FOR_ALL))('%s', async (_, one) => {
		expect(await walk(one, true)).toEqual([]);
	});

	it('leave no trace of what was refused or undone', () => {
		forceState('concluded');
		expect(findInspection(ctx.db, things.id)?.state).toBe('concluded');
		expect(ctx.db.sqlite.inTransaction).toBe(false);
	});
});

describe('edits from the tablet', () => {
	const edits = [
		['self', 'self.answer', setAnswer('self', '1.1.1', { note: 'a' })],
		['appraisal', 'appraisal.answer', setAnswer('appraisal', '1.1.1', { note: 'a' })],
		['a finding', 'finding.write', raiseFinding('finding-9')]
	] as const;

	it.each(edits)('%s: accepted exactly where the table allows it', async (_, action, body) => {
		const wrong: string[] = [];
		for (const state of INSPECTION_STATES) {
			forceState(state);
			for (const [name, actor] of people.filter(([name]) => name !== 'initial')) {
				let accepted = false;
				await ask(() => {
					const sent = operation(world, name as 'lead', things.id, body, { actorId: actor.id });
					accepted = applyOperations(as(ctx, actor), things.id, [sent]).results[0]?.status === 'accepted';
				});
				const allowed = judge(actor, action, placeOf(actor, state)) === 'allowed';
				if (accepted !== allowed) wrong.push(`${name} in ${state}: accepted ${accepted}, allowed ${allowed}`);
			}
		}
		expect(wrong).toEqual([]);
	});
});

describe('the agency’s own pages', () => {
	it('are there for accounts of an agency and for nobody else', async () => {
		for (const [name, actor] of people) {
			const isOfAgency = actor.agencyId !== null;
			const refusal = actor.mustChangePassword ? 'auth.must_change_password' : 'not_found';
			for (const read of [readAgencyHome, readAgencyFrame])
				expect([name, await codeOf(() => read(as(ctx, actor)))]).toEqual([name, isOfAgency ? null : refusal]);
		}
	});

	it('show nothing of another agency, and nothing before the notice', async () => {
		const seenBy = (actor: Actor) => readAgencyHome(as(ctx, actor)).inspections.length;
		forceState('notified');
		expect(seenBy(world.people.head)).toBe(1);
		expect(seenBy(world.people.otherHead)).toBe(0);
		forceState('team_set');
		expect(seenBy(world.people.head)).toBe(1);
		await withoutNotice(() => expect(seenBy(world.people.head)).toBe(0));
	});
});

describe('the walk itself', () => {
	it('misses no exported service', () => {
		const modules = import.meta.glob<Record<string, unknown>>('/src/lib/server/services/*.ts', {
			eager: true
		});
		const exported = Object.values(modules).flatMap((module) =>
			Object.entries(module).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []))
		);
		const walked = new Set(
			[...OFFICE_WALKS, ...INSPECTION_WALKS, ...MISSING_FOR_ALL].map(({ name }) => name)
		);
		expect(exported.filter((name) => !walked.has(name) && !(name in NOT_WALKED))).toEqual([]);
	});
});
