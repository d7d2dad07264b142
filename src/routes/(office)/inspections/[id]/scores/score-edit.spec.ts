import { describe, expect, it } from 'vitest';
import { emptyAnswer } from '#lib/domain/answer.ts';
import type { Conflict } from '#lib/domain/conflict.ts';
import type { OperationBody } from '#lib/domain/operation.ts';
import { problem } from '#lib/domain/problems.ts';
import type { EditOutcome, EditPlace } from '#lib/offline/single-edit.ts';
import { ScoreEdit } from './score-edit.svelte.ts';

const conflict: Conflict = {
	id: 'c-1',
	stage: 'reappraisal',
	code: '3.4.1',
	late: {
		answer: emptyAnswer('3.4.1'),
		by: 'me',
		byName: 'Thư ký',
		madeAt: 1,
		receivedAt: 1,
		clockOffsetMs: null
	},
	basis: null,
	standing: { answer: emptyAnswer('3.4.1'), by: 'other', byName: 'Thành viên', at: 1 },
	settled: null
};
const patch = { changeReason: 'Đã có tài liệu' };
const SAVED: EditOutcome = { kind: 'saved', version: 9 };

/** An editor whose sendings are answered by `outcomes`, one after the other. */
function openEdit(...outcomes: EditOutcome[]) {
	const place: EditPlace = { inspectionId: 'i-1', version: 4, actorId: 'me' };
	const sent: { place: EditPlace; body: OperationBody; busy: boolean }[] = [];
	let saved = 0;
	const edit: ScoreEdit = new ScoreEdit(
		() => ({ place, stage: 'reappraisal', code: '3.4.1' }),
		async () => void (saved += 1),
		async (to, body) => {
			sent.push({ place: { ...to }, body, busy: edit.busy });
			return outcomes.shift()!;
		}
	);
	return { edit, place, sent, savedTimes: () => saved };
}

describe('ScoreEdit', () => {
	it('sends the patch for its score, busy meanwhile, and tells once it is saved', async () => {
		const { edit, place, sent, savedTimes } = openEdit(SAVED);
		await edit.save(patch);
		const payload = { stage: 'reappraisal', code: '3.4.1', patch };
		expect(sent).toEqual([{ place, body: { type: 'answer.set', payload }, busy: true }]);
		expect([edit.busy, edit.outcome, savedTimes()]).toEqual([false, SAVED, 1]);
	});

	it.each<EditOutcome>([
		{ kind: 'unreachable' },
		{ kind: 'signed_out' },
		{ kind: 'refused', problem: problem('inspection.locked', { state: 'concluded' }) },
		{ kind: 'conflict', conflict, version: 7 }
	])(
		'keeps what is not saved ($kind) open, to be sent again on the version that is shown then',
		async (outcome) => {
			const { edit, place, sent, savedTimes } = openEdit(outcome, SAVED);
			await edit.save(patch);
			expect([edit.busy, edit.outcome, savedTimes()]).toEqual([false, outcome, 0]);
			place.version = 5;
			await edit.save(patch);
			expect([sent[1]?.place.version, savedTimes()]).toEqual([5, 1]);
		}
	);

	it('settles a conflict on the version that it was met in', async () => {
		const { edit, place, sent, savedTimes } = openEdit({ kind: 'conflict', conflict, version: 7 }, SAVED);
		await edit.save(patch);
		await edit.choose('standing');
		const payload = {
			conflictId: 'c-1',
			stage: 'reappraisal',
			code: '3.4.1',
			choice: 'standing',
			reason: ''
		};
		expect(sent[1]).toEqual({
			place: { ...place, version: 7 },
			body: { type: 'conflict.settle', payload },
			busy: true
		});
		expect([edit.busy, edit.outcome, savedTimes()]).toEqual([false, SAVED, 1]);
	});

	it('has nothing to choose where nothing met', async () => {
		const { edit, sent } = openEdit({ kind: 'unreachable' });
		await edit.choose('late');
		await edit.save(patch);
		await edit.choose('late');
		expect(sent).toHaveLength(1);
	});
});
