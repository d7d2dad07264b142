import { beforeEach, describe, expect, test } from 'vitest';
import { findAnswer } from '#lib/server/db/queries/answers.ts';
import { reviewEffect } from '#lib/server/services/effect-reviews.ts';
import { readFieldSnapshot } from '#lib/server/services/field-view.ts';
import { readFindings } from '#lib/server/services/finding-view.ts';
import { previewMinutes } from '#lib/server/services/minutes.ts';
import { verifyFinding } from '#lib/server/services/remediation.ts';
import { codeOf, problemOf } from '../support/database.ts';
import * as given from '../support/inspections.ts';
import { keptWorld } from '../support/kept-world.ts';
import { DONE, remedying, report } from '../support/remedies.ts';

const day = (year: number, month: number, date: number) => Date.UTC(year, month - 1, date, 2);

let world: given.World;
let first: string;
let second: string;
const by = (person: given.Person) => given.by(world, person);

/** Last year one finding, planned for and carried out in half; this year a new inspection, not notified yet. */
const openSecondYear = keptWorld((made) => {
	const { id, actionId } = remedying(made, { measure: 'Trình phê duyệt đề án của 05 đơn vị' });
	report(made, id, actionId, { ...DONE, numerator: 5, denominator: 5 });
	made.ctx.clock.at = day(2027, 6, 1);
	return { first: id, second: given.notified(given.nextYear(made), '2027-06-21') };
});

beforeEach(async () => {
	({ world, first, second } = await openSecondYear());
});

const answer = (stage: 'self' | 'appraisal', code: string) => findAnswer(world.ctx.db, second, stage, code);

describe('the next inspection opens with what is open', () => {
	test('the finding, its promise and how far it is, for the team and for the agency', () => {
		for (const person of ['lead', 'officer'] as const) {
			const [carried, ...more] = readFieldSnapshot(by(person), second).carriedOver;
			expect(more).toEqual([]);
			expect(carried).toMatchObject({
				findingId: 'finding-1',
				code: '5.1.1',
				inspectionCode: 'KT-2026-001',
				year: 2026,
				standing: 'reported_done',
				percent: 100,
				dueOn: '2026-12-31',
				raisedOn: '2026-09-12',
				demand: 'Trình phê duyệt'
			});
			expect(carried!.actions).toMatchObject([
				{
					measure: 'Trình phê duyệt đề án của 05 đơn vị',
					owedOn: '2026-12-31',
					latest: { numerator: 5, denominator: 5, percent: 100, state: 'done' }
				}
			]);
		}
	});

	test('one that was raised anew is as old as its raising, not as the conclusion', () => {
		given.move(world, 'head', first, 'submit_report');
		verifyFinding(by('planner'), first, { findingId: 'finding-1', result: 'verified', reason: 'Đủ' });
		given.move(world, 'planner', first, 'close');
		world.ctx.clock.at = day(2028, 1, 10);
		reviewEffect(by('lead'), first, 'finding-1', {
			result: 'not_effective',
			reason: 'Lại thiếu',
			text: 'Không duy trì',
			demand: 'Làm lại',
			dueOn: '2028-06-30'
		});
		expect(readFieldSnapshot(by('lead'), second).carriedOver).toMatchObject([
			{ text: 'Không duy trì', raisedOn: '2028-01-10' }
		]);
	});

	test('once verified it is open no more, and nothing is carried back into the older one', () => {
		verifyFinding(by('planner'), first, {
			findingId: 'finding-1',
			result: 'verified',
			reason: 'Đủ quyết định'
		});
		expect(readFieldSnapshot(by('lead'), second).carriedOver).toEqual([]);
		expect(readFieldSnapshot(by('lead'), first).carriedOver).toEqual([]);
	});
});

