/**
 * Drives inspections for the demonstration through the very services that the pages use, as the people who would do
 * it and at the time they would: so the record, the guards and the papers are real. Only the clock is set.
 */
import type { Stage } from '#lib/domain/answer.ts';
import { sameInput } from '#lib/domain/earlier-remedy.ts';
import type { Transition } from '#lib/domain/inspection.ts';
import type { AnswerPatch } from '#lib/domain/conflict.ts';
import type { OperationBody } from '#lib/domain/operation.ts';
import type { RecordPaperKind } from '#lib/domain/papers/availability.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import type { Stroke } from '#lib/domain/session.ts';
import type { Ctx } from '../context.ts';
import { findAnswer } from '../db/queries/answers.ts';
import { findInspection } from '../db/queries/inspections.ts';
import { findAccountByUsername } from '../db/queries/people.ts';
import { moveInspection } from '../services/inspections.ts';
import { previewMinutes } from '../services/minutes.ts';
import { applyOperations } from '../services/operations.ts';
import { issuePaper } from '../services/papers.ts';
import { isFromRecord, loadFills } from '../services/record-fills.ts';

export class Driver {
	private time: number;
	/** Each person's device counts its operations in each inspection from 1. */
	private readonly counts = new Map<string, number>();
	private readonly base: Ctx;

	constructor(base: Ctx, startAt: number) {
		this.base = base;
		this.time = startAt;
	}

	/** Sets the clock to a wall time in Việt Nam: ('2018-09-12', '08:00'). */
	at(day: string, time = '08:00'): this {
		this.time = Date.parse(`${day}T${time}:00+07:00`);
		return this;
	}

	/** The context of an account, by its user name, at the driver's time; each reading moves the clock a little. */
	as(username: string): Ctx {
		const account = findAccountByUsername(this.base.db, username);
		if (!account) throw new Error(`demonstration account ${username} is missing`);
		const actor: Actor = {
			id: account.id,
			role: account.role,
			agencyId: account.agencyId,
			displayName: account.displayName,
			mustChangePassword: false
		};
		return { ...this.base, actor, now: () => (this.time += 7) };
	}

	versionOf(inspectionId: string): number {
		return findInspection(this.base.db, inspectionId)!.version;
	}

	move(username: string, inspectionId: string, transition: Transition, reason?: string): void {
		moveInspection(this.as(username), inspectionId, transition, {
			version: this.versionOf(inspectionId),
			reason
		});
	}

	/** Sends operations as one batch; anything but «accepted» is a fault of the demonstration itself. */
	send(username: string, inspectionId: string, bodies: readonly OperationBody[]): void {
		const ctx = this.as(username);
		const baseVersion = this.versionOf(inspectionId);
		const operations = bodies.map((body) => ({
			...body,
			opId: ctx.newId(),
			deviceId: `demo-${username}`,
			actorId: ctx.actor!.id,
			inspectionId,
			baseVersion,
			seq: this.count(`${username} ${inspectionId}`),
			madeAt: this.time
		}));
		const [first] = operations;
		const { results } = applyOperations(ctx, inspectionId, operations, { oldest: first?.seq });
		const refused = results.find(({ status }) => status !== 'accepted');
		if (refused) throw new Error(`demonstration: ${JSON.stringify(refused)}`);
	}

	private count(counted: string): number {
		const next = (this.counts.get(counted) ?? 0) + 1;
		this.counts.set(counted, next);
		return next;
	}

	/** What the record of the last inspection has filled in is left as it is. */
	private isFilled(inspectionId: string, stage: Stage, code: string): boolean {
		const standing = findAnswer(this.base.db, inspectionId, stage, code);
		return standing !== undefined && isFromRecord(standing);
	}

	answer(
		username: string,
		inspectionId: string,
		stage: Stage,
		patches: ReadonlyMap<string, AnswerPatch>
	): void {
		this.send(
			username,
			inspectionId,
			[...patches]
				.filter(([code]) => !this.isFilled(inspectionId, stage, code))
				.map(([code, patch]) => ({ type: 'answer.set', payload: { stage, code, patch } }))
		);
	}

	/** A finding that came back changes what the record says: the team takes the new figure, with its reason. */
	private takeRecord(username: string, inspectionId: string): void {
		const ctx = this.as(username);
		const fills = loadFills(ctx, findInspection(ctx.db, inspectionId)!);
		const taken = [...fills].filter(([code, { input }]) => {
			const standing = findAnswer(ctx.db, inspectionId, 'appraisal', code);
			return !sameInput(standing?.input ?? null, input);
		});
		this.send(
			username,
			inspectionId,
			taken.map(([code, { input, sentence }]) => ({
				type: 'answer.set',
				payload: { stage: 'appraisal', code, patch: { input, changeReason: sentence } }
			}))
		);
	}

	/** Both sides draw on the content that stands now. */
	sign(inspectionId: string, agencyName: { name: string; title: string }): void {
		this.takeRecord('truongdoan', inspectionId);
		const { hash } = previewMinutes(this.as('truongdoan'), inspectionId);
		const draw = (side: 'team' | 'agency', name: string, title: string, phase: number) =>
			this.send('truongdoan', inspectionId, [
				{
					type: 'signature.draw',
					payload: { side, name, title, strokes: scrawl(phase), signedAt: this.time, contentHash: hash }
				}
			]);
		draw('team', 'Trưởng đoàn kiểm tra', 'Trưởng đoàn', 1);
		draw('agency', agencyName.name, agencyName.title, 2);
	}

	async issue(
		username: string,
		inspectionId: string,
		kind: RecordPaperKind,
		issuedOn: string,
		number?: number
	): Promise<void> {
		await issuePaper(this.as(username), inspectionId, kind, {
			version: this.versionOf(inspectionId),
			issuedOn,
			number
		});
	}
}

/** A line that looks like a hand: no person's signature, the same at every start. */
function scrawl(phase: number): Stroke[] {
	const points = Array.from({ length: 48 }, (_, i) => {
		const t = i / 47;
		return {
			x: 20 + 220 * t + 12 * Math.sin(9 * t + phase),
			y: 60 + 28 * Math.sin(14 * t + phase) * (1 - 0.5 * t),
			time: i * 16,
			pressure: 0.5
		};
	});
	const flourish = Array.from({ length: 12 }, (_, i) => ({
		x: 40 + 16 * i,
		y: 104 + 3 * Math.sin(i + phase),
		time: 900 + i * 12,
		pressure: 0.4
	}));
	return [{ points }, { points: flourish }];
}