describe('a finding on the same subcriterion', () => {
	test('points to the old one, on the tablet, at the office and in the minutes', () => {
		given.answerAll(world, 'officer', second, 'self');
		given.move(world, 'head', second, 'submit_self');
		given.send(
			world,
			'member',
			second,
			given.raiseFinding('finding-again'),
			given.raiseFinding('new', '7.4.3')
		);
		const mark = { findingId: 'finding-1', number: 1, inspectionCode: 'KT-2026-001', year: 2026 };
		expect(readFieldSnapshot(by('lead'), second).paperFacts?.repeats).toEqual({
			'5.1.1': { ...mark, inspectionId: first, conclusion: '' }
		});
		const { findings } = readFindings(by('lead'), second);
		expect(findings.map(({ repeats }) => repeats?.findingId ?? null)).toEqual(['finding-1', null]);
		const printed = JSON.stringify(previewMinutes(by('lead'), second).content.sections);
		expect(printed.match(/Tồn tại lặp lại: [^"]*/g)).toEqual([
			'Tồn tại lặp lại: đã nêu tại tồn tại 1, cuộc kiểm tra KT-2026-001 năm 2026.'
		]);
	});
});

describe('criteria that the record fills', () => {
	test('the self-assessment begins with them, and says where they come from', () => {
		expect(answer('self', '1.3.2')).toMatchObject({
			input: { kind: 'ratio', numerator: 0, denominator: 1 },
			explanation:
				'Cuộc kiểm tra KT-2026-001: 1 tồn tại đến hạn khắc phục tính đến ngày 21/6/2027; ' +
				'0 tồn tại đã được xác nhận khắc phục xong; chưa được xác nhận: tồn tại số 1.',
			points: 0,
			changedDevice: 'record'
		});
		/* The plan came in time; the report never did. */
		expect(answer('self', '1.3.3')).toMatchObject({ input: { kind: 'options', index: 2 }, points: 0 });
	});

	test('an agency that says otherwise must say why', async () => {
		given.answerAll(world, 'officer', second, 'self');
		const other = { kind: 'ratio', numerator: 1, denominator: 1 } as const;
		given.send(world, 'officer', second, given.setAnswer('self', '1.3.2', { input: other, explanation: '' }));
		expect(await codeOf(() => given.move(world, 'head', second, 'submit_self'))).toBe(
			'self.evidence_or_explanation'
		);
		const snapshot = readFieldSnapshot(by('officer'), second);
		expect(snapshot.earlierRemedy).toMatchObject({ inspectionCode: 'KT-2026-001', reportOn: null });
		given.send(world, 'officer', second, given.setAnswer('self', '1.3.2', { explanation: recordSentence() }));
		const refused = await problemOf(() => given.move(world, 'head', second, 'submit_self'));
		expect(refused).toMatchObject({ code: 'answer.reason_required', at: '1.3.2' });
		given.send(
			world,
			'officer',
			second,
			given.setAnswer('self', '1.3.2', { explanation: 'Đã có quyết định' })
		);
		given.move(world, 'head', second, 'submit_self');
	});

	test('what the record filled in and what has changed since is taken anew or explained before handing in', async () => {
		given.answerAll(world, 'officer', second, 'self');
		verifyFinding(by('planner'), first, {
			findingId: 'finding-1',
			result: 'verified',
			reason: 'Đủ quyết định'
		});
		const refused = await problemOf(() => given.move(world, 'head', second, 'submit_self'));
		expect(refused).toMatchObject({ code: 'answer.reason_required', at: '1.3.2' });
		const taken = { input: { kind: 'ratio', numerator: 1, denominator: 1 } } as const;
		given.send(world, 'officer', second, given.setAnswer('self', '1.3.2', taken));
		given.move(world, 'head', second, 'submit_self');
	});

	test('the appraisal is filled as the record stands; where the self score differs, the record is the reason', () => {
		given.answerAll(world, 'officer', second, 'self');
		const claimed = {
			input: { kind: 'ratio', numerator: 1, denominator: 1 },
			explanation: 'Đã xong'
		} as const;
		given.send(world, 'officer', second, given.setAnswer('self', '1.3.2', claimed));
		given.move(world, 'head', second, 'submit_self');
		expect(answer('appraisal', '1.3.2')).toMatchObject({
			input: { kind: 'ratio', numerator: 0, denominator: 1 },
			changeReason: recordSentence()
		});
		expect(answer('appraisal', '1.3.3')).toMatchObject({ changeReason: '' });
	});

	test('what is verified meanwhile is another figure; what is found again is not remedied', async () => {
		given.answerAll(world, 'officer', second, 'self');
		given.move(world, 'head', second, 'submit_self');
		given.move(world, 'lead', second, 'start_desk_review');
		given.move(world, 'lead', second, 'open_session');
		given.answerAll(world, 'lead', second, 'appraisal');
		verifyFinding(by('planner'), first, {
			findingId: 'finding-1',
			result: 'verified',
			reason: 'Đủ quyết định'
		});
		given.drawBoth(world, second);
		const refused = await problemOf(() => given.move(world, 'lead', second, 'sign_minutes'));
		expect(refused).toMatchObject({ code: 'answer.reason_required', at: '1.3.2' });
		given.send(world, 'lead', second, given.raiseFinding('finding-again'));
		given.drawBoth(world, second);
		given.move(world, 'lead', second, 'sign_minutes');
		expect(given.stateOf(world, second)).toBe('minutes_signed');
	});

	test('the first inspection of an agency is filled by people', () => {
		expect(findAnswer(world.ctx.db, first, 'self', '1.3.2')).toMatchObject({
			changedBy: world.people.officer.id
		});
		expect(readFieldSnapshot(by('lead'), first).earlierRemedy).toBeNull();
	});
});

const recordSentence = (on = '2027-06-21') => {
	const [year, month, date] = on.split('-').map(Number);
	return (
		`Cuộc kiểm tra KT-2026-001: 1 tồn tại đến hạn khắc phục tính đến ngày ${date}/${month}/${year}; ` +
		'0 tồn tại đã được xác nhận khắc phục xong; chưa được xác nhận: tồn tại số 1.'
	);
};
